import CivilTime
import Foundation
import SignedStructures
import SpecimenIssuing
import TestSupport
import Testing

/// The store's commands from end to end, on the samples of Utopia.
@Suite struct StoreCommandTests {
    private let folder: TemporaryFolder
    private let store: [String]

    init() throws {
        folder = try TemporaryFolder()
        store = ["--store", folder.url("kept/store.sqlite").path]
    }

    private func run(_ arguments: [String], environment: [String: String] = [:]) throws -> SubprocessResult {
        try Program.run(["store"] + arguments + (environment.isEmpty ? store : []), environment: environment)
    }

    /// The objects of a command's JSON, each held against its schema.
    private func objects(_ arguments: [String], schema: String, status: Int32 = 0) throws -> [[String: Any]] {
        let result = try run(arguments + ["--format", "json"])
        #expect(result.status == status, "\(arguments): \(result.errorText)")
        let found = try #require(try Program.json(result) as? [[String: Any]], "\(result.text)")
        #expect(try SchemaTests.deviations(result) == [], "\(arguments)")
        let name = "mrtd." + schema.replacing(/-([0-9]+)$/) { "/" + $0.1 }
        #expect(found.allSatisfy { $0["schema"] as? String == name }, "\(arguments)")
        return found
    }

    private static let time = Program.time

    @Test func importMakesTheStoreAndCounts() throws {
        let first = try objects(["import", "store"] + Program.time, schema: "store-import-1")
        let added = try #require(first.first?["added"] as? [String: Int])
        #expect(added["csca"] == 3 && added["link"] == 1 && added["crl"] == 3 && added["dsc"] == 0)
        let second = try #require(try objects(["import", "store"] + Program.time, schema: "store-import-1").first)
        #expect(second["already"] as? Int == 7 && (second["refused"] as? [Any])?.isEmpty == true)
        let refused = try #require(try objects(["import", "README.md", "store"] + Program.time, schema: "store-import-1").first)
        #expect((refused["refused"] as? [[String: Any]])?.first?["reason"] as? String == "not-a-store-file")
        #expect(try run(["import", "README.md"]).status == 65)
        #expect(try run(["import", "absent"]).status == 66)
    }

    @Test func initMakesAnEmptyStoreOnce() throws {
        #expect(try run(["init"]).status == 0)
        #expect(try run(["init"]).status == 78)
        #expect(try objects(["list"], schema: "store-list-1").isEmpty)
        for command in [["list"], ["check"], ["coverage"], ["show", "00000000"], ["trust", String(repeating: "0", count: 64)]] {
            let absent = try Program.run(["store"] + command + ["--store", folder.url("absent").path])
            #expect(absent.status == 78 && absent.errorText.contains("absent"), "\(command)")
        }
    }

    /// Trust is what makes a document pass: known is not enough, and distrust is worse.
    @Test func verifyUsesTheStore() throws {
        func verdict() throws -> Int32 { try Program.run(["verify", "passport"] + Program.time + store).status }
        #expect(try run(["import", "store"] + Program.time).status == 0)
        #expect(try verdict() == 2)
        #expect(try run(["trust", "store/csca-1.cer", "--note", "for the test"] + Program.time).status == 0)
        #expect(try verdict() == 0)
        let list = try objects(["list", "--trusted"], schema: "store-list-1")
        #expect(list.map { $0["trust"] as? String } == ["trusted-by-hand"])
        let digest = try #require(list.first?["sha256"] as? String)
        let shown = try #require(try objects(["show", String(digest.prefix(12))], schema: "store-show-1").first)
        #expect((shown["log"] as? [[String: Any]])?.first?["note"] as? String == "for the test")
        #expect(try run(["distrust", digest, "--reason", "lost"] + Program.time).status == 0)
        #expect(try verdict() == 1)
        #expect(try run(["forget", digest] + Program.time).status == 0)
        #expect(try verdict() == 2)
        #expect(try run(["remove", digest] + Program.time).status == 0)
        #expect(try run(["remove", digest] + Program.time).status == 66)
        #expect(try objects(["list"], schema: "store-list-1").count == 3)
    }

