import CivilTime
import DocumentPKI
import Foundation
import SignedStructures
import SpecimenIssuing
import TestSupport
import Testing

@testable import CertificateDatabase

/// The way past SQLite answers as SQLite does, or not at all.
@Suite(.enabled(if: Subprocess.isAvailable("openssl"))) struct RestingStoreTests {
    private let workshop: Workshop

    init() throws { workshop = try Workshop() }

    /// A store of many rows, so that its trees have inner pages and a list has pages of its own; closed, as other processes find it.
    private func makeStore(in folder: TemporaryFolder) throws -> (path: String, certificates: [Certificate]) {
        let path = folder.url("store.sqlite").path
        let key = try Workshop.key()
        var files = [workshop.anchor] + workshop.others
        for number in 0..<300 { files.append(try workshop.authority.signer([UInt8(number >> 7) + 1, UInt8(number & 0x7F)], key: key)) }
        let list = try workshop.authority.revocationList(
            number: 1, thisUpdate: Workshop.at(2026, 5), nextUpdate: Workshop.at(2026, 8),
            revoked: (0..<900).map { ([1, UInt8($0 >> 7), UInt8($0 & 0x7F)], Workshop.at(2025)) })
        let paths = try (files + [list]).enumerated().map { try folder.write($0.element, to: "in/\($0.offset)").path }
        let database = try StoreDatabase.create(at: path)
        var keys = KeyCache()
        _ = try database.importing(
            arguments: "test", choices: ImportChoices(isTrusted: true), at: Workshop.time, keys: &keys
        ) { session, keys in
            paths.allSatisfy { (try? StoreSourceReader().read($0, keys: &keys, into: &session)) != nil }
        }
        return (path, try files.map { try Certificate($0[...]) })
    }

    /// Everything that a path search can ask about some certificates.
    private func answers(_ store: DatabaseStore, _ certificates: [Certificate]) -> [[StoredCertificate]] {
        certificates.flatMap { certificate -> [[StoredCertificate]] in
            let identifier = certificate.subjectKeyIdentifier ?? []
            return [
                store.authorities(keyIdentifier: identifier), store.signers(keyIdentifier: identifier),
                store.authorities(named: certificate.subject.folded), store.signers(serialNumber: certificate.serialNumber),
            ]
        } + ["UT", "DE", "", "ZZ"].map { store.authorities(country: $0) }
    }

    private func lists(_ store: DatabaseStore, _ certificate: Certificate) -> [StoredRevocationList] {
        store.revocationLists(country: "UT") + store.revocationLists(country: "DE")
            + store.revocationLists(authorityKeyIdentifier: certificate.subjectKeyIdentifier ?? [])
    }

    @Test func itAnswersAsSQLiteDoes() throws {
        let folder = try TemporaryFolder()
        let (path, certificates) = try makeStore(in: folder)
        let (direct, asked) = (try DatabaseStore(path: path), try DatabaseStore(askingSQLite: path))
        #expect(direct.isAtRest && !asked.isAtRest)
        let (left, right) = (answers(direct, certificates), answers(asked, certificates))
        #expect(left == right && left.joined().count > 300)
        let (lists, others) = (lists(direct, certificates[0]), lists(asked, certificates[0]))
        #expect(lists.map(\.list) == others.map(\.list) && lists.map(\.source) == others.map(\.source) && lists.count == 2)
        #expect(try direct.counts() == asked.counts())
        #expect(try direct.counts() == (certificates.count, 1))
        #expect(direct.isAtRest && direct.failure == nil && asked.failure == nil)
    }

    /// A log beside the file, left by a process that was killed, sends every question to SQLite; so does one that comes up later.
    @Test func aLogEndsTheDirectWay() throws {
        let folder = try TemporaryFolder()
        let (path, certificates) = try makeStore(in: folder)
        let store = try DatabaseStore(path: path)
        #expect(store.isAtRest && store.authorities(country: "DE").count == 1)
        let writer = try StoreDatabase.open(path)
        try writer.distrust(Workshop.identity(workshop.others[0]), note: nil, at: Workshop.time)
        #expect(store.authorities(country: "DE").map(\.trust) == [.distrusted])
        let another = try DatabaseStore(path: path)
        #expect(!store.isAtRest && !another.isAtRest)
        #expect(store.authorities(named: certificates[0].subject.folded).count == 1 && store.failure == nil)
    }

    /// Changes between two questions are seen also where the writer has gone and left no log.
    @Test func aChangeBetweenQuestionsIsSeen() throws {
        let folder = try TemporaryFolder()
        let (path, certificates) = try makeStore(in: folder)
        let store = try DatabaseStore(path: path)
        #expect(store.authorities(country: "FR").map(\.trust) == [.trusted(.trustedAtImport)])
        for isTrusted in [false, true, false] {
            do {
                let writer = try StoreDatabase.open(path)
                let identity = try Workshop.identity(workshop.others[1])
                if isTrusted {
                    try writer.trust(identity, note: nil, at: Workshop.time)
                } else {
                    try writer.distrust(identity, note: nil, at: Workshop.time)
                }
            }
            #expect(store.authorities(country: "FR").map(\.trust) == [isTrusted ? .trusted(.trustedByHand) : .distrusted])
            #expect(store.isAtRest)
        }
        #expect(store.signers(serialNumber: certificates[5].serialNumber).count == 1)
    }

    /// A damaged file never traps and never hangs; what cannot be read directly is left to SQLite.
    @Test func damageIsLeftToSQLite() throws {
        let folder = try TemporaryFolder()
        let (path, certificates) = try makeStore(in: folder)
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var random = SplitMix64(seed: 9303)
        var refused = 0
        for _ in 0..<150 {
            var damaged = whole
            // Mostly the heads of pages, where the tree is.
            let page = Int(random.next() % UInt64(whole.count / 4096)) * 4096
            for _ in 0..<8 { damaged[page + Int(random.next() % 24)] = UInt8(truncatingIfNeeded: random.next()) }
            let copy = try folder.write(damaged, to: "damaged.sqlite").path
            guard var store = try? RestingStore(copy) else {
                refused += 1
                continue
            }
            for certificate in certificates.prefix(12) {
                for lookup in Lookup.allCases.prefix(5) {
                    _ = try? store.certificates(lookup, .blob(certificate.subjectKeyIdentifier ?? []))
                    _ = try? store.certificates(lookup, .text(Array("UT".utf8)[...]))
                }
                _ = try? store.lists(.listsByCountry, .text(Array("UT".utf8)[...]))
            }
        }
        #expect(refused < 150)
    }
}
