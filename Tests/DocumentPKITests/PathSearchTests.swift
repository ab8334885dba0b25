import DocumentPKI
import Irregularities
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import Testing

/// The search for an anchor: which candidates are tried, in which order, and what the outcome is.
@Suite struct PathSearchTests {
    private static let junk = [UInt8](repeating: 0xEE, count: 20)

    @Test func aCandidateIsFoundByKeyIdentifierThenNameThenCountry() throws {
        let authority = try Country.authority("CSCA One")
        let store = Shelf([try authority.selfSigned()]).store()
        let renamed = CertificateAuthority(name: Name(commonName: "CSCA of another name"), key: authority.key)
        let folded = CertificateAuthority(name: Name(commonName: "csca  ONE"), key: authority.key)
        let vectors: [(name: String, signer: [UInt8], origin: CandidateOrigin)] = [
            ("all agree", try authority.signer(), .keyIdentifier),
            ("identifier only", try renamed.signer(), .keyIdentifier),
            ("name only", try authority.signer(authorityKeyIdentifier: PathSearchTests.junk), .name),
            ("name folded", try folded.signer(authorityKeyIdentifier: PathSearchTests.junk), .name),
            ("country only", try renamed.signer(authorityKeyIdentifier: PathSearchTests.junk), .country),
        ]
        for vector in vectors {
            let result = try path(of: vector.signer, in: store)
            #expect(result.outcome == .anchored && result.roles == "DSC CSCA", "\(vector.name)")
            #expect(result.candidates.map(\.origin) == [vector.origin], "\(vector.name)")
            #expect(result.path.map(\.foundBy) == [nil, vector.origin], "\(vector.name)")
            #expect(result.path.last?.sources == [CertificateSource(name: "file-0")], "\(vector.name)")
        }
    }

    /// A document signer that signed its own certificate is in the store, and no authority all the same.
    @Test func aSelfSignedDocumentSignerIsNoAnchor() throws {
        let signer = try Country.authority("Document Signer")
        let certificate = try signer.issue(signer.request(.documentSigner, signer.name, signer.key))
        let parsed = try Certificate(certificate[...])
        #expect(parsed.isSelfIssued && !parsed.isAuthority)
        let result = try path(of: certificate, in: Shelf([certificate]).store())
        #expect(result.outcome == .noIssuer && result.candidates.isEmpty)
        // Nor for a certificate that it signed.
        #expect(try path(of: signer.signer(), in: Shelf([certificate]).store()).outcome == .noIssuer)
    }

    @Test func everyDistinctKeyIsTriedOnceInOrder() throws {
        let right = try Country.authority("CSCA Right")
        // Strangers: one with the right identifier cannot be made, for it is the key's digest; so three of the same name, two of the country.
        let sameName = try (0..<3).map { _ in try Country.authority("CSCA Right").selfSigned() }
        let sameCountry = try (0..<2).map { try Country.authority("CSCA Other \($0)").selfSigned() }
        let elsewhere = try Country.authority("CSCA Elsewhere", country: "DE").selfSigned()
        let store = Shelf([elsewhere] + sameCountry + sameName + [try right.selfSigned()]).store()
        let unnamed = CertificateAuthority(name: Name(commonName: "CSCA Right"), key: try Country.key())
        let lost = try path(of: unnamed.signer(), in: store)
        #expect(lost.outcome == .noIssuer && lost.roles == "DSC")
        #expect(lost.candidates.map(\.origin) == [.name, .name, .name, .name, .country, .country])
        #expect(lost.candidates.allSatisfy { $0.proof == .invalid } && Set(lost.candidates.map(\.identity)).count == 6)
        let found = try path(of: right.signer(authorityKeyIdentifier: PathSearchTests.junk), in: store)
        #expect(found.outcome == .anchored && found.candidates.map(\.proof) == [.invalid, .invalid, .invalid, .valid])
        let direct = try path(of: right.signer(), in: store)
        #expect(direct.outcome == .anchored && direct.candidates.map(\.origin) == [.keyIdentifier])
    }

    /// A key on a curve did not make a signature by RSA, nor an RSA key one by ECDSA: they are tried like any other that did not sign.
    @Test func aKeyOfAnotherKindDidNotSign() throws {
        let curve = try Country.authority("CSCA")
        let rsa = try Country.authority(
            "CSCA", key: IssuingKey(try PrivateKey(rsaBits: 2048), form: .named, scheme: .rsaPKCS1(.sha256)))
        for (signing, other) in [(curve, rsa), (rsa, curve)] {
            let forged = try signing.signer(authorityKeyIdentifier: other.key.keyIdentifier())
            let byKey = try path(of: forged, in: Shelf([try other.selfSigned()]).store())
            #expect(byKey.outcome == .noIssuer && byKey.candidates.map(\.proof) == [.invalid])
            #expect(byKey.candidates.map(\.origin) == [.keyIdentifier])
            let byName = try path(of: signing.signer(), in: Shelf([try other.selfSigned()]).store())
            #expect(byName.candidates.map(\.proof) == [.invalid] && byName.candidates.map(\.origin) == [.name])
            // Nor does it stand in the way of the key that did.
            let both = try path(of: forged, in: Shelf([try other.selfSigned(), try signing.selfSigned()]).store())
            #expect(both.outcome == .anchored && both.candidates.map(\.proof) == [.invalid, .valid])
        }
    }

