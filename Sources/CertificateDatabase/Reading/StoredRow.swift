import DocumentPKI
import SafeOpenSSL
import SignedStructures

extension StoredCertificate {
    /// A row of a store; nil where it holds no certificate.
    init?(digest: ArraySlice<UInt8>, trust: Int64, encoding: ArraySlice<UInt8>, source: String, entry: Int64?) {
        guard let certificate = try? Certificate(encoding), let digest = Digest(.sha256, bytes: digest) else { return nil }
        self.init(
            certificate: certificate, identity: CertificateIdentity(digest),
            sources: [CertificateSource(name: source, entry: entry.map { Int($0) })], trust: TrustColumn.trust(trust))
    }
}

extension StoredRevocationList {
    /// A row of a store; nil where it holds no revocation list.
    init?(encoding: ArraySlice<UInt8>, source: String, entry: Int64?) {
        guard let list = try? CertificateRevocationList(encoding) else { return nil }
        self.init(list: list, source: CertificateSource(name: source, entry: entry.map { Int($0) }))
    }
}
