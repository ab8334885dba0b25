import TravelDocuments

/// The ways in which tools write bytes as text, each a function that gives the bytes or nil.
///
/// A text of hexadecimal digits is base64 too, and the reverse is not: so hexadecimal goes first, unless the content says better.
enum TextEncodings {
    /// Decoders by encoding, in the order in which they are tried.
    static let all: [(encoding: FileEncoding, decode: @Sendable (ArraySlice<UInt8>) -> [UInt8]?)] = [
        (.pem, pem), (.hex, hex), (.base64, base64), (.cArray, cArray), (.jsonIntegers, integers),
    ]

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

    /// Base64 of either alphabet; blanks and line ends are skipped, and padding may be missing.
    static func base64(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        var padding = 0
        for character in text where !isBlank(character) {
            if character == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            guard padding == 0, let value = base64Value(character) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 1
            if count % 4 == 0 {
                bytes += [UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits)]
            }
        }
        guard padding == 0 || (count + padding) % 4 == 0 && padding < 3 else { return nil }
        switch count % 4 {
        case 0: return bytes.isEmpty ? nil : bytes
        case 2: return bits & 0xF == 0 ? bytes + [UInt8(truncatingIfNeeded: bits >> 4)] : nil
        case 3:
            guard bits & 0x3 == 0 else { return nil }
            return bytes + [UInt8(truncatingIfNeeded: bits >> 10), UInt8(truncatingIfNeeded: bits >> 2)]
        default: return nil
        }
    }

    private static func base64Value(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }

    /// The first block of a PEM text (RFC 7468) that is no certificate; headers inside are skipped.
    static func pem(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let lines = text.split { $0 == 0x0A || $0 == 0x0D }
        guard let begin = lines.firstIndex(where: { isBoundary($0, "-----BEGIN ") && !isBoundary($0, "-----BEGIN CERTIFICATE") }),
            let end = lines[begin...].firstIndex(where: { isBoundary($0, "-----END ") })
        else { return nil }
        return base64(lines[(begin + 1)..<end].filter { !$0.contains(UInt8(ascii: ":")) }.joined().reduce(into: []) { $0.append($1) }[...])
    }

    private static func isBoundary(_ line: ArraySlice<UInt8>, _ prefix: String) -> Bool { line.starts(with: Array(prefix.utf8)) }

    /// The numbers between the braces of an array in C, each hexadecimal or decimal and below 256.
    static func cArray(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard let open = text.firstIndex(of: UInt8(ascii: "{")), let close = text[open...].firstIndex(of: UInt8(ascii: "}")) else {
            return nil
        }
        var bytes: [UInt8] = []
        for item in text[(open + 1)..<close].split(separator: UInt8(ascii: ",")) {
            let word = String(decoding: item.filter { !isBlank($0) }, as: UTF8.self)
            // A comma may stand before the closing brace.
            if word.isEmpty { continue }
            let isHex = word.hasPrefix("0x") || word.hasPrefix("0X")
            guard let value = isHex ? UInt8(word.dropFirst(2), radix: 16) : UInt8(word) else { return nil }
            bytes.append(value)
        }
        return bytes.isEmpty ? nil : bytes
    }

    /// A JSON array of integers.
    static func integers(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.first(where: { !isBlank($0) }) == UInt8(ascii: "[") else { return nil }
        return (try? JSONReader.value(text))?.integerBytes
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
