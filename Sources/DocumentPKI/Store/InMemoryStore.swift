public import SignedStructures

/// A store that is read into memory whole: a folder, a master list, a few files.
public struct InMemoryStore: CertificateStore {
    public let certificates: [StoredCertificate]
    public let revocationLists: [StoredRevocationList]
    private var authoritiesByKeyIdentifier: [ArraySlice<UInt8>: [Int]] = [:]
    private var authoritiesByName: [FoldedName: [Int]] = [:]
    private var authoritiesByCountry: [String: [Int]] = [:]
    private var signersByKeyIdentifier: [ArraySlice<UInt8>: [Int]] = [:]
    private var signersBySerialNumber: [ArraySlice<UInt8>: [Int]] = [:]

    public init(certificates: [StoredCertificate], revocationLists: [StoredRevocationList]) {
        self.certificates = certificates
        self.revocationLists = revocationLists
        for (index, stored) in certificates.enumerated() {
            let certificate = stored.certificate
            if certificate.isAuthority {
                if let identifier = certificate.subjectKeyIdentifier { authoritiesByKeyIdentifier[identifier, default: []].append(index) }
                authoritiesByName[certificate.subject.folded, default: []].append(index)
                if let country = certificate.country { authoritiesByCountry[country, default: []].append(index) }
            } else {
                if let identifier = certificate.subjectKeyIdentifier { signersByKeyIdentifier[identifier, default: []].append(index) }
                signersBySerialNumber[certificate.serialNumber, default: []].append(index)
            }
        }
    }

    /// A store without a certificate.
    public static let empty = InMemoryStore(certificates: [], revocationLists: [])

    public func authorities(keyIdentifier: ArraySlice<UInt8>) -> [StoredCertificate] {
        (authoritiesByKeyIdentifier[keyIdentifier] ?? []).map { certificates[$0] }
    }

    public func authorities(named subject: FoldedName) -> [StoredCertificate] {
        (authoritiesByName[subject] ?? []).map { certificates[$0] }
    }

    public func authorities(country: String) -> [StoredCertificate] {
        (authoritiesByCountry[country] ?? []).map { certificates[$0] }
    }

    public func signers(keyIdentifier: ArraySlice<UInt8>) -> [StoredCertificate] {
        (signersByKeyIdentifier[keyIdentifier] ?? []).map { certificates[$0] }
    }

    public func signers(serialNumber: ArraySlice<UInt8>) -> [StoredCertificate] {
        (signersBySerialNumber[serialNumber] ?? []).map { certificates[$0] }
    }

    public func revocationLists(authorityKeyIdentifier: ArraySlice<UInt8>) -> [StoredRevocationList] {
        revocationLists.filter { $0.list.authorityKeyIdentifier == authorityKeyIdentifier }
    }

    public func revocationLists(country: String) -> [StoredRevocationList] {
        revocationLists.filter { $0.list.country == country }
    }
}

extension Certificate {
    /// Whether the certificate is one of a certification authority: a CSCA or a link certificate.
    ///
    /// A few real ones have no basicConstraints or say `cA FALSE` (facts of the PKI, quirk 41); what counts as well is that the key may sign
    /// certificates, or that the certificate is self-issued and says of neither what it is for. A self-signed document signer vouches for
    /// nobody, not even for itself.
    public var isAuthority: Bool {
        if basicConstraints?.isCA == true || keyUsage?.contains(.keyCertSign) == true { return true }
        return isSelfIssued && basicConstraints == nil && keyUsage == nil
    }
}
