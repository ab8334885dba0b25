import Foundation
import TestSupport
import Testing

/// `mrtd specimen document`: what it writes, what it refuses, and whether `mrtd verify` finds what its index says.
@Suite struct SpecimenDocumentTests {
    private static let quick = ["specimen", "document", "--algorithm", "secp256r1-explicit-sha256", "--active-authentication", "ecdsa"]

    private static func index(_ folder: URL) throws -> [[String: Any]] {
        let data = try Data(contentsOf: folder.appendingPathComponent("index.json"))
        let index = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(index["schema"] as? String == "mrtd.specimen-document-index/1" && index["policy"] as? String == "field")
        return try #require(index["documents"] as? [[String: Any]])
    }

    @Test func theSameOptionsMakeTheSameBytes() throws {
        try TemporaryFolder.with { folder in
            for name in ["one", "two"] {
                let result = try Program.run(SpecimenDocumentTests.quick + ["--card-security", "-o", folder.url(name).path])
                #expect(result.status == 0, "\(result.errorText)")
            }
            let check = try Subprocess.run("diff", ["-r", "one", "two"], in: folder.url)
            #expect(check.status == 0, "\(check.text)")
            let other = try Program.run(SpecimenDocumentTests.quick + ["--seed", "2", "-o", folder.url("three").path])
            let differs = try Subprocess.run("diff", ["-rq", "one", "three"], in: folder.url)
            #expect(other.status == 0 && differs.status == 1)
        }
    }

    /// Both signatures of DG7, as they stand there and as decoders of their own read them.
    @Test func displayedImagesAreExtracted() throws {
        try TemporaryFolder.with { folder in
            let made = try Program.run(SpecimenDocumentTests.quick + ["--fault", "signatures-two", "-o", folder.url("made").path])
            #expect(made.status == 0, "\(made.errorText)")
            let shown = try Program.run(["show", folder.url("made/document").path, "--extract", folder.url("parts").path])
            #expect(shown.status == 0, "\(shown.errorText)")
            let group = [UInt8](try Data(contentsOf: folder.url("made/document/EF_DG7.bin")))
            for (name, start) in [("DG7-image-1.jpg", [0xFF, 0xD8, 0xFF, 0xE0]), ("DG7-image-2.jp2", [0, 0, 0, 0x0C])]
                as [(String, [UInt8])]
            {
                let image = [UInt8](try Data(contentsOf: folder.url("parts/" + name)))
                #expect(image.starts(with: start) && image.count > 100 && group.firstRange(of: image) != nil, "\(name)")
            }
            #expect(!FileManager.default.fileExists(atPath: folder.url("parts/DG7-image-3.jpg").path))
        }
    }

