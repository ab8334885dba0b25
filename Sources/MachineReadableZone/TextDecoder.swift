/// Makes one byte of each unit of UTF-16, where a text begins with its byte order mark; other texts pass through.
struct TextDecoder: Sendable {
    private enum Encoding: Sendable { case unknown, byte, littleEndian, bigEndian }
    private var encoding = Encoding.unknown
    private var held: UInt8?

    /// The characters that a byte completes: none, one, or two where what began like a mark was none.
    mutating func take(_ byte: UInt8) -> (UInt8?, UInt8?) {
        switch encoding {
        case .byte: return (byte, nil)
        case .unknown: return begin(byte)
        case .littleEndian, .bigEndian:
            guard let first = held else {
                held = byte
                return (nil, nil)
            }
            held = nil
            let (low, high) = encoding == .littleEndian ? (first, byte) : (byte, first)
            // A unit beyond ASCII is one byte that no zone has.
            return (high == 0 ? low : 0xFF, nil)
        }
    }

    /// The byte that waits for a second one at the end of the text.
    mutating func finish() -> UInt8? {
        defer { held = nil }
        return held
    }

    private mutating func begin(_ byte: UInt8) -> (UInt8?, UInt8?) {
        guard let first = held else {
            if byte == 0xFF || byte == 0xFE {
                held = byte
                return (nil, nil)
            }
            encoding = .byte
            return (byte, nil)
        }
        held = nil
        if first ^ byte == 0x01 {
            encoding = first == 0xFF ? .littleEndian : .bigEndian
            return (nil, nil)
        }
        encoding = .byte
        return (first, byte)
    }
}
