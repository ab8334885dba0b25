import CivilTime
import InspectionReport
import MachineReadableZone
import Testing

/// What the text says of the edits of a zone.
@Suite("Words of edits") struct EditWordsTests {
    static let lines = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
    static let rows: [(text: String, edited: [String])] = [
        (
            lines.joined(separator: "\n").replacing("<", with: " "),
            [
                "line 1, columns 2, 14-15, 20, 26-44: ' ' read as '<' (filler-look-alike)",
                "line 2, columns 38-42: ' ' read as '<' (filler-look-alike)",
            ]
        ),
        (lines[0].prefix(20) + "\n" + lines[0].suffix(24) + lines[1], ["line 1, column 21: '\\n' left out (broken-line)"]),
        ("MRZ: " + lines[0] + "\n\t" + lines[1], ["line 1, column 1: 'MRZ:' left out (removed-frame)"]),
        (
            lines[0].prefix(25) + "\n" + lines[1], ["line 1, column 26: '\(String(repeating: "<", count: 19))' added (stripped-fillers)"]
        ),
        (
            lines[1] + "\n" + lines[0],
            [
                "line 1, column 1: '\(lines[1])' read as '\(lines[0])' (line-order)",
                "line 2, column 1: '\(lines[0])' read as '\(lines[1])' (line-order)",
            ]
        ),
        (lines.joined(separator: "\t"), ["line 2, column 1: '\\t' left out (removed-blank)"]),
    ]

    @Test(arguments: rows.indices) func areFew(_ index: Int) throws {
        let (text, edited) = EditWordsTests.rows[index]
        var reader = ZoneTextReader()
        let blocks = reader.read(Array(text.utf8)[...]) + reader.finish()
        guard case .zone(let zone, _)? = blocks.first else {
            Issue.record("no zone in \(text)")
            return
        }
        let words = zone.text(TextStyle(isColoured: false, width: 200), at: try #require(CivilDate(year: 2026, month: 1, day: 1)))
        let found = words.split(separator: "\n").filter { $0.hasPrefix("Edited") }.map { $0.dropFirst(13) }
        #expect(found.map(String.init) == edited)
    }
}
