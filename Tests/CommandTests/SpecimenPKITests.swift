import Foundation
import TestSupport
import Testing

/// `mrtd specimen pki`: what it writes, what it refuses, and whether the verifier agrees with its truth.
@Suite struct SpecimenPKITests {
    /// Options whose keys are quickly made.
    static let quick = ["specimen", "pki", "--algorithm", "secp256r1-explicit-sha256", "--generations", "2", "--signers", "5"]

    private static func files(_ folder: URL) throws -> [String: Data] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        var files: [String: Data] = [:]
        for name in names {
            let file = folder.appendingPathComponent(name)
            // A folder cannot be read as a file.
            if let data = try? Data(contentsOf: file) { files[name] = data }
        }
        return files
    }

    @Test func theSameOptionsMakeTheSameBytes() throws {
        try TemporaryFolder.with { folder in
            for name in ["one", "two"] {
                let result = try Program.run(SpecimenPKITests.quick + ["--fault", "custom-curve", "-o", folder.url(name).path])
                #expect(result.status == 0, "\(result.errorText)")
            }
            let (one, two) = (try SpecimenPKITests.files(folder.url("one")), try SpecimenPKITests.files(folder.url("two")))
            #expect(one == two && one.count > 30)
            let other = try Program.run(SpecimenPKITests.quick + ["--seed", "2", "-o", folder.url("three").path])
            #expect(try other.status == 0 && one["csca/csca-1.cer"] != SpecimenPKITests.files(folder.url("three"))["csca/csca-1.cer"])
        }
    }

    /// The index speaks of every file, with its hash value, and has the members of its schema.
    @Test func theIndexIsTrue() throws {
        try TemporaryFolder.with { folder in
            let output = folder.url("made").path
            let arguments = SpecimenPKITests.quick + ["--fault", "document-types-unsorted", "--fault", "link-cycle", "-o", output]
            let result = try Program.run(arguments + ["--format", "json"])
            let summary = try #require((try Program.json(result) as? [[String: Any]])?.first)
            let files = try SpecimenPKITests.files(folder.url("made"))
            #expect(summary["files"] as? Int == files.count)
            #expect(try Set(summary.keys) == required("specimen-pki-1.json", nil))
            let text = try #require(files["index.json"])
            let index = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
            #expect(try Set(index.keys) == required("specimen-pki-index-1.json", nil))
            let entries = try #require(index["files"] as? [[String: Any]])
            #expect(Set(entries.compactMap { $0["path"] as? String }) == Set(files.keys).subtracting(["index.json"]))
            let (members, certificate) = (
                try required("specimen-pki-index-1.json", "file"),
                Set(["subject", "issuer", "serialNumber", "subjectKeyIdentifier", "validFrom", "validTo"])
            )
            for entry in entries {
                let path = try #require(entry["path"] as? String)
                #expect(entry["size"] as? Int == files[path]?.count, "\(path)")
                #expect(Set(entry.keys) == (path.hasSuffix(".cer") ? members.union(certificate) : members), "\(path)")
            }
            let sums = entries.map { "\($0["sha256"] as? String ?? "")  \($0["path"] as? String ?? "")\n" }.joined()
            let check = try Subprocess.run(
                "sha256sum", ["--check", "--strict", "--quiet"], input: Array(sums.utf8), in: folder.url("made"))
            #expect(check.status == 0, "\(check.text)")
        }
    }

    /// The required members of a schema, or of one of its definitions.
    private func required(_ schema: String, _ definition: String?) throws -> Set<String> {
        let file = PackageFolder.root.appendingPathComponent("schemas/" + schema)
        var object = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        if let definition { object = try #require((object["$defs"] as? [String: Any])?[definition] as? [String: Any]) }
        return Set(try #require(object["required"] as? [String]))
    }

    @Test func nothingIsWrittenOver() throws {
        try TemporaryFolder.with { folder in
            try folder.write([1], to: "full/file")
            let result = try Program.run(SpecimenPKITests.quick + ["-o", folder.url("full").path])
            #expect(result.status == 74 && result.errorText.contains("not empty") && result.output.isEmpty)
            #expect(try SpecimenPKITests.files(folder.url("full")).count == 1)
            let file = try Program.run(SpecimenPKITests.quick + ["-o", folder.url("full/file").path])
            #expect(file.status == 74)
            try FileManager.default.createDirectory(at: folder.url("empty"), withIntermediateDirectories: true)
            #expect(try Program.run(SpecimenPKITests.quick + ["-o", folder.url("empty").path]).status == 0)
        }
    }

    @Test(arguments: [
        [], ["-o", "x", "--signers", "-1"], ["-o", "x", "--signers", "300001"], ["-o", "x", "--generations", "0"],
        ["-o", "x", "--generations", "17"], ["-o", "x", "--algorithm", "rsa-1024-pkcs1-md5"],
        ["-o", "x", "--algorithm", "secp256r1-named-plain-sha256"], ["-o", "x", "--fault", "nonsense"],
        ["-o", "x", "--at", "1996-01-01T00:00:00Z"],
        ["-o", "x", "--document-numbers", "1000001"], ["-o", "x", "--seed", "-1"],
    ]) func wrongOptionsAreUsage(_ options: [String]) throws {
        try TemporaryFolder.with { folder in
            let result = try Program.run(["specimen", "pki"] + options, in: folder.url)
            #expect(result.status == 64 && result.output.isEmpty && !result.errorOutput.isEmpty, "\(options)")
            #expect(try SpecimenPKITests.files(folder.url).isEmpty)
        }
    }

    /// Every name that is listed is taken, and every algorithm.
    @Test func whatIsListedIsTaken() throws {
        let names = try Program.run(["specimen", "pki", "--list-algorithms"]).text.split(separator: "\n").map(String.init)
        #expect(names.count == 150 && names.contains("brainpoolP256r1-explicit-sha256") && names.contains("rsa-2048-pss-sha512"))
        let faults = try #require(
            try Program.json(Program.run(["specimen", "pki", "--list-faults", "--format", "json"])) as? [[String: Any]])
        #expect(faults.count > 90 && faults.allSatisfy { ($0["summary"] as? String)?.isEmpty == false })
        let text = try Program.run(["specimen", "pki", "--list-faults"]).text
        for fault in faults { #expect(text.contains("  \(fault["name"] as? String ?? "?")\n")) }
        try TemporaryFolder.with { folder in
            let chosen = faults.compactMap { $0["name"] as? String }.flatMap { ["--fault", $0] }
            let result = try Program.run(SpecimenPKITests.quick + chosen + ["-o", folder.url("all").path])
            #expect(result.status == 0, "\(result.errorText)")
            let files = try SpecimenPKITests.files(folder.url("all")).keys
            for fault in faults {
                let (kind, name) = (fault["kind"] as? String ?? "", fault["name"] as? String ?? "")
                #expect(files.contains { $0.hasPrefix(kind == "fault" ? "faults/\(name)/" : "deviations/\(name)/") }, "\(name)")
            }
            let words = SpecimenPKITests.quick + ["--fault", "all", "-o", folder.url("word").path]
            #expect(try Program.run(words).status == 0)
            #expect(try SpecimenPKITests.files(folder.url("word")) == SpecimenPKITests.files(folder.url("all")))
        }
    }

    /// Keys are written once and read again, whatever the seed.
    @Test func keysCanBeKept() throws {
        try TemporaryFolder.with { folder in
            let keys = ["--keys", folder.url("keys").path]
            #expect(try Program.run(SpecimenPKITests.quick + keys + ["-o", folder.url("one").path]).status == 0)
            #expect(try Program.run(SpecimenPKITests.quick + keys + ["--seed", "9", "-o", folder.url("two").path]).status == 0)
            let (one, two) = (try SpecimenPKITests.files(folder.url("one")), try SpecimenPKITests.files(folder.url("two")))
            #expect(one["csca/csca-1.cer"] == two["csca/csca-1.cer"] && one["dsc/dsc-00001.cer"] != two["dsc/dsc-00001.cer"])
            let pem = try #require(try SpecimenPKITests.files(folder.url("keys"))["secp256r1-1.pem"])
            #expect(String(decoding: pem, as: UTF8.self).hasPrefix("-----BEGIN PRIVATE KEY-----"))
        }
    }

    /// The store that the command names as trusted is one for `mrtd verify`.
    @Test func theFoldersAreAStore() throws {
        try TemporaryFolder.with { folder in
            #expect(try Program.run(SpecimenPKITests.quick + ["-o", folder.url("made").path]).status == 0)
            for store in ["csca", "ml", "crl"] {
                let arguments = ["verify", "passport", "--store", folder.url("made/\(store)").path, "--format", "json"] + Program.time
                let result = try Program.run(arguments)
                // The sample's issuer is another CSCA: its path is unknown, and the store itself is usable.
                #expect(result.status == 2, "\(store): \(result.errorText)")
            }
        }
    }
}
