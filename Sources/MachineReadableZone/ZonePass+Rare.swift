extension ZonePass {
    /// The fillers of a name with characters that are no letters.
    mutating func readUnusual(names row: LayoutRow, _ zone: borrowing Span<UInt8>) -> UInt64 {
        let (fillers, classes) = ZonePass.unusualName(zone, row.first, row.count)
        self.classes |= classes
        computed.put(ZoneAnalysis.unusualNameFlag, ZoneAnalysis.flagsPlace)
        return fillers
    }

    @inline(never)
    private static func unusualName(_ zone: borrowing Span<UInt8>, _ first: Int, _ count: Int) -> (fillers: UInt64, classes: UInt32) {
        var classes: UInt32 = 0
        var fillers: UInt64 = 0
        for index in 0..<count {
            let byte = zone[first + index]
            if byte == filler { fillers |= 1 << UInt64(index) }
            classes |= CharacterTable.entry(byte)
        }
        return (fillers, classes)
    }

    /// Takes back the digits over characters that are unread or illegal, and notes that there are such.
    @inline(__always)
    mutating func takeBackUnknownDigits<Table: Layout>(_ zone: borrowing Span<UInt8>, _ table: Table.Type) {
        let unknown = ZonePass.unknownDigits(zone, table)
        for slot in 0..<5 where unknown & (1 << slot) != 0 { computed.clear(slot) }
        if classes & 0xFF_0000 != 0 { computed.put(ZoneAnalysis.illegalFlag, ZoneAnalysis.flagsPlace) }
        if classes >= CharacterTable.unread { computed.put(ZoneAnalysis.unreadFlag, ZoneAnalysis.flagsPlace) }
    }

    /// A bit for each digit over a character that is unread or illegal.
    @inline(never)
    private static func unknownDigits<Table: Layout>(_ zone: borrowing Span<UInt8>, _ table: Table.Type) -> Int {
        let rows: [5 of LayoutRow] = [
            Table.documentNumber, Table.dateOfBirth, Table.dateOfExpiry, Table.optionalData, Table.optionalData2 ?? Table.optionalData,
        ]
        var unknown = 0
        for index in rows.indices {
            let row = rows[index]
            for offset in row.first..<row.end &+ (row.hasCheckDigit ? 1 : 0)
            where CharacterTable.entry(zone[offset]) > CharacterTable.valueMask {
                // Every element counts for the composite digit, a check digit only for that.
                unknown |= 1 << 4
                if offset < row.end && index < 4 { unknown |= 1 << index }
            }
        }
        return unknown
    }

    /// Whether a long number is one where Doc 9303-4 has none: the filler is no right digit, and all other digits are right.
    @inline(never)
    func isProven(_ long: LongNumber) -> Bool {
        long.isLong && !long.isWrong && computed[ZoneAnalysis.wrongPlace] == 1 && classes <= CharacterTable.valueMask
    }

    @inline(__always)
    mutating func take(_ long: LongNumber) {
        // What was compared before is not the digit.
        let others = computed[ZoneAnalysis.wrongPlace] & ~1
        computed.clear(ZoneAnalysis.wrongPlace)
        computed.put(others | (long.isWrong ? 1 : 0), ZoneAnalysis.wrongPlace)
        guard long.isLong else {
            computed.put(1, ZoneAnalysis.notPrintedPlace)
            return
        }
        found.clear(0)
        found.put(long.found, 0)
        found.put(UInt8(truncatingIfNeeded: long.end), ZoneAnalysis.longNumberPlace)
        computed.clear(0)
        computed.put(long.computed, 0)
        computed.put(long.isWithoutFiller ? ZoneAnalysis.withoutFillerFlag : 0, ZoneAnalysis.flagsPlace)
    }
}
