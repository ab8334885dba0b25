/// Eight characters a step: the fillers of a name field as bits, bit 0 for the first character.
struct NameBits {
    private(set) var fillers: UInt64 = 0
    private var forNames: UInt64 = .max

    private static let high: UInt64 = 0x8080_8080_8080_8080

    /// Whether all characters are letters or fillers; if not, `fillers` may be wrong.
    @inline(__always)
    var areAllForNames: Bool { forNames & NameBits.high == NameBits.high }

    /// Takes in eight characters, the first of them the field's number `bit`.
    @inline(__always)
    mutating func take(_ word: UInt64, bit: Int) {
        // Bytes below 0x80 cannot carry into the next; others end in `forNames`.
        let notFiller = (word ^ 0x3C3C_3C3C_3C3C_3C3C) &+ 0x7F7F_7F7F_7F7F_7F7F
        // 0x80 - "A" and 0x80 - ("Z" + 1): the high bit says "at least".
        let isLetter = (word &+ 0x3F3F_3F3F_3F3F_3F3F) & ~(word &+ 0x2525_2525_2525_2525)
        forNames &= (isLetter | ~notFiller) & ~word
        // The high bits of eight bytes as one byte, the first in bit 0.
        let bits = ((~notFiller & NameBits.high) &* 0x0002_0408_1020_4081) &>> 56
        fillers |= bits &<< UInt64(bit)
    }
}
