import TagLengthValue
import TravelDocuments

/// The ways in which tools write bytes as text, each a function that gives the bytes or nil.
///
/// A text of hexadecimal digits is base64 too, and the reverse is not: so hexadecimal goes first, unless the content says better.
enum TextEncodings {
    /// Decoders by encoding, in the order in which they are tried.
    static let all: [(encoding: FileEncoding, decode: @Sendable (ArraySlice<UInt8>) -> [UInt8]?)] = [
        (.pem, pem), (.hex, hex), (.hex, HexDump.bytes), (.base64, base64), (.jsonIntegers, integers), (.cArray, cArray),
    ]

    /// The bytes of a text that is no file of a chip, such as a challenge; hexadecimal digits count as such from eight bytes on, since a shorter text of
    /// base64 may have none but these by chance.
    static func bytes(of text: ArraySlice<UInt8>) -> [UInt8]? {
        let text = WrittenFile.inner(PlainText(text).bytes)
        for row in all {
            guard let bytes = row.decode(text) else { continue }
            if row.encoding != .hex || bytes.count >= leastHexBytes { return bytes }
        }
        return nil
    }

    private static let leastHexBytes = 8

    /// Hexadecimal digits; between octets may stand blanks, line ends, colons, commas and dashes, before them `0x` or `\x`.
    static func hex(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2)
        var high: UInt8?
        var rest = text
        while let byte = rest.popFirst() {
            if high == nil, byte == UInt8(ascii: "0") || byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x") {
                rest = rest.dropFirst()
            } else if let digit = hexDigit(byte) {
                if let first = high {
                    bytes.append(first << 4 | digit)
                    high = nil
                } else {
                    high = digit
                }
            } else {
                guard high == nil, isBlank(byte) || ":,-".utf8.contains(byte) else { return nil }
            }
        }
        return high == nil && !bytes.isEmpty ? bytes : nil
    }

    static func base64(_ text: ArraySlice<UInt8>) -> [UInt8]? { Base64Decoder.bytes(of: text, .lenient) }

    /// The first block of a PEM text (RFC 7468) that is no certificate; headers inside are skipped.
    static func pem(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let lines = text.split { $0 == 0x0A || $0 == 0x0D }
        guard let begin = lines.firstIndex(where: { isBoundary($0, "-----BEGIN ") && !isBoundary($0, "-----BEGIN CERTIFICATE") }),
            let end = lines[begin...].firstIndex(where: { isBoundary($0, "-----END ") })
        else { return nil }
        var decoder = Base64Decoder(.lenient)
        for line in lines[(begin + 1)..<end] where !line.contains(UInt8(ascii: ":")) { decoder.take(line) }
        return decoder.finish()
    }

    private static func isBoundary(_ line: ArraySlice<UInt8>, _ prefix: String) -> Bool { line.starts(with: Array(prefix.utf8)) }

    /// The numbers between the braces of an array in C, or the brackets of one in Swift, Rust or Python, each hexadecimal or decimal and below 256.
    ///
    /// A cast before a number (`(byte)0x9a`, as Java needs it) and a `u` behind one say nothing more.
    static func cArray(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard let numbers = inside(text, "{", "}") ?? inside(text, "[", "]") else { return nil }
        var bytes: [UInt8] = []
        for item in numbers.split(separator: UInt8(ascii: ",")) {
            var word = String(decoding: item.filter { !isBlank($0) }, as: UTF8.self).lowercased()[...]
            // A comma may stand before the closing brace.
            if word.isEmpty { continue }
            if word.hasPrefix("("), let end = word.firstIndex(of: ")") { word = word[word.index(after: end)...] }
            if word.hasSuffix("u") { word = word.dropLast() }
            guard let value = word.hasPrefix("0x") ? UInt8(word.dropFirst(2), radix: 16) : UInt8(word) else { return nil }
            bytes.append(value)
        }
        return bytes.isEmpty ? nil : bytes
    }

    /// What stands between the first opening sign and the closing one after it.
    private static func inside(_ text: ArraySlice<UInt8>, _ opening: Unicode.Scalar, _ closing: Unicode.Scalar) -> ArraySlice<UInt8>? {
        guard let open = text.firstIndex(of: UInt8(ascii: opening)), let close = text[open...].firstIndex(of: UInt8(ascii: closing)) else {
            return nil
        }
        return text[(open + 1)..<close]
    }

    /// A JSON array of integers.
    static func integers(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.first(where: { !isBlank($0) }) == UInt8(ascii: "[") else { return nil }
        return (try? JSONReader.value(text))?.integerBytes
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
