public import CivilTime

/// What there is to say of a zone of Doc 9303 with nothing odd about it: valid, without irregularities, its dates whole.
///
/// Nearly all zones are of this kind, and what writes millions of them needs to ask no more. Two words, so that it travels in registers.
public struct RegularZone: Sendable {
    private let name: NameReading
    /// The centuries of birth, of an earlier birth and of expiry, two characters each, then the variant.
    private let bits: UInt64

    @inline(__always)
    fileprivate init(_ name: NameReading, births: UInt32, expiry: UInt16, layout: Int, lacksOptionalDigit: Bool) {
        self.name = name
        let flags: UInt64 = (name.isTruncated ? 4 : 0) | (births &>> 16 != 0 ? 2 : 0) | (lacksOptionalDigit ? 1 : 0)
        bits = UInt64(births) | UInt64(expiry) &<< 32 | (UInt64(truncatingIfNeeded: layout) &* 8 | flags) &<< 48
    }

    /// What zones of as many forms differ by: eight times the place of the layout in `ZoneLayout.ofDoc9303`, and 4 for a truncated name, 2 for an
    /// open century of birth, 1 where a filler stands for the check digit of the optional data, which are empty then (Doc 9303-4, 4.2.2).
    public var variant: Int { Int(truncatingIfNeeded: bits &>> 48) }
    /// Offsets and lengths of the identifiers; the length of an absent one is 0.
    public var primaryStart: Int { name.primaryStart }
    public var primaryCount: Int { name.primaryCount }
    public var secondaryStart: Int { name.secondaryStart }
    public var secondaryCount: Int { name.secondaryCount }
    /// The century of `ZoneDate.dateOfBirth(at:)`, as two characters such as `19`, the first in the low byte.
    public var centuryOfBirth: UInt16 { UInt16(truncatingIfNeeded: bits) }
    /// The century before, where the age leaves it open, as `ZoneDate.birthCandidates(at:)`; 0 where it does not.
    public var earlierCenturyOfBirth: UInt16 { UInt16(truncatingIfNeeded: bits &>> 16) }
    /// The century of `ZoneDate.dateOfExpiry(at:)`.
    public var centuryOfExpiry: UInt16 { UInt16(truncatingIfNeeded: bits &>> 32) }
}

/// Tells zones with nothing odd about them from all others, seen from a day of inspection.
///
/// All that the day and the tables of the standard decide is computed once, so that a zone costs a few comparisons and no division.
public final class RegularZoneReader: Sendable {
    /// The years of inspection for which no candidate leaves the years that a date can have.
    private static let years = 300...9800

    private let isUsable: Bool
    /// Month and day of the inspection, as `DateReading` has them.
    private let today: UInt32
    /// The centuries of birth for each year of two digits, its day not after and after that of the inspection; the earlier one in the high half.
    private let births: [UInt32]
    /// The century of expiry for each year of two digits.
    private let expiries: [UInt16]
    /// A bit for each code of three letters in the table of codes.
    private let states: [UInt64]

    public init(at day: CivilDate) {
        isUsable = RegularZoneReader.years.contains(day.year)
        today = UInt32(truncatingIfNeeded: day.day) &<< 16 | UInt32(truncatingIfNeeded: day.month) &<< 8
        births = (0..<200).map { index in
            let years = RegularZoneReader.years(ofBirth: index / 2, isBeforeBirthday: index % 2 != 0, in: day.year)
            return UInt32(century(of: years.latest)) | UInt32(years.earlier.map(century(of:)) ?? 0) << 16
        }
        expiries = (0..<100).map { century(of: ZoneDate.yearOfExpiry($0, at: day)) }
        states = StateCode.bitsOfThreeLetters
    }

    /// The years of birth that a year leaves possible, the latest first.
    private static func years(ofBirth digits: Int, isBeforeBirthday: Bool, in year: Int) -> (latest: Int, earlier: Int?) {
        var latest = year - year % 100 + digits
        if latest > year || latest == year && isBeforeBirthday { latest -= 100 }
        let age = year - (latest - 100) - (isBeforeBirthday ? 1 : 0)
        return (latest, age < ZoneDate.longestLife ? latest - 100 : nil)
    }

