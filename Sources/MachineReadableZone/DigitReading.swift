/// One check digit as the analysis found it.
struct DigitReading {
    enum Verdict { case right, wrong, unread, notPrinted }

    let field: Field
    let verdict: Verdict
    /// The offset of the digit in the zone.
    let offset: Int
    /// The character there.
    let found: UInt8
    /// The digit that belongs there in ASCII; nil where a covered character is unread or illegal.
    let computed: UInt8?
    /// Whether the digit of a long number agrees only without the filler between its parts.
    let isWithoutFiller: Bool
}

extension ZoneAnalysis {
    /// The check digits that a format prints, in the order of the zone.
    func digits(of rows: [LayoutRow]) -> [DigitReading] {
        rows.compactMap { row in
            switch row.field {
            case .documentNumber: digit(0, row.field, longNumberEnd > 0 ? longNumberEnd : row.end)
            case .dateOfBirth: digit(1, row.field, row.end)
            case .dateOfExpiry: digit(2, row.field, row.end)
            case .optionalData: row.hasCheckDigit ? digit(3, row.field, row.end) : nil
            case .composite: digit(4, row.field, row.first)
            default: nil
            }
        }
    }

    private func digit(_ slot: Int, _ field: Field, _ offset: Int) -> DigitReading {
        let bit = UInt8(1) << UInt8(slot)
        let isRead = computed[slot] != 0 && CharacterTable.entry(found[slot]) < CharacterTable.unread
        return DigitReading(
            field: field,
            verdict: computed[ZoneAnalysis.notPrintedPlace] & bit != 0
                ? .notPrinted : !isRead ? .unread : computed[ZoneAnalysis.wrongPlace] & bit != 0 ? .wrong : .right,
            offset: offset, found: found[slot], computed: computed[slot] == 0 ? nil : computed[slot],
            isWithoutFiller: slot == 0 && isWithoutFiller)
    }
}
