public import CivilTime

/// A date of the zone: six characters, of which parts may be unknown (Doc 9303-3, 4.8).
///
/// The zone has two digits for the year; a day to look from gives the century.
public struct ZoneDate: Sendable, Hashable {
    /// The six characters as they stand in the zone.
    public let raw: String
    /// The last two digits of the year; nil where they are fillers, unread or no digits.
    public let year: Int?
    /// 1 to 12; nil where unknown or impossible.
    public let month: Int?
    /// 1 to 31, a day that the month has in some year of the two digits; nil where unknown or impossible.
    public let day: Int?
    /// Whether the characters can be no date: parts that are neither digits nor two fillers, or a month or day that does not exist.
    public let isImpossible: Bool
    /// Whether a character is unread, so that the date is open rather than unknown.
    public let isUnread: Bool

    /// The years of age from which a date of birth is taken to be of the next century.
    static let longestLife = 120

    /// The date of birth: the latest date not after a day; nil where impossible, unknown or unread.
    public func dateOfBirth(at day: CivilDate) -> PartialDate? {
        dates(notAfter: day).first
    }

    /// The date of expiry, its year in the 100 years from 80 before a day's to 19 after it; nil where impossible, unknown or unread.
    public func dateOfExpiry(at day: CivilDate) -> PartialDate? {
        guard let year, !isImpossible, !isUnread else { return nil }
        return PartialDate(year: ZoneDate.yearOfExpiry(year, at: day), month: month, day: self.day)
    }

    /// The only year from 80 before a day's to 19 after it that ends in two digits.
    static func yearOfExpiry(_ digits: Int, at day: CivilDate) -> Int {
        let first = day.year - 80
        return first + ((digits - first) % 100 + 100) % 100
    }

    /// The dates of birth with an age below 120 years on a day, the latest first: two where the century is open.
    public func birthCandidates(at day: CivilDate) -> [PartialDate] {
        dates(notAfter: day).filter { date in
            let birth = date.latest
            let age = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day) ? 1 : 0)
            return age < ZoneDate.longestLife
        }
    }

    /// The dates of two centuries that have begun on a day, the latest first.
    private func dates(notAfter day: CivilDate) -> [PartialDate] {
        guard let year, !isImpossible, !isUnread else { return [] }
        let century = day.year - day.year % 100
        var found: [PartialDate] = []
        for candidate in [century + year, century - 100 + year, century - 200 + year] where found.count < 2 {
            guard let date = PartialDate(year: candidate, month: month, day: self.day), date.earliest <= day else { continue }
            found.append(date)
        }
        return found
    }
}

extension MRZ {
    /// The date of expiry in the century that belongs to a day, as `dateOfExpiry.dateOfExpiry(at:)`; without a text for a date that is whole.
    public func expiry(at day: CivilDate) -> PartialDate? {
        let reading = analysis.dateOfExpiry
        guard reading.year >= 0, reading.month > 0, reading.day > 0, !reading.isImpossible else {
            return dateOfExpiry.dateOfExpiry(at: day)
        }
        return PartialDate(year: ZoneDate.yearOfExpiry(reading.year, at: day), month: reading.month, day: reading.day)
    }
}

extension ZoneDate {
    init(_ raw: ArraySlice<UInt8>, _ reading: DateReading) {
        self.raw = text(raw)
        isUnread = raw.contains { CharacterTable.entry($0) >= CharacterTable.unread }
        year = reading.year < 0 ? nil : reading.year
        month = reading.month < 0 ? nil : reading.month
        day = reading.day < 0 ? nil : reading.day
        isImpossible = reading.isImpossible
    }
}
