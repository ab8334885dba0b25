import Irregularities
public import SignedStructures

/// One revocation list that speaks for a certificate, and what its own signature proved.
public struct RevocationListProof: Sendable {
    public let list: CertificateRevocationList
    public let source: CertificateSource
    /// The signature under a CSCA key of the country; `unsupported(.issuerKeyUnknown)` where no key verifies it.
    public let proof: SignatureProof
    /// Whether the key that verifies it belongs to an anchor of the store.
    public let isAnchored: Bool
    /// The entry of the certificate, where it has one.
    public let entry: RevokedEntry?
}

/// What the revocation lists of a store say of one certificate; without a judgement on their age.
public final class RevocationSearchResult: Sendable {
    public let lists: [RevocationListProof]

    /// The lists whose signature verifies under an anchored key: the only ones that count.
    public let trusted: [RevocationListProof]

    init(lists: [RevocationListProof]) {
        self.lists = lists
        trusted = lists.filter { $0.proof.isValid && $0.isAnchored }
    }

    /// The entry that revokes the certificate, if any list that counts has one.
    public var revocation: (entry: RevokedEntry, by: RevocationListProof)? {
        for list in trusted { if let entry = list.entry { return (entry, list) } }
        return nil
    }
}

/// A search for the revocation lists that speak for one certificate.
///
/// Lists are matched by authority key identifier, then by country: old CSCA generations keep lists of their own, and a new generation may
/// sign for certificates of an older one. A revocation under any anchored CSCA key of the country counts (Doc 9303-12, 7.1.2).
public struct RevocationSearch {
    /// The most lists looked at for one certificate; the country with most has 3.
    public static let listLimit = 16

    private let store: any CertificateStore
    private let limits: PathSearchLimits

    public init(in store: any CertificateStore, limits: PathSearchLimits = PathSearchLimits()) {
        self.store = store
        self.limits = limits
    }

    public func lists(for certificate: Certificate, keys: inout KeyCache) -> RevocationSearchResult {
        var seen: Set<CertificateRevocationList> = []
        var found: [StoredRevocationList] = []
        if let identifier = certificate.authorityKeyIdentifier { found += store.revocationLists(authorityKeyIdentifier: identifier) }
        if let country = certificate.issuerCountry { found += store.revocationLists(country: country) }
        let distinct = found.filter { seen.insert($0.list).inserted }.prefix(RevocationSearch.listLimit)
        return RevocationSearchResult(lists: distinct.map { proof(of: $0, for: certificate, keys: &keys) })
    }

    private func proof(of stored: StoredRevocationList, for certificate: Certificate, keys: inout KeyCache) -> RevocationListProof {
        let own = proof(of: stored, keys: &keys)
        return RevocationListProof(
            list: own.list, source: own.source, proof: own.proof, isAnchored: own.isAnchored,
            entry: own.list.revocation(of: certificate.serialNumber))
    }

    /// Verifies a list under the CSCA keys of the store, without asking for any certificate's entry.
    public func proof(of stored: StoredRevocationList, keys: inout KeyCache) -> RevocationListProof {
        let list = stored.list
        var proof = SignatureProof.unsupported(.issuerKeyUnknown)
        var isAnchored = false
        for issuer in issuers(of: list) {
            let result = keys.verify(
                list.signature, over: list.tbsCertList, algorithm: list.signatureAlgorithm.signatureAlgorithm,
                by: issuer.certificate.subjectPublicKeyInfo)
            if !proof.isValid, result == .invalid || result.isValid { proof = result }
            guard result.isValid else { continue }
            var search = PathSearch(in: store, limits: limits)
            isAnchored = search.isAnchor(issuer, keys: &keys)
            if isAnchored { break }
        }
        return RevocationListProof(list: list, source: stored.source, proof: proof, isAnchored: isAnchored, entry: nil)
    }

    private func issuers(of list: CertificateRevocationList) -> ArraySlice<StoredCertificate> {
        var seen: Set<CertificateIdentity> = []
        var found: [StoredCertificate] = []
        if let identifier = list.authorityKeyIdentifier { found += store.authorities(keyIdentifier: identifier) }
        found += store.authorities(named: list.issuer.folded)
        if let country = list.country { found += store.authorities(country: country) }
        return found.filter { seen.insert($0.identity).inserted }.prefix(limits.signatures)
    }
}