    /// What stands in the way of a store is said in words, and nothing half made is left.
    @Test func whatStandsInTheWayIsSaid() throws {
        let place = try folder.write([], to: "taken/file").deletingLastPathComponent().path
        for command in [["import", "store"], ["list"], ["init"], ["coverage"]] {
            let result = try Program.run(["store"] + command + ["--store", place])
            #expect(result.status == 78 && result.errorText.contains("it is a folder"), "\(command)")
        }
        // A file that may not grow ends the import by an error and not by a signal.
        let program = try #require(PackageFolder.program("mrtd")).path
        let small = folder.url("small.sqlite").path
        let line = "ulimit -f 60; exec \"$0\" store import --store \"$1\" store"
        let stopped = try Subprocess.run("sh", ["-c", line, program, small], in: PackageFolder.samples)
        #expect(stopped.status == 74 && stopped.errorText.contains("cannot be written"), "\(stopped.errorText)")
        #expect(try Program.run(["store", "import", "store", "--store", small]).status == 0)
    }

    /// The default place and the environment are looked at in the contract's order.
    @Test func placesOfTheStore() throws {
        let data = folder.url("data").path
        let environment = ["XDG_DATA_HOME": data]
        #expect(try run(["import", "--trust", "store"] + Program.time, environment: environment).status == 0)
        #expect(FileManager.default.fileExists(atPath: data + "/mrtd/store.sqlite"))
        #expect(try Program.run(["verify", "passport"] + Program.time, environment: environment).status == 0)
        let named = ["XDG_DATA_HOME": data, "MRTD_STORE": "store"]
        #expect(try Program.run(["verify", "passport"] + Program.time, environment: named).status == 0)
        let missing = ["XDG_DATA_HOME": data, "MRTD_STORE": "absent"]
        #expect(try Program.run(["verify", "passport"] + Program.time, environment: missing).status == 78)
    }

    @Test func checkSaysWhatChains() throws {
        #expect(try run(["import", "--trust", "store"] + Program.time).status == 0)
        let check = try #require(try objects(["check"] + Program.time, schema: "store-check-1").first)
        let authorities = try #require(check["csca"] as? [String: Int])
        #expect(authorities == ["total": 3, "countries": 1, "expired": 0, "anchors": 3])
        #expect((check["crl"] as? [String: Int]) == ["total": 3, "stale": 0, "unverified": 0])
        let late = try #require(try objects(["check", "--at", "2027-01-01T00:00:00Z"], schema: "store-check-1").first)
        #expect((late["crl"] as? [String: Int])?["stale"] == 3)
        // A revocation list with a broken signature is a problem with its reason, and the status says so.
        var broken = [UInt8](try Data(contentsOf: PackageFolder.samples.appendingPathComponent("store/csca-1.crl")))
        broken[broken.count - 1] ^= 1
        let file = try folder.write(broken, to: "broken.crl").path
        #expect(try run(["import", file] + Program.time).status == 0)
        let bad = try #require(try objects(["check"] + Program.time, schema: "store-check-1", status: 1).first)
        #expect((bad["problems"] as? [[String: Any]])?.first?["reason"] as? String == "signature-invalid")
        #expect(try run(["check", "--exit-zero"] + Program.time).status == 0)
        #expect(try Program.run(["store", "check", "--store", "store"] + Program.time).status == 0)
    }

