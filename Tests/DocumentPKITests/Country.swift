import CivilTime
import DocumentPKI
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing

/// Authorities, certificates and lists of a country that exists in one test only.
enum Country {
    static func at(_ year: Int, _ month: Int = 1, _ day: Int = 1) -> Timestamp {
        CivilDate(year: year, month: month, day: day).flatMap { Timestamp($0, hour: 0, minute: 0, second: 0) }
            ?? Timestamp(secondsSinceEpoch: 0)
    }

    static let validity = Period(at(2024), at(2036))

    /// A new key on P-256, named, so that the openssl command can judge what it signs.
    static func key() throws -> IssuingKey {
        IssuingKey(try PrivateKey(curve: .p256), form: .named, scheme: .ecdsa(.sha256))
    }

    static func authority(_ name: String, country: String = "UT", key: IssuingKey? = nil) throws -> CertificateAuthority {
        CertificateAuthority(name: Name(country: country, commonName: name), key: try key ?? Country.key())
    }
}

extension CertificateAuthority {
    func request(
        _ profile: CertificateProfile, _ subject: Name, _ key: IssuingKey, serialNumber: [UInt8] = [1], validity: Period = Country.validity
    ) -> CertificateRequest {
        CertificateRequest(
            profile, subject: subject, key: key, serialNumber: serialNumber, validity: validity, privateKeyUsage: validity,
            documentTypes: profile == .documentSigner ? ["P"] : [])
    }

    /// The authority's certificate by itself.
    func selfSigned(serialNumber: [UInt8] = [1], validity: Period = Country.validity) throws -> [UInt8] {
        try issue(request(.countrySigningCA, name, key, serialNumber: serialNumber, validity: validity))
    }

    /// A certificate of another authority's key by this one.
    func link(to other: CertificateAuthority, serialNumber: [UInt8] = [2]) throws -> [UInt8] {
        try issue(request(.link, other.name, other.key, serialNumber: serialNumber))
    }

    /// A document signer's certificate; the key identifier of its issuer can be forged.
    func signer(
        serialNumber: [UInt8] = [3], validity: Period = Country.validity, authorityKeyIdentifier: [UInt8]? = nil, key: IssuingKey? = nil
    ) throws -> [UInt8] {
        try issue(
            request(
                .documentSigner, Name(commonName: "Document Signer"), try key ?? Country.key(), serialNumber: serialNumber,
                validity: validity),
            authorityKeyIdentifier: authorityKeyIdentifier)
    }

    func list(
        _ revoked: [UInt8]..., thisUpdate: Timestamp = Country.at(2026, 5), nextUpdate: Timestamp = Country.at(2026, 8)
    ) throws -> [UInt8] {
        try revocationList(number: 1, thisUpdate: thisUpdate, nextUpdate: nextUpdate, revoked: revoked.map { ($0, Country.at(2025)) })
    }
}

/// A store made of files, with the trust that a test wants for each.
final class Shelf {
    private(set) var reader = StoreReader(trust: .namedOnCommandLine)
    private var keys = KeyCache()

    init(_ files: [[UInt8]] = []) {
        for (index, file) in files.enumerated() { reader.read(file[...], name: "file-\(index)", keys: &keys) }
    }

    @discardableResult
    func read(_ bytes: [UInt8], _ name: String = "file") -> Bool { reader.read(bytes[...], name: name, keys: &keys) }

    /// The store with other trust in the certificates that these bytes are.
    func store(_ trust: [(bytes: [UInt8], trust: Trust)] = []) -> InMemoryStore {
        let store = reader.store
        let certificates = store.certificates.map { stored in
            let other = trust.first { $0.bytes[...] == stored.certificate.bytes }?.trust
            return StoredCertificate(
                certificate: stored.certificate, identity: stored.identity, sources: stored.sources, trust: other ?? stored.trust)
        }
        return InMemoryStore(certificates: certificates, revocationLists: store.revocationLists)
    }
}

/// The path of a signer's certificate in a store.
func path(of signer: [UInt8], in store: InMemoryStore, limits: PathSearchLimits = PathSearchLimits()) throws -> PathSearchResult {
    var keys = KeyCache()
    let certificate = try Certificate(signer[...])
    var search = PathSearch(in: store, limits: limits)
    return search.path(of: certificate, identity: try keys.identity(certificate), keys: &keys)
}

extension PathSearchResult {
    /// The roles from the signer up: `DSC LINK CSCA`.
    var roles: String { path.map(\.role.rawValue).joined(separator: " ") }
}

extension Array where Element == UInt8 {
    /// The bytes with the lowest bit of one of them changed, counted from the end where negative.
    func flipping(_ place: Int) -> [UInt8] {
        var bytes = self
        bytes[place < 0 ? count + place : place] ^= 1
        return bytes
    }
}
