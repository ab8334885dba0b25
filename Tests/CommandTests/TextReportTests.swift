import Foundation
import TestSupport
import Testing

/// The layout of the report for people: what it repeats, what it breaks, and that it says what the JSON says.
@Suite struct TextReportTests {
    static func report(_ arguments: [String], in folder: URL = PackageFolder.samples) throws -> [String] {
        let store = ["--store", PackageFolder.samples.appendingPathComponent("store").path]
        return try Program.run(["verify"] + Program.time + store + arguments, in: folder).text.split(separator: "\n").map(String.init)
    }

    /// What is wrong with the layout of a report; each row is a fault that the reports once had.
    static func faults(_ lines: [String]) -> [String] {
        var faults: [String] = []
        let labels = lines.compactMap { line in ["Store ", "Refused ", "Not read ", "Not used "].first { line.hasPrefix($0) } }
        if Set(labels).count < labels.count { faults.append("a name stands more than once") }
        if lines.contains(where: { $0.contains(". (") }) { faults.append("a bracket after a full stop") }
        // A digest that does not fit stands on a line of its own after its name, and nothing follows it.
        if lines.contains(where: { $0.contains(/[0-9a-f]{64}[,:]/) }) { faults.append("a sentence goes on after a digest") }
        if lines.contains(where: { $0.contains(/^ *[0-9a-f]{64}/) }) { faults.append("a digest has lost its name") }
        return faults
    }

    @Test(arguments: ["passport", "passport-tampered", "identity-card-tampered", "td2-card-tampered"])
    func theLayoutHolds(_ sample: String) throws {
        for arguments in [[sample], ["-v", sample]] {
            #expect(TextReportTests.faults(try TextReportTests.report(arguments)) == [], "\(arguments)")
        }
        // Refused files and files that were not read are lists too.
        try TemporaryFolder.with { folder in
            try FileManager.default.copyItem(
                at: PackageFolder.samples.appendingPathComponent(sample), to: folder.url.appendingPathComponent(sample))
            for name in ["one.bin", "two.bin"] { try folder.write([1, 2, 3], to: sample + "/" + name) }
            let store = ["--store", PackageFolder.samples.path]
            let text = try Program.run(["verify", "-v"] + Program.time + store + [sample], in: folder.url).text
            let lines = text.split(separator: "\n").map(String.init)
            #expect(lines.contains { $0.hasPrefix("Refused ") } && lines.contains { $0.hasPrefix("Not read ") })
            #expect(TextReportTests.faults(lines) == [])
        }
    }

    @Test func theFaultsCanBeFound() {
        let digest = String(repeating: "0f", count: 32)
        let rows = [
            (["Store      a", "Store      b"], "a name stands more than once"), (["It failed. (policy"], "a bracket after a full stop"),
            (["  DG2 \(digest), computed"], "a sentence goes on after a digest"), (["   \(digest)"], "a digest has lost its name"),
        ]
        for (lines, fault) in rows { #expect(TextReportTests.faults(lines) == [fault]) }
    }

    /// The hashes of a changed data group stand below each other and are those of the JSON, also where they are longer than a line.
    @Test(arguments: [("passport", "EF_DG2.bin"), ("td2-card", "EF_DG1.bin"), ("passport", "EF_DG12.bin")])
    func hashesAreWhole(_ sample: String, _ name: String) throws {
        try TemporaryFolder.with { folder in
            let chip = folder.url.appendingPathComponent(sample)
            try FileManager.default.copyItem(at: PackageFolder.samples.appendingPathComponent(sample), to: chip)
            var bytes = [UInt8](try Data(contentsOf: chip.appendingPathComponent(name)))
            bytes[bytes.count - 1] ^= 1
            try folder.write(bytes, to: sample + "/" + name)
            let lines = try TextReportTests.report([sample], in: folder.url)
            let json = try OrderedJSONReader.value(try Program.run(["verify", "--format", "json", sample], in: folder.url).output)
            let checks = try #require(json.elements?.first?["checks"]?.elements)
            let evidence = checks.first { $0["id"]?.text == "security-object.data-group-hashes" }?["evidence"]
            let group = try #require(evidence?["dataGroups"]?.elements?.first { $0["matches"] == .boolean(false) })
            let (listed, computed) = (try #require(group["listed"]?.text), try #require(group["computed"]?.text))
            let at = try #require(lines.firstIndex(of: "      listed    " + listed))
            #expect(lines[at - 1] == "    \(group["dataGroup"]?.text ?? ""): another hash value than EF.SOD lists")
            #expect(lines[at + 1] == "      computed  " + computed)
        }
    }

    @Test(arguments: ["passport", "passport-tampered"]) func policyAndTimeAreSaid(_ sample: String) throws {
        #expect(try TextReportTests.report([sample]).contains("Policy     field, at 2026-06-01T00:00:00Z"))
    }
}
