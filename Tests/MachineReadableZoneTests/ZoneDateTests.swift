import CivilTime
import MachineReadableZone
import Testing

@Suite("The century of dates")
struct ZoneDateTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let birth: String
        let at: (Int, Int, Int)
        let candidates: [String]
        let first: String?
        var testDescription: String { "\(birth) at \(at)" }
    }

    static let cases: [Case] = [
        Case(birth: "740812", at: (2026, 6, 15), candidates: ["1974-08-12"], first: "1974-08-12"),
        // 116 and 16 years old: the century is open.
        Case(birth: "100101", at: (2026, 6, 15), candidates: ["2010-01-01", "1910-01-01"], first: "2010-01-01"),
        // 119 and 120 years old.
        Case(birth: "060616", at: (2026, 6, 15), candidates: ["2006-06-16", "1906-06-16"], first: "2006-06-16"),
        Case(birth: "060615", at: (2026, 6, 15), candidates: ["2006-06-15"], first: "2006-06-15"),
        Case(birth: "26<<<<", at: (2026, 6, 15), candidates: ["2026", "1926"], first: "2026"),
        Case(birth: "2607<<", at: (2026, 6, 15), candidates: ["1926-07"], first: "1926-07"),
        Case(birth: "000229", at: (1999, 1, 1), candidates: [], first: nil),
        Case(birth: "991231", at: (2000, 1, 1), candidates: ["1999-12-31", "1899-12-31"], first: "1999-12-31"),
        Case(birth: "<<<<<<", at: (2026, 6, 15), candidates: [], first: nil),
        Case(birth: "741301", at: (2026, 6, 15), candidates: [], first: nil),
        Case(birth: "7408*2", at: (2026, 6, 15), candidates: [], first: nil),
        Case(birth: "010101", at: (1, 1, 1), candidates: ["0001-01-01"], first: "0001-01-01"),
    ]

    @Test(arguments: cases)
    func birth(_ example: Case) throws {
        let day = try #require(CivilDate(year: example.at.0, month: example.at.1, day: example.at.2))
        let line = "L898902C36UTO" + example.birth + "2F1204159ZE184226B<<<<<10"
        let zone = try MRZ(["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", line])
        #expect(zone.dateOfBirth.raw == example.birth)
        #expect(zone.dateOfBirth.dateOfBirth(at: day)?.description == example.first)
        #expect(zone.dateOfBirth.birthCandidates(at: day).map(\.description) == example.candidates)
    }

    @Test("each of 100 years of expiry is in the window", arguments: [1900, 1999, 2000, 2026, 2081])
    func expiry(_ year: Int) throws {
        let day = try #require(CivilDate(year: year, month: 6, day: 15))
        for digits in 0..<100 {
            let text = digits < 10 ? "0\(digits)" : "\(digits)"
            let zone = try MRZ(["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F\(text)04159ZE184226B<<<<<10"])
            let date = try #require(zone.dateOfExpiry.dateOfExpiry(at: day))
            #expect(date.year % 100 == digits)
            #expect((year - 80...year + 19).contains(date.year))
        }
    }
}
