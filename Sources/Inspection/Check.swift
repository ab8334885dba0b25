public import DocumentVerification
public import Irregularities

/// One check: what it is called, what it rests on, and a pure function over the record (law 4).
public struct Check: Sendable {
    public let id: StaticString
    public let title: StaticString
    public let citation: Citation
    public typealias Body = @Sendable (borrowing VerificationRecord, inout FindingCollector) -> Void

    /// Non-capturing, so that a hundred checks cost microseconds.
    public let body: Body

    public init(
        _ id: StaticString, _ title: StaticString, _ citation: Citation,
        _ body: @escaping Body
    ) {
        self.id = id
        self.title = title
        self.citation = citation
        self.body = body
    }

    /// The id as text: `security-object.signature`.
    public var name: String { id.description }
}
