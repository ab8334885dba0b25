extension ZoneAnalysis {
    /// Reads a zone, its lines joined, or gives nil where it has not the format's number of characters.
    public init?(_ zone: borrowing Span<UInt8>, format: Format) {
        guard zone.count == format.zoneLength else { return nil }
        switch format {
        case .td1: self.init(TD1.self, zone)
        case .td2: self.init(TD2.self, zone)
        case .td3: self.init(TD3.self, zone)
        case .mrvA: self.init(MRVA.self, zone)
        case .mrvB: self.init(MRVB.self, zone)
        }
    }

    /// One pass over the elements of a format's table.
    ///
    /// The calls stand in the order of the check digits, which is that of all formats. They are no loop over the rows, because the compiler
    /// folds the table into constants only so: a loop costs five times as much.
    @inline(__always)
    private init<Table: Layout>(_ table: Table.Type, _ whole: borrowing Span<UInt8>) {
        self.init(format: Table.format)
        // Constant bounds: the checks of every index below are done here, once.
        let zone = whole.extracting(0..<Table.format.zoneLength)
        var classes = readCode(zone, Table.documentCode) | readCode(zone, Table.issuingState) | readCode(zone, Table.nationality)
        var composite = Sums()
        let number = readChecked(zone, Table.documentNumber, slot: 0, &composite)
        readChecked(zone, Table.dateOfBirth, slot: 1, &composite)
        readChecked(zone, Table.dateOfExpiry, slot: 2, &composite)
        readChecked(zone, Table.optionalData, slot: 3, &composite)
        if let row = Table.optionalData2 { readChecked(zone, row, slot: 3, &composite) }
        if let row = Table.composite {
            classes |= CharacterTable.entry(zone[row.first])
            settle(slot: 4, found: zone[row.first], composite)
        }
        dateOfBirth = DateReading(zone, at: Table.dateOfBirth.first)
        dateOfExpiry = DateReading(zone, at: Table.dateOfExpiry.first)
        sexCharacter = zone[Table.sex.first]
        classes |= composite.classes | classOfSex(sexCharacter) | readName(zone, Table.names)
        if Table.hasLongNumbers && found[0] == filler { readLongNumber(zone, Table.documentNumber, Table.optionalData, number) }
        if Table.optionalData.hasCheckDigit { acceptEmptyOptionalData(zone, Table.optionalData) }
        isLegal = classes & 0xFF_0000 == 0
        hasUnread = classes >> 24 != 0
    }

    @inline(__always)
    private func readCode(_ zone: borrowing Span<UInt8>, _ row: LayoutRow) -> UInt32 {
        var classes: UInt32 = 0
        for offset in row.first..<row.end { classes |= CharacterTable.entry(zone[offset]) }
        return classes
    }

    /// Adds up an element, puts it into the composite sums, and compares its digit where it has one.
    @inline(__always)
    @discardableResult
    private mutating func readChecked(_ zone: borrowing Span<UInt8>, _ row: LayoutRow, slot: Int, _ composite: inout Sums) -> Sums {
        var sums = Sums()
        sums.add(zone, row.first, row.count)
        // Where there is no composite digit, its sums still collect the classes.
        let position = row.compositePosition ?? 0
        composite.add(sums, at: position)
        guard row.hasCheckDigit else { return sums }
        let found = zone[row.end]
        settle(slot: slot, found: found, sums)
        composite.add(Sums(found), at: position &+ row.count)
        return sums
    }

    /// Compares a printed digit with the one that the sums ask for; a filler stands for 0.
    @inline(__always)
    private mutating func settle(slot: Int, found character: UInt8, _ sums: Sums) {
        let digit = sums.digit
        found[slot] = character
        computed[slot] = sums.classes > CharacterTable.valueMask ? 0 : digit
        let asDigit = character == filler ? 48 : character
        wrong |= (asDigit == digit ? 0 : 1) &<< UInt8(truncatingIfNeeded: slot)
    }

    /// Empty optional data of TD3 need no digit: the filler is none, where elsewhere it stands for 0.
    @inline(__always)
    private mutating func acceptEmptyOptionalData(_ zone: borrowing Span<UInt8>, _ row: LayoutRow) {
        let fillers: UInt64 = 0x3C3C_3C3C_3C3C_3C3C
        // The second word ends with the digit itself.
        let others = (word(zone, at: row.first) ^ fillers) | (word(zone, at: row.end &- 7) ^ fillers)
        notPrinted = others == 0 ? 1 << 3 : 0
    }

    /// A letter that no sex has is illegal; without a branch, since sexes come in no order.
    @inline(__always)
    private func classOfSex(_ character: UInt8) -> UInt32 {
        // Bit n stands for the character n after the filler: "<", "F", "M", "X".
        let legal: UInt64 = 1 << 0 | 1 << 10 | 1 << 17 | 1 << 28
        let distance = UInt64(character &- filler)
        let isLegal = UInt32(truncatingIfNeeded: legal &>> (distance & 63)) & (distance < 64 ? 1 : 0)
        let entry = CharacterTable.entry(character)
        return entry | (entry >= CharacterTable.unread ? 0 : (1 &- isLegal) &<< 16)
    }

    @inline(__always)
    private mutating func readName(_ zone: borrowing Span<UInt8>, _ row: LayoutRow) -> UInt32 {
        var bits = NameBits()
        for step in 0..<row.count / 8 { bits.take(word(zone, at: row.first &+ 8 &* step), bit: 8 &* step) }
        // The last step overlaps the one before it.
        bits.take(word(zone, at: row.end &- 8), bit: row.count &- 8)
        guard bits.areAllForNames else { return readUnusualName(zone, row) }
        name = NameReading(bits.fillers, at: row.first, count: row.count)
        return 0
    }

    /// A name with characters that are no letters.
    @inline(never)
    private mutating func readUnusualName(_ zone: borrowing Span<UInt8>, _ row: LayoutRow) -> UInt32 {
        var classes: UInt32 = 0
        var fillers: UInt64 = 0
        for index in 0..<row.count {
            let byte = zone[row.first + index]
            if byte == filler { fillers |= 1 << UInt64(index) }
            // Digits are not for names (Doc 9303-3, 4.6).
            classes |= (48...57).contains(byte) ? CharacterTable.illegal : CharacterTable.entry(byte)
        }
        name = NameReading(fillers, at: row.first, count: row.count)
        name.isTruncated = (65...90).contains(zone[row.end - 1])
        return classes
    }
}

