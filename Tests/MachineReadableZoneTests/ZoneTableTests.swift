import Testing

@testable import MachineReadableZone

@Suite("Tables of formats")
struct ZoneTableTests {
    /// Every character of a zone belongs to one row or is one check digit, so that no character goes unread.
    @Test func everyCharacterHasOneMeaning() {
        for table in ZoneTable.all {
            var meanings = [Int](repeating: 0, count: table.zoneLength)
            for row in table.rows { for offset in row.first..<row.end + (row.hasCheckDigit ? 1 : 0) { meanings[offset] += 1 } }
            for digit in table.digits { meanings[digit.offset] += 1 }
            #expect(meanings == [Int](repeating: 1, count: table.zoneLength), "\(table.format.rawValue)")
        }
    }

    @Test func rowsAreInTheOrderOfTheZone() {
        for table in ZoneTable.all {
            #expect(zip(table.rows, table.rows.dropFirst()).allSatisfy { $0.first < $1.first }, "\(table.format.rawValue)")
            #expect(
                table.digits.allSatisfy { digit in
                    digit.covered.allSatisfy { !$0.contains(digit.offset) && $0.upperBound <= table.zoneLength }
                })
            #expect(table.others.allSatisfy { $0.parts.allSatisfy { $0.upperBound <= table.zoneLength } })
        }
    }

    @Test func everyFormatHasATable() {
        #expect(Set(ZoneTable.all.map(\.format)) == Set(Format.allCases))
        #expect(ZoneTable.all.prefix(ZoneTable.firstNational).allSatisfy { $0.format.isOfDoc9303 })
        #expect(ZoneTable.national.allSatisfy { !$0.format.isOfDoc9303 })
    }

    /// The layouts that the fast pass has as constants are those of the tables.
    @Test func layoutsAreTheTables() {
        let layouts: [any Layout.Type] = [TD1.self, TD2.self, TD3.self, MRVA.self, MRVB.self]
        for (number, layout) in layouts.enumerated() {
            #expect(Int(layout.number) == number)
            #expect(layout.zoneLength == ZoneTable.all[number].zoneLength)
        }
    }

    @Test func unconfirmedTablesSayWhy() {
        let unconfirmed = Set(ZoneTable.all.filter { !$0.isConfirmed }.map(\.format.rawValue))
        #expect(
            unconfirmed == [
                "SVK-ID", "CHN-EEP", "CHN-MTP", "DOM-ID", "SLV-ID", "GTM-ID", "PAK-ID", "MOZ-ID", "HRV-DL", "EST-DL", "IRL-DL",
            ])
    }
}
