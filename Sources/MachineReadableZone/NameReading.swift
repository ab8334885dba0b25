/// Eight characters a step: fillers, letters and others of a name field as bits, bit 0 for the first character.
struct NameBits {
    private(set) var fillers: UInt64 = 0
    private(set) var letters: UInt64 = 0

    private static let high: UInt64 = 0x8080_8080_8080_8080

    /// Takes in the eight characters from an offset; the first character of the field is at `first`.
    @inline(__always)
    mutating func take(_ zone: borrowing Span<UInt8>, at offset: Int, bit: Int) {
        var word: UInt64 = 0
        for index in 0..<8 { word |= UInt64(zone[offset &+ index]) &<< UInt64(8 &* index) }
        let low = word & ~NameBits.high
        let notFiller = (low ^ 0x3C3C_3C3C_3C3C_3C3C) &+ 0x7F7F_7F7F_7F7F_7F7F
        let isFiller = ~(notFiller | word) & NameBits.high
        // 0x80 - "A" and 0x80 - ("Z" + 1): the high bit says "at least".
        let atLeastA = low &+ 0x3F3F_3F3F_3F3F_3F3F
        let afterZ = low &+ 0x2525_2525_2525_2525
        let isLetter = atLeastA & ~afterZ & ~word & NameBits.high
        fillers |= NameBits.bits(isFiller) &<< UInt64(bit)
        letters |= NameBits.bits(isLetter) &<< UInt64(bit)
    }

    /// The high bits of eight bytes as one byte, the first in bit 0.
    @inline(__always)
    private static func bits(_ mask: UInt64) -> UInt64 {
        ((mask &>> 7) &* 0x0102_0408_1020_4080) &>> 56
    }
}

extension NameReading {
    /// Splits a name field of `count` characters at its first pair of fillers (Doc 9303-3, 4.6).
    @inline(__always)
    init(_ bits: NameBits, at first: Int, count: Int) {
        let all: UInt64 = (1 &<< UInt64(count)) &- 1
        let named = ~bits.fillers & all
        guard named != 0 else { return }
        let end = 64 &- named.leadingZeroBitCount
        let start = named.trailingZeroBitCount
        isTruncated = bits.letters &>> UInt64(count &- 1) & 1 != 0
        let pairs = bits.fillers & (bits.fillers &>> 1) & ((1 &<< UInt64(end)) &- 1)
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
