/// Makes UTF-8 of a text in UTF-16; texts of bytes pass through.
///
/// A text is in UTF-16 where it begins with that encoding's byte order mark, or with two characters of which every second byte is NUL.
struct TextDecoder: Sendable {
    private enum Encoding: Sendable { case unknown, byte, littleEndian, bigEndian }
    private var encoding = Encoding.unknown
    /// The first bytes of the text until its encoding is known, at most four; then the first byte of a unit.
    private var held: [UInt8] = []

    /// Whether what comes is handed on as it is.
    var isPassing: Bool { encoding == .byte }

    /// Appends the bytes that a byte completes.
    mutating func take(_ byte: UInt8, into text: inout [UInt8]) {
        if encoding == .byte {
            text.append(byte)
            return
        }
        held.append(byte)
        switch encoding {
        case .unknown: begin(into: &text)
        default: if held.count == 2 { takeUnit(into: &text) }
        }
    }

    /// Appends the bytes that wait for more at the end of the text.
    mutating func finish(into text: inout [UInt8]) {
        text += held
        held.removeAll()
        encoding = .unknown
    }

    private mutating func begin(into text: inout [UInt8]) {
        switch held.count {
        case 1 where held[0] != 0xFF && held[0] != 0xFE: if held[0] >= 0x80 { pass(into: &text) }
        case 2:
            if held == [0xFF, 0xFE] || held == [0xFE, 0xFF] {
                encoding = held[0] == 0xFF ? .littleEndian : .bigEndian
                held.removeAll()
            } else if held[0] != 0 && held[1] != 0 || held == [0, 0] {
                pass(into: &text)
            }
        case 4:
            let isNul = held.map { $0 == 0 }
            guard isNul == [false, true, false, true] || isNul == [true, false, true, false] else {
                pass(into: &text)
                return
            }
            encoding = isNul[0] ? .bigEndian : .littleEndian
            let units = held
            held.removeAll()
            for byte in units { take(byte, into: &text) }
        default: break
        }
    }

    private mutating func pass(into text: inout [UInt8]) {
        encoding = .byte
        text += held
        held.removeAll()
    }

    private mutating func takeUnit(into text: inout [UInt8]) {
        let (low, high) = encoding == .littleEndian ? (held[0], held[1]) : (held[1], held[0])
        held.removeAll(keepingCapacity: true)
        let unit = UInt32(high) << 8 | UInt32(low)
        // Half of a character beyond the first plane: no zone and no look-alike is there.
        let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
        text += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
