public import Irregularities
public import TagLengthValue

/// Bytes of which nothing can be made as the file that they should be: why, and where.
public struct LDSError: Error, Sendable, Hashable {
    public let code: ReasonCode
    /// The offset in the file.
    public let offset: Int
    /// The tag that was found there, or the one that is missing.
    public let tag: Tag?

    public init(_ code: ReasonCode, at offset: Int, tag: Tag? = nil) {
        self.code = code
        self.offset = offset
        self.tag = tag
    }

    init(_ error: EncodingError) {
        self.init(error.code, at: error.offset, tag: error.found ?? error.expected)
    }
}

extension ElementReader {
    /// Reads the next element, or returns nil at the end.
    mutating func element() throws(LDSError) -> Element? {
        do { return try next() } catch { throw LDSError(error) }
    }

    /// Reads the next element, which must have this tag.
    mutating func element(_ tag: Tag) throws(LDSError) -> Element {
        do { return try next(tag) } catch { throw LDSError(error) }
    }

    /// Reads the next element if it has this tag.
    mutating func elementIf(_ tag: Tag) throws(LDSError) -> Element? {
        do { return try nextIf(tag) } catch { throw LDSError(error) }
    }
}

extension ElementCursor {
    /// Reads the next element, or returns nil at the end.
    @inline(__always)
    mutating func element(in bytes: ArraySlice<UInt8>) throws(LDSError) -> ElementExtent? {
        do { return try next(in: bytes) } catch { throw LDSError(error) }
    }

    /// Reads the next element, which must have this tag.
    @inline(__always)
    mutating func element(_ tag: Tag, in bytes: ArraySlice<UInt8>) throws(LDSError) -> ElementExtent {
        do { return try next(tag, in: bytes) } catch { throw LDSError(error) }
    }

    /// Reads the next element if it has this tag.
    @inline(__always)
    mutating func elementIf(_ tag: Tag, in bytes: ArraySlice<UInt8>) throws(LDSError) -> ElementExtent? {
        do { return try nextIf(tag, in: bytes) } catch { throw LDSError(error) }
    }

    /// Where what is left stands.
    var rest: SourceLocation { SourceLocation(position..<end) }
}

extension ElementExtent {
    /// The value of a primitive element as an unsigned number of at most four octets, or nil.
    func smallNumber(in bytes: ArraySlice<UInt8>) -> Int? {
        guard (1...4).contains(contentEnd - contentStart) else { return nil }
        var number = 0
        for index in contentRange { number = number << 8 | Int(bytes[index]) }
        return number
    }
}

extension Element {
    /// The value of a primitive element as an unsigned number of at most four octets, or nil.
    ///
    /// Four octets hold every count and code of the logical data structure.
    var smallNumber: Int? {
        guard !content.isEmpty, content.count <= 4 else { return nil }
        return content.reduce(0) { $0 << 8 | Int($1) }
    }
}
