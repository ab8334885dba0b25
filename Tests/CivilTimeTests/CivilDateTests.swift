import CivilTime
import Testing

@Suite struct CivilDateTests {
    /// Days since 1970-01-01, by Python's `datetime.date.toordinal`.
    @Test(arguments: [
        (1, 1, 1, -719_162), (1582, 10, 15, -141_427), (1600, 2, 29, -135_081), (1899, 12, 31, -25_568), (1900, 2, 28, -25_509),
        (1969, 12, 31, -1), (1970, 1, 1, 0), (1972, 2, 29, 789), (2000, 2, 29, 11_016), (2000, 3, 1, 11_017), (2026, 6, 1, 20_605),
        (2099, 12, 31, 47_481), (2400, 2, 29, 157_113), (9999, 12, 31, 2_932_896),
    ])
    func daysSinceEpoch(year: Int, month: Int, day: Int, days: Int) throws {
        let date = try #require(CivilDate(year: year, month: month, day: day))
        #expect(date.daysSinceEpoch == days)
        #expect(CivilDate(daysSinceEpoch: days) == date)
    }

    @Test(arguments: [
        (2026, 2, 29), (1900, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 6, 0), (2026, 6, 31), (2026, 0, 1), (2026, 13, 1), (0, 1, 1),
        (10_000, 1, 1), (-1, 1, 1), (2026, 1, 32), (2026, Int.max, Int.min),
    ])
    func daysThatTheCalendarLacks(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test func everyDayOfFourCenturiesFollowsTheOneBeforeIt() {
        var previous = CivilDate(daysSinceEpoch: -135_141)
        #expect(previous.description == "1599-12-31")
        for days in -135_140...10_957 {
            let date = CivilDate(daysSinceEpoch: days)
            #expect(date.daysSinceEpoch == days && previous < date && CivilDate(year: date.year, month: date.month, day: date.day) == date)
            previous = date
        }
        #expect(previous.description == "2000-01-01")
    }

    @Test func daysOutOfRangeAreClamped() {
        #expect(CivilDate(daysSinceEpoch: .min).description == "0001-01-01")
        #expect(CivilDate(daysSinceEpoch: .max).description == "9999-12-31")
        #expect(CivilDate(daysSinceEpoch: -719_163).description == "0001-01-01")
    }

    @Test(arguments: [
        (2026, 2, 28), (2024, 2, 29), (2000, 2, 29), (1900, 2, 28), (2026, 1, 31), (2026, 4, 30), (2026, 12, 31),
    ])
    func lengthsOfMonths(year: Int, month: Int, days: Int) {
        #expect(CivilDate.days(inMonth: month, of: year) == days)
    }
}
