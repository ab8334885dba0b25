/// The parts of the name field, as offsets in the zone; a part that is absent has the length 0.
public struct NameReading: Sendable, Hashable {
    /// Start and length of the primary and the secondary identifier, then the flags; the low byte first.
    private var bits: UInt64 = 0

    public var primaryStart: Int { Int(bits & 0xFF) }
    public var primaryCount: Int { Int(bits &>> 8 & 0xFF) }
    public var secondaryStart: Int { Int(bits &>> 16 & 0xFF) }
    public var secondaryCount: Int { Int(bits &>> 24 & 0xFF) }
    /// Whether the last character of the field is a letter: the name may go on (Doc 9303-4, 4.2.3).
    public var isTruncated: Bool { bits &>> 32 & 1 != 0 }
    /// Whether there is a second pair of fillers between letters.
    public var hasMoreParts: Bool { bits &>> 40 & 1 != 0 }

    /// Splits a name field of `count` characters at its first pair of fillers (Doc 9303-3, 4.6).
    ///
    /// `fillers` has a bit for each filler, bit 0 for the first character.
    @inline(__always)
    init(_ fillers: UInt64, at first: Int, count: Int, endsWithLetter: Bool) {
        let all: UInt64 = (1 &<< UInt64(count)) &- 1
        let named = ~fillers & all
        guard named != 0 else { return }
        let end = 64 &- named.leadingZeroBitCount
        let start = named.trailingZeroBitCount
        let pairs = fillers & (fillers &>> 1) & ((1 &<< UInt64(end)) &- 1)
        let split = min(pairs.trailingZeroBitCount, end)
        bits = endsWithLetter ? 1 &<< 32 : 0
        if split > start { bits |= NameReading.part(first &+ start, split &- start) }
        guard split < end else { return }
        let next = (named &>> UInt64(split)).trailingZeroBitCount &+ split
        bits |= NameReading.part(first &+ next, end &- next) &<< 16
        if pairs &>> UInt64(next) != 0 { bits |= 1 &<< 40 }
    }

    /// Two identifiers that stand in fields of their own.
    init(primary: (start: Int, count: Int), secondary: (start: Int, count: Int), isTruncated: Bool) {
        bits = NameReading.part(primary.start, primary.count) | NameReading.part(secondary.start, secondary.count) &<< 16
        if isTruncated { bits |= 1 &<< 32 }
    }

    @inline(__always)
    private static func part(_ start: Int, _ count: Int) -> UInt64 {
        UInt64(truncatingIfNeeded: start) | UInt64(truncatingIfNeeded: count) &<< 8
    }
}
