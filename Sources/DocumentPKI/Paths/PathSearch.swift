public import Irregularities
public import SignedStructures

/// How a candidate for an issuer was found.
public enum CandidateOrigin: String, Sendable, Hashable, CaseIterable {
    /// The authority key identifier of the certificate is the subject key identifier of the candidate.
    case keyIdentifier = "key-identifier"
    /// The folded issuer of the certificate is the folded subject of the candidate.
    case name = "name"
    /// The candidate is of the same country.
    case country = "country"
}

/// One key that was tried on a certificate.
public struct PathCandidate: Sendable, Hashable {
    public let identity: CertificateIdentity
    public let origin: CandidateOrigin
    public let proof: SignatureProof
}

/// One certificate of a path, from the signer up.
public struct PathElement: Sendable, Hashable {
    public enum Role: String, Sendable, Hashable {
        case documentSigner = "DSC"
        case link = "LINK"
        case countrySigningCA = "CSCA"
    }

    public let role: Role
    public let certificate: Certificate
    public let identity: CertificateIdentity
    /// The sources of the certificate in the store; empty for one that came with the document.
    public let sources: [CertificateSource]
    public let trust: Trust?
    /// How it was found; nil for the signer itself.
    public let foundBy: CandidateOrigin?
}

/// What the search for a path from a signer to a trust anchor brought.
public struct PathSearchResult: Sendable, Hashable {
    public enum Outcome: Sendable, Hashable {
        /// A path to a self-signed, trusted CSCA; every signature on it verifies.
        case anchored
        /// A path to a CSCA that the owner of the store distrusts, or to another certificate of its key.
        case distrusted
        /// The signer's certificate verifies, but its issuer is not an anchor and none vouches for it.
        case unanchored
        /// No key of the store verifies the signer's certificate.
        case noIssuer
        /// The search ended at one of its bounds, which `bound` names, before a path to an anchor was found.
        case boundReached
    }

    public let outcome: Outcome
    /// From the signer up as far as signatures verify.
    public let path: [PathElement]
    /// The keys that were tried on the signer's certificate.
    public let candidates: [PathCandidate]
    /// How the last signature on the path, if any deviated, deviated.
    public let deviation: ReasonCode?
    /// How many signatures the search verified.
    public let signatures: Int
    /// Of a search that ended at a bound, which: `signatureBudget`, or `searchLimit` where the depth or the most candidates of one answer ended it.
    public let bound: ReasonCode?
}

/// The bounds of a path search (law 11).
public struct PathSearchLimits: Sendable, Hashable {
    /// The most signatures that one search verifies.
    ///
    /// The country with most CSCA certificates in the public lists has 36, under different key identifiers. A signature costs 0.1 ms with
    /// P-256 and RSA, and up to 1.4 ms, so that a search ends within 0.7 s. Candidates are tried by key identifier first, those before the
    /// others that stand for the certificate best (`CandidateQueue`), so that the budget ends only where hundreds of keys share one.
    public let signatures: Int
    /// The most certificates between the signer and the anchor; real link chains have at most 6.
    public let depth: Int

    public init(signatures: Int = 512, depth: Int = 8) {
        self.signatures = signatures
        self.depth = depth
    }
}

/// A search for the path of one certificate in one store.
///
/// Doc 9303-12, Appendix D: the path is the certificate and the CSCA's key. Candidates are tried by key identifier, then by folded name,
/// then by country, every distinct key once; a path to an anchor by link certificates is found the same way, and a link certificate
/// is accepted where an anchor's key verifies it. No path length and no name chaining: the real PKI has neither.
public struct PathSearch {
    private let store: any CertificateStore
    private let limits: PathSearchLimits
    private var signatures = 0
    private var bound: ReasonCode?

    public init(in store: any CertificateStore, limits: PathSearchLimits = PathSearchLimits()) {
        self.store = store
        self.limits = limits
    }

    /// Finds the path of a signer's certificate.
    public mutating func path(of certificate: Certificate, identity: CertificateIdentity, keys: inout KeyCache) -> PathSearchResult {
        let signer = PathElement(
            role: .documentSigner, certificate: certificate, identity: identity, sources: [], trust: nil, foundBy: nil)
        var tried: [PathCandidate] = []
        var best: (outcome: PathSearchResult.Outcome, path: [PathElement])?
        var deviation: ReasonCode?
        // A key that does not verify the certificate does not so in another certificate either: states reissue certificates for one key.
        var refuted: Set<SubjectPublicKeyInfo> = []
        var queue = CandidateQueue(for: certificate, in: store)
        while let (candidate, origin) = queue.next() {
            guard queue.isWorthTrying(candidate) else { continue }
            let key = candidate.certificate.subjectPublicKeyInfo
            guard let proof = refuted.contains(key) ? .invalid : verify(certificate, by: candidate, keys: &keys) else { break }
            if proof == .invalid { refuted.insert(key) }
            tried.append(PathCandidate(identity: candidate.identity, origin: origin, proof: proof))
            guard proof.isValid else { continue }
            queue.note(issuer: candidate)
            if case .validWithDeviation(let code) = proof { deviation = code }
            var visited: Set<CertificateIdentity> = [identity]
            let rest = ascend(from: candidate, origin: origin, below: 0, visited: &visited, keys: &keys)
            if best.map({ rank(rest.outcome) > rank($0.outcome) }) ?? true { best = (rest.outcome, [signer] + rest.path) }
            if rest.outcome == .anchored || rest.outcome == .distrusted { break }
        }
        if queue.isCut { bound = bound ?? .searchLimit }
        guard let best else { return result(.noIssuer, [signer], tried, nil) }
        return result(best.outcome, best.path, tried, deviation)
    }

