import Irregularities
import MachineReadableZone
import Testing

let td3 = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
let td2 = ["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"]
let td1 = ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"]

/// The blocks of a text that comes in pieces of a length.
func blocks(_ bytes: [UInt8], piece: Int = .max) -> [TextBlock] {
    var reader = ZoneTextReader()
    var found: [TextBlock] = []
    var start = 0
    while start < bytes.count {
        let end = piece < bytes.count - start ? start + piece : bytes.count
        found += reader.read(bytes[start..<end])
        start = end
    }
    return found + reader.finish()
}

/// `TD3@1`, `unknown-format@3+2`: what a block is, its first line, and its number of lines where it is unreadable.
func summary(_ blocks: [TextBlock]) -> [String] {
    blocks.map { block in
        switch block {
        case .zone(let zone, let firstLine): "\(zone.format.rawValue)@\(firstLine)\(zone.isValid ? "" : " invalid")"
        case .unreadable(let reason, let firstLine, let lineCount): "\(reason.rawValue)@\(firstLine)+\(lineCount)"
        }
    }
}

@Suite("Zones in text")
struct ZoneTextReaderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let expected: [String]
        var testDescription: String { name }

        init(_ name: String, _ text: String, _ expected: [String]) {
            self.name = name
            self.text = text
            self.expected = expected
        }
    }

    static let cases: [Case] = [
        Case("LF", td3.joined(separator: "\n"), ["TD3@1"]),
        Case("CR", td3.joined(separator: "\r") + "\r", ["TD3@1"]),
        Case("CRLF", td3.joined(separator: "\r\n") + "\r\n", ["TD3@1"]),
        Case("CRLF, three lines", td1.joined(separator: "\r\n") + "\r\n", ["TD1@1"]),
        Case("LF CR between lines is one empty line", td3.joined(separator: "\n\r"), ["TD3@1"]),
        Case("form feed", td3.joined(separator: "\u{0C}"), ["TD3@1"]),
        Case("one run of 88", td3.joined(), ["TD3@1"]),
        Case("one run of 72", td2.joined(), ["TD2@1"]),
        Case("one run of 90", td1.joined() + "\n", ["TD1@1"]),
        Case("blanks at the ends", "  " + td3[0] + " \t\n\t" + td3[1] + "   \n", ["TD3@1"]),
        Case("empty lines around", "\n\n" + td3.joined(separator: "\n") + "\n\n\n", ["TD3@3"]),
        Case("double spacing", td1.joined(separator: "\n\n"), ["TD1@1"]),
        Case("double spacing with blanks and CRLF", td3.joined(separator: "\r\n  \r\n"), ["TD3@1"]),
        Case("double spacing, several", (td3 + td1 + td2).joined(separator: "\n\n"), ["TD3@1", "TD1@5", "TD2@11"]),
        Case("several without a gap", (td3 + td1 + td2 + td3).joined(separator: "\n"), ["TD3@1", "TD1@3", "TD2@6", "TD3@8"]),
        Case("several runs", [td3.joined(), td1.joined()].joined(separator: "\n"), ["TD3@1", "TD1@2"]),
        Case("byte order mark", "\u{FEFF}" + td3.joined(separator: "\n"), ["TD3@1"]),
        Case("lower case", td3.joined(separator: "\n").lowercased(), ["TD3@1"]),
        Case("blanks inside", td3[0].replacing("<<ANNA", with: " <<ANNA") + "\n" + td3[1], ["TD3@1"]),
        Case("fillers as in HTML", td3.joined(separator: "\n").replacing("<", with: "&lt;"), ["TD3@1"]),
        Case(
            "a letter beyond ASCII is unread", td3.joined(separator: "\n").replacing("ANNA", with: "AÑNA"),
            ["TD3@1 invalid"]),
        Case("a character is missing", td3[0] + "\n" + td3[1].dropLast(), ["line-length@1+2"]),
        Case("the second line is missing", td3[0], ["line-length@1+1"]),
        Case("a line of TD1 is missing", td1[0] + "\n" + td1[1], ["line-length@1+2"]),
        Case("a first line alone, then a zone", td3[0] + "\n\n" + td3.joined(separator: "\n"), ["line-length@1+1", "TD3@3"]),
        Case("a second line alone, then a zone", td3[1] + "\n" + td3.joined(separator: "\n"), ["line-length@1+1", "TD3@2"]),
        Case("a lone line of TD1, then a zone", td1[1] + "\n\n" + td1.joined(separator: "\n"), ["line-length@1+1", "TD1@3"]),
        Case("prose", "A passport of Utopia.\nIts zone follows.\n\n" + td3.joined(separator: "\n"), ["unknown-format@1+2", "TD3@4"]),
        Case(
            "prose in the same block", "PASSPORT\n" + td3.joined(separator: "\n") + "\nEND",
            ["unknown-format@1+1", "TD3@2", "unknown-format@4+1"]),
        Case(
            "prose of 44 characters a line",
            Array(repeating: "these words are not a zone of any passport ok", count: 2).map { String($0.prefix(44)) }.joined(
                separator: "\n"), ["unknown-format@1+2"]),
        Case("nothing", "", []),
        Case("empty lines only", "\n\r\n  \n", []),
    ]

    @Test(arguments: cases)
    func framing(_ example: Case) {
        #expect(summary(blocks(Array(example.text.utf8))) == example.expected)
    }

    @Test(arguments: cases)
    func independentOfPieces(_ example: Case) {
        let bytes = Array(example.text.utf8)
        let whole = blocks(bytes)
        for piece in [1, 2, 3, 7, 44] { #expect(blocks(bytes, piece: piece) == whole) }
    }

    @Test func utf16() {
        let text = td3.joined(separator: "\r\n")
        let little: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big: [UInt8] = [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(summary(blocks(little)) == ["TD3@1"])
        #expect(summary(blocks(big, piece: 1)) == ["TD3@1"])
    }

    @Test func editsHaveTheirPlaces() throws {
        let text = "P<utoERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36 UTO7408122F1204159ZE184226B<<<<<&lt;0"
        guard case .zone(let zone, _) = try #require(blocks(Array(text.utf8)).first) else {
            Issue.record("no zone")
            return
        }
        #expect(
            zone.editTexts.sorted() == [
                "character-reference 2:43 &lt;→<", "lower-case-character 1:3 u→U", "lower-case-character 1:4 t→T",
                "lower-case-character 1:5 o→O", "removed-blank 2:11  →",
            ])
        #expect(zone.lines == [td3[0], "L898902C36UTO7408122F1204159ZE184226B<<<<<<0"])
    }

    @Test("a line of 4 MiB is one unreadable line") func longLine() {
        var reader = ZoneTextReader()
        let piece = [UInt8](repeating: UInt8(ascii: "<"), count: 1 << 20)
        for _ in 0..<4 { #expect(reader.read(piece[...]).isEmpty) }
        #expect(
            summary(reader.read(Array(("\n" + td3.joined(separator: "\n")).utf8)[...]) + reader.finish()) == [
                "unknown-format@1+1", "TD3@2",
            ])
    }
}
