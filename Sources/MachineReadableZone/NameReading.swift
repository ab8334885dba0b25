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

extension NameReading {
    /// Splits a name field of `count` characters at its first pair of fillers (Doc 9303-3, 4.6).
    @inline(__always)
    init(_ fillers: UInt64, at first: Int, count: Int) {
        let all: UInt64 = (1 &<< UInt64(count)) &- 1
        let named = ~fillers & all
        guard named != 0 else { return }
        let end = 64 &- named.leadingZeroBitCount
        let start = named.trailingZeroBitCount
        isTruncated = fillers &>> UInt64(count &- 1) & 1 == 0
        let pairs = fillers & (fillers &>> 1) & ((1 &<< UInt64(end)) &- 1)
        let split = pairs.trailingZeroBitCount
        primaryStart = UInt8(truncatingIfNeeded: first &+ start)
        guard split < end else {
            primaryCount = UInt8(truncatingIfNeeded: end &- start)
            return
        }
        if split > start {
            primaryCount = UInt8(truncatingIfNeeded: split &- start)
        } else {
            primaryStart = 0
        }
        let rest = named & ~((1 &<< UInt64(split)) &- 1)
        let next = rest.trailingZeroBitCount
        secondaryStart = UInt8(truncatingIfNeeded: first &+ next)
        secondaryCount = UInt8(truncatingIfNeeded: end &- next)
        hasMoreParts = pairs &>> UInt64(next) != 0
    }
}
