import Irregularities
import TestSupport
import Testing

@testable import MachineReadableZone

@Suite("Repair of unread and confused characters")
struct RepairTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let lines: [String]
        /// The zone after the proven changes.
        let proven: [String]
        /// `rule line:column before→after` of each proven change.
        let edits: [String]
        /// The first reading of what is left; empty where there is none.
        let first: [String]
        var testDescription: String { name }

        init(_ name: String, _ lines: [String], _ proven: [String], edits: [String] = [], first: [String] = []) {
            self.name = name
            self.lines = lines
            self.proven = proven
            self.edits = edits
            self.first = first
        }

        init(_ name: String, second: String, proven: String? = nil, edits: [String] = [], first: String? = nil) {
            self.init(
                name, [td3[0], second], [td3[0], proven ?? second], edits: edits, first: first.map { [td3[0], $0] } ?? [])
        }
    }

    static let right = td3[1]

    static let cases: [Case] = [
        Case("a right zone", second: right),
        Case(
            "an unread digit of a date", second: "L898902C36UTO74*8122F1204159ZE184226B<<<<<10", proven: right,
            edits: ["repaired-character 2:16 *→0"]),
        Case(
            "a letter in a date", second: "L898902C36UTO74O8122F1204159ZE184226B<<<<<10", proven: right,
            edits: ["repaired-character 2:16 O→0"]),
        Case(
            "a letter that looks like no digit of this value", second: "L898902C36UTO74K8122F1204159ZE184226B<<<<<10", proven: right,
            edits: ["repaired-character 2:16 K→0"]),
        Case(
            "an unread check digit", second: "L898902C3*UTO7408122F1204159ZE184226B<<<<<10", proven: right,
            edits: ["repaired-character 2:10 *→6"]),
        Case(
            "an unread composite digit of a state that may have a rule of its own",
            ["IDGTM1234567897<<<<<<<<<<<<<<<", "7408122F2812313GTM<<<<<<<<<<<*", "ERIKSSON<<ANNA<<<<<<<<<<<<<<<<"],
            ["IDGTM1234567897<<<<<<<<<<<<<<<", "7408122F2812313GTM<<<<<<<<<<<*", "ERIKSSON<<ANNA<<<<<<<<<<<<<<<<"],
            first: ["IDGTM1234567897<<<<<<<<<<<<<<<", "7408122F2812313GTM<<<<<<<<<<<6", "ERIKSSON<<ANNA<<<<<<<<<<<<<<<<"]),
        Case(
            "an unread composite digit", second: "L898902C36UTO7408122F1204159ZE184226B<<<<<1?", proven: right,
            edits: ["repaired-character 2:44 ?→0"]),
        Case(
            "letters for digits in two dates", second: "L898902C36UTO740B122F12O4159ZE184226B<<<<<10", proven: right,
            edits: ["repaired-character 2:17 B→8", "repaired-character 2:24 O→0"]),
        // Values equal modulo 10: 9, J and T.
        Case(
            "an unread character of the number: several have the value", second: "L8*8902C36UTO7408122F1204159ZE184226B<<<<<10",
            first: right),
        Case(
            "O for 0 in the number is a letter where letters may stand", second: "L8989O2C36UTO7408122F1204159ZE184226B<<<<<10",
            first: right),
        Case(
            "two unread digits of a date: the digits leave several", second: "L898902C36UTO7408**2F1204159ZE184226B<<<<<10",
            first: "L898902C36UTO7408052F1204159ZE184226B<<<<<10"),
        Case(
            "an unread digit and an unread letter of the number", second: "L8*8902C36UTO74*8122F1204159ZE184226B<<<<<10",
            proven: "L8*8902C36UTO7408122F1204159ZE184226B<<<<<10", edits: ["repaired-character 2:16 *→0"], first: right),
        Case(
            "a wrong digit over characters that look right is no misreading", second: "L898902C36UTO7408122F1304159ZE184226B<<<<<10",
            first: right),
        Case(
            "an unread letter of the name stays unread", ["P<UTOERIKS*ON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", right],
            ["P<UTOERIKS*ON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", right]),
        Case(
            "a digit in the name: no check digit covers it", ["P<UTOERIK5SON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", right],
            ["P<UTOERIK5SON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", right], first: td3),
        Case(
            "a digit in the code of the state", ["P<UT0ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", right],
            ["P<UT0ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", right], first: td3),
        Case(
            "an unread sex: no check digit covers it", second: "L898902C36UTO7408122*1204159ZE184226B<<<<<10"),
        // The composite digit contradicts what the digit of the date alone would prove.
        Case(
            "an unread digit beside a wrong composite digit: nothing is proven",
            second: "L898902C36UTO74*8122F1204159ZE184226B<<<<<11", first: "L898902C36UTO7408122F1204159ZE184226B<<<<<11"),
        Case(
            "the third line of a card read for the digits of the second",
            ["I<UTOD231458907<<<<<<<<<<<<<<<", "74O81Z2F12041S9UTO<<<<<<<<<<<6", td1[2]],
            td1, edits: ["repaired-character 2:3 O→0", "repaired-character 2:6 Z→2", "repaired-character 2:14 S→5"]),
        Case(
            "an unread digit of a visa, without a composite digit",
            ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4UTO7408*22F2712103<<<<<<<<<<<<<<<<"],
            ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4UTO7408122F2712103<<<<<<<<<<<<<<<<"],
            edits: ["repaired-character 2:18 *→1"]),
        // The number is EE6856558 with the digit 1, and the filler is what was misread.
        Case(
            "a letter for the digit of a number that one filler makes long",
            ["I<UTOEE6856558<4752LUN<<<<<<<<", "5003187F1004212UTO<<<<<<<<<<<4", "RNERP<<NUE<<<<<<<<<<<<<<<<<<<<"],
            ["I<UTOEE6856558<4752LUN<<<<<<<<", "5003187F1004212UTO<<<<<<<<<<<4", "RNERP<<NUE<<<<<<<<<<<<<<<<<<<<"],
            first: ["I<UTOEE6856558<4752LU2<<<<<<<<", "5003187F1004212UTO<<<<<<<<<<<4", "RNERP<<NUE<<<<<<<<<<<<<<<<<<<<"]),
        Case(
            "unknown parts of a date are no misreading",
            ["I<UTOD231458907<<<<<<<<<<<<<<<", "74<<<<*F1204159UTO<<<<<<<<<<<4", td1[2]],
            ["I<UTOD231458907<<<<<<<<<<<<<<<", "74<<<<1F1204159UTO<<<<<<<<<<<4", td1[2]], edits: ["repaired-character 2:7 *→1"]),
    ]

    @Test(arguments: cases)
    func repairs(_ example: Case) throws {
        let zone = try MRZ(example.lines)
        let repair = zone.repaired()
        #expect(repair.zone.lines == example.proven)
        #expect(repair.zone.editTexts == example.edits)
        #expect(repair.candidates.first?.zone.lines ?? [] == example.first)
        #expect(repair.candidates.count <= ZoneRepair.mostCandidates)
        for candidate in repair.candidates { #expect(RepairTests.changes(zone, candidate.zone) == candidate.zone.edits.count) }
    }

    /// The characters in which two zones differ: each is an edit.
    static func changes(_ left: MRZ, _ right: MRZ) -> Int {
        zip(left.lines.joined().utf8, right.lines.joined().utf8).count { $0 != $1 }
    }

    @Test("no proven change of 3 000 corrupted zones is wrong, and none is silent") func provenIsRight() throws {
        var random = MutationTests.Seeded(state: 9303)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<**".utf8)
        var proven = 0
        for number in 0..<3_000 {
            let original = Array([td1, td2, td3][number % 3].joined().utf8)
            var zone = original
            zone[random.next(zone.count)] = alphabet[random.next(alphabet.count)]
            let read = try MRZ(dataGroup1: zone[...])
            let repair = read.repaired()
            #expect(RepairTests.changes(read, repair.zone) == repair.zone.edits.count)
            guard repair.zone != read else { continue }
            #expect(repair.zone.lines.joined().utf8.elementsEqual(original))
            proven += 1
        }
        #expect(proven > 400)
    }

    @Test(
        "zones that are unread throughout take no longer than others", .timeLimit(.minutes(1)),
        arguments: ["*", "?", "O", "8", "<", "\u{1}"])
    func searchEnds(_ sign: Character) throws {
        let byte = try #require(sign.asciiValue)
        for (lines, kept) in [(td1, 0..<5), (td2, 0..<5), (td3, 0..<5), (td3, 44..<54), (td1, 5..<16)] {
            let original = Array(lines.joined().utf8)
            var zone = [UInt8](repeating: byte, count: original.count)
            for offset in kept { zone[offset] = original[offset] }
            let repair = try MRZ(dataGroup1: zone[...]).repaired()
            #expect(repair.candidates.count <= ZoneRepair.mostCandidates)
        }
    }

    /// The pairs that the check digits cannot tell apart are those of the values modulo 10.
    @Test func blindPairsAreNeverProven() throws {
        for group in ["0<AKU", "1BLV", "2CMW", "3DNX", "4EOY", "5FPZ", "6GQ", "7HR", "8IS", "9JT"] {
            for sign in group.utf8 {
                var number = Array("L898902C3".utf8)
                number[4] = sign
                let digit = try #require(checkDigit(of: number[...]))
                number[4] = UInt8(ascii: "*")
                let second = String(decoding: number + [digit], as: UTF8.self) + "UTO7408122F2712103<<<<<<<<<<<<<<<<"
                let repair = try MRZ(["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", second]).repaired()
                #expect(repair.zone.edits.isEmpty)
                #expect(Set(repair.candidates.map { $0.zone.lines[1].utf8.dropFirst(4).first }) == Set(group.utf8.map(Optional.some)))
            }
        }
    }
}

@Suite("Repairs of third parties", .enabled(if: ThirdPartyData.isPresent("mrz-text"), "MRTD_TEST_DATA has no folder mrz-text"))
struct ThirdPartyRepairTests {
    /// What other programs repair to is what we prove, or the likeliest reading.
    @Test func pairsComeOut() throws {
        var compared = 0
        for record in try ThirdPartyVerdictTests.records() {
            guard let wanted = record.values["corrects_to"] as? [String] else { continue }
            guard case .zone(let zone, _)? = blocks(Array(record.lines.joined(separator: "\n").utf8)).first else {
                Issue.record("\(record.id): no zone")
                continue
            }
            let repair = zone.repaired()
            #expect((repair.candidates.first?.zone ?? repair.zone).lines == wanted, "\(record.id)")
            compared += 1
        }
        #expect(compared == 6)
    }
}
