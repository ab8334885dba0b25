/// A date of the zone as numbers; -1 where a part is unknown.
public struct DateReading: Sendable, Hashable {
    /// Year, month, day, and 1 for an impossible date; the low byte first.
    let bits: UInt32

    public var year: Int { part(0) }
    public var month: Int { part(8) }
    public var day: Int { part(16) }
    /// Whether the characters can be no date: parts that are neither digits nor two fillers, or a month or day that does not exist.
    public var isImpossible: Bool { bits &>> 24 != 0 }

    /// The date of a zone that has none.
    static let absent = DateReading(bits: 0xFF_FFFF)

    @inline(__always)
    init(bits: UInt32) { self.bits = bits }

    private func part(_ shift: UInt32) -> Int { Int(Int8(truncatingIfNeeded: bits &>> shift)) }

    /// Reads the six characters of a date (Doc 9303-3, 4.8): a part may be two fillers, and so must then be the parts after it.
    @inline(__always)
    init(_ zone: borrowing Span<UInt8>, at first: Int) {
        let characters = word(zone, at: first)
        let digits = characters ^ 0x3030_3030_3030_3030
        // The high bit says "no digit"; the last two bytes are not of the date.
        let notDigits = (digits | (digits &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080
        let parts = digits &* 10 &+ (digits &>> 8)
        let month = parts &>> 16 & 0xFF
        let day = parts &>> 32 & 0xFF
        if notDigits == 0 && month &- 1 < 12 && day &- 1 < 28 {
            bits = UInt32(truncatingIfNeeded: parts & 0xFF | month &<< 8 | day &<< 16)
        } else {
            bits = DateReading.unusual(characters)
        }
    }

    private static let unknown: Int8 = -1
    private static let unread: Int8 = -2
    private static let malformed: Int8 = -3

    /// Two digits as a number, or why they are none.
    private static func part(_ characters: UInt64) -> Int8 {
        let tens = UInt8(truncatingIfNeeded: characters)
        let units = UInt8(truncatingIfNeeded: characters &>> 8)
        let (ten, unit) = (tens &- 48, units &- 48)
        if ten < 10 && unit < 10 { return Int8(truncatingIfNeeded: ten &* 10 &+ unit) }
        if tens == filler && units == filler { return unknown }
        return CharacterTable.entry(tens) | CharacterTable.entry(units) >= CharacterTable.unread ? unread : malformed
    }

    /// The rare cases: unknown parts, days 29 to 31, and what can be no date.
    @inline(never)
    private static func unusual(_ characters: UInt64) -> UInt32 {
        let year = part(characters)
        let month = part(characters &>> 16)
        let day = part(characters &>> 32)
        let hasMonth = month >= 1 && month <= 12
        let isMonthPossible = hasMonth || month == unknown || month == unread
        // 2000 was a leap year, 1900 was none: the last two digits leave the 29th of February open.
        let longest: Int8 =
            switch month {
            case 2: year < 0 || year % 4 == 0 ? 29 : 28
            case 4, 6, 9, 11: 30
            default: 31
            }
        let hasDay = day >= 1 && day <= longest
        let isDayPossible = hasDay || day == unknown || day == unread
        // An unknown part before a known one: Doc 9303 has no such date.
        let isOrdered = !(month == unknown && day >= 0) && !(year == unknown && (month >= 0 || day >= 0))
        let isPossible = year != malformed && isMonthPossible && isDayPossible && isOrdered
        return byte(year, year >= 0) | byte(month, hasMonth) &<< 8 | byte(day, hasDay && hasMonth) &<< 16 | (isPossible ? 0 : 1 &<< 24)
    }

    private static func byte(_ part: Int8, _ isKnown: Bool) -> UInt32 { isKnown ? UInt32(truncatingIfNeeded: part) : 0xFF }
}
