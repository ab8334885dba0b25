import DocumentPKI
import DocumentVerification

/// How much of what an input can hold in any number a report lists; how many more there are it says.
enum EvidenceLimit {
    /// The most entries of deviation lists, and the most revocation lists, of one finding; real documents have one or two.
    static let listed = 64
}

extension VerificationRecord {
    /// The entries of deviation and defect lists that a report lists, those of lists that count first, and how many more there are.
    var listedDeviations: (listed: [DeviationEntry], further: Int) {
        guard deviations.count > EvidenceLimit.listed else { return (deviations, 0) }
        let ordered = deviations.filter(\.list.isTrusted) + deviations.filter { !$0.list.isTrusted }
        return (Array(ordered.prefix(EvidenceLimit.listed)), deviations.count - EvidenceLimit.listed)
    }

    /// The revocation lists that a report lists, those that count first, and how many more there are.
    var listedRevocationLists: (listed: [RevocationListProof], further: Int) {
        guard let revocation = signer?.revocation else { return ([], 0) }
        let lists = revocation.lists
        guard lists.count > EvidenceLimit.listed else { return (lists, 0) }
        let ordered = revocation.trusted + lists.filter { !($0.proof.isValid && $0.isAnchored && $0.isOfIssuer) }
        return (Array(ordered.prefix(EvidenceLimit.listed)), lists.count - EvidenceLimit.listed)
    }
}
