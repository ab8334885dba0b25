/// A check digit of the zone: what is printed, what it should be, and whether they agree.
public struct CheckDigit: Sendable, Hashable {
    public let field: Field
    /// The line and the column of the digit itself; both count from 1.
    public let line: Int
    public let column: Int
    /// The character that is printed, in ASCII; nil where none is.
    public let found: UInt8?
    /// The digit that belongs there, in ASCII; nil where a covered character is unread or illegal.
    public let computed: UInt8?
    /// Nil where a character is unread or no digit is printed.
    public let valid: Bool?

    public init(field: Field, line: Int, column: Int, found: UInt8?, computed: UInt8?, valid: Bool?) {
        self.field = field
        self.line = line
        self.column = column
        self.found = found
        self.computed = computed
        self.valid = valid
    }
}
