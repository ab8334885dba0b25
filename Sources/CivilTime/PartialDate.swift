/// A date of which the day, or the month and the day, may be unknown, as Doc 9303-3, 4.8 allows for dates of birth.
public struct PartialDate: Sendable, Hashable, CustomStringConvertible {
    public let year: Int
    /// Nil where unknown.
    public let month: Int?
    /// Nil where unknown; always nil where the month is.
    public let day: Int?

    /// Makes a date from its known parts, or nil where the calendar has no such date.
    public init?(year: Int, month: Int? = nil, day: Int? = nil) {
        guard (1...9999).contains(year), month != nil || day == nil else { return nil }
        guard CivilDate(year: year, month: month ?? 1, day: day ?? 1) != nil else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    public init(_ date: CivilDate) {
        year = date.year
        month = date.month
        day = date.day
    }

    /// The first day that the date can mean.
    public var earliest: CivilDate {
        CivilDate(year: year, month: month ?? 1, day: day ?? 1) ?? CivilDate(daysSinceEpoch: 0)
    }

    /// The last day that the date can mean.
    public var latest: CivilDate {
        let month = month ?? 12
        return CivilDate(year: year, month: month, day: day ?? CivilDate.days(inMonth: month, of: year)) ?? earliest
    }

    /// `1974-08-12`, `1974-08` or `1974`.
    public var description: String {
        var text = padded(year, 4)
        if let month { text += "-" + padded(month, 2) }
        if let day { text += "-" + padded(day, 2) }
        return text
    }
}
