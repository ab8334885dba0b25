/// A value of a JSON text (RFC 8259), as it was written: numbers keep their text, members their order.
///
/// Foundation's decoder is not used for what others wrote: it has no limits of our own, takes an array of a hundred thousand integers apart one
/// by one, and its errors carry no offset.
enum JSONValue: Sendable, Hashable {
    case null
    case boolean(Bool)
    /// A number that is an integer of 64 bits.
    case integer(Int)
    /// Any other number, as its text.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])
}

/// One member of a JSON object; a name that comes twice is there twice.
struct JSONMember: Sendable, Hashable {
    let name: String
    let value: JSONValue
}

extension JSONValue {
    /// The value of the first member of this name, or nil; null counts as absent.
    subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self, let value = members.first(where: { $0.name == name })?.value, value != .null else {
            return nil
        }
        return value
    }

    /// The value at the end of a way of members.
    subscript(_ names: String...) -> JSONValue? {
        var value: JSONValue? = self
        for name in names { value = value?[name] }
        return value
    }

    var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    var elements: [JSONValue]? {
        guard case .array(let values) = self else { return nil }
        return values
    }

    var members: [JSONMember]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    var integer: Int? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    /// The members of an object, of several with one name the first; none of any other value.
    var firstMembers: [JSONMember] {
        var names: Set<String> = []
        return (members ?? []).filter { names.insert($0.name).inserted }
    }

    /// The integer that the value means: some programs write one as `3.0`, others as a text.
    var number: Int? {
        switch self {
        case .integer(let value): value
        case .number(let text): Double(text).flatMap { Int(exactly: $0) }
        case .string(let text): Int(text)
        default: nil
        }
    }

    var boolean: Bool? {
        guard case .boolean(let value) = self else { return nil }
        return value
    }

    /// The value of a scalar as it is written, without quotes; nil for objects and arrays.
    var scalarText: String? {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let text), .string(let text): text
        case .array, .object: nil
        }
    }

    /// The bytes of an array of integers, each 0 to 255 or, as Java prints them, -128 to 127; nil where anything else is in it.
    ///
    /// JavaScript writes arrays of bytes as objects: a `Buffer` with its `data`, and a `Uint8Array` with its indices as names.
    var integerBytes: [UInt8]? {
        let values: [JSONValue]
        switch self {
        case .array(let elements): values = elements
        case .object(let members):
            if self["type"]?.text == "Buffer", let data = self["data"]?.elements {
                values = data
            } else {
                guard members.enumerated().allSatisfy({ $0.element.name == String($0.offset) }) else { return nil }
                values = members.map(\.value)
            }
        default: return nil
        }
        guard !values.isEmpty else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.count)
        for value in values {
            guard case .integer(let number) = value, (-128...255).contains(number) else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: number))
        }
        return bytes
    }
}

extension JSONValue {
    /// The places, as JSON pointers, of members whose name another one of the same object had before them.
    func duplicates(limit: Int) -> [String] {
        var places: [String] = []
        findDuplicates("", limit, &places)
        return places
    }

    private func findDuplicates(_ place: String, _ limit: Int, _ places: inout [String]) {
        switch self {
        case .array(let values):
            // The bytes of a file have none.
            if case .integer? = values.first { return }
            for (index, value) in values.enumerated() { value.findDuplicates("\(place)/\(index)", limit, &places) }
        case .object(let members):
            var names: Set<String> = []
            for member in members {
                guard places.count < limit else { return }
                let place = "\(place)/\(JSONPointer.escaped(member.name))"
                if names.insert(member.name).inserted {
                    member.value.findDuplicates(place, limit, &places)
                } else if places.last != place {
                    places.append(place)
                }
            }
        default: return
        }
    }
}

/// A way to a value inside a JSON text (RFC 6901): `/ContainerList/List/0`.
struct JSONPointer: Sendable, Hashable {
    let tokens: [String]

    /// Reads a pointer; nil where it is not empty and does not begin with `/`, or holds `~` before anything but 0 and 1.
    init?(_ text: String) {
        guard text.isEmpty || text.hasPrefix("/") else { return nil }
        var tokens: [String] = []
        for part in text.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            var token = ""
            var isEscaped = false
            for character in part {
                switch (isEscaped, character) {
                case (false, "~"): isEscaped = true
                case (true, "0"): (token, isEscaped) = (token + "~", false)
                case (true, "1"): (token, isEscaped) = (token + "/", false)
                case (true, _): return nil
                case (false, _): token.append(character)
                }
            }
            if isEscaped { return nil }
            tokens.append(token)
        }
        self.tokens = text.isEmpty ? [] : tokens
    }

    /// A name as a pointer has it.
    static func escaped(_ name: String) -> String { name.replacing("~", with: "~0").replacing("/", with: "~1") }

    /// The value that the pointer leads to, or nil.
    func value(in root: JSONValue) -> JSONValue? {
        var value = root
        for token in tokens {
            switch value {
            case .object(let members):
                guard let member = members.first(where: { $0.name == token }) else { return nil }
                value = member.value
            case .array(let values):
                // A number without leading zeros, as RFC 6901 has it.
                guard let index = Int(token), String(index) == token, values.indices.contains(index) else { return nil }
                value = values[index]
            default: return nil
            }
        }
        return value
    }
}
