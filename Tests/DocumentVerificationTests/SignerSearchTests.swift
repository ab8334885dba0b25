import DocumentPKI
import DocumentVerification
import Irregularities
import SignedStructures
import SpecimenIssuing
import Testing

/// Which certificate is the signer's, where it was found, and what is known of a signer without one.
@Suite struct SignerSearchTests {
    private static let noCertificate: [UInt8] = [0x30, 0x03, 0x02, 0x01, 0x00]

    private static func files() throws -> Laboratory.Files { try Laboratory.files("passport") }

    /// The one SignerInfo and the one certificate of an EF.SOD.
    private static func parts(_ files: Laboratory.Files) throws -> (signer: [UInt8], certificate: [UInt8]) {
        let data = try files.signedData()
        return (Array(try #require(data.signerInfos.first).bytes), Array(try #require(data.certificates.first)))
    }

    private static func facts(_ files: Laboratory.Files, store: InMemoryStore? = nil) throws -> SecurityObjectFacts {
        try #require(Laboratory.record(files, store: store).securityObject)
    }

    @Test func aMissingCertificateIsLookedForInTheStore() throws {
        let files = try SignerSearchTests.files()
        let (signer, certificate) = try SignerSearchTests.parts(files)
        let bare = try files.reassembled(certificates: [], signers: [signer])
        let missing = try #require(SignerSearchTests.facts(bare).signer)
        #expect(missing.origin == .missing && missing.certificate == nil && missing.path == nil && missing.traits == nil)
        // What needs no key is proven all the same.
        #expect(missing.proof.messageDigestMatches == true && missing.proof.contentTypeMatches == true)
        #expect(missing.proof.signature == .unsupported(.signerCertificateMissing))
        let found = try #require(SignerSearchTests.facts(bare, store: Laboratory.store(adding: [certificate])).signer)
        #expect(found.origin == .store && found.proof.overall == .valid && found.path?.outcome == .anchored)
        // One in the message goes before one in the store.
        let both = try #require(SignerSearchTests.facts(files, store: Laboratory.store(adding: [certificate])).signer)
        #expect(both.origin == .embedded(.exact))
    }

    @Test func theIdentifierChoosesAmongCertificates() throws {
        let files = try SignerSearchTests.files()
        let (signer, certificate) = try SignerSearchTests.parts(files)
        let utopia = try Laboratory.utopia()
        let others = try Series.allCases.map { try utopia.authority($0).certificate }
        let many = try #require(SignerSearchTests.facts(files.reassembled(certificates: others + [certificate], signers: [signer])).signer)
        #expect(many.origin == .embedded(.exact) && many.certificate?.bytes == certificate[...] && many.proof.overall == .valid)
        // None of several is named: nobody guesses.
        let none = try #require(SignerSearchTests.facts(files.reassembled(certificates: others, signers: [signer])).signer)
        #expect(none.origin == .missing)
        // The only one is tried although it is not the one that is named, and the record says so.
        let only = try #require(SignerSearchTests.facts(files.reassembled(certificates: [others[0]], signers: [signer])).signer)
        #expect(only.origin == .onlyEmbedded && only.proof.signature == .invalid)
        let renumbered = files.replacing([0x02, 0x03, 0x0C, 0x00, 0x01], by: [0x02, 0x03, 0x0C, 0x00, 0x09], in: "EF_SOD.bin")
        let wrong = try #require(SignerSearchTests.facts(renumbered).signer)
        #expect(wrong.origin == .onlyEmbedded && wrong.proof.overall == .valid)
        // The issuer in other letters is the same issuer, less exactly.
        let folded = files.replacing(Array("CSCA Utopia 1".utf8), by: Array("csca UTOPIA 1".utf8), in: "EF_SOD.bin")
        let tolerant = try #require(SignerSearchTests.facts(folded).signer)
        #expect(tolerant.origin == .embedded(.folded) && tolerant.proof.overall == .valid)
    }

    @Test func anUnreadableCertificateSaysWhy() throws {
        let files = try SignerSearchTests.files()
        let (signer, certificate) = try SignerSearchTests.parts(files)
        let broken = try files.reassembled(certificates: [SignerSearchTests.noCertificate], signers: [signer])
        let facts = try #require(SignerSearchTests.facts(broken).signer)
        #expect(facts.origin == .missing && facts.certificateError != nil && facts.certificate == nil)
        #expect(facts.proof.messageDigestMatches == true && !facts.proof.overall.isValid)
        // Beside a readable one it is no matter.
        let beside = try files.reassembled(certificates: [SignerSearchTests.noCertificate, certificate], signers: [signer])
        #expect(try SignerSearchTests.facts(beside).signer?.proof.overall == .valid)
    }

    @Test func theValidOneOfSeveralSignersCounts() throws {
        let files = try SignerSearchTests.files()
        let (signer, certificate) = try SignerSearchTests.parts(files)
        var wrong = signer
        wrong[wrong.count - 1] ^= 1
        for signers in [[wrong, signer], [signer, wrong]] {
            let facts = try SignerSearchTests.facts(files.reassembled(certificates: [certificate], signers: signers))
            #expect(facts.signers.count == 2 && facts.signers.count { $0.proof.overall == .valid } == 1)
            #expect(facts.signer?.proof.overall == .valid)
        }
        let both = try SignerSearchTests.facts(files.reassembled(certificates: [certificate], signers: [wrong, wrong]))
        #expect(both.signer?.proof.signature == .invalid)
        let none = try SignerSearchTests.facts(files.reassembled(certificates: [certificate], signers: []))
        #expect(none.signers.isEmpty && none.signer == nil)
    }

    /// A valid signature that anybody put before the state's does not hide it.
    @Test func theAnchoredOneOfSeveralValidSignersCounts() throws {
        let files = try SignerSearchTests.files().signedAnew()
        let (signer, certificate) = try SignerSearchTests.parts(files)
        let (foreignSigner, foreignCertificate) = try SignerSearchTests.parts(files.signedByAStranger())
        for signers in [[foreignSigner, signer], [signer, foreignSigner]] {
            let certificates = signers[0] == signer ? [certificate, foreignCertificate] : [foreignCertificate, certificate]
            let facts = try SignerSearchTests.facts(files.reassembled(certificates: certificates, signers: signers))
            #expect(facts.signers.count { $0.proof.overall.isValid } == 2)
            #expect(facts.signer?.path?.outcome == .anchored && facts.signer?.certificate?.bytes == certificate[...])
        }
        let foreign = try SignerSearchTests.facts(files.reassembled(certificates: [foreignCertificate], signers: [foreignSigner]))
        #expect(foreign.signer?.proof.overall.isValid == true && foreign.signer?.path?.outcome != .anchored)
    }

    /// Law 11: neither SignerInfos nor certificates without end.
    @Test func numbersAreLimited() throws {
        let files = try SignerSearchTests.files()
        let (signer, certificate) = try SignerSearchTests.parts(files)
        let many = try files.reassembled(certificates: [certificate], signers: Array(repeating: signer, count: 9))
        #expect(try SignerSearchTests.facts(many).signers.count == SecurityObjectFacts.signerLimit)
        let other = try Laboratory.utopia().authority(.passport).certificate
        for (count, isFound) in [(15, true), (16, false)] {
            let crowd = try files.reassembled(certificates: Array(repeating: other, count: count) + [certificate], signers: [signer])
            #expect((try SignerSearchTests.facts(crowd).signer?.origin == .embedded(.exact)) == isFound, "\(count)")
        }
    }

    /// BER in the wild: attributes stored in one order and signed in another.
    @Test func reorderedAttributesAreAFact() throws {
        let files = try SignerSearchTests.files()
        let attributes = try #require(files.signedData().signerInfos.first?.signedAttributes)
        let bytes = Array(attributes.bytes)
        let members = Array(try #require(attributes.sortedDER).dropFirst(2))
        #expect(attributes.isDistinguished && bytes.count == members.count + 2)
        // The header has two octets; the first attribute goes last.
        let first = Int(members[1]) + 2
        let reordered = bytes.prefix(2) + members.dropFirst(first) + members.prefix(first)
        let signer = try #require(SignerSearchTests.facts(files.replacing(bytes, by: Array(reordered), in: "EF_SOD.bin")).signer)
        #expect(signer.proof.signature == .valid && signer.proof.attributesWereReordered)
        #expect(signer.proof.messageDigestMatches == true)
    }
}
