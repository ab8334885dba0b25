public import DocumentVerification
public import Irregularities
import LogicalDataStructure
public import TravelDocuments

/// A claim of other software held against what is found here.
public enum ClaimComparison {
    /// The checks of which the finding on a subject is made; a subject without any cannot be compared.
    private static let counterparts: [Claim.Subject: [Check]] = [
        .passiveAuthentication: [
            .securityObjectSignedAttributes, .securityObjectSignature, .securityObjectDataGroupHashes, .certificationPathTrustAnchor,
            .certificationPathSignatures,
        ],
        .signedAttributes: [.securityObjectSignedAttributes],
        .signature: [.securityObjectSignature],
        .signerCertificate: [.certificationPathTrustAnchor, .certificationPathSignatures],
        .revocation: [.certificationPathRevocation],
        .dataGroupHashes: [.securityObjectDataGroupHashes],
        .fileLists: [.ldsFilesAgree],
        .activeAuthentication: [.chipActiveAuthentication],
        .checkDigits: [.mrzCheckDigits, .mrzCompositeCheckDigit],
        .expiry: [.documentExpiry],
    ]

    /// What is found here on the subject of the claim: failed where one of its checks failed, passed where all that apply passed, else undetermined.
    public static func found(_ claim: Claim, _ record: VerificationRecord) -> Verdict {
        if let number = claim.dataGroup {
            let matches = record.dataGroups.first { $0.number.rawValue == number }?.matches
            return matches.map { $0 ? .passed : .failed } ?? .undetermined
        }
        var collector = FindingCollector(capacity: 8)
        for check in counterparts[claim.subject] ?? [] { check.body(record, &collector) }
        let verdicts = collector.findings.map(\.verdict).filter { $0 != .notApplicable }
        if verdicts.contains(.failed) { return .failed }
        return !verdicts.isEmpty && verdicts.allSatisfy { $0 == .passed } ? .passed : .undetermined
    }

    /// What comes of the comparison, with its reason: passed where both say the same, failed where they say the opposite.
    public static func outcome(_ claim: Claim, _ record: VerificationRecord) -> (verdict: Verdict, reason: ReasonCode?) {
        switch claim.statement {
        case .notPerformed: return (.notApplicable, .nothingClaimed)
        case .unclear: return (.undetermined, .unclearClaim)
        case .positive, .negative: break
        }
        let found = found(claim, record)
        guard found == .passed || found == .failed else { return (.undetermined, .notDecidedHere) }
        return (found == .passed) == (claim.statement == .positive) ? (.passed, nil) : (.failed, .otherClaim)
    }

    /// One finding for each claim on the subject.
    static func judge(_ subject: Claim.Subject, _ record: borrowing VerificationRecord, _ collector: inout FindingCollector) {
        let claims = record.document.capture.claims
        var isClaimed = false
        // A claim's index fits into the evidence, as a capture keeps no more.
        for index in claims.indices.prefix(Claim.limit) where claims[index].subject == subject {
            let outcome = outcome(claims[index], copy record)
            collector.add(outcome.verdict, outcome.reason, .claim(UInt8(truncatingIfNeeded: index)))
            isClaimed = true
        }
        if !isClaimed { collector.add(.notApplicable, .notApplicable) }
    }
}
