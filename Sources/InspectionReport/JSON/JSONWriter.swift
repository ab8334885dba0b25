/// A writer of JSON (RFC 8259) into one array of bytes, keys in the order of the calls.
///
/// `pretty` puts each member on a line of its own with two blanks a level; without it the output has no blank and no line end, which is a line of
/// NDJSON. Foundation's encoder is not used: its key order changes from process to process.
public struct JSONWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    private let isPretty: Bool
    private var depth = 0
    private var needsComma = false

    public init(pretty: Bool = false) {
        isPretty = pretty
    }

    // MARK: Structure

    public mutating func object(_ members: (inout JSONWriter) -> Void) {
        nested(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
    }

    public mutating func array(_ elements: (inout JSONWriter) -> Void) {
        nested(UInt8(ascii: "["), UInt8(ascii: "]"), elements)
    }

    /// Writes the key of the next value.
    public mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        if isPretty { bytes.append(0x20) }
        needsComma = false
        isAfterKey = true
    }

    /// Writes a key that is known only when it is written, such as a reason code.
    public mutating func member(named name: String, _ number: Int) {
        value(name)
        bytes.append(UInt8(ascii: ":"))
        if isPretty { bytes.append(0x20) }
        needsComma = false
        isAfterKey = true
        value(number)
    }

    private var isAfterKey = false

    private mutating func nested(_ open: UInt8, _ close: UInt8, _ content: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(open)
        let start = bytes.count
        depth += 1
        needsComma = false
        content(&self)
        depth -= 1
        if isPretty, bytes.count > start { newLine() }
        bytes.append(close)
        needsComma = true
    }

    private mutating func separate() {
        if isAfterKey {
            isAfterKey = false
            return
        }
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        if isPretty, depth > 0 { newLine() }
    }

    private mutating func newLine() {
        bytes.append(0x0A)
        for _ in 0..<depth { bytes.append(contentsOf: [0x20, 0x20]) }
    }

    /// Ends the line of an object, so that the next one can follow (NDJSON).
    public mutating func endLine() {
        bytes.append(0x0A)
        needsComma = false
    }

    /// Forgets what was written, and keeps the memory for more.
    public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    // MARK: Values

    public mutating func null() { literal("null") }

    public mutating func value(_ flag: Bool) { literal(flag ? "true" : "false") }

    public mutating func value(_ number: Int) {
        separate()
        bytes.append(contentsOf: String(number).utf8)
        needsComma = true
    }

    public mutating func value(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        let start = bytes.count
        var isPlain = true
        for byte in text.utf8 {
            if byte >= 0x80 { isPlain = isPlain && byte != 0xC2 && byte != 0xE2 }
            escape(byte)
        }
        if !isPlain {
            bytes.removeLast(bytes.count - start)
            for scalar in text.unicodeScalars { escape(scalar) }
        }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// Writes the bytes as lower hexadecimal text.
    public mutating func value(hex slice: ArraySlice<UInt8>) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        for byte in slice {
            bytes.append(JSONWriter.digit(byte >> 4))
            bytes.append(JSONWriter.digit(byte & 15))
        }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    private mutating func literal(_ text: StaticString) {
        separate()
        text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
        needsComma = true
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// Controls beyond ASCII become escapes: some readers end a line at them, terminals obey them, and others turn what follows around.
    private mutating func escape(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x80...0x9F, 0x2028...0x202E, 0x2066...0x2069:
            bytes.append(contentsOf: "\\u".utf8)
            for shift in [12, 8, 4, 0] as [UInt32] { bytes.append(JSONWriter.digit(UInt8(scalar.value >> shift & 15))) }
        default:
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { escape(byte) }
        }
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
        case 0x0D: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
        case 0x09: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
        case 0..<0x20, 0x7F:
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(JSONWriter.digit(byte >> 4))
            bytes.append(JSONWriter.digit(byte & 15))
        default: bytes.append(byte)
        }
    }
}

extension JSONWriter {
    public mutating func member(_ name: StaticString, _ text: String?) {
        key(name)
        if let text { value(text) } else { null() }
    }

    public mutating func member(_ name: StaticString, _ number: Int?) {
        key(name)
        if let number { value(number) } else { null() }
    }

    public mutating func member(_ name: StaticString, _ flag: Bool?) {
        key(name)
        if let flag { value(flag) } else { null() }
    }

    public mutating func member(_ name: StaticString, hex slice: ArraySlice<UInt8>?) {
        key(name)
        if let slice { value(hex: slice) } else { null() }
    }

    public mutating func member(_ name: StaticString, _ texts: [String]) {
        key(name)
        array { writer in for text in texts { writer.value(text) } }
    }

    public mutating func object(_ name: StaticString, _ members: (inout JSONWriter) -> Void) {
        key(name)
        object(members)
    }

    public mutating func array(_ name: StaticString, _ elements: (inout JSONWriter) -> Void) {
        key(name)
        array(elements)
    }
}
