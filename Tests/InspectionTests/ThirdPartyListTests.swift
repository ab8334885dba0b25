import DocumentPKI
import Foundation
import Irregularities
import SafeOpenSSL
import SignedStructures
import TagLengthValue
import TestSupport
import Testing

/// A master list of a third party and what is read of it.
struct ThirdPartyList: Decodable, Sendable, CustomTestStringConvertible {
    let id: String
    let sha256: String
    /// The members of the signed set, as `openssl asn1parse` counts them.
    let entries: Int
    /// Different certificates in the store.
    let loaded: Int
    let duplicates: Int
    let refused: Int
    /// Self-signed, and verified by the own key.
    let csca: Int
    /// Any other certificate of an authority.
    let link: Int
    /// Certificates beside the signature.
    let signerCertificates: Int
    let why: String

    var testDescription: String { id }

    static let all: [ThirdPartyList] = {
        let all = (try? VectorFile<ThirdPartyList>.load("third-party-lists", from: .module))?.vectors ?? []
        return all.filter { $0.id.split(separator: "/").first.map { ThirdPartyData.isPresent(String($0)) } == true }
    }()

    /// The list; of an LDIF the one that it holds.
    func bytes() throws -> [UInt8] {
        let file = try file()
        guard id.hasSuffix(".ldif") else { return file }
        // A line that begins with a blank continues the one before (RFC 2849).
        let lines = String(decoding: file, as: UTF8.self).replacingOccurrences(of: "\n ", with: "").split(separator: "\n")
        let key = "pkdMasterListContent:: "
        let values = lines.filter { $0.hasPrefix(key) }.map { $0.dropFirst(key.count) }
        #expect(values.count == 1)
        return [UInt8](try #require(values.first.flatMap { Data(base64Encoded: String($0)) }))
    }

    func file() throws -> [UInt8] {
        let parts = id.split(separator: "/", maxSplits: 1).map { String($0) }
        return [UInt8](try Data(contentsOf: #require(ThirdPartyData.folder(parts[0])).appendingPathComponent(parts[1])))
    }
}

@Suite struct ThirdPartyListTests {
    private static let openssl = Subprocess.isAvailable("openssl")

    @Test(arguments: ThirdPartyList.all) func nothingOfAListIsLost(_ row: ThirdPartyList) throws {
        #expect(try DigestEngine().digest(.sha256, of: row.file()[...]).hex == row.sha256)
        let bytes = try row.bytes()
        var keys = KeyCache()
        let list = try MasterList(bytes[...], keys: &keys)
        #expect(list.proof == .valid && list.signer != nil)
        #expect(list.signedData.certificates.count == row.signerCertificates)
        #expect(list.content.certificates.count == row.entries)
        var reader = StoreReader(trust: .namedOnCommandLine)
        #expect(reader.read(bytes[...], name: row.id, keys: &keys))
        let store = reader.store
        let read = try #require(reader.sources.first)
        #expect(reader.sources.count == 1 && read.kind == .masterList && read.name == row.id)
        #expect(store.certificates.count == row.loaded)
        #expect(read.certificates - store.certificates.count == row.duplicates)
        #expect(reader.refused.count == row.refused, "\(reader.refused.map(\.reason.rawValue))")
        #expect(row.entries == row.loaded + row.duplicates + row.refused)
        #expect(Set(store.certificates.map(\.identity)).count == row.loaded)
        #expect(Set(store.certificates.map { Array($0.certificate.bytes) }) == Set(list.content.certificates.map { Array($0) }))
        #expect(store.certificates.filter { ThirdPartyListTests.isCSCA($0.certificate, &keys) }.count == row.csca)
        #expect(store.certificates.filter { !ThirdPartyListTests.isCSCA($0.certificate, &keys) }.count == row.link)
        #expect(store.certificates.filter(\.certificate.isAuthority).count == row.loaded)
    }

    private static func isCSCA(_ certificate: Certificate, _ keys: inout KeyCache) -> Bool {
        certificate.isSelfIssued
            && keys.verify(
                certificate.signature, over: certificate.tbsCertificate, algorithm: certificate.signatureAlgorithm.signatureAlgorithm,
                by: certificate.subjectPublicKeyInfo
            ).isValid
    }

    /// The command verifies the same signature and counts the same entries.
    @Test(.enabled(if: openssl, "the openssl command is absent"), arguments: ThirdPartyList.all)
    func opensslAgrees(_ row: ThirdPartyList) throws {
        let verified = try Subprocess.run("openssl", ["cms", "-verify", "-noverify", "-binary", "-inform", "DER"], input: row.bytes())
        #expect(verified.status == 0, "\(verified.errorText)")
        let parsed = try Subprocess.run("openssl", ["asn1parse", "-inform", "DER"], input: verified.output)
        #expect(parsed.text.split(separator: "\n").filter { $0.contains(":d=2 ") && $0.contains("SEQUENCE") }.count == row.entries)
        let signed = try SignedData(contentInfo: row.bytes()[...])
        #expect(signed.content.map { Array($0.bytes) } == verified.output)
    }

    /// One bit of the signature, and one of the content: the list is refused whole, and says why.
    @Test(arguments: ThirdPartyList.all) func aChangedListIsRefused(_ row: ThirdPartyList) throws {
        let bytes = try row.bytes()
        let signed = try SignedData(contentInfo: bytes[...])
        let places = [signed.signerInfos.first?.signature.indices.last, signed.content?.bytes.indices.last]
        for place in places {
            var changed = bytes
            changed[try #require(place)] ^= 1
            var keys = KeyCache()
            var reader = StoreReader(trust: .namedOnCommandLine)
            #expect(!reader.read(changed[...], name: row.id, keys: &keys))
            #expect(reader.store.certificates.isEmpty && reader.sources.isEmpty)
            #expect(reader.refused == [RefusedEntry(name: row.id, entry: nil, reason: .signatureInvalid, offset: 0)])
        }
    }

    /// The extracts of the ICAO PKD are read as the lists that they hold.
    @Test(arguments: ThirdPartyList.all.filter { $0.id.hasSuffix(".ldif") }) func aDirectoryExtractIsRead(_ row: ThirdPartyList) throws {
        var keys = KeyCache()
        var reader = StoreReader(trust: .namedOnCommandLine)
        #expect(reader.read(try row.file()[...], name: row.id, keys: &keys) && reader.refused.isEmpty)
        let list = try MasterList(row.bytes()[...], keys: &keys)
        #expect(Set(reader.store.certificates.map { Array($0.certificate.bytes) }) == Set(list.content.certificates.map { Array($0) }))
    }

    /// Lists of several dates together: each certificate once, with all its sources.
    @Test(.enabled(if: ThirdPartyData.isPresent("master-lists"))) func listsShareCertificates() throws {
        var keys = KeyCache()
        var reader = StoreReader(trust: .namedOnCommandLine)
        let rows = ThirdPartyList.all.filter { $0.id.hasPrefix("master-lists/") }
        var different: Set<[UInt8]> = []
        for row in rows {
            let bytes = try row.bytes()
            #expect(reader.read(bytes[...], name: row.id, keys: &keys))
            different.formUnion(try MasterList(bytes[...], keys: &keys).content.certificates.map { Array($0) })
        }
        let store = reader.store
        #expect(reader.refused.isEmpty)
        #expect(store.certificates.count == different.count)
        #expect(store.certificates.map(\.sources.count).reduce(0, +) == rows.map(\.entries).reduce(0, +))
        for name in ["DE_ROOT_CA_CSCA07.cer", "NL_ROOT_CA.cer"] {
            let root = try #require(ThirdPartyData.folder("master-lists")).appendingPathComponent(name)
            let certificate = try Certificate([UInt8](Data(contentsOf: root))[...])
            #expect(
                store.certificates.contains { $0.certificate.bytes == certificate.bytes }, "\(name) is in the lists that it vouches for")
        }
    }

    /// The signer of each list was certified by the root that the state publishes for it.
    @Test(arguments: ThirdPartyList.all.filter { $0.id.hasPrefix("master-lists/") }) func theRootCertifiesTheSigner(_ row: ThirdPartyList)
        throws
    {
        let name = row.id.contains("/DE_") ? "DE_ROOT_CA_CSCA07.cer" : "NL_ROOT_CA.cer"
        let file = try #require(ThirdPartyData.folder("master-lists")).appendingPathComponent(name)
        let root = try Certificate([UInt8](Data(contentsOf: file))[...])
        var keys = KeyCache()
        let signer = try #require(try MasterList(row.bytes()[...], keys: &keys).signer)
        #expect(signer.authorityKeyIdentifier == root.subjectKeyIdentifier)
        let algorithm = signer.signatureAlgorithm.signatureAlgorithm
        let proof = keys.verify(signer.signature, over: signer.tbsCertificate, algorithm: algorithm, by: root.subjectPublicKeyInfo)
        #expect(proof == .valid)
    }
}
