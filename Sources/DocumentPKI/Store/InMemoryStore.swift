import Irregularities
package import SafeOpenSSL
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
    private var deviationEntries: [DeviationEntry] = []
    /// The deviation and defect lists in the order of reading, and why those that count for nothing do not.
    public private(set) var deviationLists: [DeviationListOrigin] = []

    /// Makes a store; the signers of deviation and defect lists are looked up in it.
    public init(
        certificates: [StoredCertificate], revocationLists: [StoredRevocationList],
        signedLists: [(list: SignedData, origin: ItemOrigin)] = []
    ) {
        self.certificates = certificates.withdrawingDistrustedKeys
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
        hasDeviationLists = !signedLists.isEmpty
        guard hasDeviationLists else { return }
        var keys = KeyCache()
        var origins: [DeviationListOrigin] = []
        for signed in signedLists {
            let kind: StoreFileKind = signed.list.contentType == .defectList ? .defectList : .deviationList
            origins.append(
                DeviationListProof.origin(of: signed.list, name: signed.origin.source.name, kind: kind, in: self, keys: &keys))
        }
        deviationLists = origins.markingSuperseded
        for (signed, origin) in zip(signedLists, deviationLists) {
            deviationEntries += DeviationEntry.entries(of: signed.list, origin)
        }
    }

    public let hasDeviationLists: Bool

    public func deviations(of signer: Certificate) -> [DeviationEntry] {
        guard !deviationEntries.isEmpty else { return [] }
        let digests = DigestEngine().all(of: signer.bytes)
        return deviationEntries.filter { $0.mayConcern(signer, digests: digests) }
    }

    public func deviations(naming identifier: SignerIdentifier, certificates: [ArraySlice<UInt8>]) -> [DeviationEntry] {
        guard !deviationEntries.isEmpty else { return [] }
        let digests = certificates.flatMap { DigestEngine().all(of: $0) }
        return deviationEntries.filter { $0.names(identifier, digests: digests) }
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

extension [StoredCertificate] {
    /// The certificates, where those that have the key of a distrusted one are distrusted as well: a state certifies one key several times.
    fileprivate var withdrawingDistrustedKeys: [StoredCertificate] {
        let keys = Set(lazy.filter { $0.trust == .distrusted }.map(\.certificate.subjectPublicKeyInfo.keyNumber))
        guard !keys.isEmpty else { return self }
        return map { stored in
            guard !stored.trust.isDistrusted, keys.contains(stored.certificate.subjectPublicKeyInfo.keyNumber) else { return stored }
            return StoredCertificate(
                certificate: stored.certificate, identity: stored.identity, sources: stored.sources, trust: .distrustedKey)
        }
    }
}

extension DigestEngine {
    /// The digests of some bytes by every function: a list names a certificate by one of its own choice.
    package func all(of bytes: ArraySlice<UInt8>) -> [Digest] {
        DigestAlgorithm.allCases.compactMap { try? digest($0, of: bytes) }
    }
}
