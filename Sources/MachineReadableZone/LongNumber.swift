extension ZoneAnalysis {
    /// Follows a document number into the optional data where a filler stands for its digit (Doc 9303-5, 4.2.2, note j).
    ///
    /// The digit is the last character before the next filler. Issuers compute it with or without the filler between the two parts; either
    /// is accepted. Without optional data no digit is printed at all. A number that does not fill its field goes on only where the digit
    /// proves it: the data are the issuer's own otherwise.
    mutating func readLongNumber(_ zone: borrowing Span<UInt8>, _ row: LayoutRow, _ principal: Sums) {
        let start = row.first + row.count + 1
        let limit = start + (format == .td1 ? 15 : 7)
        var end = start
        while end < limit && zone[end] != filler { end += 1 }
        let index = digitCount - 1
        digits[index].verdict = .notPrinted
        guard end > start else { return }

        var rest = Sums()
        rest.add(zone, start, end - 1 - start)
        var without = principal
        without.phase = row.count % 3
        var with = without
        with.phase = (row.count + 1) % 3
        without.append(rest, end - 1 - start)
        with.append(rest, end - 1 - start)
        let found = zone[end - 1]
        let isRight = with.digit == found || without.digit == found
        let isFull = zone[row.first + row.count - 1] != filler
        guard isFull || (isRight && with.classes <= CharacterTable.valueMask) else { return }

        longNumberEnd = end - 1
        digits[index].isFiller = false
        digits[index].offset = UInt8(truncatingIfNeeded: end - 1)
        digits[index].found = found
        digits[index].computed = 0
        if with.classes > CharacterTable.valueMask {
            digits[index].verdict = .unread
            return
        }
        digits[index].isWithoutFiller = with.digit != found && without.digit == found
        digits[index].computed = digits[index].isWithoutFiller ? without.digit : with.digit
        digits[index].verdict = isRight ? .right : CharacterTable.entry(found) >= CharacterTable.unread ? .unread : .wrong
    }
}

extension Sums {
    /// The check digit in ASCII.
    var digit: UInt8 { 48 &+ remainder }
}
