public import CivilTime

/// What there is to say of a zone of Doc 9303 with nothing odd about it: valid, without irregularities, its dates whole.
///
/// Nearly all zones are of this kind, and what writes millions of them needs to ask no more. The years are those of a day of inspection.
///
/// Sixteen bytes, so that it travels in registers.
public struct RegularZone: Sendable {
    /// The place of the zone's layout in `ZoneLayout.ofDoc9303`.
    public let layout: UInt8
    /// Offsets and lengths of the identifiers; the length of an absent one is 0.
    public let primaryStart: UInt8
    public let primaryCount: UInt8
    public let secondaryStart: UInt8
    public let secondaryCount: UInt8
    public let nameTruncated: Bool
    /// Whether a filler stands for the check digit of the optional data, which are empty then (Doc 9303-4, 4.2.2).
    public let lacksOptionalDigit: Bool
    /// As `ZoneDate.dateOfBirth(at:)`.
    public let yearOfBirth: UInt16
    /// The year of birth one century before, where the age leaves it open, as `ZoneDate.birthCandidates(at:)`; 0 where it does not.
    public let earlierYearOfBirth: UInt16
    /// As `ZoneDate.dateOfExpiry(at:)`.
    public let yearOfExpiry: UInt16

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
        self.layout = UInt8(truncatingIfNeeded: layout)
        (primaryStart, primaryCount) = (UInt8(truncatingIfNeeded: name.primaryStart), UInt8(truncatingIfNeeded: name.primaryCount))
        (secondaryStart, secondaryCount) = (UInt8(truncatingIfNeeded: name.secondaryStart), UInt8(truncatingIfNeeded: name.secondaryCount))
        nameTruncated = name.isTruncated
        lacksOptionalDigit = analysis.found[3] == filler
        let (latest, earlier) = birth.years(ofBirthAt: day)
        (yearOfBirth, earlierYearOfBirth) = (UInt16(truncatingIfNeeded: latest), UInt16(truncatingIfNeeded: earlier ?? 0))
        yearOfExpiry = UInt16(truncatingIfNeeded: ZoneDate.yearOfExpiry(expiry.year, at: day))
    }

    @inline(__always)
    private static func hasKnownCodes<Table: Layout>(_ zone: borrowing Span<UInt8>, _ table: Table.Type, _ format: Format) -> Bool {
        guard zone.count == Table.zoneLength else { return false }
        let (state, nationality) = (Table.issuingState.first, Table.nationality.first)
        guard DocumentCode.isKnown(zone[0], zone[1], format: format) else { return false }
        let first = (zone[state], zone[state + 1], zone[state + 2])
        let second = (zone[nationality], zone[nationality + 1], zone[nationality + 2])
        return StateCode.isKnown(first) && (first == second || StateCode.isKnown(second))
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
    @inline(__always)
    fileprivate var isOfEveryYear: Bool {
        // Neither the mark of an impossible date nor the sign of an unknown part.
        bits & 0xFF80_8080 == 0 && bits &>> 8 != 29 &<< 8 | 2
    }

    /// The years of birth that a day leaves possible, the latest first.
    @inline(__always)
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
    fileprivate static func isKnown(_ code: (UInt8, UInt8, UInt8)) -> Bool {
        let letters = (Int(code.0) - 65, Int(code.1) - 65, Int(code.2) - 65)
        guard (0..<26).contains(letters.0), (0..<26).contains(letters.1), (0..<26).contains(letters.2) else {
            return code == (UInt8(ascii: "D"), filler, filler)
        }
        let index = (letters.0 * 26 + letters.1) * 26 + letters.2
        return known[index / 64] & 1 << UInt64(index % 64) != 0
    }
}
