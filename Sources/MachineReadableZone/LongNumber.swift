extension ZoneAnalysis {
    /// Follows a document number into the optional data where a filler stands for its digit (Doc 9303-5, 4.2.2, note j).
    ///
    /// The digit is the last character before the next filler. Issuers compute it with or without the filler between the two parts; either
    /// is accepted. Without optional data no digit is printed at all. A number that does not fill its field goes on only where the digit
    /// proves it: the data are the issuer's own otherwise.
    mutating func readLongNumber(_ zone: borrowing Span<UInt8>, _ number: LayoutRow, _ optional: LayoutRow, _ principal: Sums) {
        var end = optional.first
        while end < optional.end && zone[end] != filler { end += 1 }
        notPrinted |= 1
        wrong &= ~1
        guard end > optional.first else { return }

        let place = end - 1
        var rest = Sums()
        rest.add(zone, optional.first, place - optional.first)
        var without = principal
        without.add(rest, at: number.count)
        var with = principal
        with.add(rest, at: number.count + 1)
        let isRead = with.classes <= CharacterTable.valueMask
        let isRight = isRead && (with.digit == zone[place] || without.digit == zone[place])
        guard isRight || zone[number.end - 1] != filler else { return }

        notPrinted &= ~1
        longNumberEnd = UInt8(truncatingIfNeeded: place)
        found[0] = zone[place]
        isWithoutFiller = isRight && with.digit != zone[place]
        computed[0] = !isRead ? 0 : isWithoutFiller ? without.digit : with.digit
        wrong |= isRight ? 0 : 1
    }
}
