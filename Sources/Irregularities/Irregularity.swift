/// A deviation that was tolerated: what it is, and where.
///
/// Every parsed value keeps its irregularities; a check turns them into findings. A parser that cannot go on throws its
/// module's error instead.
public struct Irregularity: Sendable, Hashable {
    public let code: ReasonCode
    public let place: SourceLocation?
    /// How many more of the kind there are that are not listed each.
    public private(set) var further = 0

    public init(_ code: ReasonCode, at place: SourceLocation? = nil) {
        self.code = code
        self.place = place
    }
}

extension [Irregularity] {
    /// The most irregularities of one kind that are listed each: a file of a megabyte can hold half a million, and more than a screen tells nobody
    /// more.
    public static let limitOfKind = 64

    /// Adds an irregularity of which an input can hold any number: beyond the limit of its kind it is counted on the last one that is listed.
    public mutating func appendLimited(_ irregularity: Irregularity) {
        // The usual case of a long row first: the last one listed counts already.
        if let end = indices.last, self[end].code == irregularity.code, self[end].further > 0 {
            self[end].count(irregularity)
        } else if lazy.filter({ $0.code == irregularity.code }).count < [Irregularity].limitOfKind {
            append(irregularity)
        } else if let last = lastIndex(where: { $0.code == irregularity.code }) {
            self[last].count(irregularity)
        }
    }

    /// The same with no more of each kind than are listed.
    public var limited: [Irregularity] {
        guard count > [Irregularity].limitOfKind else { return self }
        var places: [ReasonCode: (listed: Int, last: Int)] = [:]
        var found: [Irregularity] = []
        for irregularity in self {
            let known = places[irregularity.code]
            if let known, known.listed >= [Irregularity].limitOfKind {
                found[known.last].count(irregularity)
            } else {
                places[irregularity.code] = ((known?.listed ?? 0) + 1, found.count)
                found.append(irregularity)
            }
        }
        return found
    }
}

extension Irregularity {
    fileprivate mutating func count(_ other: Irregularity) {
        further += 1 + other.further
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