    /// What there is to say of a zone; nil where anything about it is odd, or a date needs a calendar.
    public func read(_ zone: borrowing Span<UInt8>, _ analysis: ZoneAnalysis) -> RegularZone? {
        let layout = Int(analysis.found[ZoneAnalysis.formatPlace])
        let (birth, expiry) = (analysis.dateOfBirth, analysis.dateOfExpiry)
        guard isUsable, analysis.hasRegularDigits, analysis.name.primaryCount > 0, !analysis.name.hasMoreParts, birth.isOfEveryYear,
            expiry.isOfEveryYear
        else { return nil }
        // The table of codes expects characters of zones, which the digits' classes have shown all to be.
        let isKnown =
            switch layout {
            case 0: hasKnownCodes(zone, TD1.self, .td1)
            case 1: hasKnownCodes(zone, TD2.self, .td2)
            case 2: hasKnownCodes(zone, TD3.self, .td3)
            case 3: hasKnownCodes(zone, MRVA.self, .mrvA)
            case 4: hasKnownCodes(zone, MRVB.self, .mrvB)
            default: false
            }
        guard isKnown else { return nil }
        // The month is in the lower byte: swapped, the two compare as a day of the year.
        let isBeforeBirthday = birth.monthAndDay.byteSwapped > today.byteSwapped
        return RegularZone(
            analysis.name, births: births[birth.yearDigits &* 2 &+ (isBeforeBirthday ? 1 : 0)], expiry: expiries[expiry.yearDigits],
            layout: layout, lacksOptionalDigit: analysis.found[3] == filler)
    }

    @inline(__always)
    private func hasKnownCodes<Table: Layout>(_ zone: borrowing Span<UInt8>, _ table: Table.Type, _ format: Format) -> Bool {
        guard zone.count == Table.zoneLength, DocumentCode.isKnown(zone[0], zone[1], format: format) else { return false }
        let (state, nationality) = (Table.issuingState.first, Table.nationality.first)
        let first = (zone[state], zone[state &+ 1], zone[state &+ 2])
        let second = (zone[nationality], zone[nationality &+ 1], zone[nationality &+ 2])
        return isKnown(first) && (first == second || isKnown(second))
    }

    /// Whether three characters of a zone are a code of three letters in the table, or Germany's, the only shorter one that is looked at.
    @inline(__always)
    private func isKnown(_ code: (UInt8, UInt8, UInt8)) -> Bool {
        // Of the characters of a zone only letters have the bit 0x40.
        guard code.0 & code.1 & code.2 & 0x40 != 0 else { return code == (UInt8(ascii: "D"), filler, filler) }
        let index = StateCode.index(code.0, code.1, code.2)
        return states[index &>> 6] &>> UInt64(truncatingIfNeeded: index) & 1 != 0
    }
}

/// The first two of a year's four digits, the first in the low byte.
private func century(of year: Int) -> UInt16 { UInt16(truncatingIfNeeded: 0x3030 + year / 1000 + (year / 100 % 10) << 8) }

extension ZoneAnalysis {
    /// Whether the check digits are printed and right, the sex is one of the standard's, and all characters are of their fields.
    ///
    /// Long numbers are left out, since other elements move with them.
    @inline(__always)
    fileprivate var hasRegularDigits: Bool {
        guard computed[ZoneAnalysis.wrongPlace] | computed[ZoneAnalysis.flagsPlace] | found[ZoneAnalysis.longNumberPlace] == 0
        else { return false }
        // A high bit for each digit that is a filler: only that of empty optional data need not be printed.
        let digits = found.bits ^ 0x3C_3C3C_3C3C
        let absent = (digits &- 0x01_0101_0101) & ~digits & 0x80_8080_8080
        let mayBeAbsent: UInt64 = computed[ZoneAnalysis.notPrintedPlace] & 1 << 3 != 0 ? 0x8000_0000 : 0
        guard absent & ~mayBeAbsent == 0 else { return false }
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

    /// The year of a date that has one.
    @inline(__always)
    fileprivate var yearDigits: Int { Int(bits & 0x7F) }

    @inline(__always)
    fileprivate var monthAndDay: UInt32 { bits & 0xFF_FF00 }
}

extension StateCode {
    fileprivate static var bitsOfThreeLetters: [UInt64] {
        var bits = [UInt64](repeating: 0, count: 32 * 32 * 32 / 64)
        for state in all {
            let letters = Array(state.mrz.utf8)
            guard letters.count == 3, letters.allSatisfy({ (65...90).contains($0) }) else { continue }
            let index = index(letters[0], letters[1], letters[2])
            bits[index / 64] |= 1 << UInt64(index % 64)
        }
        return bits
    }

    /// The place of three letters: five bits tell letters apart.
    @inline(__always)
    fileprivate static func index(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        Int(first & 31) &<< 10 | Int(second & 31) &<< 5 | Int(third & 31)
    }
}
