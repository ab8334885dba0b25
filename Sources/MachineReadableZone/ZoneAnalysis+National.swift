extension ZoneAnalysis {
    /// Reads a zone by a national table, its lines joined: one loop over the rows, and one over the check digits.
    ///
    /// The zone has as many characters as the table; characters that are missing count as fillers.
    init(national number: Int, _ zone: ArraySlice<UInt8>) {
        let table = ZoneTable.all[number]
        let characters = Array(zone)
        let span = characters.span
        var found = PackedBytes()
        var computed = PackedBytes()
        found.put(UInt8(truncatingIfNeeded: number), ZoneAnalysis.formatPlace)
        let classes = characters.reduce(UInt32(0)) { $0 | CharacterTable.entry($1) }
        if classes & 0xFF_0000 != 0 { computed.put(ZoneAnalysis.illegalFlag, ZoneAnalysis.flagsPlace) }
        if classes >= CharacterTable.unread { computed.put(ZoneAnalysis.unreadFlag, ZoneAnalysis.flagsPlace) }
        var birth = DateReading.absent
        var expiry = DateReading.absent
        for row in table.rows where row.end <= characters.count {
            switch row.field {
            case .sex: found.put(table.standardSex(characters[row.first]), ZoneAnalysis.sexPlace)
            // A date is read with the two characters after it.
            case .dateOfBirth where row.first + 8 <= characters.count: birth = DateReading(span, at: row.first)
            case .dateOfExpiry where row.first + 8 <= characters.count: expiry = DateReading(span, at: row.first)
            default: break
            }
        }
        for (place, digit) in table.digits.enumerated() where digit.reading(in: characters[...]).verdict == .wrong {
            computed.put(1 &<< UInt8(min(place, 7)), ZoneAnalysis.wrongPlace)
        }
        self.init(
            found: found, computed: computed, name: NameReading(characters, table), dateOfBirth: birth, dateOfExpiry: expiry)
    }
}

extension ZoneTable.PrintedDigit {
    /// The digit as it stands in the characters of a zone; a filler stands for 0.
    func reading(in zone: ArraySlice<UInt8>) -> DigitReading {
        let found = zone.dropFirst(offset).first ?? filler
        let computed = checkDigit(of: covered.flatMap { zone.dropFirst($0.lowerBound).prefix($0.count) }[...])
        let isRead = computed != nil && CharacterTable.entry(found) < CharacterTable.unread
        let isRight = found == computed || found == filler && computed == UInt8(ascii: "0")
        return DigitReading(
            field: field, verdict: !isRead ? .unread : isRight ? .right : .wrong, offset: offset, found: found, computed: computed,
            isWithoutFiller: false)
    }
}

extension NameReading {
    /// The parts of the name by a national table: in one field, in a field for each, or none.
    init(_ zone: [UInt8], _ table: ZoneTable) {
        let rows = table.rows.filter { $0.end <= zone.count }
        if let row = rows.first(where: { $0.field == .names }) {
            var fillers: UInt64 = 0
            for index in 0..<row.count where zone[row.first + index] == filler { fillers |= 1 << UInt64(index) }
            self.init(fillers, at: row.first, count: row.count, endsWithLetter: zone[row.end - 1] != filler)
            return
        }
        let parts = [Field.primaryIdentifier, .secondaryIdentifier].map { field -> (start: Int, count: Int, isFull: Bool) in
            guard let row = rows.first(where: { $0.field == field }) else { return (0, 0, false) }
            let characters = zone[row.first..<row.end]
            guard let first = characters.firstIndex(where: { $0 != filler }), let last = characters.lastIndex(where: { $0 != filler })
            else { return (row.first, 0, false) }
            return (first, last - first + 1, last == row.end - 1)
        }
        self.init(
            primary: (parts[0].start, parts[0].count), secondary: (parts[1].start, parts[1].count),
            isTruncated: parts.contains(where: \.isFull))
    }
}
