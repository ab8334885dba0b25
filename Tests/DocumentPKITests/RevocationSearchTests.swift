import CivilTime
import DocumentPKI
import Foundation
import SignedStructures
import SpecimenIssuing
import TestSupport
import Testing

/// What the revocation lists of a store say of a certificate.
func revocation(of certificate: [UInt8], in store: InMemoryStore) throws -> RevocationSearchResult {
    var keys = KeyCache()
    return RevocationSearch(in: store).lists(for: try Certificate(certificate[...]), keys: &keys)
}

@Suite struct RevocationSearchTests {
    @Test func aListRevokesWhatItNames() throws {
        let authority = try Country.authority("CSCA")
        let store = Shelf([try authority.selfSigned(), try authority.list([3], [5])]).store()
        let revoked = try revocation(of: authority.signer(serialNumber: [3]), in: store)
        #expect(revoked.trusted.count == 1 && revoked.revocation?.entry.date == Country.at(2025))
        let free = try revocation(of: authority.signer(serialNumber: [4]), in: store)
        #expect(free.trusted.count == 1 && free.revocation == nil && free.lists.first?.proof == .valid)
        // 00 03 is not how 3 is encoded, and 03 00 is another number.
        #expect(try revocation(of: authority.signer(serialNumber: [3, 0]), in: store).revocation == nil)
    }

    @Test func withoutAListNothingIsSaid() throws {
        let authority = try Country.authority("CSCA")
        let foreign = try Country.authority("CSCA", country: "DE")
        let store = Shelf([try authority.selfSigned(), try foreign.selfSigned(), try foreign.list([3])]).store()
        let result = try revocation(of: authority.signer(), in: store)
        #expect(result.lists.isEmpty && result.trusted.isEmpty && result.revocation == nil)
    }

