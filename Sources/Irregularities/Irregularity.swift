/// A deviation that was tolerated: what it is, and where.
///
/// Every parsed value keeps its irregularities; a check turns them into findings. A parser that cannot go on throws its
/// module's error instead.
public struct Irregularity: Sendable, Hashable {
    public let code: ReasonCode
    public let place: SourceLocation?

    public init(_ code: ReasonCode, at place: SourceLocation? = nil) {
        self.code = code
        self.place = place
    }
}

/// A change that was made to read the input: a character that was normalised or repaired.
///
/// Lines and columns count from 1. `before` and `after` hold what stood there and what was read in its place.
public struct Edit: Sendable, Hashable {
    public let rule: ReasonCode
    public let line: Int
    public let column: Int
    public let before: String
    public let after: String

    public init(rule: ReasonCode, line: Int, column: Int, before: String, after: String) {
        self.rule = rule
        self.line = line
        self.column = column
        self.before = before
        self.after = after
    }
}
