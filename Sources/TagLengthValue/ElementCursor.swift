public import Irregularities

/// Where one element lies: its tag and four offsets in the file, without the bytes, so that walking retains nothing.
public struct ElementExtent: Sendable, Hashable {
    public let tag: Tag
    /// The offset of the first identifier octet.
    public let start: Int
    public let contentStart: Int
    public let contentEnd: Int
    /// The offset after the last octet, which for an indefinite length is after the end-of-contents octets.
    public let end: Int

    /// Identifier, length, content and, for an indefinite length, end-of-contents octets.
    @inlinable public var range: Range<Int> { start..<end }
    @inlinable public var contentRange: Range<Int> { contentStart..<contentEnd }
    /// Whether the length is given by end-of-contents octets (X.690, 8.1.3.6).
    @inlinable public var hasIndefiniteLength: Bool { contentEnd != end }
    /// Whether the header is DER: a definite length in the fewest octets (X.690, 10.1).
    public var hasDistinguishedHeader: Bool {
        !hasIndefiniteLength
            && contentStart - start == tag.octetCount + Element.lengthOctetCount(contentEnd - contentStart)
    }
    public var place: SourceLocation { .bytes(offset: start, length: end - start) }

    @inlinable
    @inline(__always)
    init(tag: Tag, start: Int, contentStart: Int, contentEnd: Int, end: Int) {
        self.tag = tag
        self.start = start
        self.contentStart = contentStart
        self.contentEnd = contentEnd
        self.end = end
    }
}

/// A cursor over a series of BER elements whose bytes the caller holds and hands to every call.
///
/// The walk of the hot paths: the same grammar, limits and errors as `ElementReader`, which is built on it, without a slice an element.
/// The bytes handed in must be those that the cursor was made for, or any larger slice of the same file. X.690, 8.1.
public struct ElementCursor: Sendable {
    /// The offset of the next identifier octet.
    @inlinable public var position: Int { next }
    /// The offset at which the series ends.
    public let end: Int
    public let limits: Limits
    @usableFromInline var next: Int
    @usableFromInline var count = 0

    @inlinable
    public init(over bytes: borrowing ArraySlice<UInt8>, limits: Limits = .file) {
        next = bytes.startIndex
        end = bytes.endIndex
        self.limits = limits
    }

    /// Makes a cursor over the content of an element.
    @inlinable
    public init(inside extent: ElementExtent, limits: Limits = .file) {
        next = extent.contentStart
        end = extent.contentEnd
        self.limits = limits
    }

    @inlinable public var isAtEnd: Bool { position >= end }

    /// The tag of the next element, or nil at the end or where no tag can be read.
    @inlinable
    public func nextTag(in bytes: ArraySlice<UInt8>) -> Tag? {
        guard position < end else { return nil }
        let first = bytes[position]
        return first & 0x1F == 0x1F ? longTag(in: bytes) : Tag(UInt32(first))
    }

    /// The tag of the next element, which has more than one octet, or nil where it cannot be read.
    @usableFromInline
    func longTag(in bytes: ArraySlice<UInt8>) -> Tag? {
        var copy = position
        return try? readTag(&copy, bytes)
    }

    /// Reads the next element, or returns nil at the end.
    @inlinable
    @inline(__always)
    public mutating func next(in bytes: ArraySlice<UInt8>) throws(EncodingError) -> ElementExtent? {
        position < end ? try read(bytes) : nil
    }

    /// Reads the next element, which must have this tag.
    @inlinable
    @inline(__always)
    public mutating func next(_ tag: Tag, in bytes: ArraySlice<UInt8>) throws(EncodingError) -> ElementExtent {
        guard position < end else { throw EncodingError(.missingElement, at: position, expected: tag) }
        let start = position
        let extent = try read(bytes)
        guard extent.tag == tag else {
            next = start
            throw EncodingError(.unexpectedTag, at: start, expected: tag, found: extent.tag)
        }
        return extent
    }

    /// Reads the next element if it has this tag, else returns nil and stays.
    @inlinable
    @inline(__always)
    public mutating func nextIf(_ tag: Tag, in bytes: ArraySlice<UInt8>) throws(EncodingError) -> ElementExtent? {
        guard position < end else { return nil }
        // A tag of one octet is compared as it stands; the others are read.
        guard tag.rawValue < 0x100 ? bytes[position] == UInt8(truncatingIfNeeded: tag.rawValue) : nextTag(in: bytes) == tag else {
            return nil
        }
        return try read(bytes)
    }

    /// Reads the element at the position, which is before the end.
    ///
    /// The one-octet tag and the short length, which nearly all elements have, are read here, the others out of line.
    @inlinable
    @inline(__always)
    mutating func read(_ bytes: ArraySlice<UInt8>) throws(EncodingError) -> ElementExtent {
        let start = position
        count += 1
        guard count <= limits.elements else { throw EncodingError(.tooManyElements, at: start) }
        let first = bytes[start]
        guard first & 0x1F != 0x1F, start + 1 < end, bytes[start + 1] < 0x80 else { return try readLonger(first, bytes) }
        let contentStart = start + 2
        let length = Int(bytes[start + 1])
        let tag = Tag(UInt32(first))
        guard length <= end - contentStart else { throw EncodingError(.lengthBeyondEnd, at: start, found: tag) }
        next = contentStart + length
        return ElementExtent(tag: tag, start: start, contentStart: contentStart, contentEnd: next, end: next)
    }

