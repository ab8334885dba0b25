import Irregularities

/// Why bytes are no JSON text, and where; never what stands there.
struct JSONError: Error, Sendable, Hashable {
    let reason: ReasonCode
    let offset: Int
}

/// Reads JSON texts (RFC 8259) within limits, strictly, without recursion deeper than its limit.
struct JSONReader {
    /// The deepest nesting; a Regula response nests 14 deep.
    static let depth = 64
    /// The most values of one text: a data group of 512 KiB as integers is half a million, and a document has two of these at most.
    static let values = 2_000_000

    private let bytes: ArraySlice<UInt8>
    private var place: Int
    private var valuesLeft = JSONReader.values

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        place = bytes.startIndex
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place += 3 }
    }

    /// Reads one value, after which nothing but blanks may follow.
    static func value(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> JSONValue {
        var reader = JSONReader(bytes)
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.place == bytes.endIndex else { throw JSONError(reason: .trailingBytes, offset: reader.place) }
        return value
    }

    /// Reads values that follow one another with nothing but blanks between them: NDJSON, and one value alone.
    static func series(_ bytes: ArraySlice<UInt8>, limit: Int) throws(JSONError) -> [JSONValue] {
        var reader = JSONReader(bytes)
        var values: [JSONValue] = []
        reader.skipBlanks()
        repeat {
            guard values.count < limit else { throw JSONError(reason: .tooManyElements, offset: reader.place) }
            values.append(try reader.value(depth: 0))
            reader.skipBlanks()
        } while reader.place < bytes.endIndex
        return values
    }

    /// Whether the bytes begin as an object does.
    static func canBeginObject(_ bytes: ArraySlice<UInt8>) -> Bool {
        let rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
        return rest.first { !isBlank($0) } == UInt8(ascii: "{")
    }

    /// Whether the bytes begin as an object or an array does.
    static func canBegin(_ bytes: ArraySlice<UInt8>) -> Bool {
        let rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
        guard let first = rest.first(where: { !isBlank($0) }) else { return false }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    // MARK: Characters

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private var next: UInt8? { place < bytes.endIndex ? bytes[place] : nil }

    private mutating func skipBlanks() {
        while place < bytes.endIndex, JSONReader.isBlank(bytes[place]) { place += 1 }
    }

    private var here: JSONError { JSONError(reason: place < bytes.endIndex ? .malformedValue : .truncated, offset: place) }

    private mutating func expect(_ character: UInt8) throws(JSONError) {
        guard next == character else { throw here }
        place += 1
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let count = word.utf8CodeUnitCount
        let rest = bytes[place...].prefix(count)
        let begins = word.withUTF8Buffer { unsafe rest.elementsEqual($0.prefix(rest.count)) }
        guard begins else { throw here }
        guard rest.count == count else { throw JSONError(reason: .truncated, offset: bytes.endIndex) }
        place += count
        return value
    }

    // MARK: Values

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= JSONReader.depth else { throw JSONError(reason: .nestedTooDeep, offset: place) }
        guard valuesLeft > 0 else { throw JSONError(reason: .tooManyElements, offset: place) }
        valuesLeft -= 1
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        try expect(UInt8(ascii: "{"))
        var members: [JSONMember] = []
        skipBlanks()
        if next == UInt8(ascii: "}") {
            place += 1
            return .object(members)
        }
        while true {
            skipBlanks()
            let name = try string()
            skipBlanks()
            try expect(UInt8(ascii: ":"))
            members.append(JSONMember(name: name, value: try value(depth: depth + 1)))
            skipBlanks()
            if next == UInt8(ascii: ",") {
                place += 1
            } else {
                try expect(UInt8(ascii: "}"))
                return .object(members)
            }
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        try expect(UInt8(ascii: "["))
        var values: [JSONValue] = []
        skipBlanks()
        if next == UInt8(ascii: "]") {
            place += 1
            return .array(values)
        }
        while true {
            values.append(try value(depth: depth + 1))
            skipBlanks()
            if next == UInt8(ascii: ",") {
                place += 1
            } else {
                try expect(UInt8(ascii: "]"))
                return .array(values)
            }
        }
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = place
        if next == UInt8(ascii: "-") { place += 1 }
        let first = place
        try digits()
        guard bytes[first] != UInt8(ascii: "0") || place == first + 1 else { throw JSONError(reason: .malformedValue, offset: first) }
        var isInteger = true
        if next == UInt8(ascii: ".") {
            isInteger = false
            place += 1
            try digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isInteger = false
            place += 1
            if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") { place += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if isInteger, let value = Int(text) { return .integer(value) }
        return .number(text)
    }

    private mutating func digits() throws(JSONError) {
        let start = place
        while let byte = next, (0x30...0x39).contains(byte) { place += 1 }
        guard place > start else { throw here }
    }

    // MARK: Strings

    private mutating func string() throws(JSONError) -> String {
        try expect(UInt8(ascii: "\""))
        let start = place
        // Most strings, and all long ones, have no escapes.
        while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { place += 1 }
        if next == UInt8(ascii: "\"") {
            defer { place += 1 }
            return String(decoding: bytes[start..<place], as: UTF8.self)
        }
        var text = Array(bytes[start..<place])
        while let byte = next {
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw JSONError(reason: .malformedValue, offset: place - 1)
            default: text.append(byte)
            }
        }
        throw here
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard let character = next else { throw here }
        place += 1
        switch character {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(character)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += Array(String(try scalar()).utf8)
        default: throw JSONError(reason: .malformedValue, offset: place - 1)
        }
    }

    /// The character of `\uXXXX`, two of which make one beyond the first plane; half a pair becomes the replacement character.
    private mutating func scalar() throws(JSONError) -> Character {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return Character(scalar) }
        guard first < 0xDC00, bytes[place...].starts(with: Array("\\u".utf8)) else { return "\u{FFFD}" }
        let before = place
        place += 2
        let second = try codeUnit()
        let combined = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) &- 0xDC00)
        guard (0xDC00...0xDFFF).contains(second), let scalar = Unicode.Scalar(combined) else {
            place = before
            return "\u{FFFD}"
        }
        return Character(scalar)
    }

    private mutating func codeUnit() throws(JSONError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = hexDigit(byte) else { throw here }
            value = value << 4 | UInt16(digit)
            place += 1
        }
        return value
    }
}

/// The value of a hexadecimal digit, or nil.
func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
}
