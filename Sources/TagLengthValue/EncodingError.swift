public import Irregularities

/// Bytes that are not the element that was expected: why, and where.
public struct EncodingError: Error, Sendable, Hashable {
    /// One of the codes of the section "Bytes and encodings".
    public let code: ReasonCode
    /// The offset in the file that the bytes come from.
    public let offset: Int
    /// The tag that was expected, where one was.
    public let expected: Tag?
    /// The tag that was found instead, where one was.
    public let found: Tag?

    public init(_ code: ReasonCode, at offset: Int, expected: Tag? = nil, found: Tag? = nil) {
        self.code = code
        self.offset = offset
        self.expected = expected
        self.found = found
    }
}