    /// Reissued CSCA certificates share key and name: the first that is trusted anchors, and each is a candidate of its own.
    @Test func certificatesOfOneKeyAreCandidatesOfTheirOwn() throws {
        let authority = try Country.authority("CSCA One")
        let (first, second) = (try authority.selfSigned(), try authority.selfSigned(serialNumber: [9]))
        let store = Shelf([first, second]).store([(first, .known)])
        let result = try path(of: authority.signer(), in: store)
        #expect(result.outcome == .anchored && result.candidates.count == 2)
        #expect(result.path.last?.certificate.serialNumber == [9])
    }

    @Test func linkCertificatesExtendAnAnchor() throws {
        let (old, new) = (try Country.authority("CSCA"), try Country.authority("CSCA"))
        let renamed = try Country.authority("CSCA of a new name")
        let links = [try old.link(to: new), try new.link(to: renamed, serialNumber: [4])]
        let signer = try renamed.signer()
        let full = try path(of: signer, in: Shelf([try old.selfSigned()] + links).store())
        #expect(full.outcome == .anchored && full.roles == "DSC LINK LINK CSCA")
        #expect(full.path.map(\.foundBy) == [nil, .keyIdentifier, .keyIdentifier, .keyIdentifier])
        // A link without the anchor below it vouches for nothing.
        #expect(try path(of: signer, in: Shelf(links).store()).outcome == .unanchored)
        let gap = try path(of: signer, in: Shelf([try old.selfSigned(), links[1]]).store())
        #expect(gap.outcome == .unanchored && gap.roles == "DSC LINK")
        // The new CSCA's own certificate anchors without a link.
        #expect(try path(of: signer, in: Shelf([try renamed.selfSigned()]).store()).roles == "DSC CSCA")
    }

    /// A certificate of another's name by itself, and a link by a stranger, are no path.
    @Test func whatNobodySignedIsNoAnchor() throws {
        let (old, new, stranger) = (try Country.authority("CSCA"), try Country.authority("CSCA 2"), try Country.authority("CSCA"))
        let forged = try stranger.issue(
            stranger.request(.link, new.name, new.key), authorityKeyIdentifier: try old.key.keyIdentifier())
        let result = try path(of: new.signer(), in: Shelf([try old.selfSigned(), forged]).store())
        #expect(result.outcome == .unanchored && result.roles == "DSC LINK")
        // Subject equals issuer, but another key signed.
        let claimed = try stranger.issue(stranger.request(.countrySigningCA, old.name, old.key))
        #expect(try path(of: old.signer(), in: Shelf([claimed]).store()).outcome == .unanchored)
        let broken = try Certificate(old.selfSigned().flipping(-1)[...])
        #expect(try path(of: old.signer(), in: Shelf([Array(broken.bytes)]).store()).outcome == .unanchored)
    }

    @Test func nobodyVouchesForAKnownCertificate() throws {
        let authority = try Country.authority("CSCA")
        let anchor = try authority.selfSigned()
        let known = try path(of: authority.signer(), in: Shelf([anchor]).store([(anchor, .known)]))
        #expect(known.outcome == .unanchored && known.roles == "DSC CSCA")
        #expect(try path(of: authority.signer(), in: .empty).outcome == .noIssuer)
    }

    /// A country named in small letters is the same country.
    @Test func countriesAreComparedInUpperCase() throws {
        let small = try Country.authority("CSCA", country: "ut")
        let store = Shelf([try small.selfSigned()]).store()
        let other = CertificateAuthority(name: Name(commonName: "CSCA of another name"), key: small.key)
        #expect(try path(of: other.signer(authorityKeyIdentifier: PathSearchTests.junk), in: store).outcome == .anchored)
    }

    /// Time is no part of a path: what is expired or not yet valid is judged by the checks, from the periods that are handed on.
    @Test func expiredAndFutureCertificatesAreOnPaths() throws {
        let authority = try Country.authority("CSCA")
        let past = Period(Country.at(1999), Country.at(2000))
        let future = Period(Country.at(2080), Country.at(2090))
        let anchor = try authority.selfSigned(validity: past)
        let signer = try authority.signer(validity: future)
        let result = try path(of: signer, in: Shelf([anchor]).store())
        #expect(result.outcome == .anchored)
        let traits = SignerTraits(of: try Certificate(signer[...]), path: result)
        #expect(traits.validities.map(\.notAfter) == [future.notAfter, past.notAfter])
        #expect(traits.validities.map(\.notBefore) == [future.notBefore, past.notBefore] && traits.countries == ["UT", "UT", "UT"])
    }
}
