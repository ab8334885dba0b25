import MachineReadableZone
import Testing

/// The worked examples of Doc 9303-11 (appendix D.2 and the appendices on PACE), and zones that lack a part.
@Suite struct AccessKeyTests {
    static let rows: [(name: String, lines: [String], text: String?, doubtful: [String])] = [
        (
            "TD2 with a long number", ["I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<", "D23145890<UTO3407127M95071227349<<<8"],
            "D23145890734934071279507122", []
        ),
        (
            "TD2, a number of eight characters, and a composite digit that is wrong",
            ["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L898902C<3UTO6908061F9406236<<<<<<<8"], "L898902C<369080619406236", []
        ),
        (
            "TD1 with a long number",
            ["I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<"],
            "D23145890734934071279507122", []
        ),
        (
            "TD1, a number of eight characters, and a composite digit that is wrong",
            ["I<UTOL898902C<3<<<<<<<<<<<<<<<", "6908061F9406236UTO<<<<<<<<<<<1", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"],
            "L898902C<369080619406236", []
        ),
        (
            "TD3", ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"],
            "L898902C3674081221204159", []
        ),
        (
            "a digit that is not the number's",
            ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C37UTO7408122F1204159ZE184226B<<<<<10"],
            "L898902C3674081221204159", ["documentNumber"]
        ),
        (
            "digits that are not the dates'",
            ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408123F1204150ZE184226B<<<<<10"],
            "L898902C3674081221204159", ["dateOfBirth", "dateOfExpiry"]
        ),
        (
            "a digit that is unread", ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C3?UTO7408122F1204159ZE184226B<<<<<10"],
            "L898902C3674081221204159", []
        ),
        (
            "a character that is unread", ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L89890?C36UTO7408122F1204159ZE184226B<<<<<10"],
            nil, []
        ),
        (
            "Guatemala: four digits of the number that its digit does not cover",
            ["IDGTM12345678970101S0101<<<001", "7408122F2812313GTM<<<<<<<<<<<6", "ERIKSSON<<ANNA<<<<<<<<<<<<<<<<"],
            "123456789774081222812313", []
        ),
        (
            "no number", ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "<<<<<<<<<0UTO7408122F1204159ZE184226B<<<<<10"], nil, []
        ),
        (
            "a date that is partly unknown",
            ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO74<<<<2F1204159ZE184226B<<<<<10"],
            "L898902C3674<<<<11204159", ["dateOfBirth"]
        ),
    ]

    @Test(arguments: rows.indices) func isMadeOf(_ index: Int) throws {
        let row = AccessKeyTests.rows[index]
        let information = AccessKeyInformation(try MRZ(lines: row.lines.map { Array($0.utf8)[...] }))
        #expect(information?.text == row.text, "\(row.name)")
        #expect((information?.doubtful ?? []).map(\.name) == row.doubtful, "\(row.name)")
    }
}
