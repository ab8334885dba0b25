extension DateReading {
    /// Reads the six characters of a date (Doc 9303-3, 4.8): a part may be two fillers, and so must then be the parts after it.
    @inline(__always)
    init(_ zone: borrowing Span<UInt8>, at first: Int) {
        let digits = word(zone, at: first) ^ 0x3030_3030_3030_3030
        // The high bit says "no digit"; the last two bytes are not of the date.
        let notDigits = (digits | (digits &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080
        let parts = digits &* 10 &+ (digits &>> 8)
        let month = parts &>> 16 & 0xFF
        let day = parts &>> 32 & 0xFF
        if notDigits == 0 && month &- 1 < 12 && day &- 1 < 28 {
            self.init(
                year: Int8(truncatingIfNeeded: parts & 0xFF), month: Int8(truncatingIfNeeded: month), day: Int8(truncatingIfNeeded: day),
                isImpossible: false)
        } else {
            self.init(
                DateReading.part(zone[first], zone[first &+ 1]), DateReading.part(zone[first &+ 2], zone[first &+ 3]),
                DateReading.part(zone[first &+ 4], zone[first &+ 5]))
        }
    }

    private static let unknown: Int8 = -1
    private static let unread: Int8 = -2
    private static let malformed: Int8 = -3

    /// Two digits as a number, or why they are none.
    private static func part(_ tens: UInt8, _ units: UInt8) -> Int8 {
        let (ten, unit) = (tens &- 48, units &- 48)
        if ten < 10 && unit < 10 { return Int8(truncatingIfNeeded: ten &* 10 &+ unit) }
        if tens == filler && units == filler { return unknown }
        return CharacterTable.entry(tens) | CharacterTable.entry(units) >= CharacterTable.unread ? unread : malformed
    }

    /// The rare cases: unknown parts, days 29 to 31, and what can be no date.
    @inline(never)
    private init(_ year: Int8, _ month: Int8, _ day: Int8) {
        self.init()
        if year >= 0 { self.year = year }
        let hasMonth = 1...12 ~= month
        if hasMonth { self.month = month }
        let isMonthPossible = hasMonth || month == DateReading.unknown || month == DateReading.unread
        // A year of 29 days in February: 2000 was one, so the last two digits decide.
        let longest: Int8 =
            switch month {
            case 2: year < 0 || year % 4 == 0 ? 29 : 28
            case 4, 6, 9, 11: 30
            default: 31
            }
        if day >= 1 && day <= longest { self.day = day }
        let isDayPossible = self.day > 0 || day == DateReading.unknown || day == DateReading.unread
        // An unknown part before a known one: Doc 9303 has no such date.
        let isOrdered = !(month == DateReading.unknown && day >= 0) && !(year == DateReading.unknown && (month >= 0 || day >= 0))
        isImpossible = year == DateReading.malformed || !isMonthPossible || !isDayPossible || !isOrdered
        if isImpossible && !hasMonth { self.day = -1 }
        if self.month < 0 { self.day = -1 }
    }
}
