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
        self.init(format: Table.format, digitCount: 3 + (Table.optionalData.hasCheckDigit ? 1 : 0) + (Table.composite == nil ? 0 : 1))
        // Constant bounds: the checks of every index below are done here, once.
        let zone = whole.extracting(0..<Table.format.zoneLength)
        var classes: UInt32 = 0
        var composite = Sums()
        classes |= readCode(zone, Table.documentCode) | readCode(zone, Table.issuingState) | readCode(zone, Table.nationality)
        classes |= readName(zone, Table.names)
        sexCharacter = zone[Table.sex.first]
        classes |= classOfSex(sexCharacter)
        let number = readChecked(zone, Table.documentNumber, slot: 0, &composite)
        if Table.hasLongNumbers && zone[Table.documentNumber.end] == filler { readLongNumber(zone, Table.documentNumber, number) }
        dateOfBirth = DateReading(zone, at: Table.dateOfBirth.first)
        readChecked(zone, Table.dateOfBirth, slot: 1, &composite)
        dateOfExpiry = DateReading(zone, at: Table.dateOfExpiry.first)
        readChecked(zone, Table.dateOfExpiry, slot: 2, &composite)
        readChecked(zone, Table.optionalData, slot: 3, &composite)
        if Table.optionalData.hasCheckDigit && zone[Table.optionalData.end] == filler { acceptEmptyOptionalData(zone, Table.optionalData) }
        if let optionalData2 = Table.optionalData2 { readChecked(zone, optionalData2, slot: 3, &composite) }
        classes |= composite.classes
        if let row = Table.composite {
            classes |= CharacterTable.entry(zone[row.first])
            settle(row, digitCount &- 1, found: zone[row.first], at: row.first, computed: composite)
        }
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
        settle(row, slot, found: found, at: row.end, computed: sums)
        composite.add(Sums(found), at: position &+ row.count)
        return sums
    }

    /// Compares a printed digit with the one that the sums ask for.
    @inline(__always)
    private mutating func settle(_ row: LayoutRow, _ slot: Int, found: UInt8, at offset: Int, computed sums: Sums) {
        var digit = DigitReading()
        digit.field = row.field
        digit.offset = UInt8(truncatingIfNeeded: offset)
        digit.found = found
        digit.isFiller = found == filler
        let remainder = sums.remainder
        if sums.classes > CharacterTable.valueMask {
            digit.verdict = .unread
        } else {
            digit.computed = 48 &+ remainder
            let entry = CharacterTable.entry(found)
            digit.verdict =
                entry >= CharacterTable.unread
                ? .unread : found == digit.computed || (digit.isFiller && remainder == 0) ? .right : .wrong
        }
        digits[slot] = digit
    }

    /// Empty optional data of TD3 need no digit: the filler is none, where elsewhere it stands for 0.
    @inline(__always)
    private mutating func acceptEmptyOptionalData(_ zone: borrowing Span<UInt8>, _ row: LayoutRow) {
        for offset in row.first..<row.first &+ row.count where zone[offset] != filler { return }
        digits[3].verdict = .notPrinted
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
        for step in 0..<row.count / 8 { bits.take(zone, at: row.first &+ 8 &* step, bit: 8 &* step) }
        // The last step overlaps the one before it.
        bits.take(zone, at: row.first &+ row.count &- 8, bit: row.count &- 8)
        name = NameReading(bits, at: row.first, count: row.count)
        guard bits.fillers | bits.letters != (1 &<< UInt64(row.count)) &- 1 else { return 0 }
        var classes: UInt32 = 0
        for offset in row.first..<row.first &+ row.count {
            let entry = CharacterTable.entry(zone[offset])
            // Digits are not for names (Doc 9303-3, 4.6).
            classes |= (1..<10).contains(entry) || zone[offset] == UInt8(ascii: "0") ? CharacterTable.illegal : entry
        }
        return classes
    }
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

    @inline(__always)
    var remainder: UInt8 {
        let mask = CharacterTable.valueMask
        return UInt8(truncatingIfNeeded: ((first & mask) &* 7 &+ (second & mask) &* 3 &+ (third & mask)) % 10)
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
