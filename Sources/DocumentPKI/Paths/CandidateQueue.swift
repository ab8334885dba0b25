import SignedStructures

/// The candidates for the issuer of a certificate, best origin first, each distinct certificate once.
///
/// The store is asked for the next origin only when the candidates of the one before are used up: nearly all paths are found by key
/// identifier. Of one origin, self-signed certificates stand before link certificates, and a distrusted one before all others: where a key
/// has several certificates, the order of the store must not decide.
struct CandidateQueue {
    private let certificate: Certificate
    private let store: any CertificateStore
    private var origins = CandidateOrigin.allCases[...]
    private var seen: Set<CertificateIdentity> = []
    private var found: [StoredCertificate] = []
    private var position = 0
    private var origin = CandidateOrigin.keyIdentifier
    /// The key that was found to verify the certificate.
    private var issuerKey: SubjectPublicKeyInfo?
    /// Whether an answer of the store held more than are looked at.
    private(set) var isCut = false

    /// The most candidates of one answer that are looked at: the country with most has 36, and a search verifies fewer signatures.
    static let candidateLimit = 4096

    init(for certificate: Certificate, in store: any CertificateStore) {
        self.certificate = certificate
        self.store = store
    }

    mutating func next() -> (StoredCertificate, CandidateOrigin)? {
        while true {
            while position < found.count {
                let stored = found[position]
                position += 1
                if seen.insert(stored.identity).inserted { return (stored, origin) }
            }
            guard let next = origins.popFirst() else { return nil }
            origin = next
            let answer = ask(next)
            if answer.count > CandidateQueue.candidateLimit { isCut = true }
            found = ordered(Array(answer.prefix(CandidateQueue.candidateLimit)))
            position = 0
        }
    }

    /// Takes note of an issuer whose key verifies the certificate.
    ///
    /// Other certificates of that key have its identifier or its name, so the whole country is not asked any more.
    mutating func note(issuer: StoredCertificate) {
        issuerKey = issuerKey ?? issuer.certificate.subjectPublicKeyInfo
        origins = origins.filter { $0 != .country }[...]
    }

    /// Whether a candidate can still lead to an anchor: before the issuer's key is known any, then one of that key, or an anchor itself.
    ///
    /// Without this a loop of link certificates, and every signer of a state without an anchor, would cost the whole budget.
    func isWorthTrying(_ candidate: StoredCertificate) -> Bool {
        guard let issuerKey else { return true }
        if case .trusted = candidate.trust, candidate.isSelfIssued { return true }
        return candidate.trust.isDistrusted || candidate.certificate.subjectPublicKeyInfo == issuerKey
    }

    private func ask(_ origin: CandidateOrigin) -> [StoredCertificate] {
        switch origin {
        case .keyIdentifier: certificate.authorityKeyIdentifier.map { store.authorities(keyIdentifier: $0) } ?? []
        case .name: store.authorities(named: certificate.issuer.folded)
        case .country: certificate.issuerCountry.map { store.authorities(country: $0) } ?? []
        }
    }

    /// Of one key under two names, as Georgia has it, the certificate of the issuer's name stands first.
    private func ordered(_ found: [StoredCertificate]) -> [StoredCertificate] {
        guard found.count > 1 else { return found }
        let likely = found.count > CandidateQueue.few ? found.filter(isLikely) : []
        let own = found.filter(\.isSelfIssued)
        let named = own.count > 1 ? own.filter { haveSameBytes($0.certificate.subject.bytes, certificate.issuer.bytes) } : []
        return found.filter { $0.trust == .distrusted } + found.filter { $0.trust == .distrustedKey } + likely.filter(\.isSelfIssued)
            + likely + named + own + found
    }

    /// So many candidates are tried as they come; real key identifiers and names have fewer.
    private static let few = 8

    /// Whether a candidate agrees with the certificate in all that is written down: key identifier, name, serial number, and its validity at
    /// the time of issue.
    private func isLikely(_ candidate: StoredCertificate) -> Bool {
        let other = candidate.certificate
        if let identifier = certificate.authorityKeyIdentifier, let own = other.subjectKeyIdentifier, identifier != own { return false }
        if let number = certificate.authorityCertificateSerialNumber, number != other.serialNumber { return false }
        return other.validity.contains(certificate.validity.notBefore) && other.subject.folded == certificate.issuer.folded
    }
}
