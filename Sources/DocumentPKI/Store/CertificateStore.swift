public import SignedStructures

/// What a path search asks of a store.
///
/// A store is read-only and may be used by many workers at once. Answers may hold more than fits (a search tries every key), never less.
public protocol CertificateStore: Sendable {
    /// CA certificates with this subject key identifier.
    func authorities(keyIdentifier: ArraySlice<UInt8>) -> [StoredCertificate]
    /// CA certificates with this subject, compared folded.
    func authorities(named subject: FoldedName) -> [StoredCertificate]
    /// CA certificates of a country (two letters, upper case).
    func authorities(country: String) -> [StoredCertificate]
    /// Document signer certificates with this subject key identifier.
    func signers(keyIdentifier: ArraySlice<UInt8>) -> [StoredCertificate]
    /// Document signer certificates with this serial number (raw INTEGER octets).
    func signers(serialNumber: ArraySlice<UInt8>) -> [StoredCertificate]
    /// Revocation lists with this authority key identifier.
    func revocationLists(authorityKeyIdentifier: ArraySlice<UInt8>) -> [StoredRevocationList]
    /// Revocation lists whose issuer is of this country (two letters, upper case).
    func revocationLists(country: String) -> [StoredRevocationList]
}

/// A revocation list of a store, with where it came from.
public struct StoredRevocationList: Sendable {
    public let list: CertificateRevocationList
    public let source: CertificateSource

    public init(list: CertificateRevocationList, source: CertificateSource) {
        self.list = list
        self.source = source
    }
}
