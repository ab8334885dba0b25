extension ZoneAnalysis {
    /// Reads a zone, its lines joined, by a format, or gives nil where that has no zones of so many characters.
    public init?(_ zone: borrowing Span<UInt8>, format: Format) {
        switch format {
        case .td1 where zone.count == TD1.zoneLength: self.init(TD1.self, zone)
        case .td2 where zone.count == TD2.zoneLength: self.init(TD2.self, zone)
        case .td3 where zone.count == TD3.zoneLength: self.init(TD3.self, zone)
        case .mrvA where zone.count == MRVA.zoneLength: self.init(MRVA.self, zone)
        case .mrvB where zone.count == MRVB.zoneLength: self.init(MRVB.self, zone)
        default:
            let count = zone.count
            guard let number = ZoneTable.national.firstIndex(where: { $0.format == format && $0.zoneLength == count }) else { return nil }
            var characters: [UInt8] = []
            for index in zone.indices { characters.append(zone[index]) }
            self.init(national: ZoneTable.firstNational + number, characters[...])
        }
    }

    /// One pass over the elements of a format's table.
    ///
    /// The calls stand in the order of the check digits, which is that of all formats. They are no loop over the rows, because the compiler
    /// folds the table into constants only so: a loop costs five times as much.
    @inline(__always)
    private init<Table: Layout>(_ table: Table.Type, _ whole: borrowing Span<UInt8>) {
        // Constant bounds: the checks of every index below are done here, once.
        let zone = whole.extracting(0..<Table.zoneLength)
        var pass = ZonePass()
        let number = pass.read(zone, Table.documentNumber, slot: 0)
        pass.read(zone, Table.dateOfBirth, slot: 1)
        pass.read(zone, Table.dateOfExpiry, slot: 2)
        pass.read(zone, Table.optionalData, slot: 3)
        if let row = Table.optionalData2 { pass.read(zone, row, slot: 3) }
        pass.classes |= pass.composite.classes
        if let row = Table.composite {
            let character = zone[row.first]
            pass.classes |= CharacterTable.entry(character)
            pass.compare(pass.composite, with: character, slot: 4)
        }
        pass.read(code: Table.documentCode, zone)
        pass.read(code: Table.issuingState, zone)
        pass.read(code: Table.nationality, zone)
        pass.read(sex: zone[Table.sex.first])
        let name = pass.read(names: Table.names, zone)
        if Table.optionalData.hasCheckDigit { pass.acceptEmptyOptionalData(zone, Table.optionalData) }
        if pass.classes > CharacterTable.valueMask { pass.takeBackUnknownDigits(zone, table) }
        if pass.found[0] == filler && (Table.hasLongNumbers || Table.optionalData.hasCheckDigit) {
            let long = LongNumber(zone, Table.documentNumber, Table.optionalData, number)
            if Table.hasLongNumbers || pass.isProven(long) { pass.take(long) }
        }
        pass.found.put(Table.number, ZoneAnalysis.formatPlace)
        self.init(
            found: pass.found, computed: pass.computed, name: name, dateOfBirth: DateReading(zone, at: Table.dateOfBirth.first),
            dateOfExpiry: DateReading(zone, at: Table.dateOfExpiry.first))
    }
}

/// Eight characters as one number, the first in the low byte.
@inline(__always)
func word(_ zone: borrowing Span<UInt8>, at offset: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<8 { word |= UInt64(zone[offset &+ index]) &<< UInt64(8 &* index) }
    return word
}