    /// Reads an element with a tag of one or two octets and a length of one to three, which are all others of a usual file.
    @inlinable
    @inline(__always)
    mutating func readLonger(_ first: UInt8, _ bytes: ArraySlice<UInt8>) throws(EncodingError) -> ElementExtent {
        let start = position
        guard end - start > 4 else { return try readAny(bytes) }
        let second = UInt64(bytes[start + 1]) << 24 | UInt64(bytes[start + 2]) << 16
        let header = ShortHeader(UInt64(first) << 32 | second | UInt64(bytes[start + 3]) << 8 | UInt64(bytes[start + 4]))
        guard header.count > 0 else { return try readAny(bytes) }
        let contentStart = start + header.count
        guard header.length <= end - contentStart else { throw EncodingError(.lengthBeyondEnd, at: start, found: header.tag) }
        next = contentStart + header.length
        return ElementExtent(tag: header.tag, start: start, contentStart: contentStart, contentEnd: next, end: next)
    }

    @usableFromInline
    mutating func readAny(_ bytes: ArraySlice<UInt8>) throws(EncodingError) -> ElementExtent {
        let start = position
        var cursor = start
        let tag = try readTag(&cursor, bytes)
        let length = try readLength(&cursor, bytes)
        guard let length else {
            guard tag.isConstructed else { throw EncodingError(.malformedLength, at: start, found: tag) }
            let contentEnd = try endOfIndefinite(from: cursor, bytes)
            next = contentEnd + 2
            return ElementExtent(tag: tag, start: start, contentStart: cursor, contentEnd: contentEnd, end: next)
        }
        guard length <= end - cursor else { throw EncodingError(.lengthBeyondEnd, at: start, found: tag) }
        next = cursor + length
        return ElementExtent(tag: tag, start: start, contentStart: cursor, contentEnd: next, end: next)
    }

    // MARK: Header octets

    @inline(__always)
    private func octet(_ cursor: inout Int, _ bytes: ArraySlice<UInt8>) throws(EncodingError) -> UInt8 {
        guard cursor < end else { throw EncodingError(.truncated, at: cursor) }
        defer { cursor += 1 }
        return bytes[cursor]
    }

    private func readTag(_ cursor: inout Int, _ bytes: ArraySlice<UInt8>) throws(EncodingError) -> Tag {
        let start = cursor
        let first = try octet(&cursor, bytes)
        guard first & 0x1F == 0x1F else { return Tag(UInt32(first)) }
        var value = UInt32(first)
        for index in 1...3 {
            let next = try octet(&cursor, bytes)
            // X.690, 8.1.2.4.2 c: the first subsequent octet shall not be 80.
            guard index > 1 || next != 0x80 else { throw EncodingError(.malformedTag, at: start) }
            value = value << 8 | UInt32(next)
            if next & 0x80 == 0 { return Tag(value) }
        }
        throw EncodingError(.malformedTag, at: start)
    }

    /// The content length, or nil for the indefinite form.
    private func readLength(_ cursor: inout Int, _ bytes: ArraySlice<UInt8>) throws(EncodingError) -> Int? {
        let start = cursor
        let first = try octet(&cursor, bytes)
        if first < 0x80 { return Int(first) }
        if first == 0x80 { return nil }
        guard first != 0xFF else { throw EncodingError(.malformedLength, at: start) }
        var length = 0
        for _ in 0..<Int(first & 0x7F) {
            // Leading zeros are legal BER; a length past 2^31 cannot lie inside any input that is accepted.
            guard length < 1 << 23 else { throw EncodingError(.lengthBeyondEnd, at: start) }
            length = length << 8 | Int(try octet(&cursor, bytes))
        }
        return length
    }

    /// The offset of the end-of-contents octets that close the indefinite length opened just before `start`.
    private func endOfIndefinite(from start: Int, _ bytes: ArraySlice<UInt8>) throws(EncodingError) -> Int {
        var cursor = start
        var open = 1
        for _ in 0..<limits.elements {
            let elementStart = cursor
            let tag = try readTag(&cursor, bytes)
            let length = try readLength(&cursor, bytes)
            if tag.rawValue == 0 {
                guard length == 0 else { throw EncodingError(.malformedLength, at: elementStart) }
                open -= 1
                if open == 0 { return elementStart }
            } else if let length {
                guard length <= end - cursor else {
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

/// The identifier and length octets of an element, read from the five octets with which it begins; they stay in registers.
@usableFromInline
struct ShortHeader {
    @usableFromInline let tag: Tag
    @usableFromInline let length: Int
    /// The number of octets; 0 where the header has more than five or another form.
    @usableFromInline let count: Int

    @usableFromInline
    @inline(never)
    init(_ octets: UInt64) {
        let hasLongTag = octets >> 32 & 0x1F == 0x1F
        let tagCount = hasLongTag ? 2 : 1
        tag = Tag(UInt32(truncatingIfNeeded: hasLongTag ? octets >> 24 : octets >> 32))
        // The octets after the tag, the first of them highest.
        let rest = UInt32(truncatingIfNeeded: hasLongTag ? octets << 8 : octets)
        let isWhole = !hasLongTag || octets >> 24 & 0x80 == 0
        switch rest >> 24 {
        case 0..<0x80:
            length = Int(rest >> 24)
            count = isWhole ? tagCount + 1 : 0
        case 0x81:
            length = Int(rest >> 16 & 0xFF)
            count = isWhole ? tagCount + 2 : 0
        case 0x82:
            length = Int(rest >> 8 & 0xFFFF)
            count = isWhole ? tagCount + 3 : 0
        default:
            length = 0
            count = 0
        }
    }
}
