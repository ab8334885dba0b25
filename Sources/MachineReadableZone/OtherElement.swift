public import CivilTime

/// An element that only one national format has, such as the office that issued the card.
public struct OtherElement: Sendable, Hashable {
    /// In the form of the JSON contract's names, such as `administrativeCode`.
    public let name: String
    /// The characters without the fillers at their end, or what follows from them.
    public let value: String
}

extension ZoneElements {
    var otherElements: [OtherElement] {
        var elements = table.others.compactMap { row in
            trimmed(row.parts.flatMap { characters($0) }[...]).map { OtherElement(name: row.name, value: $0) }
        }
        if table.hasCodedNames {
            let parts = [
                ("primaryIdentifierInCyrillic", identifier(analysis.name.primaryStart, analysis.name.primaryCount)),
                ("secondaryIdentifierInCyrillic", identifier(analysis.name.secondaryStart, analysis.name.secondaryCount)),
            ]
            for case (let name, let coded?) in parts {
                if let text = RUSInternalPassport.decoded(coded) { elements.append(OtherElement(name: name, value: text)) }
            }
        }
        return elements
    }
}

extension MRZ {
    /// The month in which an old French identity card expires, which it does not print: ten years after its issue, fifteen if it was issued
    /// to an adult from 2014 on; nil for other documents, and where the month of issue is unread.
    ///
    /// It is an estimate. The centuries are the latest that leave issue and birth not after a day.
    public func estimatedDateOfExpiry(at day: CivilDate) -> PartialDate? {
        guard format == .frenchIdentityCard, let issue = otherElements.first(where: { $0.name == "dateOfIssue" })?.value else { return nil }
        let digits = issue.utf8.compactMap { (48...57).contains($0) ? Int($0) - 48 : nil }
        guard digits.count == 4, let birth = dateOfBirth.dateOfBirth(at: day) else { return nil }
        let (shortYear, month) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        let century = day.year - day.year % 100
        let year = century + shortYear > day.year ? century - 100 + shortYear : century + shortYear
        // The day of issue is unknown: an adult is who is eighteen at the end of the month.
        let isAdult = (birth.earliest.year + 18, birth.earliest.month) <= (year, month)
        return PartialDate(year: year + (year >= 2014 && isAdult ? 15 : 10), month: month, day: nil)
    }
}
