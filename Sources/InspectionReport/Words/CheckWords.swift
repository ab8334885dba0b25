public import Inspection

/// What a reader may want to know about a check beyond its verdict: the answer to `mrtd explain`.
///
/// Every part is English prose of whole sentences and names no person.
public struct CheckExplanation: Sendable, Hashable {
    /// What the standard or this project asks for.
    public let rule: String
    /// Why the check matters.
    public let why: String
    /// What makes the check fail or stay undecided without anybody having done wrong.
    public let benignCauses: String
    /// What an officer or examiner can do to confirm a finding.
    public let howToConfirm: String
    /// What `failed` means, and what it does not.
    public let failedMeans: String
    /// What `undetermined` means.
    public let undeterminedMeans: String

    public init(
        rule: String, why: String, benignCauses: String, howToConfirm: String, failedMeans: String, undeterminedMeans: String
    ) {
        self.rule = rule
        self.why = why
        self.benignCauses = benignCauses
        self.howToConfirm = howToConfirm
        self.failedMeans = failedMeans
        self.undeterminedMeans = undeterminedMeans
    }
}

extension Check {
    /// The explanation of the check; for a check outside the registry, its title and empty parts.
    public var explanation: CheckExplanation {
        checkExplanations[name]
            ?? CheckExplanation(
                rule: title.description + ".", why: "", benignCauses: "", howToConfirm: "", failedMeans: "", undeterminedMeans: "")
    }
}

/// The explanations by check id.
let checkExplanations: [String: CheckExplanation] = [
    "mrz.check-digits": checkDigitsExplanation,
    "mrz.composite-check-digit": compositeCheckDigitExplanation,
    "mrz.characters": charactersExplanation,
    "lds.file-syntax": fileSyntaxExplanation,
    "lds.files-agree": filesAgreeExplanation,
    "security-object.signed-attributes": signedAttributesExplanation,
    "security-object.signature": securityObjectSignatureExplanation,
    "security-object.data-group-hashes": dataGroupHashesExplanation,
    "security-object.algorithm-strength": algorithmStrengthExplanation,
    "document-signer.validity-at-issue": validityAtIssueExplanation,
    "document-signer.validity-at-inspection": validityAtInspectionExplanation,
    "document-signer.key-usage": keyUsageExplanation,
    "document-signer.document-type": documentTypeExplanation,
    "certification-path.trust-anchor": trustAnchorExplanation,
    "certification-path.signatures": pathSignaturesExplanation,
    "certification-path.revocation": revocationExplanation,
    "chip.active-authentication": activeAuthenticationExplanation,
    "consistency.issuing-state": issuingStateExplanation,
    "consistency.mrz-agrees-with-data-group-1": printedZoneExplanation,
    "consistency.names": namesExplanation,
    "consistency.date-of-birth": dateOfBirthExplanation,
    "consistency.date-order": dateOrderExplanation,
    "document.expiry": expiryExplanation,
    "document.specimen": specimenExplanation,
    "document.known-deviation": knownDeviationExplanation,
    "document.key-compromise": keyCompromiseExplanation,
].merging(claimExplanations) { $1 }
