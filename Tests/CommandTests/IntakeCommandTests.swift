import Foundation
import TestSupport
import Testing

/// Archives, adapters by name, mapping files, claims and access keys, as the command hands them out.
@Suite struct IntakeCommandTests {
    private static let vectors = PackageFolder.root.appendingPathComponent("Tests/IntakeTests/Vectors/samples")

    private func object(_ result: SubprocessResult) throws -> [String: Any] {
        try #require((try Program.json(result) as? [[String: Any]])?.first, "\(result.errorText)")
    }

    private func input(_ arguments: [String], in folder: URL) throws -> [String: Any] {
        try #require(try object(Program.run(arguments + ["--format", "json"], in: folder))["input"] as? [String: Any])
    }

    /// What JMRTD's zip holds, by identifiers; the names that the archive gives.
    @Test func readsAZip() throws {
        let input = try input(["show", "jmrtd.zip"], in: IntakeCommandTests.vectors.appendingPathComponent("dumps"))
        #expect(input["adapter"] as? String == "archive" && input["kind"] as? String == "chip-files")
        let files = try #require(input["files"] as? [[String: Any]]).compactMap { $0["role"] as? String }
        #expect(Set(files).isSuperset(of: ["EF.COM", "DG1"]))
    }

    /// The sample passport packed by the system's tar, plain and compressed, and below folders: the same verdict as of the folder.
    @Test(arguments: [["-cf"], ["-czf"], ["-cJf"]]) func readsTar(_ options: [String]) throws {
        try TemporaryFolder.with { folder in
            let archive = folder.url("L898902C3.tar").path
            let packed = try Subprocess.run("tar", options + [archive, "passport"], in: PackageFolder.samples)
            #expect(packed.status == 0)
            let result = try Program.run(ExitStatusTests.verify + [archive])
            #expect(result.status == 0 && result.text.hasPrefix("PASSED"), "\(result.text)\(result.errorText)")
            // Cut off in the middle: what is whole is read and the end is said; nothing passes.
            let bytes = try Data(contentsOf: URL(fileURLWithPath: archive))
            try Data(bytes.prefix(bytes.count / 2)).write(to: URL(fileURLWithPath: archive))
            let damaged = try Program.run(ExitStatusTests.verify + [archive])
            #expect([1, 2, 65].contains(damaged.status), "\(damaged.status)")
        }
    }

    @Test func aZipThatIsDamagedIsSaid() throws {
        try TemporaryFolder.with { folder in
            let url = IntakeCommandTests.vectors.appendingPathComponent("dumps/jmrtd.zip")
            try folder.write(Array([UInt8](Data(contentsOf: url)).prefix(20)), to: "x.zip")
            let result = try Program.run(["show", "x.zip"], in: folder.url)
            #expect(result.status == 65 && result.errorText.contains("archive"), "\(result.errorText)")
        }
    }

    /// A megabyte of zeros a kilobyte long, many times: the archive ends at its bound and the memory stays small.
    @Test func aBombEnds() throws {
        try TemporaryFolder.with { folder in
            let script = "for i in $(seq 1 6); do head -c 60000000 /dev/zero > f$i; done; tar -czf bomb.tgz f1 f2 f3 f4 f5 f6; rm f?"
            let packed = try Subprocess.run("sh", ["-c", script], in: folder.url)
            let result = try Program.run(["show", "bomb.tgz"], in: folder.url, timeout: 60)
            #expect(packed.status == 0 && result.status == 65, "\(result.errorText)")
        }
    }

