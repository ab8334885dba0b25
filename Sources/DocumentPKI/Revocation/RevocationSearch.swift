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
    /// Whether the list is one of the authority that issued the certificate, under that or another generation's name.
    ///
    /// Serial numbers are one authority's: another authority of the same country may give the same ones.
    public let isOfIssuer: Bool
    /// The entry of the certificate, where it has one.
    public let entry: RevokedEntry?

    /// Whether the list counts: its signature verifies under an anchored key, and it is of the certificate's authority.
    var counts: Bool { proof.isValid && isAnchored && isOfIssuer }
}

/// What the revocation lists of a store say of one certificate; without a judgement on their age.
public final class RevocationSearchResult: Sendable {
    public let lists: [RevocationListProof]

    /// The lists of the certificate's authority whose signature verifies under an anchored key: the only ones that count.
    public let trusted: [RevocationListProof]

    /// Of those, the lists that can clear a certificate: a delta list, or one with a critical extension that is not understood, cannot
    /// (RFC 5280, 5.2).
    public let complete: [RevocationListProof]

    /// Whether the store has more lists than were looked at, and too few of those count.
    public let isCut: Bool
    /// How many lists were not looked at: older ones, or what is beyond a limit.
    public let unexamined: Int

    init(lists: [RevocationListProof], unexamined: Int = 0, isCut: Bool = false) {
        self.lists = lists
        self.unexamined = unexamined
        self.isCut = isCut
        trusted = lists.filter(\.counts)
        complete = trusted.filter(\.list.isComplete)
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
/// sign for certificates of an older one. A revocation under any anchored CSCA key of the same authority counts (Doc 9303-12, 7.1.2).
public struct RevocationSearch {
    /// The most lists that count and are looked at for one certificate; a store keeps what it ever had, and the country with most publishes 3.
    public static let listLimit = 16
    /// The most certificates of a list's key that are asked for a path to an anchor; what is beyond leaves the list undecided.
    public static let anchorLimit = 4
    /// The most signatures of such a path's search: a CSCA is an anchor itself, or a few links away from one.
    public static let anchorSignatures = 64
    /// The most lists looked at in all: some may be of other authorities of the country, or of nobody.
    public static let tryLimit = 128

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
        let distinct = ordered(found.filter { seen.insert($0.list).inserted }, for: certificate)
        var proofs: [RevocationListProof] = []
        var counting = 0
        for stored in distinct.prefix(RevocationSearch.tryLimit) where counting < RevocationSearch.listLimit {
            let proof = proof(of: stored, for: certificate, keys: &keys)
            proofs.append(proof)
            if proof.counts { counting += 1 }
        }
        return RevocationSearchResult(
            lists: proofs, unexamined: distinct.count - proofs.count,
            isCut: counting < RevocationSearch.listLimit && distinct.count > RevocationSearch.tryLimit)
    }

    /// The lists in the order of the store; where there are many, those of the certificate's authority first, and the newest first.
    private func ordered(_ lists: [StoredRevocationList], for certificate: Certificate) -> [StoredRevocationList] {
        guard lists.count > RevocationSearch.listLimit else { return lists }
        let own = lists.map { (stored: $0, isOfIssuer: isOfIssuer($0.list, certificate)) }
        return own.sorted { first, second in
            if first.isOfIssuer != second.isOfIssuer { return first.isOfIssuer }
            return first.stored.list.thisUpdate > second.stored.list.thisUpdate
        }.map(\.stored)
    }

    private func proof(of stored: StoredRevocationList, for certificate: Certificate, keys: inout KeyCache) -> RevocationListProof {
        let (proof, isAnchored) = signature(of: stored.list, keys: &keys)
        return RevocationListProof(
            list: stored.list, source: stored.source, proof: proof, isAnchored: isAnchored,
            isOfIssuer: isOfIssuer(stored.list, certificate), entry: stored.list.revocation(of: certificate.serialNumber))
    }

    /// Verifies a list under the CSCA keys of the store, and says whether the key that verifies it belongs to an anchor.
    public func signature(of list: CertificateRevocationList, keys: inout KeyCache) -> (proof: SignatureProof, isAnchored: Bool) {
        let issuers = issuers(of: list)
        var proof = SignatureProof.unsupported(issuers.isCut ? .searchLimit : .issuerKeyUnknown)
        var isAnchored = false
        var results: [SubjectPublicKeyInfo: SignatureProof] = [:]
        var asked = 0
        for issuer in issuers.found {
            let key = issuer.certificate.subjectPublicKeyInfo
            // One key may stand in hundreds of certificates, link upon link.
            let result =
                results[key]
                ?? keys.verify(
                    list.signature, over: list.tbsCertList, algorithm: list.signatureAlgorithm.signatureAlgorithm, by: key)
            results[key] = result
            if !proof.isValid, result == .invalid || result.isValid { proof = result }
            guard result.isValid else { continue }
            guard asked < RevocationSearch.anchorLimit else { return (.unsupported(.searchLimit), false) }
            asked += 1
            let signatures = min(limits.signatures, RevocationSearch.anchorSignatures)
            var search = PathSearch(in: store, limits: PathSearchLimits(signatures: signatures, depth: limits.depth))
            isAnchored = search.isAnchor(issuer, keys: &keys)
            if isAnchored { break }
        }
        return (proof, isAnchored)
    }

    /// Whether the list and the certificate have the same issuer: by key identifier, by name, by one key under two names, or as generations
    /// that link certificates tie together.
    public func isOfIssuer(_ list: CertificateRevocationList, _ certificate: Certificate) -> Bool {
        let (name, listName) = (certificate.issuer.folded, list.issuer.folded)
        if name == listName { return true }
        if let identifier = certificate.authorityKeyIdentifier {
            if list.authorityKeyIdentifier == identifier { return true }
            if store.authorities(keyIdentifier: identifier).contains(where: { $0.certificate.subject.folded == listName }) { return true }
        }
        return !formerNames(of: listName).isDisjoint(with: formerNames(of: name))
    }

    /// The name of a CSCA and those of the generations before it: an old key signs the link certificate to the new one (Doc 9303-12, 7.1.1.3).
    private func formerNames(of name: FoldedName) -> Set<FoldedName> {
        var names: Set<FoldedName> = [name]
        var latest = names
        for _ in 0..<limits.depth where !latest.isEmpty {
            var older: Set<FoldedName> = []
            for known in latest {
                for authority in store.authorities(named: known).prefix(limits.signatures) {
                    older.insert(authority.certificate.issuer.folded)
                }
            }
            latest = older.subtracting(names)
            names.formUnion(latest)
        }
        return names
    }

    /// The authorities whose keys may have signed a list, and whether the store has more.
    private func issuers(of list: CertificateRevocationList) -> (found: ArraySlice<StoredCertificate>, isCut: Bool) {
        var seen: Set<CertificateIdentity> = []
        var found: [StoredCertificate] = []
        if let identifier = list.authorityKeyIdentifier { found += store.authorities(keyIdentifier: identifier) }
        found += store.authorities(named: list.issuer.folded)
        if let country = list.country { found += store.authorities(country: country) }
        let all = found.filter { seen.insert($0.identity).inserted }
        let distinct = all.filter(\.trust.isTrusted) + all.filter { !$0.trust.isTrusted }
        return (distinct.prefix(limits.signatures), distinct.count > limits.signatures)
    }
}
