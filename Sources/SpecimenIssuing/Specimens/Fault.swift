/// One thing that is wrong with a specimen, and what an inspection must find of it.
package enum Fault: String, Sendable, CaseIterable {
    case pictureByte = "picture-byte"
    case zoneName = "zone-name"
    case zoneNumber = "zone-number"
    case checkDigit = "check-digit"
    case compositeDigit = "composite-digit"
    case hashInSecurityObject = "hash-in-security-object"
    case securityObjectReplaced = "security-object-replaced"
    case signatureBit = "signature-bit"
    case signedByAnotherKey = "signed-by-another-key"
    case messageDigest = "message-digest"
    case signedContentType = "signed-content-type"
    case unlistedDataGroup = "unlisted-data-group"
    case commonData = "common-data"
    case strangerAsAuthority = "stranger-as-authority"
    case foreignInfrastructure = "foreign-infrastructure"
    case signerExpiredAtIssue = "signer-expired-at-issue"
    case signerRevoked = "signer-revoked"
    case documentExpired = "document-expired"
    case weakHash = "weak-hash"

    /// What was done.
    package var summary: String { row.summary }

    /// The series whose specimen the row speaks of.
    package var series: Series { row.series }

    /// The ids of all checks that must fail at 2026-06-01 with the samples' store, besides those that fail for every specimen.
    package var failedChecks: [String] { row.failedChecks }

    /// The conclusion under the policy `field`.
    package var conclusion: String { row.conclusion }

    /// Whether the issuer did everything right, and somebody changed the files afterwards.
    package var isMadeAfterSigning: Bool {
        switch self {
        case .pictureByte, .zoneName, .zoneNumber, .securityObjectReplaced, .signatureBit: true
        default: false
        }
    }

    /// What fails for every document of Utopia: that it is a specimen.
    package static let checksThatAlwaysFail = ["document.specimen"]

    private var row: Row {
        switch self {
        case .pictureByte:
            Row(.passport, "one byte of DG2's picture changed after signing", ["security-object.data-group-hashes"])
        case .zoneName:
            Row(
                .passport, "one letter of the name in DG1 changed after signing",
                ["security-object.data-group-hashes", "consistency.names"])
        case .zoneNumber:
            Row(
                .identityCard, "one character of the document number in DG1 changed after signing, check digits left",
                ["mrz.check-digits", "mrz.composite-check-digit", "security-object.data-group-hashes"])
        case .checkDigit:
            Row(.passport, "check digit of the document number wrong, composite digit computed over it, signed so", ["mrz.check-digits"])
        case .compositeDigit:
            Row(.passport, "composite check digit wrong, signed so", ["mrz.composite-check-digit"])
        case .hashInSecurityObject:
            Row(.passport, "the hash of DG2 in EF.SOD wrong, signed so", ["security-object.data-group-hashes"])
        case .securityObjectReplaced:
            Row(
                .passport, "DG1 and its hash in EF.SOD changed after signing, signed attributes and signature left",
                ["security-object.signed-attributes", "consistency.names"])
        case .signatureBit:
            Row(.td2Card, "the last bit of the signature of EF.SOD changed", ["security-object.signature"])
        case .signedByAnotherKey:
            Row(.passport, "EF.SOD signed by a key that is not the signer's", ["security-object.signature"])
        case .messageDigest:
            Row(.passport, "messageDigest among the signed attributes wrong, signed so", ["security-object.signed-attributes"])
        case .signedContentType:
            Row(.passport, "contentType among the signed attributes is id-data, signed so", ["security-object.signed-attributes"])
        case .unlistedDataGroup:
            Row(
                .passport, "DG12 present and in EF.COM, but not in EF.SOD", ["lds.files-agree", "security-object.data-group-hashes"])
        case .commonData:
            Row(.passport, "EF.COM does not list DG12, which is there and signed", ["lds.files-agree"])
        case .strangerAsAuthority:
            Row(
                .passport, "signer's certificate made by a stranger under the CSCA's name and key identifier",
                ["certification-path.signatures"])
        case .foreignInfrastructure:
            Row(.passport, "signer's certificate made by a stranger under the CSCA's name with its own key identifier", [], "undetermined")
        case .signerExpiredAtIssue:
            Row(
                .passport, "signer's certificate expired before the document was issued",
                ["document-signer.validity-at-issue", "document-signer.validity-at-inspection"])
        case .signerRevoked:
            Row(.passport, "signer's certificate is in the CSCA's revocation list", ["certification-path.revocation"])
        case .documentExpired:
            Row(.passport, "the document expired on 2026-03-14", ["document.expiry"], "passed")
        case .weakHash:
            Row(.passport, "data groups and signature hashed with SHA-1", ["security-object.algorithm-strength"], "passed")
        }
    }

    private struct Row {
        let series: Series
        let summary: String
        let failedChecks: [String]
        let conclusion: String

        init(_ series: Series, _ summary: String, _ failedChecks: [String], _ conclusion: String = "failed") {
            self.series = series
            self.summary = summary
            self.failedChecks = failedChecks
            self.conclusion = conclusion
        }
    }
}
