import Foundation
import Irregularities
import MachineReadableZone
import TestSupport
import Testing

/// Zones of other projects' test suites, outside this repository.
enum ThirdParty {
    struct Record: Decodable, Sendable {
        let id: String
        let kind: String?
        let section: String?
        let format: String?
        let lines: [String]?
        let vizName: String?
        let data: String?
        let checkDigit: String?

        enum CodingKeys: String, CodingKey {
            case id, kind, section, format, lines, data
            case vizName = "viz_name"
            case checkDigit = "check_digit"
        }
    }

    static let folder = ThirdPartyData.folder("mrz-text")

    static func records(_ file: String) throws -> [Record] {
        let url = try #require(folder).appendingPathComponent(file)
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Record.self, from: Data($0.utf8))
        }
    }

    static func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: #require(folder).path).filter { $0.hasSuffix(".jsonl") }.sorted()
    }
}

@Suite("Zones of third parties", .enabled(if: ThirdPartyData.isPresent("mrz-text"), "MRTD_TEST_DATA has no folder mrz-text"))
struct ThirdPartyTests {
    @Test func specimens() throws {
        let specimens = try ThirdParty.records("icao_9303.jsonl").filter { $0.kind == "specimen" }
        #expect(specimens.count == 11)
        for record in specimens {
            let zone = try MRZ(try #require(record.lines))
            #expect(zone.format.rawValue == record.format)
            #expect(zone.isValid, "\(record.id): \(zone.digitTexts)")
            #expect(zone.lines == record.lines)
            let names = ["ERIKSSON/ANNA MARIA", "IVANOVA/ANNA", "STEVENSON/PETER JOHN", "DENT/ARTHUR PHILIP"]
            #expect(names.contains("\(zone.primaryIdentifier ?? "")/\(zone.secondaryIdentifier ?? "")"))
            if record.section?.hasPrefix("App D.2") == true {
                #expect(zone.documentNumber == "D23145890734")
                #expect(zone.checkDigits.first?.found == UInt8(ascii: "9"))
            }
        }
    }

    /// The name field of each line, against the name of the visual zone: as many words, each cut at most.
    @Test func nameLines() throws {
        let records = try ThirdParty.records("icao_9303.jsonl").filter { $0.kind == "name_line" }
        // Five are printed with too few or too many characters.
        let whole = records.filter { [30, 36, 44].contains($0.lines?.first?.utf8.count ?? 0) }
        #expect(records.count == 65 && whole.count == 60)
        for record in whole {
            let line = try #require(record.lines?.first)
            let zone = try MRZ(ThirdPartyTests.zone(around: line, format: record.format))
            let parts = [zone.primaryIdentifier, zone.secondaryIdentifier].compactMap(\.self)
            #expect(!parts.isEmpty)
            #expect(zone.nameTruncated == (line.last?.isLetter ?? false))
            let nameField = record.format == "TD1" ? Substring(line) : line.dropFirst(5)
            let expected = nameField.split(separator: "<", omittingEmptySubsequences: true).map(String.init)
            #expect(parts.joined(separator: " ").split(separator: " ").map(String.init) == expected)
            #expect(parts.count == (nameField.drop { $0 == "<" }.trimmingSuffix("<").contains("<<") ? 2 : 1))
        }
    }

    /// A zone whose name line is given.
    static func zone(around line: String, format: String?) -> [String] {
        if format == "TD1" { return [td1[0], td1[1], line] }
        return [line, line.utf8.count == 36 ? td2[1] : td3[1]]
    }

    @Test func checkDigits() throws {
        for record in try ThirdParty.records("icao_9303.jsonl").filter({ $0.kind == "checkdigit" }) {
            guard let data = record.data, let digit = record.checkDigit else { continue }
            #expect(checkDigit(of: Array(data.utf8)[...]) == digit.utf8.first, "\(record.id)")
        }
    }
}

extension Substring {
    func trimmingSuffix(_ character: Character) -> Substring {
        var text = self
        while text.last == character { text.removeLast() }
        return text
    }
}
