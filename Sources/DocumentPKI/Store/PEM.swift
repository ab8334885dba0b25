/// The blocks of a PEM text (RFC 7468), decoded.
///
/// Text outside the blocks and all headers are skipped. Labels are not asked for: what a block is, its bytes say.
enum PEM {
    /// The most blocks that are read from one file: more than all CSCA certificates of the world.
    static let limit = 65_536

    /// The blocks in order, nil for one whose base64 is broken or whose end is missing.
    static func blocks(in bytes: ArraySlice<UInt8>) -> [[UInt8]?] {
        guard bytes.contains(UInt8(ascii: "-")) else { return [] }
        var blocks: [[UInt8]?] = []
        var current: [UInt8]?
        var start = bytes.startIndex
        while start < bytes.endIndex, blocks.count < limit {
            let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.endIndex
            let line = bytes[start..<end]
            if line.starts(with: Array("-----BEGIN ".utf8)) {
                if current != nil { blocks.append(nil) }
                current = []
            } else if line.starts(with: Array("-----END ".utf8)) {
                if let text = current { blocks.append(base64(text)) }
                current = nil
            } else if !line.contains(UInt8(ascii: ":")) {
                current?.append(contentsOf: line)
            }
            start = end < bytes.endIndex ? end + 1 : end
        }
        if current != nil { blocks.append(nil) }
        return blocks
    }

    /// Decodes base64 (RFC 4648, 4), blanks skipped; nil where a character or the padding is wrong.
    static func base64(_ text: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        var padding = 0
        for character in text where character != 0x20 && character != 0x09 {
            if character == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            guard padding == 0, let value = value(of: character) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 1
            if count % 4 == 0 {
                bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
                bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
                bytes.append(UInt8(truncatingIfNeeded: bits))
            }
        }
        switch (count % 4, padding) {
        case (0, 0): break
        case (2, 2): bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
        case (3, 1):
            bytes.append(UInt8(truncatingIfNeeded: bits >> 10))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
        default: return nil
        }
        return bytes.isEmpty ? nil : bytes
    }

    private static func value(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
