import CivilTime
import Testing

@Suite struct TimestampTests {
    /// Seconds by `date -u -d … +%s`.
    @Test(arguments: [
        ("2026-06-01", 1_780_272_000, "2026-06-01T00:00:00Z"), ("2026-06-01T00:00:00Z", 1_780_272_000, "2026-06-01T00:00:00Z"),
        ("2026-06-01T12:30Z", 1_780_317_000, "2026-06-01T12:30:00Z"), ("2026-06-01t12:30:15z", 1_780_317_015, "2026-06-01T12:30:15Z"),
        ("2026-06-01T00:30:00+02:00", 1_780_266_600, "2026-05-31T22:30:00Z"),
        ("2026-06-01T23:30:00-05:45", 1_780_377_300, "2026-06-02T05:15:00Z"), ("1969-12-31T23:59:59Z", -1, "1969-12-31T23:59:59Z"),
        ("0001-01-01", -62_135_596_800, "0001-01-01T00:00:00Z"), ("9999-12-31T23:59:59Z", 253_402_300_799, "9999-12-31T23:59:59Z"),
        ("2016-12-31T23:59:60Z", 1_483_228_800, "2017-01-01T00:00:00Z"),
    ])
    func iso8601(text: String, seconds: Int64, written: String) throws {
        let time = try #require(Timestamp(iso8601: text))
        #expect(time.secondsSinceEpoch == seconds)
        #expect(time.description == written)
        #expect(Timestamp(iso8601: written) == time)
    }

    @Test(arguments: [
        "", "2026", "2026-06", "2026-6-1", "2026-06-31", "2026-06-01T", "2026-06-01T12", "2026-06-01T12:00", "2026-06-01T12:00:00",
        "2026-06-01T24:00:00Z", "2026-06-01T12:60:00Z", "2026-06-01T12:00:61Z", "2026-06-01 12:00:00Z", "2026-06-01T12:00:00Z ",
        "2026-06-01T12:00:00.5Z", "2026-06-01T12:00:00+2:00", "2026-06-01T12:00:00+24:00", "2026-06-01T12:00:00+02:60",
        "2026-06-01T12:00:00+0200", "20260601", "+026-06-01", "２026-06-01", "2026-06-01Z",
    ])
    func textsThatAreNoTime(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test func timesBeforeTheEpochHaveTheirOwnDay() {
        let time = Timestamp(secondsSinceEpoch: -86_401)
        #expect(time.date.description == "1969-12-30")
        #expect(time.timeOfDay == (23, 59, 59))
        #expect(time < Timestamp(secondsSinceEpoch: 0))
    }

    @Test func extremesAreClampedToTheYearsThatCanBeWritten() {
        #expect(Timestamp(secondsSinceEpoch: .min).description == "0001-01-01T00:00:00Z")
        #expect(Timestamp(secondsSinceEpoch: .max).description == "9999-12-31T23:59:59Z")
        #expect(Timestamp(iso8601: "9999-12-31T23:59:59-01:00")?.description == "9999-12-31T23:59:59Z")
    }

    @Test func timesOfDayOutOfRangeAreNone() throws {
        let date = try #require(CivilDate(year: 2026, month: 6, day: 1))
        #expect(Timestamp(date, hour: 24) == nil)
        #expect(Timestamp(date, minute: 60) == nil)
        #expect(Timestamp(date, second: 61) == nil)
        #expect(Timestamp(date, hour: -1) == nil)
        #expect(Timestamp(date, hour: 23, minute: 59, second: 60)?.description == "2026-06-02T00:00:00Z")
    }
}

@Suite struct PartialDateTests {
    @Test(
        arguments: [
            (1974, 8, 12, "1974-08-12", "1974-08-12", "1974-08-12"), (1974, 8, nil, "1974-08", "1974-08-01", "1974-08-31"),
            (1974, nil, nil, "1974", "1974-01-01", "1974-12-31"), (1976, 2, nil, "1976-02", "1976-02-01", "1976-02-29"),
            (9999, nil, nil, "9999", "9999-01-01", "9999-12-31"),
        ] as [(Int, Int?, Int?, String, String, String)])
    func partsThatAreKnown(year: Int, month: Int?, day: Int?, text: String, earliest: String, latest: String) throws {
        let date = try #require(PartialDate(year: year, month: month, day: day))
        #expect(date.description == text)
        #expect(date.earliest.description == earliest)
        #expect(date.latest.description == latest)
    }

    @Test(
        arguments: [
            (1974, nil, 12), (1974, 13, nil), (1974, 2, 29), (0, nil, nil), (10_000, 1, 1), (1974, 0, nil), (1974, 1, 0),
        ] as [(Int, Int?, Int?)])
    func datesThatCannotBe(year: Int, month: Int?, day: Int?) {
        #expect(PartialDate(year: year, month: month, day: day) == nil)
    }

    @Test func aWholeDateIsItsOwnRange() throws {
        let date = try #require(CivilDate(year: 2000, month: 2, day: 29))
        #expect(PartialDate(date).earliest == date)
        #expect(PartialDate(date).latest == date)
        #expect(PartialDate(date) == PartialDate(year: 2000, month: 2, day: 29))
    }
}
