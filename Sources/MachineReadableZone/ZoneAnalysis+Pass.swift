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

    /// The one loop over a format's table.
    @inline(__always)
    private init<Table: Layout>(_ table: Table.Type, _ whole: borrowing Span<UInt8>) {
        self.init(format: Table.format)
        // Constant bounds: the checks of every index below are done here, once.
        let zone = whole.extracting(0..<Table.format.zoneLength)
        let rows = Table.rows
        var classes: UInt32 = 0
        var composite = Sums()
        for index in rows.indices {
            let row = rows[index]
            switch row.kind {
            case .absent: break
            case .names: classes |= readName(zone, row)
            case .sex: classes |= readSex(zone[row.first])
            case .composite: settle(row, found: zone[row.first], at: row.first, computed: composite)
            case .code:
                for offset in row.first..<row.first &+ row.count { classes |= CharacterTable.entry(zone[offset]) }
            case .number, .date, .text:
                var sums = Sums()
                sums.add(zone, row.first, row.count)
                classes |= sums.classes
                if row.kind == .date { readDate(zone, row) }
                if row.isComposite { composite.append(sums, row.count) }
                guard row.hasCheckDigit else { continue }
                let place = row.first &+ row.count
                let found = zone[place]
                settle(row, found: found, at: place, computed: sums)
                if row.isComposite { composite.append(Sums(found), 1) }
                if Table.hasLongNumbers && row.kind == .number && found == filler {
                    readLongNumber(zone, row, sums)
                } else if Table.hasOptionalDigit && row.kind == .text && found == filler {
                    acceptEmptyOptionalData(zone, row)
                }
                classes |= CharacterTable.entry(found)
            }
        }
        isLegal = isLegal && classes & 0xFF_0000 == 0
        hasUnread = hasUnread || classes >> 24 != 0
    }

    /// Compares a printed digit with the one that the sums ask for.
    @inline(__always)
    private mutating func settle(_ row: LayoutRow, found: UInt8, at offset: Int, computed sums: Sums) {
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
        digits[digitCount] = digit
        digitCount &+= 1
    }

    /// Empty optional data of TD3 need no digit: the filler is none, where elsewhere it stands for 0.
    @inline(__always)
    private mutating func acceptEmptyOptionalData(_ zone: borrowing Span<UInt8>, _ row: LayoutRow) {
        for offset in row.first..<row.first &+ row.count where zone[offset] != filler { return }
        digits[digitCount &- 1].verdict = .notPrinted
    }

    @inline(__always)
    private mutating func readSex(_ character: UInt8) -> UInt32 {
        switch character {
        case UInt8(ascii: "F"): sex = .female
        case UInt8(ascii: "M"): sex = .male
        case filler, UInt8(ascii: "X"): sex = .unspecified
        default: return max(CharacterTable.entry(character), CharacterTable.illegal)
        }
        return 0
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

    @inline(__always)
    private mutating func readDate(_ zone: borrowing Span<UInt8>, _ row: LayoutRow) {
        let date = DateReading(zone, at: row.first)
        if row.field == .dateOfBirth { dateOfBirth = date } else { dateOfExpiry = date }
    }
}

/// The sums of a field's values by position modulo 3: they give the field's own digit and its part of the composite one.
struct Sums {
    var first: UInt32 = 0
    var second: UInt32 = 0
    var third: UInt32 = 0
    /// The weight of the next character: 0 for 7, 1 for 3, 2 for 1.
    var phase = 0

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
        for index in 0..<count {
            let entry = CharacterTable.entry(zone[start &+ index])
            switch index % 3 {
            case 0: first &+= entry
            case 1: second &+= entry
            default: third &+= entry
            }
        }
    }

    /// Puts a field of `count` characters after what is there.
    @inline(__always)
    mutating func append(_ field: Sums, _ count: Int) {
        switch phase {
        case 0: (first, second, third) = (first &+ field.first, second &+ field.second, third &+ field.third)
        case 1: (first, second, third) = (first &+ field.third, second &+ field.first, third &+ field.second)
        default: (first, second, third) = (first &+ field.second, second &+ field.third, third &+ field.first)
        }
        phase = (phase &+ count) % 3
    }
}
