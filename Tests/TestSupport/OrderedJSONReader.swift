/// Reads JSON by RFC 8259 and refuses what Foundation lets pass: repeated names, and text after the value.
public struct OrderedJSONReader {
    /// What is wrong, and at which octet.
    public struct Failure: Error, Equatable, CustomStringConvertible {
        public let offset: Int
        public let expected: String

        public init(offset: Int, expected: String) {
            self.offset = offset
            self.expected = expected
        }

        public var description: String { "offset \(offset): expected \(expected)" }
    }

    private let bytes: [UInt8]
    private var next = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The value of a whole text.
    public static func value(_ bytes: [UInt8]) throws(Failure) -> OrderedJSON {
        var reader = OrderedJSONReader(bytes)
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.next == bytes.count else { throw reader.failure("the end") }
        return value
    }

    private func failure(_ expected: String) -> Failure { Failure(offset: next, expected: expected) }

    private var current: UInt8? { next < bytes.count ? bytes[next] : nil }

    private mutating func skipBlanks() {
        while let byte = current, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { next += 1 }
    }

    private mutating func take(_ text: StaticString) throws(Failure) {
        for character in text.description.utf8 {
            guard current == character else { throw failure(text.description) }
            next += 1
        }
    }

    private mutating func value(depth: Int) throws(Failure) -> OrderedJSON {
        guard depth < 100 else { throw failure("less nesting") }
        skipBlanks()
        switch current {
        case UInt8(ascii: "{"): return .object(try object(depth))
        case UInt8(ascii: "["): return .array(try array(depth))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "n"): try take("null"); return .null
        case UInt8(ascii: "t"): try take("true"); return .boolean(true)
        case UInt8(ascii: "f"): try take("false"); return .boolean(false)
        default: return .number(try number())
        }
    }

    private mutating func object(_ depth: Int) throws(Failure) -> [OrderedJSON.Member] {
        try take("{")
        skipBlanks()
        var members: [OrderedJSON.Member] = []
        var names: Set<String> = []
        while current != UInt8(ascii: "}") {
            if !members.isEmpty { try take(",") }
            skipBlanks()
            let name = try string()
            guard names.insert(name).inserted else { throw failure("another name than \(name)") }
            skipBlanks()
            try take(":")
            members.append(OrderedJSON.Member(name, try value(depth: depth + 1)))
            skipBlanks()
        }
        next += 1
        return members
    }

    private mutating func array(_ depth: Int) throws(Failure) -> [OrderedJSON] {
        try take("[")
        skipBlanks()
        var elements: [OrderedJSON] = []
        while current != UInt8(ascii: "]") {
            if !elements.isEmpty { try take(",") }
            elements.append(try value(depth: depth + 1))
            skipBlanks()
        }
        next += 1
        return elements
    }

    private mutating func number() throws(Failure) -> String {
        let start = next
        if current == UInt8(ascii: "-") { next += 1 }
        if current == UInt8(ascii: "0") { next += 1 } else { try digits() }
        if current == UInt8(ascii: ".") {
            next += 1
            try digits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            next += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { next += 1 }
            try digits()
        }
        return String(decoding: bytes[start..<next], as: UTF8.self)
    }

    private mutating func digits() throws(Failure) {
        let start = next
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { next += 1 }
        guard next > start else { throw failure("a value") }
    }

    private mutating func string() throws(Failure) -> String {
        try take("\"")
        var text: [UInt8] = []
        while let byte = current, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw failure("no control character") }
            next += 1
            if byte == UInt8(ascii: "\\") { text += Array(String(try escaped()).utf8) } else { text.append(byte) }
        }
        try take("\"")
        guard let string = String(validating: text, as: UTF8.self) else { throw failure("UTF-8") }
        return string
    }

    private mutating func escaped() throws(Failure) -> Unicode.Scalar {
        guard let letter = current else { throw failure("an escape") }
        next += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw failure("an escape")
        }
    }

    /// One code unit in four hexadecimal digits, or the two of a pair.
    private mutating func unicodeEscape() throws(Failure) -> Unicode.Scalar {
        let high = try codeUnit()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard (0xD800..<0xDC00).contains(high) else { throw failure("a high surrogate first") }
        try take("\\u")
        let low = try codeUnit()
        guard (0xDC00..<0xE000).contains(low), let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) else {
            throw failure("a low surrogate")
        }
        return scalar
    }

    private mutating func codeUnit() throws(Failure) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure("a hexadecimal digit")
            }
            unit = unit << 4 | UInt32(digit)
            next += 1
        }
        return unit
    }
}
