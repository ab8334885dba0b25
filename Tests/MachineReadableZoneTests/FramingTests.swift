import Irregularities
import MachineReadableZone
import Testing

/// What readers, keyboards and programs put around a zone, and what they put in the place of its characters.
@Suite("Frames of readers, signs in the place of fillers")
struct FramingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let expected: [String]
        /// The edits of the first zone; a run of like ones as `rule xN`.
        let edits: [String]
        var testDescription: String { name }

        init(_ name: String, _ bytes: [UInt8], _ expected: [String], edits: [String] = []) {
            self.name = name
            self.bytes = bytes
            self.expected = expected
            self.edits = edits
        }

        init(_ name: String, _ text: String, _ expected: [String], edits: [String] = []) {
            self.init(name, Array(text.utf8), expected, edits: edits)
        }
    }

    static let one = td3.joined(separator: "\n")
    static let cr = td3.joined(separator: "\r") + "\r"
    static func rte(_ body: String, _ check: Character) -> String { "\u{1}c\0OU\u{2}0" + body + "\u{3}" + String(check) }

    static let frames: [Case] = [
        Case("STX and ETX", "\u{2}" + cr + "\u{3}", ["TD3@1"]),
        Case("STX and ETX without a last line end", "\u{2}" + one + "\u{3}", ["TD3@1"]),
        Case("two frames of STX and ETX on one line", "\u{2}" + td3.joined() + "\u{3}\u{2}" + td1.joined() + "\u{3}", ["TD3@1", "TD1@1"]),
        Case("STX and ETX around each line", td1.map { "\u{2}" + $0 + "\u{3}" }.joined(), ["TD1@1"]),
        Case("NUL at the end of each line", td3.map { $0 + "\0" }.joined(), ["TD3@1"]),
        Case("NUL fills up a record", td3.map { $0 + "\0\0\0\0" }.joined() + "\0\0\0", ["TD3@1"]),
        Case(
            "zones ended by NUL, lines by CR", (td3.joined(separator: "\r") + "\0") + (td1.joined(separator: "\r") + "\0"),
            ["TD3@1", "TD1@2"]),
        Case(
            "group and record separators", td3.joined(separator: "\u{1D}") + "\u{1E}" + td2.joined(separator: "\u{1F}"), ["TD3@1", "TD2@1"]),
        Case("EOT, ACK, ESC", "\u{6}" + one + "\u{4}\u{1B}", ["TD3@1"]),
        Case("vertical tab", td3.joined(separator: "\u{B}"), ["TD3@1"]),
        Case("page reader: heading, flag, empty first line, check byte", rte("\r" + cr, "N"), ["unknown-format@1+1", "TD3@2"]),
        Case(
            "page reader, three lines: the flag before the first", rte(td1.map { $0 + "\r" }.joined(), "K"), ["TD1@1"],
            edits: ["removed-frame 1:1 0→"]),
        Case(
            "page reader: CR in the heading and as check byte", "\u{1}\r\0OU\u{2}0" + td1.map { $0 + "\r" }.joined() + "\u{3}\r" + one,
            ["TD1@1", "TD3@4"], edits: ["removed-frame 1:1 0→"]),
        Case(
            "page reader: two messages", rte(td1.joined(separator: "\r"), "\u{1}") + rte(td1.joined(separator: "\r"), "<"),
            ["TD1@1", "TD1@3"], edits: ["removed-frame 1:1 0→"]),
        Case("SOH that begins no frame", "\u{1}" + one, ["TD3@1"]),
        Case("lines joined by a circumflex", td3.joined(separator: "^"), ["TD3@1"], edits: []),
        Case("lines joined by a tab", td3.joined(separator: "\t"), ["TD3@1"], edits: ["removed-blank 2:1 \t→"]),
        Case(
            "three lines joined by tabs", td1.joined(separator: "\t"), ["TD1@1"], edits: ["removed-blank 2:1 \t→", "removed-blank 3:1 \t→"]),
        Case(
            "columns of a table", "7\t" + td3.joined(separator: "\t") + "\tgood", ["TD3@1"],
            edits: ["removed-frame 1:1 7→", "removed-frame 2:44 good→"]),
        Case(
            "quotes and commas", "\"" + td3.joined(separator: "\",\"") + "\"\n", ["TD3@1"],
            edits: ["removed-frame 1:1 \"→", "removed-frame 2:44 \"→"]),
        Case(
            "text of JSON", #"{"mrz": ""# + td3.joined(separator: "\\n") + #"", "ok": true}"#, ["TD3@1"],
            edits: [#"removed-frame 1:1 {"mrz": "→"#, #"removed-frame 2:44 ", "ok": true}→"#]),
        Case("a label", "MRZ: " + td3[0] + "\nMRZ: " + td3[1], ["TD3@1"], edits: ["removed-frame 1:1 MRZ:→", "removed-frame 2:1 MRZ:→"]),
        Case(
            "a line number before each line", "1 " + td3[0] + "\n2 " + td3[1], ["TD3@1"],
            edits: ["removed-frame 1:1 1→", "removed-frame 2:1 2→"]),
        Case("an AIM identifier", "]O0" + one, ["TD3@1"], edits: ["removed-frame 1:1 O0→", "removed-frame 1:1 ]→"]),
        Case(
            "letters that a reader is set to send before and after", "X" + td1.joined(separator: "\r") + "Y\r", ["TD1@1"],
            edits: ["removed-frame 1:1 X→", "removed-frame 3:30 Y→"]),
        Case(
            "the same around 88 characters", "QQ" + td3.joined() + "Z", ["TD3@1"],
            edits: ["removed-frame 1:1 QQ→", "removed-frame 2:44 Z→"]),
        Case(
            "a character too many within the line is no frame", td3[0] + "\n" + "L898902C36UUTO7408122F1204159ZE184226B<<<<<10",
            ["line-length@1+2"]),
        Case(
            "a frame around a line with a wrong digit", "X" + td3[0] + "\n" + td3[1].dropLast() + "1", ["TD3@1 invalid"],
            edits: ["removed-frame 1:1 X→"]),
        Case(
            "a frame around digits that are all wrong is none", "X" + td3[0] + "\nL898902C31UTO7408121F1204151ZE184226B<<<<<11",
            ["line-length@1+2"]),
    ]

    /// Lines in another order and lines without the fillers at their ends, where check digits prove it, and where they do not.
    static let mended: [Case] = [
        Case(
            "the lines of a passport, the lower one first", td3[1] + "\n" + td3[0], ["TD3@1"],
            edits: ["line-order 1:1 \(td3[1])→\(td3[0])", "line-order 2:1 \(td3[0])→\(td3[1])"]),
        Case(
            "the same with small letters and CR", (td2[1] + "\r" + td2[0] + "\r").lowercased(), ["TD2@1"],
            edits: ["line-order x2", "lower-case-character x26"]),
        Case(
            "three lines, the first and the second", td1[1] + "\n" + td1[0] + "\n" + td1[2], ["TD1@1"],
            edits: ["line-order 1:1 \(td1[1])→\(td1[0])", "line-order 2:1 \(td1[0])→\(td1[1])"]),
        Case(
            "three lines, from the bottom", td1.reversed().joined(separator: "\n"), ["TD1@1"],
            edits: ["line-order 1:1 \(td1[2])→\(td1[0])", "line-order 3:1 \(td1[0])→\(td1[2])"]),
        Case("the lower line first, with a wrong digit", td3[1].dropLast() + "1\n" + td3[0], ["line-length@1+2"]),
        Case("the lower line first, then an empty line", td3[1] + "\n\n" + td3[0], ["line-length@1+1", "line-length@3+1"]),
        Case(
            "the lower line of one passport, then another passport", td3[1] + "\n" + one, ["line-length@1+1", "TD3@2"]),
        Case(
            "lower lines first after prose: they may be parts of two zones", "end\n" + td3[1] + "\n" + td3[0], ["line-length@1+3"]),
        Case("two zones with the lower line first after a zone", one + "\n" + td3[1] + "\n" + td3[0], ["TD3@1", "TD3@3"]),
        Case(
            "the second line of three at the end: these may be of two zones", td1[1] + "\n" + td1[2] + "\n" + td1[0], ["line-length@1+3"]),
        Case(
            "no fillers at the end of the upper line", stripped(td3[0]) + "\n" + td3[1], ["TD3@1"],
            edits: ["stripped-fillers 1:26 →" + String(repeating: "<", count: 19)]),
        Case(
            "no fillers at the ends of two of three lines", td1.map(stripped).joined(separator: "\r"), ["TD1@1"],
            edits: [
                "stripped-fillers 1:16 →" + String(repeating: "<", count: 15),
                "stripped-fillers 3:21 →" + String(repeating: "<", count: 10),
            ]),
        Case(
            "no fillers at the ends of both lines of a visa", visaA.map(stripped).joined(separator: "\n"), ["MRV-A@1"],
            edits: [
                "stripped-fillers 1:26 →" + String(repeating: "<", count: 19), "stripped-fillers 2:39 →" + String(repeating: "<", count: 6),
            ]),
        Case(
            "a small visa so short that it may be a large one", visaB.map(stripped).joined(separator: "\n"), ["line-length@1+2"]),
        Case(
            "no fillers, and a wrong digit", stripped(td3[0]) + "\n" + td3[1].dropLast() + "1", ["line-length@1+2"]),
        Case(
            "an upper line that was cut off before a filler", td3[0].prefix(40) + "\n" + td3[1], ["line-length@1+2"]),
        Case(
            "a third line that was cut off: the first has its fillers", td1[0] + "\n" + td1[1] + "\n" + stripped(td1[2]),
            ["line-length@1+3"]),
        Case(
            "no fillers, prose around", "card\n" + td1.map(stripped).joined(separator: "\n") + "\nend",
            ["unknown-format@1+1", "TD1@2", "unknown-format@5+1"],
            edits: [
                "stripped-fillers 1:16 →" + String(repeating: "<", count: 15),
                "stripped-fillers 3:21 →" + String(repeating: "<", count: 10),
            ]),
        Case(
            "three licences of a line each with a wrong character are no card of three lines",
            "D<ERIKSSON<<<<UTO<00000D90W00G\n\nD<WOOLOOMOOLOOIRL<00000D90W00*\n\nD<ERIKSSON<<<<UTO<00000D90W00G",
            ["line-length@1+1", "line-length@3+1", "line-length@5+1"]),
        Case("a circumflex after each line", td3.map { $0 + "^" }.joined(), ["TD3@1"]),
        Case("a semicolon after each line of a visa", visaA.map { $0 + ";" }.joined(), ["MRV-A@1"]),
        Case("a line end of JSON after each line", td3.map { $0 + "\\n" }.joined(), ["TD3@1"]),
        Case("the next line of Unicode after each line", td3.map { $0 + "\u{85}" }.joined(), ["TD3@1"]),
        Case(
            "88 characters, a sign, and one that is none", td3.joined() + "^^", ["TD1@1 invalid"]),
        Case("ends of lines of a web page", td1.map { $0 + "<br>" }.joined(), ["TD1@1"], edits: ["removed-frame 3:30 <br>→"]),
        Case("the same in capitals", td2.joined(separator: "<BR/>"), ["TD2@1"]),
        Case(
            "labels that make the lines as long as others",
            zip(["MRZ1: ", "MRZ2: ", "MRZ3: "], td1).map { $0 + $1 }.joined(separator: "\n"),
            ["TD1@1"], edits: ["removed-frame 1:1 MRZ1:→", "removed-frame 2:1 MRZ2:→", "removed-frame 3:1 MRZ3:→"]),
        Case(
            "three lines of 9 and 30 characters joined by tabs",
            "AAA001D<<\tFACHE305142128097<<740812<<<<<\tERIKSSON<<ANNA<<<<<<<<<<<<<<<<", ["CHE-DL@1"]),
        Case(
            "the same with a circumflex after each", "AAA001D<<^FACHE305142128097<<740812<<<<<^ERIKSSON<<ANNA<<<<<<<<<<<<<<<<^",
            ["CHE-DL@1"]),
        Case(
            "the same with a tab after each", "AAA001D<<\tFACHE305142128097<<740812<<<<<\tERIKSSON<<ANNA<<<<<<<<<<<<<<<<\t", ["CHE-DL@1"]),
        Case("two lines of 34 characters joined", "I<SVKERIKSSON<<ANNA<<<<<<<<<<<<<<<^123456<AA5SVK7408122F1812316749313", ["SVK-ID@1"]),
    ]

    static let visaA = ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"]
    static let visaB = ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"]

    static func stripped(_ line: String) -> String {
        String(line.prefix((line.lastIndex { $0 != "<" }.map { line.distance(from: line.startIndex, to: $0) } ?? 0) + 1))
    }

    static let signs: [Case] = [
        Case("a sign beyond ASCII", one.replacing("<", with: "§"), ["TD3@1"], edits: ["filler-look-alike x28"]),
        Case(
            "a letter that French keyboards have for a digit", visaB.joined(separator: "\n").replacing("<", with: "é"), ["MRV-B@1"],
            edits: ["filler-look-alike x23"]),
        Case(
            "the same with a wrong digit is no keyboard",
            visaB.joined(separator: "\n").replacing("<", with: "é").replacing("C4XXX", with: "C5XXX"),
            ["MRV-B@1 invalid"], edits: ["illegal-character x23"]),
        Case(
            "reader for QWERTY, Greek computer: the filler is the same",
            typed(one, "QWERTYUIOPASDFGHJKLZXCVBNM", ":ςΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ"), ["TD3@1"], edits: ["keyboard-layout x30"]),
        Case(
            "reader for QWERTY, Serbian computer", typed(one, "QWERTYUIOPASDFGHJKLZXCVBNM<", "ЉЊЕРТЗУИОПАСДФГХЈКЛЅЏЦВБНМ;"), ["TD3@1"],
            edits: ["keyboard-layout x30", "filler-look-alike x28"]),
        Case(
            "reader for QWERTY, Lithuanian computer", typed(one, "12345678", "ąčęėįšųū"), ["TD3@1"], edits: ["keyboard-layout x23"]),

        Case("one blank inside", "P<UTO ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n" + td3[1], ["TD3@1"], edits: ["removed-blank 1:6  →"]),
        Case("one blank in the place of a filler", one.replacing("ANNA<", with: "ANNA "), ["TD3@1"], edits: ["filler-look-alike 1:20  →<"]),
        Case("blanks in the place of all fillers", one.replacing("<", with: " "), ["TD3@1"], edits: ["filler-look-alike x28"]),
        Case(
            "the same where a name ends in blanks", td1.joined(separator: "\n").replacing("<", with: " "), ["TD1@1"],
            edits: ["filler-look-alike x40"]),
        Case("a no-break space", one.replacing("P<UTO", with: "P<UTO\u{A0}"), ["TD3@1"], edits: ["removed-blank 1:6 \u{A0}→"]),
        Case("a zero-width space", one.replacing("P<UTO", with: "P<UTO\u{200B}"), ["TD3@1"], edits: ["removed-blank 1:6 \u{200B}→"]),
        Case(
            "small letters and blanks in groups",
            "p<uto eriks son<< anna< maria <<<<< <<<<< <<<<< <<<<\nl8989 02c36 uto74 08122 f12 04 159ze 18422 6b<<< <<10\n", ["TD3@1"],
            edits: ["removed-blank x17", "lower-case-character x30"]),
        Case("double angle quotes for two fillers", one.replacing("<<", with: "«"), ["TD3@1"], edits: ["filler-look-alike x12"]),
        Case("double angle quotes for one filler", one.replacing("<", with: "«"), ["TD3@1"], edits: ["filler-look-alike x28"]),
        Case("single angle quotes", one.replacing("<", with: "‹"), ["TD3@1"], edits: ["filler-look-alike x28"]),
        Case("full-width signs", one.replacing("<", with: "＜"), ["TD3@1"], edits: ["filler-look-alike x28"]),
        Case("references", one.replacing("<", with: "&#60;"), ["TD3@1"], edits: ["character-reference x28"]),
        Case("references escaped twice", one.replacing("<", with: "&amp;lt;"), ["TD3@1"], edits: ["character-reference x28"]),
        Case("JSON escapes", one.replacing("<", with: #"\u003c"#), ["TD3@1"], edits: ["character-reference x28"]),
        Case("escapes of addresses", one.replacing("<", with: "%3C"), ["TD3@1"], edits: ["character-reference x28"]),
        Case(
            "double angle quotes of Windows-1252",
            Array(one.utf8).split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false).joined(separator: [0xAB]).map(\.self),
            ["TD3@1"], edits: ["filler-look-alike x28"]),
        Case("a keyboard of another country", one.replacing("<", with: ";"), ["TD3@1"], edits: ["filler-look-alike x28"]),
        Case("the same in one run", td1.joined().replacing("<", with: "|"), ["TD1@1"], edits: ["filler-look-alike x40"]),
        Case(
            "reader for QWERTY, computer for QWERTZ",
            "P;UTOERIKSSON;;ANNA;MARIA;;;;;;;;;;;;;;;;;;;\nL898902C36UTO7408122F1204159YE184226B;;;;;10", ["TD3@1"],
            edits: ["filler-look-alike x28", "keyboard-layout x1"]),
        Case(
            "the same where a digit is wrong", "P;UTOERIKSSON;;ANNA;MARIA;;;;;;;;;;;;;;;;;;;\nL898902C36UTO7408122F1204159YE184226B;;;;;11",
            ["unknown-format@1+2"]),
        Case(
            "Y for Z beside fillers is a wrong character, no layout", one.replacing("9ZE184", with: "9YE184"), ["TD3@1 invalid"]),
        Case(
            "reader for QWERTY, computer for AZERTY",
            "P.UTOERIKSSON..QNNQ.?QRIQ...................\rL_ç_çàéC\"-UTOè'à_&ééF&éà'&(çWE&_'éé-B.....&à\r", ["TD3@1"],
            edits: ["keyboard-layout x36", "filler-look-alike x28"]),
        Case(
            "the same in an older code page",
            "P.UTOERIKSSON..QNNQ.?QRIQ...................\rL_ç_çàéC\"-UTOè'à_&ééF&éà'&(çWE&_'éé-B.....&à\r".unicodeScalars.map {
                UInt8($0.value)
            }, ["TD3@1"], edits: ["keyboard-layout x36", "filler-look-alike x28"]),
        Case(
            "reader for AZERTY, computer for QWERTY",
            "P|UTOERIKSSON||QNNQ|:QRIQ|||||||||||||||||||\nL*(*()@C#^UTO&$)*!@@F!@)$!%(WE!*$@@^B|||||!)\n", ["TD3@1"],
            edits: ["keyboard-layout x36", "filler-look-alike x28"]),
        Case(
            "the same with a wrong digit",
            "P|UTOERIKSSON||QNNQ|:QRIQ|||||||||||||||||||\nL*(*()@C#^UTO&$)*!@@F!@)$!%(WE!*$@@^B|||||!!\n", ["unknown-format@1+2"]),
        Case(
            "an unread character of a page reader stays unread", one.replacing("L898", with: "L89*"), ["TD3@1 invalid"]),
        Case(
            "reader for QWERTY, Russian computer",
            "ЗБГЕЩУКШЛЫЫЩТББФТТФБЬФКШФБББББББББББББББББББ\nД898902С36ГЕЩ7408122А1204159ЯУ184226ИБББББ10", ["TD3@1"],
            edits: ["keyboard-layout x58"]),
        Case(
            "the same in small letters", "збгещукшлыыщтббфттфбьфкшфббббббббббббббббббб\nд898902с36гещ7408122а1204159яу184226иббббб10",
            ["TD3@1"], edits: ["keyboard-layout x58", "lower-case-character x30"]),
        Case(
            "the same with a wrong digit", "ЗБГЕЩУКШЛЫЫЩТББФТТФБЬФКШФБББББББББББББББББББ\nД898902С36ГЕЩ7408122А1204159ЯУ184226ИБББББ11",
            ["TD3@1 invalid"], edits: ["illegal-character x58"]),
        Case(
            "Turkish computer", "PÖUTOERIKSSONÖÖANNAÖMARIAÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖ\nL898902C36UTO7408122F1204159ZE184226BÖÖÖÖÖ10", ["TD3@1"],
            edits: ["filler-look-alike x28"]),
        Case(
            "Turkish computer, small letters", "pöutoerıkssonööannaömarıaööööööööööööööööööö\nl898902c36uto7408122f1204159ze184226bööööö10",
            ["TD3@1"], edits: ["keyboard-layout x30", "lower-case-character x30"]),
        Case(
            "Czech computer", "P?UTOERIKSSON??ANNA?MARIA???????????????????\nLáíáíéěCšžUTOýčéá+ěěF+ěéč+říYE+áčěěžB?????+é", ["TD3@1"],
            edits: ["keyboard-layout x59"]),
        Case(
            "Hungarian computer", "P?UTOERIKSSON??ANNA?MARIA???????????????????\nL8989ö2C36UTO74ö8122F12ö4159YE184226B?????1ö", ["TD3@1"],
            edits: ["keyboard-layout x33"]),
        Case(
            "Belgian computer: a zone in one line",
            "P.UTOERIKSSON..QNNQ.?QRIQ...................L!ç!çàéC\"§UTOè'à!&ééF&éà'&(çWE&!'éé§B.....&à", ["TD3@1"],
            edits: ["keyboard-layout x36", "filler-look-alike x28"]),
        Case(
            "letters and digits as wide as ideographs",
            "Ｐ＜ＵＴＯＥＲＩＫＳＳＯＮ＜＜ＡＮＮＡ＜ＭＡＲＩＡ＜＜＜＜＜＜＜＜＜＜＜＜＜＜＜＜＜＜＜\nＬ８９８９０２Ｃ３６ＵＴＯ７４０８１２２Ｆ１２０４１５９ＺＥ１８４２２６Ｂ＜＜＜＜＜１０", ["TD3@1"],
            edits: ["full-width x60", "filler-look-alike x28"]),
        Case(
            "lines broken at 40", td3.map { $0.prefix(40) + "\n" + $0.suffix(4) }.joined(separator: "\n"), ["TD3@1"],
            edits: ["broken-line 1:41 \n→", "broken-line 2:1 \n→", "broken-line 2:41 \n→"]),
        Case(
            "a zone in one line, broken at 80", td3.joined().prefix(80) + "\n" + td3.joined().suffix(8), ["TD3@1"],
            edits: ["broken-line 2:37 \n→"]),
        Case(
            "broken lines, and a zone after them", td1.joined().prefix(50) + "\n" + td1.joined().suffix(40) + "\n" + one,
            ["TD1@1", "TD3@3"], edits: ["broken-line 2:21 \n→"]),
        Case("a part before a whole zone", td2[0].prefix(10) + "\n" + td2.joined(separator: "\n"), ["unknown-format@1+1", "TD2@2"]),
        Case(
            "broken lines with a wrong digit", td3.map { $0.prefix(40) + "\n" + $0.suffix(4) }.joined(separator: "\n").dropLast() + "1",
            ["line-length@1+4"]),
        Case(
            "broken lines with an empty one between", td3[0].prefix(40) + "\n\n" + td3[0].suffix(4) + "\n" + td3[1],
            ["line-length@1+1", "line-length@3+2"]),
        Case("another sign for fillers where digits are wrong", one.replacing("<", with: ";").dropLast() + "1", ["unknown-format@1+2"]),
        Case("padding that nobody read", one.replacing("<10", with: "___"), ["TD3@1 invalid"], edits: ["illegal-character x3"]),
        Case("a circumflex inside a line is an illegal character", one.replacing("ANNA<", with: "ANNA^"), ["TD3@1 invalid"]),
        Case("UTF-16 without a mark", one.utf8.flatMap { [$0, 0] }, ["TD3@1"]),
        Case("UTF-16 without a mark, high byte first", one.utf8.flatMap { [0, $0] }, ["TD3@1"]),
        Case(
            "look-alikes in UTF-16", [0xFF, 0xFE] + one.replacing("<", with: "‹").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
            ["TD3@1"], edits: ["filler-look-alike x28"]),
        Case("a byte order mark before each of two files", "\u{FEFF}" + one + "\n\u{FEFF}" + one, ["TD3@1", "TD3@3"]),
        Case(
            "letters for the digits of a whole zone of three lines",
            "IDUTOA1234567<6<<<<<<<<<<<<<<<\n7SIOZSGMZOO90IBUTO<<<<<<<<<<<B\n5M1TH<<J0HN<AL8ERT<<<<<<<<<<<<", ["TD1@1 invalid"]),
        Case(
            "the same as second zone",
            td1.joined(separator: "\n")
                + "\nIDUTOA1234567<6<<<<<<<<<<<<<<<\n7SIOZSGMZOO90IBUTO<<<<<<<<<<<B\n5M1TH<<J0HN<AL8ERT<<<<<<<<<<<<",
            ["TD1@1", "TD1@4 invalid"]),
    ]

    static let blocksOfText: [Case] = [
        Case(
            "digits and punctuation, two lines of 44",
            "01234567890123456789012345678901234567!asdfg\n01234567890123456789012345678901234567{}>,.?", ["unknown-format@1+2"]),
        Case("split by an empty line, prose behind", td3[0] + "\n\n" + td3[1] + "\nsigned in Utopia\n", ["TD3@1", "unknown-format@4+1"]),
        Case("split by an empty line, prose before", "passport\n" + td3[0] + "\n\n" + td3[1], ["unknown-format@1+1", "TD3@2"]),
        Case(
            "split twice, prose on both sides", "card\n" + td1.joined(separator: "\n\n") + "\nend",
            ["unknown-format@1+1", "TD1@2", "unknown-format@7+1"]),
        Case(
            "split after the second of three lines", td1[0] + "\n" + td1[1] + "\n\n" + td1[2] + "\nend\n", ["TD1@1", "unknown-format@5+1"]),
        Case(
            "a first line alone, then three zones", td1[0] + "\n\n" + (td1 + td1 + td1).joined(separator: "\n"),
            ["line-length@1+1", "TD1@3", "TD1@6", "TD1@9"]),
        Case(
            "two of three lines, then a zone", td1[1] + "\n" + td1[2] + "\n\n" + td1.joined(separator: "\n"), ["line-length@1+2", "TD1@4"]),
        Case(
            "two of three lines, then a zone without a gap", td1[1] + "\n" + td1[2] + "\n" + td1.joined(separator: "\n"),
            ["line-length@1+2", "TD1@3"]),
        Case("a split zone, then a whole one", td3[0] + "\n\n" + td3[1] + "\n\n" + one, ["TD3@1", "TD3@5"]),
        Case(
            "a split zone with a wrong digit, then prose", td3[0] + "\n\n" + td3[1].dropLast() + "1\nend",
            ["TD3@1 invalid", "unknown-format@4+1"]),
        Case(
            "a long line between the lines of a zone", td3[0] + "\n" + String(repeating: "A", count: 3000) + "\n" + td3[1],
            ["line-length@1+3"]),
        Case(
            "prose, a zone, prose, another, and a visa",
            "To whom it may concern:\n\n" + one + "\n\nand, of 3 May 2026:\n" + td2.joined(separator: "\n")
                + "\n----\nV<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4UTO7408122F2712103<<<<<<<<\n",
            ["unknown-format@1+1", "TD3@3", "unknown-format@6+1", "TD2@7", "unknown-format@9+1", "MRV-B@10"]),
        Case(
            "prose of 30 letters three times",
            Array(repeating: "THE QUICK BROWN FOX OF UTOPIAXX", count: 3).map { String($0.prefix(30)) }.joined(separator: "\n"),
            ["unknown-format@1+3"]),
    ]

    static func typed(_ text: String, _ meant: String, _ comes: String) -> String {
        let keys = Dictionary(uniqueKeysWithValues: zip(meant, comes))
        return String(text.map { keys[$0] ?? $0 })
    }

    @Test(arguments: frames + signs + mended + blocksOfText)
    func reads(_ example: Case) {
        let found = blocks(example.bytes)
        #expect(summary(found) == example.expected)
        let zones = found.compactMap { if case .zone(let zone, _) = $0 { zone } else { nil } }
        #expect(FramingTests.edits(zones.first?.edits ?? []) == example.edits)
        for piece in [1, 2, 3, 5, 64] { #expect(blocks(example.bytes, piece: piece) == found) }
    }

    /// Up to three edits as they are, more by rule and number.
    static func edits(_ edits: [Edit]) -> [String] {
        if edits.count <= 3, !edits.contains(where: { $0.rule == .illegalCharacter }) {
            return edits.map { "\($0.rule.rawValue) \($0.line):\($0.column) \($0.before)→\($0.after)" }
        }
        var counts: [(rule: ReasonCode, count: Int)] = []
        for edit in edits {
            if let index = counts.firstIndex(where: { $0.rule == edit.rule }) {
                counts[index].count += 1
            } else {
                counts.append((edit.rule, 1))
            }
        }
        return counts.map { "\($0.rule.rawValue) x\($0.count)" }
    }
}
