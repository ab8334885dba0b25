import Foundation
import TestSupport
import Testing

/// The three forms of output: text for people, one JSON array, one JSON object a line.
@Suite struct FormatTests {
    static let commands: [(name: String, arguments: [String], input: String, objects: Int)] = [
        ("verify", ExitStatusTests.verify + ["passport", "td2-card-tampered"], "", 2),
        ("show", ["show", "passport", "identity-card"], "", 2),
        ("mrz", ["mrz"], Zones.valid + "\n\n" + Zones.invalid, 2),
        ("checks", ["checks"], "", 1),
        ("explain", ["explain", "not-listed"], "", 1),
        ("formats", ["formats"], "", 1),
        ("doctor", ["doctor"] + Program.time + ["--store", "store"], "", 1),
        ("nothing", ExitStatusTests.verify + ["absent"], "", 0),
    ]

    @Test(arguments: commands.indices) func jsonIsAnArray(_ index: Int) throws {
        let row = FormatTests.commands[index]
        let result = try Program.run(row.arguments + ["--format", "json"], input: Array(row.input.utf8))
        let array = try #require(try Program.json(result) as? [[String: Any]], "\(row.name)")
        #expect(array.count == row.objects)
        #expect(array.allSatisfy { ($0["schema"] as? String)?.hasPrefix("mrtd.") == true })
    }

    @Test(arguments: commands.indices) func ndjsonIsAnObjectALine(_ index: Int) throws {
        let row = FormatTests.commands[index]
        let result = try Program.run(row.arguments + ["--format", "ndjson"], input: Array(row.input.utf8))
        #expect(result.text.isEmpty || result.text.hasSuffix("\n"))
        let lines = result.text.split(separator: "\n")
        #expect(lines.count == row.objects)
        for line in lines { #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any]) }
    }

    /// The objects of both JSON forms are the same.
    @Test func arrayAndLinesAgree() throws {
        let arguments = ExitStatusTests.verify + ["passport-tampered", "identity-card"]
        let array = try #require(try Program.json(try Program.run(arguments + ["--format", "json"])) as? [NSDictionary])
        let lines = try Program.run(arguments + ["--format", "ndjson"]).text.split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? NSDictionary
        }
        #expect(array == lines)
    }

    @Test(arguments: [[], ["-v"], ["--format", "json"], ["--format", "ndjson"]]) func twoRunsAgree(_ options: [String]) throws {
        let arguments = ExitStatusTests.verify + ["passport", "identity-card-tampered"] + options
        let first = try Program.run(arguments)
        let second = try Program.run(arguments)
        #expect(!first.output.isEmpty && first.output == second.output)
    }

    /// Text for people is plain in a pipe, and no line is wider than a terminal of 80 columns.
    @Test(arguments: [
        ExitStatusTests.verify + ["passport", "passport-tampered", "td2-card"], ExitStatusTests.verify + ["-v", "identity-card-tampered"],
        ["show", "identity-card"], ["checks"], ["explain", "security-object.signature"], ["explain", "issuer-key-unknown"],
    ]) func textIsPlainAndNarrow(_ arguments: [String]) throws {
        let result = try Program.run(arguments, environment: ["NO_COLOR": ""])
        #expect(!result.output.isEmpty && !result.output.contains(0x1B))
        for line in result.text.split(separator: "\n") where !line.contains("://") { #expect(line.count <= 80, "\(line)") }
    }

    @Test func theReportOpensWithTheVerdict() throws {
        let good = try Program.run(ExitStatusTests.verify + ["passport"]).text
        #expect(good.hasPrefix("PASSED  passport\n"))
        let bad = try Program.run(ExitStatusTests.verify + ["passport-tampered"]).text
        #expect(bad.hasPrefix("FAILED  passport-tampered\n"))
        #expect(bad.contains("security-object.data-group-hashes"))
        // What passed is counted, and listed only when asked for.
        #expect(!bad.contains("certification-path.trust-anchor"))
        #expect(try Program.run(ExitStatusTests.verify + ["-v", "passport-tampered"]).text.contains("certification-path.trust-anchor"))
    }

    /// Every id and reason code that the catalogue lists can be explained, and no two explanations are the same.
    @Test func everythingListedIsExplained() throws {
        let catalogue = try Program.json(try Program.run(["checks", "--format", "json"]))
        let object = try #require((catalogue as? [[String: Any]])?.first)
        let checks = try #require(object["checks"] as? [[String: Any]]).compactMap { $0["id"] as? String }
        let reasons = try #require(object["reasons"] as? [[String: Any]]).compactMap { ($0["id"] ?? $0["code"]) as? String }
        #expect(checks.count >= 18 && reasons.count > 50 && Set(checks + reasons).count == checks.count + reasons.count)
        var texts: Set<String> = []
        // Each is a process; the reasons are sampled, the checks are not.
        for id in checks + reasons.enumerated().filter({ $0.offset % 7 == 0 }).map(\.element) {
            let result = try Program.run(["explain", id])
            #expect(result.status == 0 && result.text.contains(id))
            #expect(texts.insert(result.text).inserted)
        }
    }

    /// The help names what has landed, and nothing else.
    @Test func helpNamesWhatThereIs() throws {
        let help = try Program.run(["--help"]).text
        let commands = help.split(separator: "\n").drop { !$0.hasPrefix("SUBCOMMANDS") }.dropFirst()
            .filter { line in line.hasPrefix("  ") && !line.hasPrefix("   ") && !line.contains("See '") }
            .compactMap { line in line.split(separator: " ").first.map(String.init) }
        #expect(commands == ["mrz", "verify", "show", "checks", "explain", "formats", "doctor", "store", "specimen"])
        for command in commands { #expect(try Program.run([command, "--help"]).status == 0) }
    }

    /// Files and the signer's certificate are named by their SHA-256, which `openssl` computes too.
    @Test(arguments: [["show"], ExitStatusTests.verify]) func digestsAreThoseOfTheBytes(_ command: [String]) throws {
        let object = try #require(
            (try Program.json(try Program.run(command + ["passport", "--format", "json"])) as? [[String: Any]])?.first)
        let files = try #require((object["input"] as? [String: Any])?["files"] as? [[String: Any]])
        #expect(files.count == 11)
        for file in files {
            let name = try #require(file["name"] as? String)
            let said = try Subprocess.run("openssl", ["dgst", "-sha256", "-r", "passport/" + name], in: PackageFolder.samples).text
            #expect(said.hasPrefix(try #require(file["sha256"] as? String)), "\(name)")
        }
        let securityObject = (object["document"] as? [String: Any])?["securityObject"] as? [String: Any]
        let digest = try #require((securityObject?["signer"] as? [String: Any])?["sha256"] as? String)
        try TemporaryFolder.with { folder in
            _ = try Program.run(
                ["show", PackageFolder.samples.appendingPathComponent("passport").path, "--extract", "out"], in: folder.url)
            let extracted = try FileManager.default.contentsOfDirectory(atPath: folder.url("out").path).filter { $0.hasSuffix(".cer") }
            let said = try extracted.map { try Subprocess.run("openssl", ["dgst", "-sha256", "-r", "out/" + $0], in: folder.url).text }
            #expect(said.contains { $0.hasPrefix(digest) }, "\(extracted)")
        }
    }
}