    /// Departures from the profiles are counted and listed; no verdict depends on them.
    @Test func lintNamesWhatDepartsFromTheProfiles() throws {
        #expect(try run(["import", "--trust", "store"] + Program.time).status == 0)
        let clean = try objects(["lint"], schema: "store-lint-summary-1")
        #expect(clean.first?["clean"] as? Int == 7 && clean.count == 1)
        // One bit of the serial number makes it negative; what else is said of the certificate stays.
        var odd = [UInt8](try Data(contentsOf: PackageFolder.samples.appendingPathComponent("store/csca-1.cer")))
        #expect(odd[8...13].elementsEqual([0xA0, 0x03, 0x02, 0x01, 0x02, 0x02]))
        odd[15] |= 0x80
        let file = try folder.write(odd, to: "odd.cer").path
        #expect(try run(["import", file] + Program.time).status == 0)
        let result = try run(["lint", "--format", "json"])
        #expect(try SchemaTests.deviations(result) == [] && result.status == 1)
        let found = try #require(try Program.json(result) as? [[String: Any]])
        #expect(found.map { $0["schema"] as? String } == ["mrtd.store-lint/1", "mrtd.store-lint-summary/1"])
        let rules = (found.first?["findings"] as? [[String: Any]])?.map { $0["rule"] as? String }
        #expect(rules == ["serial-number-positive"])
        #expect(try run(["lint", "--exit-zero"]).status == 0)
        #expect(
            try run(["lint", "--verbose", "--exit-zero"]).text.contains("serial-number-positive: the serial number is zero or negative"))
        #expect(try objects(["lint", "--country", "de"], schema: "store-lint-summary-1").first?["certificates"] as? Int == 0)
        #expect(try Program.run(["store", "lint", "--store", "store"]).status == 0)
    }

    /// A list about the passport of the samples changes what is said of it, from a store file and from a folder.
    @Test func deviationListsReachTheVerdict() throws {
        let utopia = try Utopia { try? String(contentsOf: PackageFolder.samples.appendingPathComponent("keys/\($0).pem"), encoding: .utf8) }
        let authority = try utopia.authority(.passport).issuer
        let key = try utopia.signerKey(.identityCard)
        let validity = Period(Timestamp(secondsSinceEpoch: 1_700_000_000), Timestamp(secondsSinceEpoch: 2_000_000_000))
        let certificate = try authority.issue(
            CertificateRequest(
                .deviationListSigner, subject: Name(commonName: "Lists"), key: key, serialNumber: [0x71], validity: validity,
                privateKeyUsage: validity))
        var content = DeviationListContent.wrongHash(in: 12, documentNumbers: ["U00473K21"])
        content.deviations[0].documentType = "P"
        let list = try SignedMessage(
            contentType: .deviationList, content: content.bytes(), signer: key,
            identifier: .issuerAndSerialNumber(authority.name, [0x71]), certificates: [certificate],
            signingTime: Timestamp(secondsSinceEpoch: 1_777_000_000)
        ).bytes()
        let path = try folder.write(list, to: "list.dl").path
        for name in try FileManager.default.contentsOfDirectory(atPath: PackageFolder.samples.appendingPathComponent("passport").path) {
            var bytes = [UInt8](try Data(contentsOf: PackageFolder.samples.appendingPathComponent("passport/" + name)))
            if name == "EF_DG12.bin" { bytes[bytes.count - 1] ^= 1 }
            try folder.write(bytes, to: "deviating/" + name)
        }
        func verdicts(_ store: [String]) throws -> [String: [String: Any]] {
            let result = try Program.run(["verify", folder.url("deviating").path, "--format", "json"] + Program.time + store)
            #expect(try SchemaTests.deviations(result) == [])
            let report = try #require((try Program.json(result) as? [[String: Any]])?.first)
            let checks = try #require(report["checks"] as? [[String: Any]])
            return Dictionary(checks.map { ($0["id"] as? String ?? "", $0) }) { first, _ in first }
        }
        #expect(try run(["import", "--trust", "store"] + Program.time).status == 0)
        #expect(try verdicts(store)["security-object.data-group-hashes"]?["verdict"] as? String == "failed")
        #expect(try run(["import", path] + Program.time).status == 0)
        for name in try FileManager.default.contentsOfDirectory(atPath: PackageFolder.samples.appendingPathComponent("store").path) {
            let bytes = [UInt8](try Data(contentsOf: PackageFolder.samples.appendingPathComponent("store/" + name)))
            try folder.write(bytes, to: "lists/" + name)
        }
        try folder.write(list, to: "lists/list.dl")
        for store in [store, ["--store", folder.url("lists").path]] {
            let found = try verdicts(store)
            #expect(found["security-object.data-group-hashes"]?["verdict"] as? String == "undetermined", "\(store)")
            #expect(found["document.known-deviation"]?["verdict"] as? String == "failed")
            let entry = ((found["document.known-deviation"]?["evidence"] as? [String: Any])?["entries"] as? [[String: Any]])?.first
            #expect(
                entry?["entry"] as? Int == 0 && (entry?["list"] as? String)?.hasSuffix("list.dl") == true
                    && entry?["trusted"] as? Bool == true)
        }
        let text = try Program.run(["verify", folder.url("deviating").path] + Program.time + store)
        let words = text.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("entry 0: data-group-hash-wrong (12)"), "\(text.text)")
    }

    /// On a medium that cannot be written, where SQLite finds no place for the index of its log, every command that only reads goes on.
    @Test func readingNeedsNoPlaceToWrite() throws {
        #expect(try run(["import", "--trust", "store"] + Program.time).status == 0)
        // A name so long that nothing can stand beside the file, which root cannot change either.
        let narrow = folder.url("narrow/" + String(repeating: "s", count: 252)).path
        try FileManager.default.createDirectory(atPath: folder.url("narrow").path, withIntermediateDirectories: false)
        try FileManager.default.moveItem(atPath: store[1], toPath: narrow)
        let options = ["--store", narrow]
        func read(_ arguments: [String]) throws -> SubprocessResult { try Program.run(["store"] + arguments + options) }
        let listed = try #require(try Program.json(read(["list", "--format", "json"])) as? [[String: Any]])
        let digest = try #require(listed.first?["sha256"] as? String)
        for command in [["list", "--sources"], ["show", digest], ["check"], ["lint"], ["coverage"]] {
            #expect(try read(command).status == 0, "\(command)")
        }
        #expect(try read(["export", "-o", folder.url("out.pem").path]).status == 0)
        #expect(try Program.run(["store", "diff", narrow, "store"]).status == 0)
        #expect(try Program.run(["verify", "passport"] + Program.time + options).status == 0)
        #expect(try Program.run(["doctor"] + Program.time + options).status != 78)
    }

    @Test func coverageSaysHowOldTheMaterialIs() throws {
        #expect(try run(["import", "--trust", "store"] + Program.time).status == 0)
        let coverage = try #require(try objects(["coverage"] + Program.time, schema: "store-coverage-1").first)
        #expect(coverage["covered"] as? Int == 1)
        let country = try #require((coverage["countries"] as? [[String: Any]])?.first)
        #expect(country["country"] as? String == "UT" && (country["crl"] as? [String: Any])?["ageInDays"] as? Int == 17)
        #expect((coverage["clock"] as? [String: Any])?["isBehind"] as? Bool == false)
        let early = try run(["coverage", "--at", "2026-01-01"])
        #expect(early.errorText.contains("clock"))
    }

    @Test func differenceOfTwoStores() throws {
        #expect(try run(["import", "store"] + Program.time).status == 0)
        let path = store[1]
        let same = try Program.run(["store", "diff", path, "store"])
        #expect(same.status == 0, "\(same.text)")
        let result = try Program.run(["store", "diff", path, "store/csca-1.cer", "--format", "json"])
        let object = try #require((try Program.json(result) as? [[String: Any]])?.first)
        #expect(try SchemaTests.deviations(result) == [] && result.status == 1)
        #expect(object["common"] as? Int == 1 && (object["onlyInFirst"] as? [Any])?.count == 3)
    }

    /// What is exported in any form is read again, by another store and without one.
    @Test(.enabled(if: Subprocess.isAvailable("openssl"))) func exportsAreReadAgain() throws {
        #expect(try run(["import", "--trust", "store"] + Program.time).status == 0)
        let (pem, tree, bundle) = (folder.url("all.pem").path, folder.url("tree").path, folder.url("store.p7m").path)
        #expect(try run(["export", "--as", "pem", "-o", pem] + Program.time).status == 0)
        #expect(try run(["export", "--as", "folder", "-o", tree] + Program.time).status == 0)
        let key = folder.url("post.key").path
        let certificate = folder.url("post.pem").path
        let made = try Subprocess.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-subj", "/C=UT/CN=Post 1", "-days",
                "3650",
            ])
        #expect(made.status == 0, "\(made.errorText)")
        #expect(try run(["export", "--as", "bundle", "-o", bundle] + Program.time).status == 64)
        #expect(
            try run(["export", "--as", "bundle", "-o", bundle, "--key", key, "--certificate", certificate] + Program.time).status == 0)
        for path in [pem, tree] { #expect(try Program.run(["store", "diff", store[1], path]).status == 0, "\(path)") }
        #expect(try Program.run(["verify", "passport", "--store", bundle] + Program.time).status == 0)
        // Another program finds the signature right, and any changed octet wrong.
        let proven = try Subprocess.run(
            "openssl", ["cms", "-verify", "-noverify", "-inform", "DER", "-in", bundle, "-out", folder.url("content").path])
        #expect(proven.status == 0, "\(proven.errorText)")
        let post = ["--store", folder.url("post.sqlite").path]
        let stranger = try Program.run(["store", "import", bundle] + post + Program.time)
        #expect(stranger.status == 65 && stranger.text.contains("nobody vouched"))
        let taken = try Program.run(["store", "import", bundle, "--signer", certificate] + post + Program.time)
        #expect(taken.status == 0, "\(taken.text)")
        #expect(try Program.run(["verify", "passport"] + post + Program.time).status == 0)
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: bundle)))
        bytes[bytes.count / 3] ^= 1
        let spoilt = try folder.write(bytes, to: "spoilt.p7m").path
        #expect(try Program.run(["verify", "passport", "--store", spoilt] + Program.time).status == 78)
        // Nothing that exists is written over.
        #expect(try run(["export", "--as", "pem", "-o", pem]).status == 74)
    }

    /// Master lists and LDIF as they were published: what the store counts is what the openssl command counts.
    @Test(.enabled(if: ThirdPartyData.isPresent("master-lists") && Subprocess.isAvailable("python3")))
    func publishedListsCountAsTheOracleCounts() throws {
        let lists = try #require(ThirdPartyData.folder("master-lists"))
        let names = try FileManager.default.contentsOfDirectory(atPath: lists.path).filter { $0.hasSuffix(".ml") }.sorted()
        #expect(!names.isEmpty)
        for name in names {
            let file = lists.appendingPathComponent(name).path
            // Which of them are self-signed is counted for the newest list: it takes the openssl command three runs a certificate.
            let options = name == names.last(where: { $0.hasPrefix("DE") }) ? ["--self-signed"] : []
            let oracle = try Subprocess.run(
                "python3", ["contrib/oracle/count-master-list.py"] + options + [file], in: PackageFolder.root, timeout: 300)
            let numbers = oracle.text.split(separator: " ").dropFirst().compactMap {
                Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
            }
            #expect(numbers.count == 1 + options.count, "\(oracle.errorText)")
            let own = folder.url(name + ".sqlite").path
            let result = try Program.run(["store", "import", file, "--store", own, "--format", "json"] + Program.time)
            let object = try #require((try Program.json(result) as? [[String: Any]])?.first)
            let added = try #require(object["added"] as? [String: Int])
            #expect(result.status == 0 && (added["csca"] ?? 0) + (added["link"] ?? 0) == numbers.first, "\(name)")
            if let selfSigned = numbers.dropFirst().first { #expect(added["csca"] == selfSigned, "\(name)") }
        }
    }
}