    @Test func namesOfOthersStayOut() throws {
        try TemporaryFolder.with { folder in
            for name in try FileManager.default.contentsOfDirectory(atPath: PackageFolder.samples.appendingPathComponent("passport").path) {
                let url = PackageFolder.samples.appendingPathComponent("passport").appendingPathComponent(name)
                try folder.write([UInt8](Data(contentsOf: url)), to: "p/ERIKSSON_L898902C3/" + name)
            }
            try folder.write([1, 2, 3], to: "p/ERIKSSON_L898902C3/ANNA.xyz")
            let short = try Program.run(
                ExitStatusTests.verify + ["p", "--store", PackageFolder.samples.appendingPathComponent("store").path], in: folder.url)
            #expect(
                !short.text.isEmpty && !short.text.contains("ERIKSSON") && !short.text.contains("ANNA")
                    && short.text.contains("that -v names"))
        }
    }

    @Test func adaptersByName() throws {
        let json = IntakeCommandTests.vectors.appendingPathComponent("json")
        #expect(try input(["show", "--as", "regula", "regula-process-response.min.json"], in: json)["adapter"] as? String == "regula")
        #expect(try Program.run(["show", "--as", "thales", "regula-process-response.min.json"], in: json).status == 65)
        let unknown = try Program.run(["show", "--as", "acme", "nfcpassportreader.json"], in: json)
        #expect(unknown.status == 64 && unknown.errorText.contains("nfcpassportreader"))
    }

    @Test func mappingFiles() throws {
        try TemporaryFolder.with { folder in
            let mapping = #"{"schema": "mrtd.mapping/1", "name": "acme", "recognise": [{"pointer": "/a"}], "zones": [{"pointer": "/a"}]}"#
            try folder.write(Array(mapping.utf8), to: "acme.json")
            try folder.write(Array(mapping.replacing("zones", with: "zonen").utf8), to: "broken.json")
            try folder.write(Array("{\"a\": \"\(Zones.valid.replacing("\n", with: "\\n"))\"}".utf8), to: "result.json")
            #expect(try input(["show", "--mapping", "acme.json", "result.json"], in: folder.url)["adapter"] as? String == "acme")
            #expect(try Program.run(["show", "result.json"], in: folder.url).status == 65)
            let broken = try Program.run(["show", "--mapping", "broken.json", "result.json"], in: folder.url)
            #expect(broken.status == 65 && broken.errorText.contains("/zonen"))
            #expect(try Program.run(["show", "--mapping", "absent.json", "result.json"], in: folder.url).status == 66)
        }
    }

    /// Regula claims that passive authentication failed; without EF.SOD that cannot be checked, and its claim about check digits agrees.
    @Test func claimsAreCompared() throws {
        let json = IntakeCommandTests.vectors.appendingPathComponent("json")
        let report = try object(
            Program.run(["verify", "thales-webapi-codeline.json", "--format", "json"] + Program.time, in: json))
        let claims = try #require(report["claims"] as? [[String: Any]])
        #expect(claims.map { $0["comparison"] as? String } == ["agree", "agree"])
        #expect(claims.map { $0["claimed"] as? String } == ["positive", "negative"])
        let checks = try #require(report["checks"] as? [[String: Any]])
        #expect(checks.first { $0["id"] as? String == "claim.expiry" }?["verdict"] as? String == "passed")
        let regula = try object(
            Program.run(["verify", "regula-process-response.min.json", "--format", "json"] + Program.time, in: json))
        let passive = try #require((regula["claims"] as? [[String: Any]])?.first { $0["subject"] as? String == "passive-authentication" })
        #expect(passive["comparison"] as? String == "cannot-be-checked" && passive["reason"] as? String == "not-decided-here")
    }

    /// The digests of Doc 9303-11, appendix D.2, and of openssl.
    @Test func accessKeys() throws {
        let zone = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL898902C<3UTO6908061F9406236<<<<<<<8\n"
        let object = try object(Program.run(["mrz", "--access-key", "--format", "json", "--exit-zero"], input: Array(zone.utf8)))
        let key = try #require(object["accessKey"] as? [String: Any])
        #expect(key["mrzInformation"] as? String == "L898902C<369080619406236")
        #expect(key["sha1"] as? String == "239ab9cb282daf66231dc5a4df6bfbaedf477565")
        #expect(key["keySeed"] as? String == "239ab9cb282daf66231dc5a4df6bfbae")
        let text = try Program.run(["mrz", "--access-key"], input: Array(zone.utf8))
        #expect(text.status == 1 && text.text.contains("key seed 239ab9cb282daf66231dc5a4df6bfbae"))
        #expect(try !Program.run(["mrz"], input: Array(zone.utf8)).text.contains("239ab9cb"))
    }

    @Test func everyFormatHasAnExample() throws {
        let formats = try #require(try object(Program.run(["formats", "--format", "json"]))["formats"] as? [[String: Any]])
        #expect(formats.count >= 14)
        #expect(formats.allSatisfy { ($0["example"] as? String)?.isEmpty == false && ($0["holds"] as? [String])?.isEmpty == false })
        let text = try Program.run(["formats"]).text
        for name in formats.compactMap({ $0["name"] as? String }) { #expect(text.contains(name)) }
    }
}
