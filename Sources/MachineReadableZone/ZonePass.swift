/// The state of one pass over a zone: small functions that the compiler puts in line, with the rows of the table as constants.
struct ZonePass {
    var found = PackedBytes()
    var computed = PackedBytes()
    /// The classes of all characters, ORed.
    var classes: UInt32 = 0
    var composite = Sums()

    @inline(__always)
    init() {}

    /// Adds up an element, puts it into the composite sums, and compares its digit where it has one.
    @inline(__always)
    @discardableResult
    mutating func read(_ zone: borrowing Span<UInt8>, _ row: LayoutRow, slot: Int) -> Sums {
        var sums = Sums()
        sums.add(zone, row.first, row.count)
        // Where there is no composite digit, its sums still collect the classes.
        let position = row.compositePosition ?? 0
        composite.add(sums, at: position)
        guard row.hasCheckDigit else { return sums }
        let character = zone[row.end]
        compare(sums, with: character, slot: slot)
        composite.add(Sums(character), at: position &+ row.count)
        return sums
    }

    /// Compares a printed digit with the one that the sums ask for; a filler stands for 0.
    @inline(__always)
    mutating func compare(_ sums: Sums, with character: UInt8, slot: Int) {
        let remainder = sums.remainder
        found.put(character, slot)
        computed.put(48 &+ UInt8(truncatingIfNeeded: remainder), slot)
        // The value of a filler is 0, that of a letter 10 and more.
        let isWrong: UInt8 = CharacterTable.entry(character) == remainder ? 0 : 1
        computed.put(isWrong &<< UInt8(truncatingIfNeeded: slot), ZoneAnalysis.wrongPlace)
    }

    @inline(__always)
    mutating func read(code row: LayoutRow, _ zone: borrowing Span<UInt8>) {
        for offset in row.first..<row.end { classes |= CharacterTable.entry(zone[offset]) }
    }

    @inline(__always)
    mutating func read(sex character: UInt8) {
        classes |= CharacterTable.entry(character)
        found.put(character, ZoneAnalysis.sexPlace)
    }

    /// Empty optional data of TD3 need no digit: the filler is none, where elsewhere it stands for 0.
    @inline(__always)
    mutating func acceptEmptyOptionalData(_ zone: borrowing Span<UInt8>, _ row: LayoutRow) {
        let fillers: UInt64 = 0x3C3C_3C3C_3C3C_3C3C
        // The second word ends with the digit itself.
        let others = (word(zone, at: row.first) ^ fillers) | (word(zone, at: row.end &- 7) ^ fillers)
        computed.put(others == 0 ? 1 << 3 : 0, ZoneAnalysis.notPrintedPlace)
    }

    @inline(__always)
    mutating func read(names row: LayoutRow, _ zone: borrowing Span<UInt8>) -> NameReading {
        var bits = NameBits()
        for step in 0..<row.count / 8 { bits.take(word(zone, at: row.first &+ 8 &* step), bit: 8 &* step) }
        // The last step overlaps the one before it.
        bits.take(word(zone, at: row.end &- 8), bit: row.count &- 8)
        var fillers = bits.fillers
        if !bits.areAllForNames { fillers = readUnusual(names: row, zone) }
        let last = zone[row.end &- 1]
        return NameReading(fillers, at: row.first, count: row.count, endsWithLetter: last >= 65 && last <= 90)
    }
}
