import Irregularities

/// A cursor over a series of BER elements.
///
/// Reads any BER: long-form tags, any form of length, indefinite length. What DER forbids is accepted and can be asked for with
/// `isDistinguished`. X.690, 8.1.
public struct ElementReader: Sendable {
    /// The bytes of the series; indices are offsets in the file.
    public let bytes: ArraySlice<UInt8>
    /// The offset of the next identifier octet.
    public private(set) var position: Int
    public let limits: Limits
    private var count = 0

    public init(_ bytes: ArraySlice<UInt8>, limits: Limits = .file) {
        self.bytes = bytes
        self.limits = limits
        position = bytes.startIndex
    }

    public var isAtEnd: Bool { position == bytes.endIndex }

    /// The bytes not read yet.
    public var rest: ArraySlice<UInt8> { bytes[position...] }

    /// The tag of the next element, or nil at the end or where no tag can be read.
    public var nextTag: Tag? {
        guard position < bytes.endIndex else { return nil }
        var copy = position
        return try? readTag(&copy)
    }

    /// Reads the next element, or returns nil at the end.
    public mutating func next() throws(EncodingError) -> Element? {
        guard position < bytes.endIndex else { return nil }
        count += 1
        guard count <= limits.elements else { throw EncodingError(.tooManyElements, at: position) }
        let start = position
        var cursor = position
        let tag = try readTag(&cursor)
        let length = try readLength(&cursor)
        let contentStart = cursor
        guard let length else {
            guard tag.isConstructed else { throw EncodingError(.malformedLength, at: start, found: tag) }
            let end = try endOfIndefinite(from: contentStart)
            position = end + 2
            return Element(tag: tag, bytes: bytes[start..<end + 2], content: bytes[contentStart..<end])
        }
        guard length <= bytes.endIndex - contentStart else {
            throw EncodingError(.lengthBeyondEnd, at: start, found: tag)
        }
        position = contentStart + length
        return Element(tag: tag, bytes: bytes[start..<position], content: bytes[contentStart..<position])
    }

    /// Reads the next element, which must have this tag.
    public mutating func next(_ tag: Tag) throws(EncodingError) -> Element {
        let start = position
        guard let element = try next() else { throw EncodingError(.missingElement, at: start, expected: tag) }
        guard element.tag == tag else {
            position = start
            throw EncodingError(.unexpectedTag, at: start, expected: tag, found: element.tag)
        }
        return element
    }

    /// Reads the next element if it has this tag, else returns nil and stays.
    public mutating func nextIf(_ tag: Tag) throws(EncodingError) -> Element? {
        guard nextTag == tag else { return nil }
        return try next()
    }

    /// Proves that nothing is left (law 6).
    public func finish() throws(EncodingError) {
        guard isAtEnd else { throw EncodingError(.trailingBytes, at: position, found: nextTag) }
    }

    // MARK: Header octets

    private func octet(_ cursor: inout Int) throws(EncodingError) -> UInt8 {
        guard cursor < bytes.endIndex else { throw EncodingError(.truncated, at: cursor) }
        defer { cursor += 1 }
        return bytes[cursor]
    }

    private func readTag(_ cursor: inout Int) throws(EncodingError) -> Tag {
        let start = cursor
        let first = try octet(&cursor)
        guard first & 0x1F == 0x1F else { return Tag(UInt32(first)) }
        var value = UInt32(first)
        for index in 1...3 {
            let next = try octet(&cursor)
            // X.690, 8.1.2.4.2 c: the first subsequent octet shall not be 80.
            guard index > 1 || next != 0x80 else { throw EncodingError(.malformedTag, at: start) }
            value = value << 8 | UInt32(next)
            if next & 0x80 == 0 { return Tag(value) }
        }
        throw EncodingError(.malformedTag, at: start)
    }

    /// The content length, or nil for the indefinite form.
    private func readLength(_ cursor: inout Int) throws(EncodingError) -> Int? {
        let start = cursor
        let first = try octet(&cursor)
        if first < 0x80 { return Int(first) }
        if first == 0x80 { return nil }
        guard first != 0xFF else { throw EncodingError(.malformedLength, at: start) }
        var length = 0
        for _ in 0..<Int(first & 0x7F) {
            // Leading zeros are legal BER; a length past 2^31 cannot lie inside any input that is accepted.
            guard length < 1 << 23 else { throw EncodingError(.lengthBeyondEnd, at: start) }
            length = length << 8 | Int(try octet(&cursor))
        }
        return length
    }

    /// The offset of the end-of-contents octets that close the indefinite length opened just before `start`.
    private func endOfIndefinite(from start: Int) throws(EncodingError) -> Int {
        var cursor = start
        var open = 1
        for _ in 0..<limits.elements {
            let elementStart = cursor
            let tag = try readTag(&cursor)
            let length = try readLength(&cursor)
            if tag.rawValue == 0 {
                guard length == 0 else { throw EncodingError(.malformedLength, at: elementStart) }
                open -= 1
                if open == 0 { return elementStart }
            } else if let length {
                guard length <= bytes.endIndex - cursor else {
                    throw EncodingError(.lengthBeyondEnd, at: elementStart, found: tag)
                }
                cursor += length
            } else {
                guard tag.isConstructed else { throw EncodingError(.malformedLength, at: elementStart, found: tag) }
                open += 1
                guard open <= limits.depth else { throw EncodingError(.nestedTooDeep, at: elementStart) }
            }
        }
        throw EncodingError(.tooManyElements, at: start)
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
