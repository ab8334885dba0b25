/// All checks, in the order in which every report lists them.
public enum CheckRegistry {
    public static let all: [Check] = [
        .mrzCheckDigits,
        .mrzCompositeCheckDigit,
        .mrzCharacters,
        .ldsFileSyntax,
        .ldsFilesAgree,
        .securityObjectSignedAttributes,
        .securityObjectSignature,
        .securityObjectDataGroupHashes,
        .securityObjectAlgorithmStrength,
        .documentSignerValidityAtIssue,
        .documentSignerValidityAtInspection,
        .documentSignerKeyUsage,
        .documentSignerDocumentType,
        .certificationPathTrustAnchor,
        .certificationPathSignatures,
        .certificationPathRevocation,
        .chipActiveAuthentication,
        .consistencyIssuingState,
        .consistencyPrintedZone,
        .consistencyNames,
        .consistencyDateOfBirth,
        .consistencyDateOrder,
        .documentExpiry,
        .documentSpecimen,
        .documentKnownDeviation,
        .documentKeyCompromise,
        .claimPassiveAuthentication,
        .claimSignedAttributes,
        .claimSignature,
        .claimSignerCertificate,
        .claimRevocation,
        .claimDataGroupHashes,
        .claimFileLists,
        .claimActiveAuthentication,
        .claimCheckDigits,
        .claimExpiry,
    ]

    /// The check with this id, or nil.
    public static func check(named id: String) -> Check? {
        all.first { $0.name == id }
    }
}
