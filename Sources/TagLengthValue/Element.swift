public import Irregularities

/// One tag-length-value: its tag and its bytes as they stand in the file.
///
/// Indices of every slice are offsets in the file (law 6).
public struct Element: Sendable, Hashable {
    public let tag: Tag
    /// Identifier, length, content and, for an indefinite length, end-of-contents octets.
    public let bytes: ArraySlice<UInt8>
    /// The content octets without header and end-of-contents octets.
    @inlinable public var content: ArraySlice<UInt8> { bytes[contentStart..<contentEnd] }

    @usableFromInline let contentStart: Int
    @usableFromInline let contentEnd: Int

    /// Makes an element of its bytes; the content must be a part of them.
    @inlinable
    public init(tag: Tag, bytes: ArraySlice<UInt8>, content: ArraySlice<UInt8>) {
        self.tag = tag
        self.bytes = bytes
        contentStart = content.startIndex
        contentEnd = content.endIndex
    }

    /// Makes the element that lies at this extent of the bytes.
    @inlinable
    public init(_ extent: ElementExtent, in bytes: borrowing ArraySlice<UInt8>) {
        tag = extent.tag
        self.bytes = bytes[extent.range]
        contentStart = extent.contentStart
        contentEnd = extent.contentEnd
    }

    /// Whether the length is given by end-of-contents octets (X.690, 8.1.3.6).
    @inlinable public var hasIndefiniteLength: Bool {
        contentEnd != bytes.endIndex
    }

    /// The offset of the first identifier octet.
    @inlinable public var offset: Int { bytes.startIndex }

    /// Where the whole element stands.
    public var place: SourceLocation { SourceLocation(of: bytes) }

    /// A cursor over the elements of the content.
    @inlinable
    public func elements(_ limits: Limits = .file) -> ElementReader {
        ElementReader(content, limits: limits)
    }
}
