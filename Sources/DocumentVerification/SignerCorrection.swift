import CivilTime
public import DocumentPKI
public import SignedStructures

/// What defect lists say of a signer whose certificate is malformed, missing or named wrongly, and what came of it.
///
/// BSI TR-03135-1, 5.8.2: the certificate that the list gives is used for everything. It must chain to an anchor as any other: the list says
/// which certificate to take and does not vouch for its key.
public struct SignerCorrection: Sendable {
    public enum Outcome: String, Sendable, Hashable {
        /// The certificate stands in place of the one that EF.SOD carries or names.
        case used
        /// It has no path to a trust anchor, and was not used.
        case notAnchored = "not-anchored"
        /// It cannot be read.
        case malformed
        /// Neither EF.SOD nor the store has the certificate that the list names.
        case missing
        /// Another one was used.
        case notNeeded = "not-needed"
    }

    /// One certificate that a list gives.
    public struct Attempt: Sendable {
        public let replacement: ListedDeviation.Replacement
        public let identity: CertificateIdentity?
        public fileprivate(set) var outcome: Outcome
    }

    /// The entries that name the signer, as EF.SOD carries or names it.
    public let entries: [DeviationEntry]
    public let attempts: [Attempt]

    /// What came of something that a list gives; nil where it is no certificate.
    public func attempt(_ replacement: ListedDeviation.Replacement) -> Attempt? { attempts.first { $0.replacement == replacement } }
}

extension DocumentVerifier {
    /// The most certificates of lists that are tried for one signer; an entry gives one.
    private static let replacementLimit = 8

    /// The facts about a signer with what trusted defect lists correct in them; the facts as they are where no list names the signer.
    static func corrected(
        _ facts: SignerFacts, in signedData: SignedData, _ verification: SignerVerification, at time: Timestamp,
        cache: inout VerificationCache
    ) -> SignerFacts {
        let entries = listedEntries(facts, signedData, in: cache.store)
        guard !entries.isEmpty else { return facts }
        var attempts: [SignerCorrection.Attempt] = []
        var best: (facts: SignerFacts, index: Int)?
        for replacement in replacements(entries, at: time) {
            var attempt = SignerCorrection.Attempt(replacement: replacement, identity: nil, outcome: .missing)
            if let bytes = certificate(replacement, signedData, in: cache.store) {
                if let signer = try? cache.signer(bytes) {
                    let isUsable = signer.standing.path.outcome == .anchored
                    attempt = SignerCorrection.Attempt(
                        replacement: replacement, identity: signer.standing.identity, outcome: isUsable ? .notNeeded : .notAnchored)
                    let proof = verification.proof(by: signer.key, engine: cache.digests)
                    if isUsable, best == nil || proof.overall.isValid && best?.facts.proof.overall.isValid == false {
                        let made = SignerFacts(
                            signerInfo: facts.signerInfo, origin: .defectList, standing: signer.standing, proof: proof)
                        best = (made, attempts.count)
                    }
                } else {
                    attempt.outcome = .malformed
                }
            }
            attempts.append(attempt)
        }
        if let best { attempts[best.index].outcome = .used }
        guard !attempts.isEmpty || facts.standing == nil || entries.count > facts.deviations.count else { return facts }
        return SignerFacts(best?.facts ?? facts, correction: SignerCorrection(entries: entries, attempts: attempts))
    }

    /// The entries that name the certificate that was found and, where that is not the one that EF.SOD names, those that name the latter.
    private static func listedEntries(
        _ facts: SignerFacts, _ signedData: SignedData, in store: any CertificateStore
    ) -> [DeviationEntry] {
        let own = facts.standing?.deviations ?? []
        switch facts.origin {
        case .embedded, .store, .defectList: return own
        case .onlyEmbedded, .missing: break
        }
        guard facts.standing?.hasDeviationLists ?? store.hasDeviationLists else { return own }
        let named = store.deviations(
            naming: facts.signerInfo.identifier, certificates: Array(signedData.certificates.prefix(certificateLimit)))
        return own + named.filter { entry in !own.contains { $0.isSame(as: entry) } }
    }

    /// The certificates that trusted defect lists give.
    private static func replacements(
        _ entries: [DeviationEntry], at time: Timestamp
    ) -> ArraySlice<ListedDeviation.Replacement> {
        entries.filter { $0.list.kind == .defectList && $0.list.objection(at: time) == nil }.flatMap(\.deviation.descriptions).compactMap(
            \.replacement
        )
        .filter { if case .country = $0 { false } else { true } }.prefix(replacementLimit)
    }

    private static func certificate(
        _ replacement: ListedDeviation.Replacement, _ signedData: SignedData, in store: any CertificateStore
    ) -> ArraySlice<UInt8>? {
        switch replacement {
        case .country: return nil
        case .certificate(let bytes): return bytes
        case .signer(let identifier):
            for bytes in signedData.certificates.prefix(certificateLimit) {
                if let certificate = try? Certificate(bytes), identifier.matches(certificate) != nil { return bytes }
            }
            return store.signers(identifier).first { identifier.matches($0.certificate) != nil }?.certificate.bytes
        }
    }
}
