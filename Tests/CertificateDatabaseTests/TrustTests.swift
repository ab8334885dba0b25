import CertificateDatabase
import CivilTime
import DocumentPKI
import Foundation
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import TestSupport
import Testing

/// Who is an anchor, and why: by the owner's word, by a list whose signer chains to such an anchor, and by nothing else.
@Suite(.enabled(if: Subprocess.isAvailable("openssl"))) struct TrustTests {
    private let workshop: Workshop
    private let depot: Depot

    init() throws {
        workshop = try Workshop()
        depot = try Depot()
    }

    private func german() throws -> [UInt8] { workshop.others[0] }

    @Test func importingTrustsNobody() throws {
        try depot.add([("csca.cer", workshop.anchor)])
        #expect(try depot.trust(of: workshop.anchor) == .known)
        #expect(try depot.outcome(of: workshop.authority.signer()) == .unanchored)
    }

    @Test func trustAtImportMakesAnchors() throws {
        let next = try Workshop.authority("CSCA 2")
        try depot.add(
            [("csca.cer", workshop.anchor), ("link.cer", try workshop.authority.link(to: next))], ImportChoices(isTrusted: true))
        #expect(try depot.trust(of: workshop.anchor) == .trusted(.trustedAtImport))
        #expect(try depot.outcome(of: workshop.authority.signer()) == .anchored)
        // The link certificate carries the trust to the new key.
        #expect(try depot.outcome(of: next.signer()) == .anchored)
        #expect(try depot.outcome(of: Workshop.authority("CSCA").signer()) == .noIssuer)
    }

    @Test func aListThatBringsItsOwnAuthorityProvesNothing() throws {
        try depot.add([("list.ml", try workshop.list([workshop.anchor] + workshop.others))])
        #expect(try depot.trust(of: workshop.anchor) == .known)
        #expect(try depot.trust(of: german()) == .known)
        #expect(try depot.database.sources().filter { $0.kind == .masterList }.map(\.vouches) == [false])
    }

    /// Whatever comes first, the list or the trust in its signer's CSCA.
    @Test(arguments: [false, true]) func aListVouchesWhoseSignerChainsToAnAnchor(_ isListFirst: Bool) throws {
        let list = ("list.ml", try workshop.list([workshop.anchor] + workshop.others))
        if isListFirst { try depot.add([list]) }
        try depot.add([("csca.cer", workshop.anchor)])
        try depot.database.trust(Workshop.identity(workshop.anchor), note: "compared", at: Workshop.time)
        if !isListFirst { try depot.add([list]) }
        #expect(try depot.trust(of: german()) == .trusted(.vouchedByMasterList))
        #expect(try depot.trust(of: workshop.anchor) == .trusted(.trustedByHand))
        #expect(try depot.trust(of: workshop.listSignerCertificate) == .known)
        // Taken back, it vouches no more.
        try depot.database.forgetDecision(Workshop.identity(workshop.anchor), note: nil, at: Workshop.time)
        #expect(try depot.trust(of: german()) == .known)
    }

    /// A fingerprint that was published for the signer of the lists is enough.
    @Test func aPinnedSignerVouches() throws {
        try depot.database.trust(Workshop.identity(workshop.listSignerCertificate), note: nil, at: Workshop.time)
        try depot.add([("list.ml", try workshop.list(workshop.others))])
        #expect(try depot.trust(of: german()) == .trusted(.vouchedByMasterList))
        // The signer pinned is no anchor itself.
        #expect(try depot.outcome(of: workshop.authority.signer()) == .noIssuer)
    }

    /// A CSCA that only a list vouches for cannot make another list vouch.
    @Test func vouchingIsNotPassedOn() throws {
        let other = try Workshop.authority("CSCA", country: "DE")
        let otherAnchor = try other.selfSigned()
        let key = try Workshop.key()
        let signer = try other.listSigner([0x71], key: key)
        try depot.add([("csca.cer", workshop.anchor)], ImportChoices(isTrusted: true))
        try depot.add([("first.ml", try workshop.list([otherAnchor]))])
        try depot.add([("second.ml", try workshop.list(workshop.others, by: key, signer))])
        #expect(try depot.trust(of: otherAnchor) == .trusted(.vouchedByMasterList))
        #expect(try depot.trust(of: german()) == .known)
    }

    /// What the message carries beside its signed content is nobody's word.
    @Test func certificatesOutsideTheSignedContentAreNotVouchedFor() throws {
        let folder = try TemporaryFolder()
        let extra = try folder.write(Workshop.pem(german()), to: "extra.pem").path
        try depot.add([("csca.cer", workshop.anchor)], ImportChoices(isTrusted: true))
        try depot.add([("list.ml", try workshop.list([workshop.others[1]], more: ["-certfile", extra]))])
        #expect(try depot.trust(of: workshop.others[1]) == .trusted(.vouchedByMasterList))
        #expect(try depot.trust(of: german()) == .known)
    }

    /// Its key is held by many offices, and is for documents.
    @Test func aDocumentSignersListVouchesForNobody() throws {
        let key = try Workshop.key()
        let signer = try workshop.authority.signer([0x72], key: key)
        try depot.add([("csca.cer", workshop.anchor)], ImportChoices(isTrusted: true))
        try depot.add([("list.ml", try workshop.list(workshop.others, by: key, signer))])
        #expect(try depot.outcome(of: signer) == .anchored)
        #expect(try depot.trust(of: german()) == .known)
    }

    @Test func aStrangersListVouchesForNobody() throws {
        let stranger = try Workshop.key()
        let signer = try Workshop.authority("CSCA").signer([0x70], key: stranger)
        try depot.add([("csca.cer", workshop.anchor)], ImportChoices(isTrusted: true))
        let result = try depot.add([("list.ml", try workshop.list(workshop.others, by: stranger, signer))])
        #expect(result.refused.isEmpty)
        #expect(try depot.trust(of: german()) == .known)
    }

    @Test func distrustOverridesEverything() throws {
        try depot.add([("csca.cer", workshop.anchor)], ImportChoices(isTrusted: true))
        try depot.add([("list.ml", try workshop.list([workshop.anchor] + workshop.others))])
        #expect(try depot.trust(of: german()) == .trusted(.vouchedByMasterList))
        try depot.database.distrust(Workshop.identity(workshop.anchor), note: "key lost", at: Workshop.time)
        #expect(try depot.trust(of: workshop.anchor) == .distrusted)
        #expect(try depot.outcome(of: workshop.authority.signer()) == .distrusted)
        // Its list vouches no more, and importing it again with trust changes nothing.
        #expect(try depot.trust(of: german()) == .known)
        try depot.add([("csca.cer", workshop.anchor)], ImportChoices(isTrusted: true))
        #expect(try depot.trust(of: workshop.anchor) == .distrusted)
        let log = try depot.database.trustLog()
        #expect(log.map(\.action) == ["trust-at-import", "distrust"] && log.last?.note == "key lost")
    }

    /// Distrust is of the key: under another name, in a link certificate, and after the distrusted certificate was removed.
    @Test func distrustIsOfTheKey() throws {
        let (renamed, older) = (try Workshop.authority("Renamed", key: workshop.authority.key), try Workshop.authority("CSCA before"))
        let (twin, link) = (try renamed.selfSigned(), try older.link(to: renamed))
        let files = [workshop.anchor, twin, link, try older.selfSigned()].enumerated().map { ("\($0.offset)", $0.element) }
        try depot.add(files, ImportChoices(isTrusted: true))
        let anchor = try Workshop.identity(workshop.anchor)
        #expect(try depot.outcome(of: renamed.signer()) == .anchored)
        for isRemoved in [false, true] {
            if isRemoved {
                #expect(try depot.database.remove(anchor, note: nil, at: Workshop.time))
            } else {
                try depot.database.distrust(anchor, note: "key lost", at: Workshop.time)
            }
            #expect(try depot.trust(of: twin) == .distrustedKey && depot.trust(of: link) == .distrustedKey)
            #expect(try depot.trust(of: older.selfSigned()) != .distrustedKey)
            #expect(try depot.outcome(of: renamed.signer()) == .distrusted)
        }
        // One of them imported later has it from the start.
        let later = try Workshop.authority("Later", key: workshop.authority.key)
        try depot.add([("later.cer", later.selfSigned())], ImportChoices(isTrusted: true))
        #expect(try depot.outcome(of: later.signer()) == .distrusted)
        try depot.database.forgetDecision(anchor, note: nil, at: Workshop.time)
        #expect(try depot.trust(of: twin) == .trusted(.trustedAtImport))
        #expect(try depot.outcome(of: renamed.signer()) == .anchored)
    }

    /// A list vouches where its signer was valid when it signed and is not revoked; whatever comes first, the list or the revocation.
    @Test(arguments: [false, true]) func aListOfAnExpiredOrRevokedSignerVouchesForNobody(_ isListFirst: Bool) throws {
        let then = Workshop.at(2026, 5)
        let (revoked, other) = (([0x70], Workshop.at(2026, 5, 20)) as ([UInt8], Timestamp), ([0x71], then) as ([UInt8], Timestamp))
        let vectors: [(name: String, validity: Period, signedAt: Timestamp?, revoked: [([UInt8], Timestamp)], doesVouch: Bool)] = [
            ("valid", Workshop.validity, then, [], true), ("another is revoked", Workshop.validity, then, [other], true),
            ("expired since", Period(Workshop.at(2019), Workshop.at(2021)), Workshop.at(2020), [], true),
            ("expired then", Period(Workshop.at(2019), Workshop.at(2021)), then, [], false),
            ("not yet valid then", Period(then, Workshop.at(2030)), Workshop.at(2026, 4), [], false),
            ("no time of signing", Workshop.validity, nil, [], true), ("revoked since", Workshop.validity, then, [revoked], false),
        ]
        for vector in vectors {
            let depot = try Depot()
            try depot.add([("csca.cer", workshop.anchor)], ImportChoices(isTrusted: true))
            let signer = try workshop.authority.issue(
                CertificateRequest(
                    .masterListSigner, subject: Name(commonName: "Lists"), key: workshop.listSigner, serialNumber: [0x70],
                    validity: vector.validity, privateKeyUsage: vector.validity))
            let list = try SignedMessage(
                contentType: .cscaMasterList, content: SignedMessage.masterListContent(workshop.others), signer: workshop.listSigner,
                identifier: .issuerAndSerialNumber(workshop.authority.name, [0x70]), certificates: [signer], signingTime: vector.signedAt
            ).bytes()
            let revocation = try workshop.authority.revocationList(
                number: 1, thisUpdate: then, nextUpdate: Workshop.at(2026, 8), revoked: vector.revoked)
            for file in isListFirst ? [("list.ml", list), ("list.crl", revocation)] : [("list.crl", revocation), ("list.ml", list)] {
                try depot.add([file])
            }
            #expect(try depot.trust(of: german()) == (vector.doesVouch ? .trusted(.vouchedByMasterList) : .known), "\(vector.name)")
            // A signer that was pinned by hand does not vouch either.
            try depot.database.trust(Workshop.identity(signer), note: nil, at: Workshop.time)
            #expect(try depot.trust(of: german()) == (vector.doesVouch ? .trusted(.vouchedByMasterList) : .known), "\(vector.name)")
        }
    }

    /// The store answers a path search as the same files in memory do.
    @Test func theDatabaseAnswersAsMemoryDoes() throws {
        let next = try Workshop.authority("CSCA 2")
        let files = [
            workshop.anchor, try workshop.authority.link(to: next), workshop.others[0], try next.signer([9]),
        ]
        let list = try workshop.authority.revocationList(
            number: 1, thisUpdate: Workshop.at(2026, 5), nextUpdate: Workshop.at(2026, 8), revoked: [([3], Workshop.at(2025))])
        try depot.add((files + [list]).enumerated().map { ("\($0.offset)", $0.element) }, ImportChoices(isTrusted: true))
        var keys = KeyCache()
        var reader = StoreReader(trust: .trustedAtImport)
        for (index, file) in (files + [list]).enumerated() { reader.read(file[...], name: "\(index)", keys: &keys) }
        let (memory, store) = (reader.store, try DatabaseStore(path: depot.path))
        for signer in [try workshop.authority.signer(), try next.signer(), try Workshop.authority("CSCA").signer()] {
            let certificate = try Certificate(signer[...])
            let identity = try keys.identity(certificate)
            var (one, two) = (PathSearch(in: memory), PathSearch(in: store))
            let (left, right) = (
                one.path(of: certificate, identity: identity, keys: &keys), two.path(of: certificate, identity: identity, keys: &keys)
            )
            #expect(left.outcome == right.outcome && left.path.map(\.identity) == right.path.map(\.identity))
            let (lists, others) = (
                RevocationSearch(in: memory).lists(for: certificate, keys: &keys),
                RevocationSearch(in: store).lists(for: certificate, keys: &keys)
            )
            #expect(lists.trusted.map(\.list) == others.trusted.map(\.list) && lists.revocation?.entry == others.revocation?.entry)
        }
        let signer = try #require(memory.certificates.last)
        #expect(store.signers(serialNumber: [9]).map(\.identity) == [signer.identity])
        #expect(store.signers(keyIdentifier: try #require(signer.certificate.subjectKeyIdentifier)).map(\.identity) == [signer.identity])
        #expect(store.authorities(country: "UT").count == memory.authorities(country: "UT").count && store.failure == nil)
    }
}
