import CertificateDatabase
import CivilTime
import DocumentPKI
import Foundation
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import TagLengthValue
import TestSupport
import Testing

/// A country that exists in one test only, and what its lists and stores are made with.
struct Workshop {
    let authority: CertificateAuthority
    let anchor: [UInt8]
    let listSigner: IssuingKey
    let listSignerCertificate: [UInt8]
    /// CSCAs of other states, which a list can hold.
    let others: [[UInt8]]

    static let time = Workshop.at(2026, 6, 1)
    static let validity = Period(at(2024), at(2036))

    static func at(_ year: Int, _ month: Int = 1, _ day: Int = 1) -> Timestamp {
        CivilDate(year: year, month: month, day: day).flatMap { Timestamp($0) } ?? Timestamp(secondsSinceEpoch: 0)
    }

    static func key() throws -> IssuingKey { IssuingKey(try PrivateKey(curve: .p256), form: .named, scheme: .ecdsa(.sha256)) }

    static func authority(_ name: String, country: String = "UT", key: IssuingKey? = nil) throws -> CertificateAuthority {
        CertificateAuthority(name: Name(country: country, commonName: name), key: try key ?? Workshop.key())
    }

    init() throws {
        authority = try Workshop.authority("CSCA")
        anchor = try authority.selfSigned()
        listSigner = try Workshop.key()
        listSignerCertificate = try authority.listSigner([0x70], key: listSigner)
        others = try ["DE", "FR"].map { try Workshop.authority("CSCA", country: $0).selfSigned() }
    }

    /// A master list of these certificates by the workshop's signer, made with the openssl command.
    func list(_ certificates: [[UInt8]], more: [String] = [], by key: IssuingKey? = nil, _ signer: [UInt8]? = nil) throws -> [UInt8] {
        var content = ElementWriter()
        content.write(.sequence) { list in
            list.writeInteger(0)
            list.writeSetOf(certificates)
        }
        return try Workshop.signed(
            content.bytes, type: "2.23.136.1.1.2", by: key ?? listSigner, signer ?? listSignerCertificate, more: more)
    }

    static func signed(_ content: [UInt8], type: String, by key: IssuingKey, _ signer: [UInt8], more: [String] = []) throws -> [UInt8] {
        try TemporaryFolder.with { folder in
            let arguments = [
                "cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-md", "sha256", "-econtent_type", type,
                "-signer", try folder.write(pem(signer), to: "signer.pem").path,
                "-inkey", try folder.write(Array(key.key.pem().utf8), to: "key.pem").path,
                "-in", try folder.write(content, to: "content").path,
            ]
            let result = try Subprocess.run("openssl", arguments + more)
            #expect(result.status == 0, "\(result.errorText)")
            return result.output
        }
    }

    static func pem(_ certificate: [UInt8]) throws -> [UInt8] {
        let text = Data(certificate).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return Array("-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----\n".utf8)
    }

    static func identity(_ bytes: [UInt8]) throws -> CertificateIdentity {
        CertificateIdentity(try DigestEngine().digest(.sha256, of: bytes[...]))
    }
}

extension CertificateAuthority {
    private func request(_ profile: CertificateProfile, _ subject: Name, _ key: IssuingKey, _ serialNumber: [UInt8]) -> CertificateRequest {
        CertificateRequest(
            profile, subject: subject, key: key, serialNumber: serialNumber, validity: Workshop.validity,
            privateKeyUsage: Workshop.validity, documentTypes: profile == .documentSigner ? ["P"] : [])
    }

    func selfSigned(_ serialNumber: [UInt8] = [1]) throws -> [UInt8] { try issue(request(.countrySigningCA, name, key, serialNumber)) }

    func link(to other: CertificateAuthority, _ serialNumber: [UInt8] = [2]) throws -> [UInt8] {
        try issue(request(.link, other.name, other.key, serialNumber))
    }

    func signer(_ serialNumber: [UInt8] = [3], key: IssuingKey? = nil) throws -> [UInt8] {
        try issue(request(.documentSigner, Name(commonName: "Document Signer"), try key ?? Workshop.key(), serialNumber))
    }

    func listSigner(_ serialNumber: [UInt8], key: IssuingKey) throws -> [UInt8] {
        try issue(request(.masterListSigner, Name(commonName: "Master List Signer"), key, serialNumber))
    }
}

/// A store in a folder of its own.
final class Depot {
    let folder: TemporaryFolder
    let database: StoreDatabase
    private var keys = KeyCache()

    init() throws {
        folder = try TemporaryFolder()
        database = try StoreDatabase.create(at: folder.url("store.sqlite").path)
    }

    var path: String { database.path }

    /// Writes files into the folder and imports them.
    @discardableResult
    func add(_ files: [(name: String, bytes: [UInt8])], _ choices: ImportChoices = ImportChoices(), at time: Timestamp = Workshop.time)
        throws
        -> ImportResult
    {
        let paths = try files.map { try folder.write($0.bytes, to: "in/" + $0.name).path }
        return try add(paths: paths, choices, at: time)
    }

    @discardableResult
    func add(paths: [String], _ choices: ImportChoices = ImportChoices(), at time: Timestamp = Workshop.time) throws -> ImportResult {
        let result = try database.importing(arguments: "test", choices: choices, at: time, keys: &keys) { session, keys in
            for path in paths {
                do { try StoreSourceReader().read(path, keys: &keys, into: &session) } catch { return false }
            }
            return true
        }
        return try #require(result)
    }

    /// The entries by their digest.
    func entries() throws -> [CertificateIdentity: CatalogueEntry] {
        var found: [CertificateIdentity: CatalogueEntry] = [:]
        try database.forEachCertificate(CatalogueFilter()) { entry in
            found[entry.identity] = entry
            return true
        }
        return found
    }

    func trust(of bytes: [UInt8]) throws -> Trust? { try entries()[Workshop.identity(bytes)]?.trust }

    /// The outcome of the path of a signer's certificate.
    func outcome(of signer: [UInt8]) throws -> PathSearchResult.Outcome {
        let certificate = try Certificate(signer[...])
        var search = PathSearch(in: try DatabaseStore(path: path))
        return search.path(of: certificate, identity: try Workshop.identity(signer), keys: &keys).outcome
    }
}
