/// A check digit with the places that it covers, as the repair tries them.
struct CheckedGroup: Sendable {
    let field: Field
    let offset: Int
    /// The ranges that the digit is computed over; two where either is accepted (long numbers, Doc 9303-5, 4.2.2, note j).
    let covered: [[Range<Int>]]

    /// The places of the group, its digit last.
    var places: [Int] { Array(Set(covered.flatMap { $0.flatMap { Array($0) } })).sorted() + [offset] }

    func isRight(_ zone: [UInt8]) -> Bool {
        let found = zone[offset]
        return covered.contains { ranges in
            var sum: UInt32 = 0
            var position = 0
            for range in ranges {
                for offset in range {
                    let entry = CharacterTable.entry(zone[offset])
                    guard entry <= CharacterTable.valueMask else { return false }
                    sum &+= entry &* (position == 0 ? 7 : position == 1 ? 3 : 1)
                    position = position == 2 ? 0 : position + 1
                }
            }
            let digit = sum % 10
            return found == 48 + UInt8(digit) || found == filler && digit == 0
        }
    }
}

extension ZoneElements {
    /// The check digits of elements, without the composite one.
    var groups: [CheckedGroup] {
        if analysis.isNational {
            return table.digits.filter { $0.field != .composite }.map {
                CheckedGroup(field: $0.field, offset: $0.offset, covered: [$0.covered])
            }
        }
        return digits.filter { $0.field != .composite && $0.verdict != .notPrinted }.map { digit in
            let row = row(digit.field)
            guard digit.field == .documentNumber, analysis.longNumberEnd > 0 else {
                return CheckedGroup(field: digit.field, offset: digit.offset, covered: [[row.first..<row.end]])
            }
            let rest = row.end + 1..<digit.offset
            return CheckedGroup(
                field: digit.field, offset: digit.offset, covered: [[row.first..<row.end + 1, rest], [row.first..<row.end, rest]])
        }
    }

    /// The composite check digit; nil in formats without one.
    var compositeGroup: CheckedGroup? {
        if analysis.isNational {
            return table.digits.first { $0.field == .composite }.map {
                CheckedGroup(field: .composite, offset: $0.offset, covered: [$0.covered])
            }
        }
        guard let digit = digits.first(where: { $0.field == .composite }) else { return nil }
        let covered = rows.filter { $0.compositePosition != nil }.sorted { ($0.compositePosition ?? 0) < ($1.compositePosition ?? 0) }
        return CheckedGroup(
            field: .composite, offset: digit.offset, covered: [covered.map { $0.first..<$0.end + ($0.hasCheckDigit ? 1 : 0) }])
    }
}
