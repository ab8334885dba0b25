public import CivilTime

/// What there is to say of a zone of Doc 9303 with nothing odd about it: valid, without irregularities, its dates whole.
///
/// Nearly all zones are of this kind, and what writes millions of them needs to ask no more. The years are those of a day of inspection.
public struct RegularZone: Sendable {
    /// The place of the zone's layout in `ZoneLayout.ofDoc9303`.
    public let layout: Int
    /// Offsets and lengths of the identifiers; the length of an absent one is 0.
    public let primaryStart: Int
    public let primaryCount: Int
    public let secondaryStart: Int
    public let secondaryCount: Int
    public let nameTruncated: Bool
    /// As `ZoneDate.dateOfBirth(at:)`.
    public let birth: Day
    /// The year of birth one century before, where the age leaves it open, as `ZoneDate.birthCandidates(at:)`.
    public let earlierYearOfBirth: Int?
    /// As `ZoneDate.dateOfExpiry(at:)`.
    public let expiry: Day
    /// Whether a filler stands for the check digit of the optional data, which are empty then (Doc 9303-4, 4.2.2).
    public let lacksOptionalDigit: Bool

    /// A day whose parts are all known.
    public struct Day: Sendable {
        public let year: Int
        public let month: Int
        public let day: Int
    }

    /// The years of inspection for which no candidate leaves the years that a date can have.
    private static let days = 300...9800

    /// Nil where anything about the zone is odd, or a date needs a calendar.
    public init?(_ zone: borrowing Span<UInt8>, _ analysis: ZoneAnalysis, at day: CivilDate) {
        let layout = Int(analysis.found[ZoneAnalysis.formatPlace])
        let name = analysis.name
        let (birth, expiry) = (analysis.dateOfBirth, analysis.dateOfExpiry)
        guard layout < ZoneTable.firstNational, RegularZone.days.contains(day.year), analysis.hasRegularDigits,
            name.primaryCount > 0, !name.hasMoreParts, birth.isOfEveryYear, expiry.isOfEveryYear
        else { return nil }
        let isKnown =
            switch layout {
            case 0: RegularZone.hasKnownCodes(zone, TD1.self, .td1)
            case 1: RegularZone.hasKnownCodes(zone, TD2.self, .td2)
            case 2: RegularZone.hasKnownCodes(zone, TD3.self, .td3)
            case 3: RegularZone.hasKnownCodes(zone, MRVA.self, .mrvA)
            default: RegularZone.hasKnownCodes(zone, MRVB.self, .mrvB)
            }
        guard isKnown else { return nil }
        self.layout = layout
        (primaryStart, primaryCount) = (name.primaryStart, name.primaryCount)
        (secondaryStart, secondaryCount) = (name.secondaryStart, name.secondaryCount)
        nameTruncated = name.isTruncated
        let (latest, earlier) = birth.years(ofBirthAt: day)
        self.birth = Day(year: latest, month: birth.month, day: birth.day)
        earlierYearOfBirth = earlier
        self.expiry = Day(year: ZoneDate.yearOfExpiry(expiry.year, at: day), month: expiry.month, day: expiry.day)
        lacksOptionalDigit = analysis.found[3] == filler
    }

    @inline(__always)
    private static func hasKnownCodes<Table: Layout>(_ zone: borrowing Span<UInt8>, _ table: Table.Type, _ format: Format) -> Bool {
        guard zone.count == Table.zoneLength else { return false }
        let (state, nationality) = (Table.issuingState.first, Table.nationality.first)
        return DocumentCode.isKnown(zone[0], zone[1], format: format)
            && StateCode.isKnown(zone[state], zone[state + 1], zone[state + 2])
            && StateCode.isKnown(zone[nationality], zone[nationality + 1], zone[nationality + 2])
    }
}

extension ZoneAnalysis {
    /// Whether the check digits are printed and right, the sex is one of the standard's, and all characters are of their fields.
    ///
    /// Long numbers are left out, since other elements move with them.
    fileprivate var hasRegularDigits: Bool {
        guard computed[ZoneAnalysis.wrongPlace] | computed[ZoneAnalysis.flagsPlace] == 0 else { return false }
        let lacksOptionalDigit = computed[ZoneAnalysis.notPrintedPlace] & 1 << 3 != 0
        guard longNumberEnd == 0, found[0] != filler, found[1] != filler, found[2] != filler, found[3] != filler || lacksOptionalDigit,
            found[4] != filler
        else { return false }
        let sex = found[ZoneAnalysis.sexPlace]
        return sex == UInt8(ascii: "F") || sex == UInt8(ascii: "M") || sex == filler
    }
}

extension DateReading {
    /// Whether the date is whole, and not the 29th of February, which only some of the centuries have.
    fileprivate var isOfEveryYear: Bool {
        !isImpossible && year >= 0 && month > 0 && day > 0 && !(month == 2 && day == 29)
    }

    /// The years of birth that a day leaves possible, the latest first.
    fileprivate func years(ofBirthAt today: CivilDate) -> (latest: Int, earlier: Int?) {
        let isBeforeBirthday = (today.month, today.day) < (month, day)
        var latest = today.year - today.year % 100 + year
        if latest > today.year || latest == today.year && isBeforeBirthday { latest -= 100 }
        let age = today.year - (latest - 100) - (isBeforeBirthday ? 1 : 0)
        return (latest, age < ZoneDate.longestLife ? latest - 100 : nil)
    }
}

extension StateCode {
    /// A bit for each code of three letters in the table.
    private static let known: [UInt64] = {
        var bits = [UInt64](repeating: 0, count: 26 * 26 * 26 / 64 + 1)
        for state in all where state.mrz.utf8.count == 3 && state.mrz.utf8.allSatisfy({ (65...90).contains($0) }) {
            let index = state.mrz.utf8.reduce(0) { $0 * 26 + Int($1) - 65 }
            bits[index / 64] |= 1 << UInt64(index % 64)
        }
        return bits
    }()

    /// Whether three characters of a zone are a code of three letters in the table, or Germany's, the only shorter one that is looked at.
    fileprivate static func isKnown(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        let letters = (Int(first) - 65, Int(second) - 65, Int(third) - 65)
        guard (0..<26).contains(letters.0), (0..<26).contains(letters.1), (0..<26).contains(letters.2) else {
            return first == UInt8(ascii: "D") && second == filler && third == filler
        }
        let index = (letters.0 * 26 + letters.1) * 26 + letters.2
        return known[index / 64] & 1 << UInt64(index % 64) != 0
    }
}
