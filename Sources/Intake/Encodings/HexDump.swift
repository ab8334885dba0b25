/// The output of programs that show the bytes of a file: on each line its offset, octets in hexadecimal, and their characters (`xxd`, `hexdump -C`).
///
/// The offsets have to be those of the octets, so that no other text is taken for one.
enum HexDump {
    /// The octets of a line; more are no line of these programs.
    private static let lineLength = 1...64

    static func bytes(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var hasEnded = false
        for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            guard !hasEnded, let (offset, rest) = offset(line), offset == bytes.count else { return nil }
            // The last line of hexdump is the size alone.
            if rest.allSatisfy({ $0 == 0x20 }) {
                hasEnded = true
                continue
            }
            guard let octets = octets(rest) else { return nil }
            bytes += octets
        }
        return bytes.isEmpty ? nil : bytes
    }

    /// The offset that a line begins with, of four to sixteen digits, and what stands after it.
    private static func offset(_ line: ArraySlice<UInt8>) -> (Int, ArraySlice<UInt8>)? {
        let digits = line.prefix { hexDigit($0) != nil }
        guard (4...15).contains(digits.count), let offset = Int(String(decoding: digits, as: UTF8.self), radix: 16) else { return nil }
        let rest = line.dropFirst(digits.count)
        guard let next = rest.first else { return (offset, rest) }
        return next == UInt8(ascii: ":") || next == 0x20 ? (offset, rest.dropFirst()) : nil
    }

    /// The octets of a line, in groups of some, up to its characters: these stand after two blanks or a bar.
    private static func octets(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        var octets: [UInt8] = []
        var rest = line.drop { $0 == 0x20 }
        while let first = rest.first, let high = hexDigit(first), let low = rest.dropFirst().first.flatMap(hexDigit) {
            octets.append(high << 4 | low)
            rest = rest.dropFirst(2)
            let blanks = rest.prefix { $0 == 0x20 }.count
            // hexdump puts one more blank in the middle of a line.
            if blanks > 1, !(blanks == 2 && octets.count == 8) { break }
            rest = rest.dropFirst(blanks)
            if rest.first == UInt8(ascii: "|") { break }
        }
        return lineLength.contains(octets.count) ? octets : nil
    }
}
