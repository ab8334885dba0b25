import Foundation
import Irregularities
import MachineReadableZone
import TestSupport
import Testing

/// Our verdict on each zone of third parties against theirs.
///
/// `Vectors/third-party-verdicts.json` says for each, by its id, what we find, what its source asserts, and why the two differ where they
/// do. The zones themselves are not there.
@Suite("Verdicts on zones of third parties", .enabled(if: ThirdPartyData.isPresent("mrz-text"), "MRTD_TEST_DATA has no folder mrz-text"))
struct ThirdPartyVerdictTests {
    struct Table: Decodable {
        let origin: String
        let verdicts: [String: Verdict]
    }

    struct Verdict: Decodable, Equatable, CustomStringConvertible {
        /// `TD3 valid`, `TD3 invalid documentNumber composite`, with the irregularities; or what the text reader said.
        var ours: String
        /// `valid`, `invalid` or `refused` with the digit where one is named, `repaired`, `read` where only fields are asserted, `none`.
        var theirs: String
        /// Fields of which the source asserts something else.
        var fields: [String]?
        /// Why, where verdicts or fields differ.
        var why: String?

        var description: String { "ours: \(ours), theirs: \(theirs), fields: \(fields ?? [])" }

        /// Whether the table has to say why: fields differ, we judge otherwise than the source, or find a fault that no source names.
        var needsReason: Bool {
            let words = theirs.split(separator: " ").map(String.init)
            let ourWords = ours.split(separator: " ").map(String.init)
            let isValid = ourWords.count > 1 && ourWords[1] == "valid" && !ours.contains(",")
            if fields != nil || ours.contains("edit ") { return true }
            switch words[0] {
            case "invalid", "refused": return isValid || !words.dropFirst().allSatisfy(ourWords.contains)
            case "repaired": return true
            default: return !isValid
            }
        }
    }

    struct Record {
        let id: String
        let set: String
        let values: [String: Any]

        var kind: String { values["kind"] as? String ?? "zone" }
        var lines: [String] { values["lines"] as? [String] ?? [] }
    }

    /// The kinds that are whole zones; the names, digits and transliterations of the standard have tests of their own.
    static let kinds: Set<String> = ["zone", "generate", "specimen"]

    static func records() throws -> [Record] {
        let folder = try #require(ThirdParty.folder)
        return try ThirdParty.files().flatMap { name in
            try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8).split(separator: "\n").map { line in
                let values = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
                return Record(id: try #require(values["id"] as? String), set: name, values: values)
            }
        }.filter { kinds.contains($0.kind) }
    }

    static func ours(_ found: [TextBlock]) -> String {
        guard !found.isEmpty else { return "nothing" }
        return found.map { block in
            switch block {
            case .zone(let zone, _):
                let wrong = zone.checkDigits.filter { $0.valid == false }.map(\.field.name)
                let words = [zone.format.rawValue, zone.isValid ? "valid" : "invalid"] + wrong
                return (words + zone.irregularities.map { "+" + $0.code.rawValue } + zone.edits.map { "edit " + $0.rule.rawValue })
                    .joined(separator: " ")
            case .unreadable(let reason, _, _): return reason.rawValue
            }
        }.joined(separator: ", ")
    }

    static func theirs(_ values: [String: Any]) -> String {
        if let exception = values["exception"] as? String {
            return ["refused", ThirdPartyFields.digits[exception]].compactMap(\.self).joined(separator: " ")
        }
        if values["corrects_to"] != nil { return "repaired" }
        if let checks = values["derived_checks"] as? [String: Bool] { return checks.values.allSatisfy(\.self) ? "valid" : "invalid" }
        if let digits = values["checkDigits"] as? [String: [String: Any]] {
            return digits.values.allSatisfy { $0["isValid"] as? Bool == true } ? "valid" : "invalid"
        }
        guard let valid = values["valid"] as? Bool else { return values["fields"] == nil ? "none" : "read" }
        if valid { return "valid" }
        let reason = values["why"] as? String ?? ""
        let named = ThirdPartyFields.digits.filter { reason.contains(" " + $0.key + " check-digit") }.map(\.value)
        return (["invalid"] + named.sorted()).joined(separator: " ")
    }

    static func verdict(_ record: Record) -> Verdict {
        let found = blocks(Array(record.lines.joined(separator: "\n").utf8))
        var fields: [String] = []
        if case .zone(let zone, _)? = found.first {
            if let format = record.values["format"] as? String, ThirdPartyFields.formats[format, default: format] != zone.format.rawValue {
                fields.append("format")
            }
            if let asserted = record.values["fields"] as? [String: Any] { fields += ThirdPartyFields.differences(zone, asserted) }
            if let digits = record.values["checkDigits"] as? [String: [String: Any]] {
                fields += ThirdPartyFields.digitDifferences(zone, digits)
            }
            if let information = record.values["mrzi"] as? String, information != ThirdPartyFields.information(zone) {
                fields.append("information")
            }
        }
        return Verdict(ours: ours(found), theirs: theirs(record.values), fields: fields.isEmpty ? nil : fields)
    }

    static func table() throws -> Table {
        let url = try #require(Bundle.module.url(forResource: "third-party-verdicts", withExtension: "json", subdirectory: "Vectors"))
        return try JSONDecoder().decode(Table.self, from: Data(contentsOf: url))
    }

    @Test func verdictsAreThoseOfTheTable() throws {
        let committed = try ThirdPartyVerdictTests.table().verdicts
        let records = try ThirdPartyVerdictTests.records()
        #expect(records.count > 250 && Set(records.map(\.id)) == Set(committed.keys))
        for record in records {
            let found = ThirdPartyVerdictTests.verdict(record)

            let expected = committed[record.id]
            let wanted = expected.map { Verdict(ours: $0.ours, theirs: $0.theirs, fields: $0.fields) }
            #expect(found == wanted, "\(record.id) of \(record.set)")
            #expect(
                found.needsReason == (expected?.why != nil),
                "\(record.id): a reason where there is a difference, and nowhere else: \(found)")
        }
    }

    /// Some sources have the zone without line ends too: it is the same zone.
    @Test func runsAreTheSameZones() throws {
        var compared = 0
        for record in try ThirdPartyVerdictTests.records() {
            guard let run = record.values["raw"] as? String, [72, 88, 90].contains(run.utf8.count), !run.contains("\n") else { continue }
            let lines = blocks(Array(record.lines.joined(separator: "\n").utf8))
            #expect(blocks(Array(run.utf8)) == lines, "\(record.id)")
            compared += 1
        }
        #expect(compared >= 40)
    }

    /// What another program repairs to is a valid zone.
    @Test func repairsAreValid() throws {
        var valid = 0
        for record in try ThirdPartyVerdictTests.records() {
            guard let lines = record.values["corrects_to"] as? [String] else { continue }
            let found = ThirdPartyVerdictTests.ours(blocks(Array(lines.joined(separator: "\n").utf8)))
            if found.split(separator: " ").dropFirst().first == "valid" { valid += 1 }
        }
        #expect(valid == 6)
    }

    /// Every zone that a source asserts to be valid is valid here.
    @Test func whatIsAssertedValidIsValid() throws {
        let asserted = try ThirdPartyVerdictTests.records().filter { ThirdPartyVerdictTests.theirs($0.values) == "valid" }
        #expect(asserted.count >= 40)
        for record in asserted {
            let found = ThirdPartyVerdictTests.ours(blocks(Array(record.lines.joined(separator: "\n").utf8)))
            #expect(found.split(separator: " ").dropFirst().first == "valid" && !found.contains(","), "\(record.id): \(found)")
        }
    }
}