    /// A list proves something only under an anchored key: not with a broken signature, not by a stranger, not by a key nobody trusts.
    @Test func onlyListsUnderAnAnchoredKeyCount() throws {
        let authority = try Country.authority("CSCA")
        let stranger = CertificateAuthority(name: authority.name, key: try Country.key())
        let anchor = try authority.selfSigned()
        let list = try authority.list([3])
        let signer = try authority.signer(serialNumber: [3])
        let identifier = try authority.key.keyIdentifier()
        let strangersIdentifier = try stranger.key.keyIdentifier()
        let place = try #require(try stranger.list([3]).firstRange(of: strangersIdentifier))
        var forged = try stranger.list([3])
        forged.replaceSubrange(place, with: identifier)
        let vectors: [(name: String, files: [[UInt8]], trust: Trust?, proof: SignatureProof?, counts: Bool)] = [
            ("right", [anchor, list], nil, .valid, true),
            ("a bit of the signature", [anchor, list.flipping(-1)], nil, .invalid, false),
            (
                "a serial number", [anchor, try authority.list([2]).flipping(try #require(try authority.list([2]).lastIndex(of: 2)))], nil,
                nil, false
            ),
            ("by a stranger", [anchor, try stranger.list([3])], nil, .invalid, false),
            ("by a stranger with our identifier", [anchor, forged], nil, .invalid, false),
            (
                "by a stranger who is in the store unsigned", [anchor, try stranger.selfSigned(), try stranger.list([3])], .known, .valid,
                false
            ),
            ("nobody trusts the authority", [anchor, list], .known, .valid, false),
            ("the authority is distrusted", [anchor, list], .distrusted, .valid, false),
        ]
        for vector in vectors {
            let trust = vector.trust.map { trust in vector.files.map { (bytes: $0, trust: trust) } } ?? []
            let result = try revocation(of: signer, in: Shelf(vector.files).store(trust))
            #expect(result.lists.count == 1, "\(vector.name)")
            if let proof = vector.proof { #expect(result.lists.first?.proof == proof, "\(vector.name)") }
            #expect(result.trusted.count == (vector.counts ? 1 : 0), "\(vector.name)")
            #expect((result.revocation != nil) == vector.counts, "\(vector.name)")
        }
    }

    /// The list of a new generation, anchored by a link, speaks for the certificates of the old one.
    @Test func aLaterGenerationRevokes() throws {
        let (old, new) = (try Country.authority("CSCA"), try Country.authority("CSCA"))
        let store = Shelf([try old.selfSigned(), try old.link(to: new), try new.list([3])]).store()
        #expect(try revocation(of: old.signer(serialNumber: [3]), in: store).revocation != nil)
        let unlinked = Shelf([try old.selfSigned(), try new.list([3])]).store()
        #expect(try revocation(of: old.signer(serialNumber: [3]), in: unlinked).revocation == nil)
    }

    /// Serial numbers are one authority's: an entry of another one of the same country says nothing, nor does its silence.
    @Test func anotherAuthorityOfTheCountryDoesNotSpeakForIt() throws {
        let (authority, other) = (try Country.authority("CSCA Passports"), try Country.authority("CSCA Cards"))
        let files = [try authority.selfSigned(), try other.selfSigned(), try other.list([3])]
        let result = try revocation(of: authority.signer(serialNumber: [3]), in: Shelf(files).store())
        #expect(result.lists.count == 1 && result.lists.first?.isAnchored == true && result.lists.first?.isOfIssuer == false)
        #expect(result.trusted.isEmpty && result.revocation == nil)
        // A link certificate makes the one the other's successor, in whichever direction the list goes.
        for link in [try authority.link(to: other), try other.link(to: authority)] {
            let linked = try revocation(of: authority.signer(serialNumber: [3]), in: Shelf(files + [link]).store())
            #expect(linked.revocation != nil)
        }
    }

    /// Of two certificates with the key that signed the list, one trusted is enough.
    @Test func aListCountsIfAnyCertificateOfItsKeyIsAnchored() throws {
        let authority = try Country.authority("CSCA")
        let (known, trusted) = (try authority.selfSigned(), try authority.selfSigned(serialNumber: [9]))
        let store = Shelf([known, trusted, try authority.list([3])]).store([(known, .known)])
        #expect(try revocation(of: authority.signer(serialNumber: [3]), in: store).revocation != nil)
    }

    /// Whether a list is stale is judged by the checks: its dates are handed on.
    @Test func datesAreHandedOn() throws {
        let authority = try Country.authority("CSCA")
        let stale = try authority.list(thisUpdate: Country.at(2020), nextUpdate: Country.at(2020, 4))
        let result = try revocation(of: authority.signer(), in: Shelf([try authority.selfSigned(), stale]).store())
        #expect(result.trusted.first?.list.nextUpdate == Country.at(2020, 4) && result.trusted.first?.list.thisUpdate == Country.at(2020))
    }

    @Test func noMoreListsAreLookedAtThanTheLimit() throws {
        let authority = try Country.authority("CSCA")
        let lists = try (0..<RevocationSearch.listLimit + 4).map { try authority.list([UInt8($0 + 1)]) }
        let result = try revocation(of: authority.signer(), in: Shelf([try authority.selfSigned()] + lists).store())
        #expect(result.lists.count == RevocationSearch.listLimit)
    }

    /// A store keeps every list that it ever had: the newest counts, wherever it stands among them, and whoever else has lists of the country.
    @Test func theNewestOfManyListsCounts() throws {
        let (authority, other) = (try Country.authority("CSCA"), try Country.authority("CSCA Other"))
        let stranger = CertificateAuthority(name: authority.name, key: try Country.key())
        let anchors = [try authority.selfSigned(), try other.selfSigned()]
        func day(_ number: Int) -> Timestamp { Timestamp(secondsSinceEpoch: Country.at(2026).secondsSinceEpoch + Int64(number) * 86400) }
        let old = try (0..<40).map { try authority.list([5], thisUpdate: day($0), nextUpdate: day($0 + 90)) }
        let newest = try authority.list([3], thisUpdate: day(40), nextUpdate: day(130))
        let others = try (0..<20).map { try other.list([5], thisUpdate: day(50 + $0), nextUpdate: day(200)) }
        let strangers = try (0..<20).map { try stranger.list([5], thisUpdate: day(80 + $0), nextUpdate: day(300)) }
        let signer = try authority.signer(serialNumber: [3])
        for (name, files) in [
            ("last", old + [newest]), ("first", [newest] + old), ("behind other authorities'", others + old + [newest]),
            ("behind strangers'", strangers + others + old + [newest]),
        ] {
            let result = try revocation(of: signer, in: Shelf(anchors + files).store())
            #expect(result.revocation?.by.list.thisUpdate == day(40) && !result.isCut, "\(name)")
            #expect(result.trusted.count == RevocationSearch.listLimit, "\(name)")
        }
        // Where so many strangers' stand before it that it is not looked at, that is said.
        let flood = try (0..<RevocationSearch.tryLimit).map { try stranger.list([5], thisUpdate: day(80 + $0), nextUpdate: day(400)) }
        let result = try revocation(of: signer, in: Shelf(anchors + flood + [newest]).store())
        #expect(result.trusted.isEmpty && result.isCut)
    }

    /// The openssl command, asked the same.
    @Test(.enabled(if: Subprocess.isAvailable("openssl"))) func opensslAgrees() throws {
        try TemporaryFolder.with { folder in
            let authority = try Country.authority("CSCA")
            func pem(_ bytes: [UInt8], _ kind: String, _ name: String) throws -> String {
                try folder.write(Subprocess.run("openssl", [kind, "-inform", "DER"], input: bytes).output, to: name).path
            }
            let anchor = try pem(authority.selfSigned(), "x509", "anchor.pem")
            for list in [try authority.list([3]), try authority.list([5]), try authority.list([3]).flipping(-1)] {
                for number in [[3], [4]] as [[UInt8]] {
                    let signer = try authority.signer(serialNumber: number)
                    let arguments = [
                        "verify", "-attime", "1780272000", "-CAfile", anchor, "-crl_check", "-CRLfile", try pem(list, "crl", "list.pem"),
                    ]
                    let oracle = try Subprocess.run("openssl", arguments + [try pem(signer, "x509", "signer.pem")])
                    let store = Shelf([try authority.selfSigned(), list]).store()
                    let ours = try revocation(of: signer, in: store)
                    #expect((oracle.status == 0) == (ours.trusted.count == 1 && ours.revocation == nil), "\(oracle.errorText)")
                    #expect(oracle.errorText.contains("certificate revoked") == (ours.revocation != nil), "\(oracle.errorText)")
                }
            }
        }
    }
}