/// Eight characters as one number, the first in the low byte.
@inline(__always)
func word(_ zone: borrowing Span<UInt8>, at offset: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<8 { word |= UInt64(zone[offset &+ index]) &<< UInt64(8 &* index) }
    return word
}

/// The sums of a field's values by position modulo 3: they give the field's own digit and its part of the composite one.
struct Sums {
    var first: UInt32 = 0
    var second: UInt32 = 0
    var third: UInt32 = 0
    init() {}

    init(_ character: UInt8) { first = CharacterTable.entry(character) }

    /// Everything that was added: values below bit 16, counts of bad characters above.
    @inline(__always)
    var classes: UInt32 { first &+ second &+ third }

    /// The check digit in ASCII: the sums are small, so bits 16 and up do not reach into the value.
    @inline(__always)
    var digit: UInt8 {
        48 &+ UInt8(truncatingIfNeeded: ((first &* 7 &+ second &* 3 &+ third) & CharacterTable.valueMask) % 10)
    }

    @inline(__always)
    mutating func add(_ zone: borrowing Span<UInt8>, _ start: Int, _ count: Int) {
        var offset = start
        let end = start &+ count
        while offset &+ 3 <= end {
            first &+= CharacterTable.entry(zone[offset])
            second &+= CharacterTable.entry(zone[offset &+ 1])
            third &+= CharacterTable.entry(zone[offset &+ 2])
            offset &+= 3
        }
        if offset < end { first &+= CharacterTable.entry(zone[offset]) }
        if offset &+ 1 < end { second &+= CharacterTable.entry(zone[offset &+ 1]) }
    }

    /// Adds the sums of a part that begins at a position among the characters of the whole.
    @inline(__always)
    mutating func add(_ part: Sums, at position: Int) {
        switch position % 3 {
        case 0: (first, second, third) = (first &+ part.first, second &+ part.second, third &+ part.third)
        case 1: (first, second, third) = (first &+ part.third, second &+ part.first, third &+ part.second)
        default: (first, second, third) = (first &+ part.second, second &+ part.third, third &+ part.first)
        }
    }
}