    /// The result; a search that ended at a bound cannot say that there is no anchor, or no issuer.
    private func result(
        _ outcome: PathSearchResult.Outcome, _ path: [PathElement], _ tried: [PathCandidate], _ deviation: ReasonCode?
    ) -> PathSearchResult {
        let isBounded = bound != nil && (outcome == .unanchored || outcome == .noIssuer)
        return PathSearchResult(
            outcome: isBounded ? .boundReached : outcome, path: path, candidates: tried, deviation: deviation, signatures: signatures,
            bound: isBounded ? bound : nil)
    }

    /// Whether a CA certificate of the store is an anchor itself or an anchor vouches for it by link certificates.
    public mutating func isAnchor(_ stored: StoredCertificate, keys: inout KeyCache) -> Bool {
        var visited: Set<CertificateIdentity> = []
        return ascend(from: stored, origin: .name, below: 0, visited: &visited, keys: &keys).outcome == .anchored
    }

    /// The anchor to which the signer of a list chains, or which it is: some lists were signed by the CSCA itself; nil where there is none.
    public mutating func anchor(ofListSigner signer: Certificate, identity: CertificateIdentity, keys: inout KeyCache) -> Certificate? {
        if signer.isAuthority, let own = store.authorities(named: signer.subject.folded).first(where: { $0.identity == identity }) {
            var visited: Set<CertificateIdentity> = []
            let found = ascend(from: own, origin: .name, below: 0, visited: &visited, keys: &keys)
            return found.outcome == .anchored ? found.path.last?.certificate : nil
        }
        let found = path(of: signer, identity: identity, keys: &keys)
        return found.outcome == .anchored ? found.path.last?.certificate : nil
    }

    private func rank(_ outcome: PathSearchResult.Outcome) -> Int {
        switch outcome {
        case .noIssuer, .boundReached: 0
        case .unanchored: 1
        case .distrusted: 2
        case .anchored: 3
        }
    }

    /// The proof of a certificate's signature under a candidate's key, or nil where the budget is spent.
    ///
    /// A CA certificate comes with its identity: its proof is kept for the next search and costs the budget all the same, so that
    /// what was searched before changes no result.
    private mutating func verify(
        _ certificate: Certificate, _ identity: CertificateIdentity? = nil, by issuer: StoredCertificate, keys: inout KeyCache
    ) -> SignatureProof? {
        guard signatures < limits.signatures else {
            bound = .signatureBudget
            return nil
        }
        signatures += 1
        if let identity { return keys.proof(of: certificate, identity, by: issuer.certificate.subjectPublicKeyInfo) }
        return keys.verify(
            certificate.signature, over: certificate.tbsCertificate, algorithm: certificate.signatureAlgorithm.signatureAlgorithm,
            by: issuer.certificate.subjectPublicKeyInfo)
    }

    /// Goes up from a CA certificate to an anchor; so many certificates stand between it and the signer.
    private mutating func ascend(
        from stored: StoredCertificate, origin: CandidateOrigin, below count: Int, visited: inout Set<CertificateIdentity>,
        keys: inout KeyCache
    ) -> (outcome: PathSearchResult.Outcome, path: [PathElement]) {
        visited.insert(stored.identity)
        func element(_ role: PathElement.Role) -> PathElement {
            PathElement(
                role: role, certificate: stored.certificate, identity: stored.identity, sources: stored.sources, trust: stored.trust,
                foundBy: origin)
        }
        if stored.trust.isDistrusted { return (.distrusted, [element(.countrySigningCA)]) }
        if stored.isSelfIssued, let proof = verify(stored.certificate, stored.identity, by: stored, keys: &keys),
            proof.isValid
        {
            if case .trusted = stored.trust { return (.anchored, [element(.countrySigningCA)]) }
            return (.unanchored, [element(.countrySigningCA)])
        }
        var best: (outcome: PathSearchResult.Outcome, path: [PathElement]) = (.unanchored, [element(.link)])
        var queue = CandidateQueue(for: stored.certificate, in: store)
        guard count < limits.depth else {
            while let (candidate, _) = queue.next(), bound == nil { if !visited.contains(candidate.identity) { bound = .searchLimit } }
            return best
        }
        while let (candidate, origin) = queue.next() {
            guard !visited.contains(candidate.identity), queue.isWorthTrying(candidate) else { continue }
            guard let proof = verify(stored.certificate, stored.identity, by: candidate, keys: &keys) else { break }
            guard proof.isValid else { continue }
            queue.note(issuer: candidate)
            let rest = ascend(from: candidate, origin: origin, below: count + 1, visited: &visited, keys: &keys)
            if rank(rest.outcome) > rank(best.outcome) { best = (rest.outcome, [element(.link)] + rest.path) }
            if rest.outcome == .anchored || rest.outcome == .distrusted { return best }
        }
        if queue.isCut { bound = bound ?? .searchLimit }
        return best
    }
}
