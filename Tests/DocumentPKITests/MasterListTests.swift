import DocumentPKI
import Foundation
import Irregularities
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import TagLengthValue
import TestSupport
import Testing

/// CSCA master lists, signed by the openssl command: what proves them, and what is made of one that proves nothing.
@Suite(.enabled(if: Subprocess.isAvailable("openssl"))) struct MasterListTests {
    private static let masterList = "2.23.136.1.1.2"

    /// CscaMasterList ::= SEQUENCE { version 0, SET OF Certificate } (Doc 9303-12, 9.1).
    private static func content(_ certificates: [[UInt8]]) -> [UInt8] {
        encoded { writer in
            writer.write(.sequence) { list in
                list.writeInteger(0)
                list.writeSetOf(certificates)
            }
        }
    }

    /// The list around these certificates, signed by this key with `openssl cms`.
    private static func signed(
        _ certificates: [[UInt8]], by key: IssuingKey, _ signer: [UInt8], type: String = masterList, more: [String] = []
    ) throws -> [UInt8] {
        try TemporaryFolder.with { folder in
            let certificate = try Subprocess.run("openssl", ["x509", "-inform", "DER"], input: signer)
            let arguments = [
                "cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-md", "sha256", "-econtent_type", type,
                "-signer", try folder.write(certificate.output, to: "signer.pem").path,
                "-inkey", try folder.write(Array(key.key.pem().utf8), to: "key.pem").path,
                "-in", try folder.write(content(certificates), to: "content").path,
            ]
            let result = try Subprocess.run("openssl", arguments + more)
            #expect(result.status == 0, "\(result.errorText)")
            return result.output
        }
    }

    private let authority: CertificateAuthority
    private let listSigner: IssuingKey
    private let signer: [UInt8]
    private let certificates: [[UInt8]]

    init() throws {
        authority = try Country.authority("CSCA")
        listSigner = try Country.key()
        signer = try authority.signer(serialNumber: [7], key: listSigner)
        certificates = [try authority.selfSigned()] + (try ["DE", "FR"].map { try Country.authority("CSCA", country: $0).selfSigned() })
    }

    @Test func theCertificatesOfAListAreInTheStoreWithTheirPlaces() throws {
        let list = try MasterListTests.signed(certificates, by: listSigner, signer)
        let shelf = Shelf()
        #expect(shelf.read(list, "list.ml") && shelf.reader.refused.isEmpty)
        #expect(shelf.reader.sources.map(\.kind) == [.masterList] && shelf.reader.sources.first?.certificates == 3)
        let store = shelf.store()
        #expect(Set(store.certificates.map { Array($0.certificate.bytes) }) == Set(certificates))
        #expect(store.certificates.flatMap(\.sources) == (0..<3).map { CertificateSource(name: "list.ml", entry: $0) })
        // The list's signer is nobody's anchor and no part of the list.
        #expect(try path(of: authority.signer(), in: store).outcome == .anchored)
        #expect(store.signers(serialNumber: [7]).isEmpty)
    }

    @Test func theProofNamesTheSigner() throws {
        var keys = KeyCache()
        let list = try MasterListTests.signed(certificates, by: listSigner, signer)
        let read = try MasterList(list[...], keys: &keys)
        #expect(read.proof == .valid && read.signer?.serialNumber == [7] && read.content.certificates.count == 3)
        // By key identifier, and without the certificate in the message where the list itself has it.
        let byKey = try MasterList(MasterListTests.signed(certificates, by: listSigner, signer, more: ["-keyid"])[...], keys: &keys)
        #expect(byKey.proof == .valid)
        let inside = try MasterListTests.signed(certificates + [signer], by: listSigner, signer, more: ["-nocerts"])
        #expect(try MasterList(inside[...], keys: &keys).proof == .valid)
    }

    /// Two certificates may have one issuer and serial number (six pairs of the public lists do): the one whose key signed counts.
    @Test(arguments: [false, true]) func aNamesakeOfTheSignerDoesNotMatter(_ isFirst: Bool) throws {
        // A SET is sorted by its bytes, of which the length is the first to differ: a shorter name stands before the signer's, a longer one after.
        let name = Name(commonName: isFirst ? "Signer" : "Document Signer of the Same Number")
        let namesake = try authority.issue(authority.request(.documentSigner, name, Country.key(), serialNumber: [7]))
        let list = try MasterListTests.signed(certificates + [signer, namesake], by: listSigner, signer, more: ["-nocerts"])
        var keys = KeyCache()
        let read = try MasterList(list[...], keys: &keys)
        #expect(read.proof == .valid && read.signer?.bytes == signer[...])
        #expect(read.content.certificates.count == 5)
        let places = [namesake, signer].map { bytes in read.content.certificates.firstIndex { $0 == bytes[...] } ?? -1 }
        #expect((places[0] < places[1]) == isFirst && !places.contains(-1))
    }

    /// A list whose signer was not valid then, or is revoked by what else was read, is refused; one whose signer expired since is not.
    @Test func aListOfAnExpiredOrRevokedSignerIsRefused() throws {
        func list(_ validity: Period) throws -> [UInt8] {
            let signer = try authority.signer(serialNumber: [7], validity: validity, key: listSigner)
            return try SignedMessage(
                contentType: .cscaMasterList, content: SignedMessage.masterListContent(certificates), signer: listSigner,
                identifier: .issuerAndSerialNumber(authority.name, [7]), certificates: [signer], signingTime: Country.at(2026, 5)
            ).bytes()
        }
        let now = try list(Country.validity)
        let revoked = try authority.list([7])
        let vectors: [(name: String, files: [[UInt8]], reason: ReasonCode?)] = [
            ("valid", [now], nil), ("expired since", [try list(Period(Country.at(2024), Country.at(2026, 5, 2)))], nil),
            ("expired then", [try list(Period(Country.at(2024), Country.at(2026, 4)))], .signedOutsideValidity),
            ("not yet valid then", [try list(Period(Country.at(2026, 5, 2), Country.at(2030)))], .signedOutsideValidity),
            ("revoked", [now, revoked], .revoked), ("revoked, the other way round", [revoked, now], .revoked),
            ("another is revoked", [now, try authority.list([8])], nil),
            ("revoked by a stranger", [now, try CertificateAuthority(name: authority.name, key: Country.key()).list([7])], nil),
        ]
        for vector in vectors {
            let finished = Shelf([certificates[0]] + vector.files).reader.finished()
            #expect(finished.store.certificates.count == (vector.reason == nil ? 3 : 1), "\(vector.name)")
            #expect(finished.refused.map(\.reason) == [vector.reason].compactMap { $0 }, "\(vector.name)")
        }
    }

    @Test func aListThatDoesNotProveItselfIsRefusedWhole() throws {
        let right = try MasterListTests.signed(certificates, by: listSigner, signer)
        let stranger = try Country.key()
        let place = try #require(right.firstRange(of: certificates[1])).lowerBound + certificates[1].count - 1
        // The digest algorithm of the SignerInfo, which is not signed, becomes one that nobody knows.
        let sha256: [UInt8] = [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]
        let algorithm = try #require(right.ranges(of: sha256).last).upperBound - 1 - right.count
        let vectors: [(name: String, bytes: [UInt8], reason: ReasonCode)] = [
            (
                "a bit of a certificate, and a digest algorithm that nobody knows", right.flipping(place).flipping(algorithm),
                .unsupportedAlgorithm
            ),
            ("a digest algorithm that nobody knows", right.flipping(algorithm), .unsupportedAlgorithm),
            ("a bit of the signature", right.flipping(-1), .signatureInvalid),
            ("a bit of a certificate", right.flipping(place), .signatureInvalid),
            (
                "signed by a stranger under the signer's name and number",
                try MasterListTests.signed(
                    certificates + [signer], by: stranger, authority.signer(serialNumber: [7], key: stranger), more: ["-nocerts"]),
                .signatureInvalid
            ),
            (
                "no signer certificate", try MasterListTests.signed(certificates, by: listSigner, signer, more: ["-nocerts"]),
                .signerCertificateMissing
            ),
            ("cut", Array(right.dropLast(9)), .truncated),
        ]
        for vector in vectors {
            let shelf = Shelf()
            #expect(!shelf.read(vector.bytes, "list.ml"), "\(vector.name)")
            #expect(shelf.reader.refused.map(\.reason) == [vector.reason], "\(vector.name)")
            #expect(shelf.store().certificates.isEmpty && shelf.reader.sources.isEmpty, "\(vector.name)")
        }
    }

    /// Signed data of another type are no master list, and no bundle of certificates either: what they carry is not signed.
    @Test func anotherContentTypeIsNoMasterList() throws {
        let bundle = try MasterListTests.signed(certificates, by: listSigner, signer, type: "1.2.840.113549.1.7.1")
        let shelf = Shelf()
        #expect(!shelf.read(bundle, "bundle.p7m") && shelf.reader.refused.map(\.reason) == [.signedMessage])
        #expect(shelf.reader.sources.isEmpty && shelf.store().certificates.isEmpty)
        var keys = KeyCache()
        #expect(throws: StructureError.self) { try MasterList(bundle[...], keys: &keys) }
    }
}
