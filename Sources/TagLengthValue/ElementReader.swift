import Irregularities

/// A cursor over a series of BER elements, with its bytes.
///
/// Reads any BER: long-form tags, any form of length, indefinite length. What DER forbids is accepted and can be asked for with
/// `Element.headerIrregularity`. X.690, 8.1.
public struct ElementReader: Sendable {
    /// The bytes of the series; indices are offsets in the file.
    public let bytes: ArraySlice<UInt8>
    private var cursor: ElementCursor

    public init(_ bytes: ArraySlice<UInt8>, limits: Limits = .file) {
        self.bytes = bytes
        cursor = ElementCursor(over: bytes, limits: limits)
    }

    /// The offset of the next identifier octet.
    public var position: Int { cursor.position }

    public var limits: Limits { cursor.limits }

    public var isAtEnd: Bool { cursor.isAtEnd }

    /// The bytes not read yet.
    public var rest: ArraySlice<UInt8> { bytes[position...] }

    /// The tag of the next element, or nil at the end or where no tag can be read.
    public var nextTag: Tag? { cursor.nextTag(in: bytes) }

    /// Reads the next element, or returns nil at the end.
    public mutating func next() throws(EncodingError) -> Element? {
        guard let extent = try cursor.next(in: bytes) else { return nil }
        return Element(extent, in: bytes)
    }

    /// Reads the next element, which must have this tag.
    public mutating func next(_ tag: Tag) throws(EncodingError) -> Element {
        Element(try cursor.next(tag, in: bytes), in: bytes)
    }

    /// Reads the next element if it has this tag, else returns nil and stays.
    public mutating func nextIf(_ tag: Tag) throws(EncodingError) -> Element? {
        guard let extent = try cursor.nextIf(tag, in: bytes) else { return nil }
        return Element(extent, in: bytes)
    }

    /// Proves that nothing is left (law 6).
    public func finish() throws(EncodingError) {
        guard isAtEnd else { throw EncodingError(.trailingBytes, at: position, found: nextTag) }
    }
}

extension ElementReader {
    /// Reads the one element that the bytes are, which must have this tag, and proves that nothing trails.
    public static func only(
        _ tag: Tag, in bytes: ArraySlice<UInt8>, limits: Limits = .file
    ) throws(EncodingError) -> Element {
        var reader = ElementReader(bytes, limits: limits)
        let element = try reader.next(tag)
        try reader.finish()
        return element
    }
}
