import CivilTime
import DocumentPKI
import Foundation
import Irregularities
import SignedStructures
import SpecimenIssuing
import TestSupport
import Testing

@testable import CertificateDatabase

/// Lists that a store took are verified again by the rules of the version that asks, and answers that are cut say so.
@Suite(.enabled(if: Subprocess.isAvailable("openssl") && Subprocess.isAvailable("sqlite3"))) struct KeptListTests {
    private let workshop: Workshop

    init() throws { workshop = try Workshop() }

    /// A store with a list that vouches.
    private func depot() throws -> Depot {
        let depot = try Depot()
        try depot.add([("csca.cer", workshop.anchor)], ImportChoices(isTrusted: true))
        try depot.add([("list.ml", try workshop.list(workshop.others))])
        #expect(try depot.trust(of: workshop.others[0]) == .trusted(.vouchedByMasterList))
        return depot
    }

    private func change(_ depot: Depot, _ sql: String) throws {
        let result = try Subprocess.run("sqlite3", [depot.path, sql])
        #expect(result.status == 0, "\(result.errorText)")
    }

    @Test func aListThatDoesNotVerifyAnyMoreIsSaidAndVouchesNoMore() throws {
        let depot = try depot()
        let lists = try depot.database.check(at: Workshop.time).masterLists
        #expect(lists.map(\.isKept) == [true] && lists.map(\.doesVerify) == [true] && lists.map(\.objection) == [nil])
        // What a later version's stricter rules find of a list, a changed octet in the signature stands for.
        try change(
            depot,
            "UPDATE master_list SET cms = CAST(substr(cms, 1, length(cms) - 1) || x'00' AS BLOB) WHERE hex(substr(cms, -1)) <> '00'")
        let changed = try depot.database.check(at: Workshop.time).masterLists
        #expect(changed.map(\.doesVerify) == [false] && changed.map(\.objection) == [.signatureInvalid])
        // Trust is made anew by each change of the store.
        try depot.add([("other.cer", workshop.others[1])])
        #expect(try depot.trust(of: workshop.others[0]) == .known)
        #expect(try depot.database.sources().filter { $0.kind == .masterList }.map(\.vouches) == [false])
    }

    /// A store of the version before this one has no octets of its master lists: that is said, and mended by importing them again.
    @Test func aListThatWasNotKeptIsSaid() throws {
        let depot = try depot()
        try change(depot, "DELETE FROM master_list")
        let lists = try depot.database.check(at: Workshop.time).masterLists
        #expect(lists.map(\.isKept) == [false] && lists.map(\.objection) == [nil])
        try depot.add(paths: [depot.folder.url("in/list.ml").path])
        #expect(try depot.database.check(at: Workshop.time).masterLists.map(\.isKept) == [true])
    }

    /// The certificates of a list with a broken signature are taken where that is asked for, and nobody vouches for them.
    @Test func anUnverifiedListBringsWhatNobodyTrusts() throws {
        var list = try workshop.list(workshop.others + [workshop.anchor])
        list[list.count - 1] ^= 1
        let depot = try Depot()
        try depot.add([("csca.cer", workshop.anchor)], ImportChoices(isTrusted: true))
        let refused = try depot.add([("list.ml", list)])
        #expect(refused.refused.map(\.reason) == [.signatureInvalid] && refused.addedCount == 0 && refused.already == 0)
        let taken = try depot.add([("list.ml", list)], ImportChoices(takesUnverifiedLists: true))
        #expect(taken.refused.map(\.reason) == [.signatureInvalid] && taken.added == [.countrySigningCA: 2] && taken.already == 1)
        #expect(taken.addedMasterLists == 0)
        #expect(try depot.trust(of: workshop.others[0]) == .known && depot.trust(of: workshop.anchor) == .trusted(.trustedAtImport))
        let sources = try depot.database.sources().filter { $0.kind == .certificateBundle }
        #expect(sources.count == 1 && sources.allSatisfy { !$0.vouches && $0.signature == nil })
    }

    /// A list signed by the CSCA itself is taken and said to be.
    @Test func aListSignedByAnAuthorityIsSaid() throws {
        let depot = try Depot()
        try depot.add([("csca.cer", workshop.anchor)], ImportChoices(isTrusted: true))
        let own = try workshop.list(workshop.others, by: workshop.authority.key, workshop.anchor)
        try depot.add([("own.ml", own), ("list.ml", try workshop.list(workshop.others))])
        let lists = try depot.database.sources().filter { $0.kind == .masterList }
        #expect(lists.map(\.isSignedByAuthority) == [true, false] && lists.allSatisfy(\.vouches))
    }

    /// The database and the memory cut an answer at the same number, and the search says so.
    @Test func aCutAnswerIsSaid() throws {
        let stranger = try Workshop.authority("CSCA")
        let flood = try (0..<4096).map { try stranger.selfSigned([0x21, UInt8($0 >> 8), UInt8($0 & 0xFF)]) }
        let depot = try Depot()
        let files = [("flood.cer", flood.flatMap { $0 }), ("csca.cer", workshop.anchor)]
        try depot.add(files, ImportChoices(isTrusted: true))
        // Found by name alone: the stranger's key identifier is his own.
        let signer = try signerWithoutIdentifier()
        #expect(try depot.outcome(of: signer) == .boundReached)
        #expect(try depot.database.remove(Workshop.identity(flood[7]), note: nil, at: Workshop.time))
        #expect(try depot.outcome(of: signer) == .anchored)
    }

    /// A signer of the workshop's authority whose certificate has no authority key identifier.
    private func signerWithoutIdentifier() throws -> [UInt8] {
        var request = CertificateRequest(
            .documentSigner, subject: Name(commonName: "Document Signer"), key: try Workshop.key(), serialNumber: [9],
            validity: Workshop.validity, privateKeyUsage: Workshop.validity, documentTypes: ["P"])
        request.form.extensionEdits = [.remove(.authorityKeyIdentifier)]
        return try workshop.authority.issue(request)
    }

    /// Of hundreds of revocation lists of one authority the newest reach a verdict.
    @Test func theNewestOfManyRevocationListsCounts() throws {
        let depot = try Depot()
        let start = Workshop.at(2026).secondsSinceEpoch
        func list(_ day: Int, _ number: [UInt8]) throws -> [UInt8] {
            func time(_ days: Int) -> Timestamp { Timestamp(secondsSinceEpoch: start + Int64(days) * 86_400) }
            return try workshop.authority.revocationList(
                number: UInt(day + 1), thisUpdate: time(day), nextUpdate: time(day + 90), revoked: [(number, time(day - 1))])
        }
        // The newest is imported first.
        let lists = [try list(300, [3])] + (try (0..<300).map { try list($0, [5]) })
        try depot.add([("csca.cer", workshop.anchor), ("lists.crl", lists.flatMap { $0 })], ImportChoices(isTrusted: true))
        var keys = KeyCache()
        for store in [try DatabaseStore(path: depot.path), try DatabaseStore(askingSQLite: depot.path)] {
            let search = RevocationSearch(in: store)
            let result = search.lists(for: try Certificate(workshop.authority.signer()[...]), keys: &keys)
            #expect(result.revocation != nil && result.trusted.count == RevocationSearch.listLimit && store.failure == nil)
        }
    }
}
