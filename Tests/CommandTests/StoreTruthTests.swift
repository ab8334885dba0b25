import Foundation
import TestSupport
import Testing

/// A store of a whole infrastructure, with every fault that `mrtd specimen pki` makes, against the truth that its index states.
@Suite struct StoreTruthTests {
    /// A file of the index.
    private struct Entry {
        let path: String
        let kind: String
        let store: [String]
        let chains: Bool
        let isRevoked: Bool

        init?(_ object: [String: Any]) {
            guard let path = object["path"] as? String, let kind = object["kind"] as? String, let store = object["store"] as? [String]
            else {
                return nil
            }
            (self.path, self.kind, self.store) = (path, kind, store)
            chains = object["outcome"] as? String == "chains"
            isRevoked = object["revokedBy"] is String
        }

        var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }
    }

    @Test func whatChainsIsWhatTheTruthSays() throws {
        let folder = try TemporaryFolder()
        let made = try Program.run(
            SpecimenPKITests.quick + ["--fault", "all", "--signers", "60", "-o", folder.url("pki").path], timeout: 300)
        #expect(made.status == 0, "\(made.errorText)")
        let index = try JSONSerialization.jsonObject(with: Data(contentsOf: folder.url("pki/index.json"))) as? [String: Any]
        let entries = try #require(index?["files"] as? [[String: Any]]).compactMap { Entry($0) }
        let groups = Dictionary(grouping: entries.filter { $0.kind == "document-signer" }, by: \.store)
        #expect(groups.count > 5)
        for (number, group) in groups.sorted(by: { $0.key.joined() < $1.key.joined() }).enumerated() {
            let own = folder.url("\(number).sqlite").path
            let trusted = entries.filter { group.key.contains($0.folder) && ["csca", "link"].contains($0.kind) }.map(\.path)
            try take(trusted, ["--trust"], into: own, in: folder)
            try take(group.value.map(\.path), [], into: own, in: folder)
            let started = Date()
            let result = try Program.run(
                ["store", "check", "--format", "json", "--exit-zero", "--store", own] + Program.time, in: folder.url("pki"))
            let check = try #require((try Program.json(result) as? [[String: Any]])?.first, "\(result.errorText)")
            let signers = try #require(check["dsc"] as? [String: Any])
            #expect(signers["anchored"] as? Int == group.value.count { $0.chains }, "\(group.key)")
            #expect(signers["total"] as? Int == Set(group.value.map(\.path)).count, "\(group.key)")
            // The most that a search may try, for the loop and the flood too.
            #expect(Date().timeIntervalSince(started) < 20, "\(group.key)")
        }
    }

    private func take(_ paths: [String], _ options: [String], into store: String, in folder: TemporaryFolder) throws {
        guard !paths.isEmpty else { return }
        let result = try Program.run(
            ["store", "import", "--store", store] + options + paths + Program.time, in: folder.url("pki"), timeout: 120)
        #expect(result.status == 0, "\(result.errorText)\(result.text.prefix(400))")
    }

    /// Revocation counts where the list counts: not by a broken signature, and not by a stranger.
    @Test func revokedSignersAreThoseOfTheTruth() throws {
        let folder = try TemporaryFolder()
        let made = try Program.run(SpecimenPKITests.quick + ["--signers", "60", "-o", folder.url("pki").path], timeout: 300)
        #expect(made.status == 0, "\(made.errorText)")
        let index = try JSONSerialization.jsonObject(with: Data(contentsOf: folder.url("pki/index.json"))) as? [String: Any]
        let entries = try #require(index?["files"] as? [[String: Any]]).compactMap { Entry($0) }
        let own = folder.url("own.sqlite").path
        try take(["csca", "link"], ["--trust"], into: own, in: folder)
        try take(["ldif", "crl"], [], into: own, in: folder)
        let result = try Program.run(["store", "check", "--format", "json", "--exit-zero", "--store", own] + Program.time)
        let check = try #require((try Program.json(result) as? [[String: Any]])?.first)
        let signers = try #require(check["dsc"] as? [String: Any])
        let truth = entries.filter { $0.kind == "document-signer" && $0.folder == "dsc" }
        #expect(truth.contains { $0.isRevoked } && signers["total"] as? Int == truth.count)
        #expect(signers["revoked"] as? Int == truth.count { $0.isRevoked } && signers["anchored"] as? Int == truth.count)
        // Master lists of the directory: the authorities in them were there already.
        let lists = try #require(check["sources"] as? [[String: Any]]).filter { $0["kind"] as? String == "master-list" }
        #expect(!lists.isEmpty && lists.contains { $0["vouches"] as? Bool == true })
    }

    /// A list vouches where the truth has a path for it, and where it does not, the check says why.
    @Test func listsVouchWhereTheTruthSays() throws {
        let folder = try TemporaryFolder()
        let faults = [
            "list-by-stranger", "list-signature", "list-message-digest", "list-content-type", "list-signer-usage", "list-signer-expired",
            "list-unsorted", "list-duplicates", "list-garbage",
        ]
        let made = try Program.run(
            SpecimenPKITests.quick + faults.flatMap { ["--fault", $0] } + ["-o", folder.url("pki").path], timeout: 300)
        #expect(made.status == 0, "\(made.errorText)")
        let reasons = [
            "list-by-stranger": "signer-not-trusted", "list-signer-usage": "signer-purpose",
            "list-signer-expired": "signed-outside-validity",
        ]
        for fault in faults {
            let (place, own) = ("faults/" + fault, folder.url(fault + ".sqlite").path)
            if fault != "list-by-stranger" { try take([place + "/store"], ["--trust"], into: own, in: folder) }
            let files = ["signer.cer", "list.ml"] + (fault == "list-by-stranger" ? ["csca.cer"] : [])
            try take(files.map { place + "/" + $0 }, [], into: own, in: folder)
            let result = try Program.run(["store", "check", "--format", "json", "--exit-zero", "--store", own] + Program.time)
            let check = try #require((try Program.json(result) as? [[String: Any]])?.first, "\(result.errorText)")
            let lists = try #require(check["masterLists"] as? [[String: Any]])
            let isTaken = !["list-signature", "list-message-digest", "list-content-type"].contains(fault)
            #expect(lists.map { $0["verifies"] as? Bool } == (isTaken ? [true] : []), "\(fault)")
            #expect(lists.allSatisfy { $0["reason"] as? String == reasons[fault] }, "\(fault): \(lists)")
            #expect(lists.allSatisfy { $0["vouches"] as? Bool == (reasons[fault] == nil) }, "\(fault)")
            let anchors = (check["csca"] as? [String: Any])?["anchors"] as? Int
            #expect(anchors == (fault == "list-by-stranger" ? 0 : isTaken && reasons[fault] == nil ? 3 : 1), "\(fault)")
        }
        // The lists of the infrastructure vouch, whatever their form; those of a store that trusts nobody do not.
        let own = folder.url("own.sqlite").path
        try take(["csca/csca-2.cer"], ["--trust"], into: own, in: folder)
        try take(["ml", "signers"], [], into: own, in: folder)
        let result = try Program.run(["store", "check", "--format", "json", "--exit-zero", "--store", own] + Program.time)
        let lists = try #require(((try Program.json(result) as? [[String: Any]])?.first?["masterLists"]) as? [[String: Any]])
        #expect(lists.count == 9 && lists.allSatisfy { $0["vouches"] as? Bool == true })
    }
}