    /// `mrtd show`, which has no store and proves nothing, names the signer that `mrtd verify` finds in EF.SOD, and what is odd about it.
    @Test(arguments: ["authority-first", "signer-serial-negative", "identifier-reordered", "identifier-wrong", "identified-by-key"])
    func showNamesTheSigner(_ fault: String) throws {
        try TemporaryFolder.with { folder in
            let made = try Program.run(SpecimenDocumentTests.quick + ["--fault", fault, "-o", folder.url("made").path])
            #expect(made.status == 0, "\(made.errorText)")
            let path = [folder.url("made/document").path, "--format", "json"]
            let objects = try [["show"], ["verify", "--store", folder.url("made/store").path] + Program.time].map { command in
                try #require(try OrderedJSONReader.value(try Program.run(command + path).output).elements?.first)["document"]?[
                    "securityObject"]
            }
            let subject = objects[0]?["signer"]?["subject"]?.text
            #expect(objects[0] == objects[1] && subject?.contains("CN=Document Signer ") == true, "\(subject ?? "no signer")")
        }
    }

    /// The command verifies what it issued, and finds what the index says of it.
    @Test(arguments: [
        [], ["--fault", "hash"], ["--fault", "issuer-same-name-other-key"], ["--fault", "content-type-data"], ["--random", "3"],
        ["--algorithm", "rsa-2048-pss-sha1"], ["--type", "crew-member-certificate", "--fault", "signer-document-types-unsorted"],
        ["--fault", "answer-wrong-rsa"], ["--fault", "answer-wrong-ecdsa"], ["--fault", "names-differ"], ["--fault", "link-cycle"],
    ])
    func verifyFindsWhatTheIndexSays(_ options: [String]) throws {
        try TemporaryFolder.with { folder in
            let made = folder.url("made")
            let arguments = options.first == "--random" ? ["specimen", "document"] : SpecimenDocumentTests.quick
            let result = try Program.run(arguments + options + ["-o", made.path])
            #expect(result.status == 0, "\(result.errorText)")
            let documents = try SpecimenDocumentTests.index(made)
            #expect(documents.count == (options.first == "--random" ? 3 : 1))
            for document in documents {
                let name = try #require(document["folder"] as? String)
                let chip = made.appendingPathComponent(name).path
                let verified = try Program.run(
                    ["verify", chip, "--store", made.appendingPathComponent("store").path, "--format", "json"] + Program.time)
                let report = try #require((try Program.json(verified) as? [[String: Any]])?.first)
                let findings = try #require(report["checks"] as? [[String: Any]])
                let failed = findings.filter { $0["verdict"] as? String == "failed" }.compactMap { $0["id"] as? String }
                #expect(try Set(failed) == Set(#require(document["failed"] as? [String])), "\(name)")
                #expect(report["conclusion"] as? String == document["conclusion"] as? String, "\(name)")
            }
        }
    }

    /// Every row of the table as the command writes it and reads it back: a deviation is told as its index says, with a clause, a variant not at all.
    @Test func everyDeviationIsTold() throws {
        try TemporaryFolder.with { folder in
            let made = folder.url("all")
            let result = try Program.run(SpecimenDocumentTests.quick + ["--fault", "all", "-o", made.path])
            #expect(result.status == 0, "\(result.errorText)")
            var kinds: [String: Int] = [:]
            for name in try FileManager.default.contentsOfDirectory(atPath: made.path) {
                let row = made.appendingPathComponent(name)
                let document = try #require(try SpecimenDocumentTests.index(row).first)
                let kind = try #require(document["kind"] as? String)
                kinds[kind, default: 0] += 1
                guard kind != "fault" else { continue }
                let path = [row.appendingPathComponent("document").path, "--store", row.appendingPathComponent("store").path]
                let verified = try Program.run(["verify"] + path + ["--format", "json"] + Program.time)
                let report = try #require((try Program.json(verified) as? [[String: Any]])?.first)
                let tolerated = try #require(report["tolerated"] as? [[String: Any]])
                let told = tolerated.map { "\($0["subject"] as? String ?? "") \($0["code"] as? String ?? "")" }
                #expect(try Set(told) == Set(#require(document["tolerated"] as? [String])), "\(name)")
                #expect(tolerated.allSatisfy { $0["citation"] is String }, "\(name)")
                #expect(verified.status == 0 && told.isEmpty == (kind == "variant"), "\(name)")
            }
            #expect(kinds["fault"] ?? 0 > 100 && kinds["deviation"] ?? 0 > 150 && kinds["variant"] ?? 0 > 55, "\(kinds)")
        }
    }

    @Test(arguments: [
        [], ["-o", "x", "--type", "nonsense"], ["-o", "x", "--algorithm", "rsa-1024-pkcs1-md5"], ["-o", "x", "--fault", "nonsense"],
        ["-o", "x", "--fault", "pss-salt-misstated"], ["-o", "x", "--lds", "1.9"], ["-o", "x", "--data-groups", "17"],
        ["-o", "x", "--random", "0"], ["-o", "x", "--random", "2", "--fault", "hash"], ["-o", "x", "--face", "19794"],
    ]) func wrongOptionsAreUsage(_ options: [String]) throws {
        try TemporaryFolder.with { folder in
            let result = try Program.run(["specimen", "document"] + options, in: folder.url)
            #expect(result.status == 64 && result.output.isEmpty && !result.errorOutput.isEmpty, "\(options)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
        }
    }

    @Test func nothingIsWrittenOver() throws {
        try TemporaryFolder.with { folder in
            try folder.write([1], to: "full/file")
            let result = try Program.run(SpecimenDocumentTests.quick + ["-o", folder.url("full").path])
            #expect(result.status == 74 && result.errorText.contains("not empty") && result.output.isEmpty)
        }
    }

    @Test func listsName() throws {
        for (option, name) in [
            ("--list-types", "refugee"), ("--list-algorithms", "secp256r1-named-plain-sha256"), ("--list-faults", "hash"),
        ] {
            let text = try Program.run(["specimen", "document", option])
            #expect(text.status == 0 && text.text.contains(name))
            let rows = try #require(
                try Program.json(Program.run(["specimen", "document", option, "--format", "json"])) as? [[String: Any]])
            #expect(rows.contains { $0["name"] as? String == name } && rows.allSatisfy { $0["schema"] != nil })
        }
    }
}
