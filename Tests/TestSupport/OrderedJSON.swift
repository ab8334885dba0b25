/// A JSON value as it was written: the members of an object in their order, a number by its digits.
///
/// Foundation's reader forgets the order of members and takes 1 for true; the tests of shapes need both.
public indirect enum OrderedJSON: Equatable, Sendable {
    case null
    case boolean(Bool)
    /// The number's characters.
    case number(String)
    case string(String)
    case array([OrderedJSON])
    case object([Member])

    /// A name and a value.
    public struct Member: Equatable, Sendable {
        public let name: String
        public let value: OrderedJSON

        public init(_ name: String, _ value: OrderedJSON) {
            self.name = name
            self.value = value
        }
    }

    /// The member of an object by its name; nil where there is none, or where this is no object.
    public subscript(_ name: String) -> OrderedJSON? { members?.first { $0.name == name }?.value }

    /// The members of an object, else nil.
    public var members: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// The elements of an array, else nil.
    public var elements: [OrderedJSON]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The text of a string, else nil.
    public var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The number where it is written as an integer, else nil.
    public var integer: Int? {
        guard case .number(let digits) = self else { return nil }
        return Int(digits)
    }
}
