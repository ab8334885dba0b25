import DocumentPKI
import Foundation
import Irregularities
import SignedStructures
import SpecimenIssuing
import TestSupport
import Testing

/// What a store is read from: one certificate or many, bare or in PEM, lists and bundles; each recognised by its content.
@Suite struct StoreReaderTests {
    private static func openssl(_ arguments: [String], _ input: [UInt8] = []) throws -> [UInt8] {
        let result = try Subprocess.run("openssl", arguments, input: input)
        #expect(result.status == 0, "\(result.errorText)")
        return result.output
    }

    @Test func certificatesAndListsAreRecognisedByContent() throws {
        let authority = try Country.authority("CSCA")
        let shelf = Shelf()
        let files = [("a.txt", try authority.selfSigned()), ("b.cer", try authority.list([3])), ("c.crl", try authority.signer())]
        for (name, bytes) in files { #expect(shelf.read(bytes, name)) }
        #expect(shelf.reader.sources.map(\.kind) == [.certificate, .revocationList, .certificate] && shelf.reader.refused.isEmpty)
        let store = shelf.store()
        #expect(store.certificates.map(\.certificate.isAuthority) == [true, false] && store.revocationLists.count == 1)
        #expect(store.certificates.allSatisfy { $0.trust == .trusted(.namedOnCommandLine) })
        #expect(store.revocationLists.first?.source == CertificateSource(name: "b.cer"))
        // Document signers are not authorities, and authorities no signers.
        let signer = try #require(store.certificates.last).certificate
        #expect(store.signers(serialNumber: signer.serialNumber).count == 1 && store.signers(serialNumber: [1]).isEmpty)
        #expect(store.signers(keyIdentifier: try #require(signer.subjectKeyIdentifier)).count == 1)
        #expect(store.authorities(keyIdentifier: try #require(signer.subjectKeyIdentifier)).isEmpty)
        #expect(store.authorities(country: "UT").count == 1 && store.authorities(country: "DE").isEmpty)
        #expect(store.revocationLists(country: "UT").count == 1 && store.revocationLists(country: "DE").isEmpty)
    }

    /// One after the other without anything between, as some collections are made; what is no item behind them is told.
    @Test func objectsInARowAreAllRead() throws {
        let authority = try Country.authority("CSCA")
        let (anchor, signer, list) = (try authority.selfSigned(), try authority.signer(), try authority.list())
        let vectors: [(name: String, bytes: [UInt8], certificates: Int, lists: Int, refused: [ReasonCode])] = [
            ("two certificates", anchor + signer, 2, 0, []), ("a list between", anchor + list + signer, 2, 1, []),
            ("filled with zeros", anchor + [0, 0, 0], 1, 0, []), ("an end of line", anchor + Array("\r\n".utf8), 1, 0, []),
            ("junk", anchor + Array("junk".utf8), 1, 0, [.trailingBytes]),
            ("junk after two", anchor + signer + [0x04, 0x00], 2, 0, [.trailingBytes]),
            ("the second cut", anchor + signer.dropLast(), 1, 0, [.trailingBytes]),
        ]
        for vector in vectors {
            let shelf = Shelf()
            #expect(shelf.read(vector.bytes, vector.name))
            let store = shelf.store()
            #expect(store.certificates.count == vector.certificates && store.revocationLists.count == vector.lists, "\(vector.name)")
            #expect(shelf.reader.refused.map(\.reason) == vector.refused, "\(vector.name)")
            let entries = store.certificates.compactMap { $0.sources.first?.entry }
            #expect(entries.count == (vector.certificates > 1 ? vector.certificates : 0), "\(vector.name)")
        }
    }

    @Test(.enabled(if: Subprocess.isAvailable("openssl"))) func pemTextsHoldManyBlocks() throws {
        let authority = try Country.authority("CSCA")
        let certificate = try StoreReaderTests.openssl(["x509", "-inform", "DER"], try authority.selfSigned())
        let verbose = try StoreReaderTests.openssl(["x509", "-inform", "DER", "-text"], try authority.signer())
        let list = try StoreReaderTests.openssl(["crl", "-inform", "DER"], try authority.list())
        let windows = String(decoding: certificate, as: UTF8.self).replacing("\n", with: "\r\n")
        let shelf = Shelf()
        #expect(shelf.read(certificate + verbose + Array("some words: none\n".utf8) + list, "all.pem"))
        #expect(shelf.read(Array(windows.utf8), "windows.pem") && shelf.reader.refused.isEmpty)
        let store = shelf.store()
        #expect(store.certificates.count == 2 && store.revocationLists.count == 1)
        let names = [CertificateSource(name: "all.pem", entry: 0), CertificateSource(name: "windows.pem", entry: 0)]
        #expect(store.certificates.first?.sources == names)
        #expect(store.revocationLists.first?.source == CertificateSource(name: "all.pem", entry: 2))
    }

    @Test(.enabled(if: Subprocess.isAvailable("openssl"))) func aBrokenBlockIsRefusedByItself() throws {
        let authority = try Country.authority("CSCA")
        let right = String(decoding: try StoreReaderTests.openssl(["x509", "-inform", "DER"], try authority.selfSigned()), as: UTF8.self)
        let broken = right.replacing("\nM", with: "\n!", maxReplacements: 1)
        let shelf = Shelf()
        #expect(shelf.read(Array((broken + right).utf8), "two.pem"))
        #expect(shelf.store().certificates.first?.sources == [CertificateSource(name: "two.pem", entry: 1)])
        #expect(shelf.reader.refused.map(\.entry) == [0] && shelf.reader.refused.map(\.reason) == [.malformedBase64])
        #expect(!shelf.read(Array(broken.utf8), "one.pem") && shelf.reader.refused.count == 2)
    }

    @Test(.enabled(if: Subprocess.isAvailable("openssl"))) func bundlesHoldCertificatesAndLists() throws {
        let authority = try Country.authority("CSCA")
        try TemporaryFolder.with { folder in
            let both = try [authority.selfSigned(), authority.signer()].flatMap {
                try StoreReaderTests.openssl(["x509", "-inform", "DER"], $0)
            }
            let certificates = try folder.write(both, to: "certificates.pem").path
            let list = try folder.write(authority.list([3]), to: "list.crl").path
            for form in ["DER", "PEM"] {
                let arguments = ["crl2pkcs7", "-inform", "DER", "-in", list, "-certfile", certificates, "-outform", form]
                let shelf = Shelf()
                #expect(shelf.read(try StoreReaderTests.openssl(arguments), "bundle.p7b"))
                #expect(shelf.store().certificates.count == 2 && shelf.store().revocationLists.count == 1)
                #expect(shelf.reader.sources.map(\.kind) == [.certificateBundle] && shelf.reader.sources.first?.certificates == 2)
            }
        }
    }

    /// What a signed message carries beside its content is not signed: none of it is taken, whatever the message says and whoever signed it.
    @Test func signedMessagesThatAreNoListsAreRefused() throws {
        let (authority, key) = (try Country.authority("CSCA"), try Country.key())
        let (anchor, signer) = (try authority.selfSigned(), try authority.signer(key: key))
        func message(_ type: OID, _ content: [UInt8]) throws -> [UInt8] {
            try SignedMessage(
                contentType: type, content: content, signer: key, identifier: .issuerAndSerialNumber(authority.name, [3]),
                certificates: [signer, anchor], signingTime: Country.at(2026, 5)
            ).bytes()
        }
        let securityObject = try message(.ldsSecurityObject, [0x30, 0x00])
        let vectors = [
            ("an EF.SOD", securityObject), ("plain data", try message(.data, [0x01])), ("no content", try message(.data, [])),
            ("a type that nobody knows", try message(#require(OID(dotted: "1.2.3.4.5")), [0x01])),
        ]
        for (name, bytes) in vectors {
            let shelf = Shelf()
            #expect(!shelf.read(bytes, name) && shelf.reader.sources.isEmpty, "\(name)")
            #expect(shelf.reader.refused == [RefusedEntry(name: name, entry: nil, reason: .signedMessage, offset: 0)], "\(name)")
            #expect(shelf.store().certificates.isEmpty, "\(name)")
        }
        // Behind a certificate it is refused with its place, and the certificate is taken.
        let shelf = Shelf()
        #expect(shelf.read(anchor + securityObject, "both"))
        #expect(shelf.reader.refused.map(\.entry) == [1] && shelf.reader.refused.map(\.reason) == [.signedMessage])
        #expect(shelf.store().certificates.count == 1)
    }

    /// A double is one certificate with two sources, and is counted where it was read.
    @Test func doublesAreCountedAndKeptOnce() throws {
        let authority = try Country.authority("CSCA")
        let (anchor, list) = (try authority.selfSigned(), try authority.list([3]))
        let shelf = Shelf()
        for name in ["one", "two", "three"] {
            #expect(shelf.read(anchor, name))
            #expect(shelf.read(list, name))
        }
        let store = shelf.store()
        #expect(store.certificates.map(\.sources) == [["one", "two", "three"].map { CertificateSource(name: $0) }])
        #expect(shelf.reader.sources.map(\.certificates).reduce(0, +) == 3)
        let lists = try revocation(of: authority.signer(), in: store).lists
        #expect(lists.count == 1)
        #expect(try path(of: authority.signer(), in: store).candidates.count == 1)
    }

    @Test func whatIsNoStoreFileIsRefusedWithItsReason() throws {
        let authority = try Country.authority("CSCA")
        let anchor = try authority.selfSigned()
        let vectors: [(name: String, bytes: [UInt8], reason: ReasonCode)] = [
            ("nothing", [], .emptyFile), ("text", Array("not a certificate\n".utf8), .notAStoreFile),
            ("a NULL", [0x05, 0x00], .notAStoreFile), ("an empty SEQUENCE", [0x30, 0x00], .notAStoreFile),
            ("half a certificate", Array(anchor.prefix(anchor.count / 2)), .truncated),
            ("a list cut inside", [0x30, 0x04, 0x30, 0x02, 0xA0, 0x00], .missingElement),
        ]
        for vector in vectors {
            let shelf = Shelf()
            #expect(!shelf.read(vector.bytes, vector.name), "\(vector.name)")
            #expect(shelf.reader.refused.map(\.reason) == [vector.reason], "\(vector.name)")
            #expect(shelf.reader.refused.map(\.name) == [vector.name] && shelf.reader.sources.isEmpty)
            #expect(shelf.store().certificates.isEmpty && shelf.store().revocationLists.isEmpty)
        }
    }
}
