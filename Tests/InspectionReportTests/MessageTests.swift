import Inspection
import Irregularities
import Testing

@testable import InspectionReport

@Suite("Messages of findings")
struct MessageTests {
    private struct Case: Sendable, CustomTestStringConvertible {
        let id: String
        let verdict: Verdict
        let reason: ReasonCode?
        let limits: VerdictLimits
        let expected: String

        init(_ id: String, _ verdict: Verdict, _ reason: ReasonCode?, limits: VerdictLimits = [], _ expected: String) {
            self.id = id
            self.verdict = verdict
            self.reason = reason
            self.limits = limits
            self.expected = expected
        }

        var testDescription: String { "\(id) \(verdict) \(reason?.rawValue ?? "-") \(limits.codes.map(\.rawValue))" }
    }

    private static let cases = [
        Case("security-object.signature", .passed, nil, "The signature of EF.SOD verifies under the document signer's key."),
        Case(
            "security-object.signature", .passed, nil, limits: .integrityOnly,
            """
            The signature of EF.SOD verifies under the document signer's key. It proves that the signed data are unchanged, not who signed \
            them: the signer has no trust anchor.
            """),
        Case(
            "security-object.signature", .passed, .digestInfoWithoutNull, limits: .encodingDeviation,
            """
            The signature of EF.SOD verifies under the document signer's key. The encoding deviates from the standard without weakening \
            the proof: the hash in the signature is written in the shorter of two usual forms.
            """),
        Case(
            "security-object.signature", .passed, nil, limits: .encodingDeviation,
            """
            The signature of EF.SOD verifies under the document signer's key. The encoding deviates from the standard without weakening \
            the proof.
            """),
        Case(
            "security-object.signature", .undetermined, .unknownCurve,
            """
            The signature of EF.SOD could not be verified: the key lies on an elliptic curve that is none of the standard ones.
            """),
        Case(
            "lds.file-syntax", .failed, .truncated, "The file cannot be read as what it should be: the data end before they are complete."),
        Case(
            "document-signer.validity-at-issue", .passed, nil, limits: .estimatedDate,
            "The document signer's certificate was valid when the document was issued. The date of issue is an estimate."),
        Case(
            "document.expiry", .notPerformed, .readError,
            "Document is not expired – the check was not performed: reading the file was broken off by an error."),
        Case(
            "chip.active-authentication", .passed, .otherSignatureForm, limits: [.recordedAnswer, .encodingDeviation],
            """
            The recorded answer to the recorded challenge was made with the private key that belongs to the public key in DG15. The encoding \
            deviates from the standard without weakening the proof: the signature is written in the other of its two usual forms. The answer \
            was recorded: it does not show that the chip was present at this inspection, nor that the challenge was new.
            """),
        Case("later.check", .passed, nil, "Check later.check – the check passed."),
    ]

    @Test("A message says the verdict, the reason and the limits", arguments: cases)
    private func message(of row: Case) {
        #expect(InspectionReport.message(check: row.id, verdict: row.verdict, reason: row.reason, limits: row.limits) == row.expected)
    }

    /// The verdicts and reasons that the checks can come to, beside the codes of parsers and keys that they hand on.
    private static let named: [(id: String, outcomes: [(Verdict, ReasonCode)])] = [
        ("mrz.check-digits", [(.failed, .checkDigitMismatch), (.undetermined, .unreadCharacter), (.undetermined, .noMachineReadableZone)]),
        (
            "mrz.composite-check-digit",
            [
                (.failed, .checkDigitMismatch), (.undetermined, .knownDeviation), (.undetermined, .unreadCharacter),
                (.notApplicable, .notApplicable),
            ]
        ),
        ("mrz.characters", [(.failed, .illegalCharacter), (.undetermined, .unreadCharacter), (.undetermined, .needsDataGroup1)]),
        ("lds.file-syntax", [(.undetermined, .unknownVersion), (.notApplicable, .notApplicable)]),
        (
            "lds.files-agree",
            [(.failed, .notListed), (.failed, .contradiction), (.undetermined, .notSupplied), (.notApplicable, .notReadableByDesign)]
        ),
        (
            "security-object.signed-attributes",
            [
                (.failed, .noSigner), (.failed, .attributesAbsent), (.undetermined, .attributesAbsent), (.failed, .attributeMismatch),
                (.undetermined, .knownDeviation), (.failed, .algorithmProtectionMismatch),
            ]
        ),
        (
            "security-object.signature",
            [
                (.passed, .replacementCertificate), (.failed, .signatureInvalid), (.undetermined, .signerIdentifierMismatch),
                (.undetermined, .signerCertificateMissing),
            ]
        ),
        (
            "security-object.data-group-hashes",
            [
                (.failed, .hashMismatch), (.failed, .notListed), (.undetermined, .notSupplied), (.undetermined, .unsupportedAlgorithm),
                (.undetermined, .knownDeviation), (.undetermined, .needsDataGroup1),
            ]
        ),
        ("security-object.algorithm-strength", [(.failed, .weakAlgorithm), (.undetermined, .needsSecurityObject)]),
        (
            "document-signer.validity-at-issue",
            [
                (.failed, .notYetValid), (.failed, .expired), (.undetermined, .noDate), (.undetermined, .estimatedDate),
                (.undetermined, .knownDeviation),
            ]
        ),
        (
            "document-signer.validity-at-inspection",
            [(.failed, .notYetValid), (.failed, .expired), (.undetermined, .needsSignerCertificate), (.undetermined, .knownDeviation)]
        ),
        ("document-signer.key-usage", [(.failed, .keyUsage), (.failed, .otherPurpose), (.notApplicable, .notApplicable)]),
        (
            "document-signer.document-type",
            [(.failed, .documentTypeNotListed), (.undetermined, .malformedDocumentTypeList), (.undetermined, .needsDataGroup1)]
        ),
        (
            "certification-path.trust-anchor",
            [
                (.failed, .distrusted), (.failed, .distrustedKey), (.undetermined, .noAnchor), (.undetermined, .issuerKeyUnknown),
                (.undetermined, .signatureBudget), (.undetermined, .searchLimit),
            ]
        ),
        (
            "certification-path.signatures",
            [
                (.failed, .signatureInvalid), (.undetermined, .noAnchor), (.undetermined, .issuerKeyUnknown),
                (.undetermined, .knownDeviation), (.undetermined, .searchLimit),
            ]
        ),
        (
            "certification-path.revocation",
            [
                (.failed, .revoked), (.undetermined, .noRevocationList), (.undetermined, .staleRevocationList),
                (.undetermined, .incompleteRevocationList), (.undetermined, .revocationStatusOpen), (.undetermined, .searchLimit),
            ]
        ),
        (
            "consistency.issuing-state",
            [
                (.passed, .knownDeviation), (.undetermined, .knownDeviation), (.failed, .stateMismatch), (.undetermined, .unmappedState),
                (.undetermined, .needsDataGroup1),
            ]
        ),
        (
            "consistency.mrz-agrees-with-data-group-1",
            [(.failed, .fieldMismatch), (.undetermined, .optionalDataMismatch), (.undetermined, .unreadCharacter)]
        ),
        (
            "chip.active-authentication",
            [
                (.passed, .weakAlgorithm), (.failed, .signatureInvalid), (.undetermined, .needsDataGroup15),
                (.undetermined, .unsupportedAlgorithm),
                (.undetermined, .hashMismatch), (.undetermined, .notListed), (.undetermined, .needsSecurityObject),
                (.undetermined, .signatureInvalid), (.undetermined, .securityObjectUnproven),
                (.undetermined, .knownDeviation), (.notPerformed, .noRecordedAnswer), (.notApplicable, .notApplicable),
            ]
        ),
        (
            "consistency.names",
            [
                (.failed, .nameMismatch), (.undetermined, .knownDeviation), (.undetermined, .untransliterableCharacter),
                (.undetermined, .emptyName),
                (.undetermined, .needsDataGroup1), (.undetermined, .needsDataGroup11), (.notApplicable, .notApplicable),
            ]
        ),
        (
            "consistency.date-of-birth",
            [
                (.failed, .fieldMismatch), (.undetermined, .knownDeviation), (.undetermined, .noDate), (.undetermined, .needsDataGroup11),
                (.notApplicable, .notApplicable),
            ]
        ),
        (
            "consistency.date-order",
            [
                (.failed, .dateOrder), (.failed, .dateInFuture), (.failed, .signingTimeOutsideValidity), (.undetermined, .noDate),
                (.notApplicable, .notApplicable),
            ]
        ),
        ("document.expiry", [(.failed, .expired), (.undetermined, .noDate), (.undetermined, .needsMrz)]),
        ("document.specimen", [(.failed, .specimen), (.undetermined, .needsMrz)]),
        (
            "document.known-deviation",
            [
                (.failed, .knownDeviation), (.undetermined, .signerNotTrusted), (.undetermined, .searchLimit),
                (.notApplicable, .noDeviationList),
            ]
        ),
        (
            "document.key-compromise",
            [(.failed, .keyCompromised), (.undetermined, .searchLimit), (.notApplicable, .noDeviationList)]
        ),
    ]

    @Test("Each outcome that a check names has a sentence of its own")
    func ownSentences() {
        let claims = CheckRegistry.all.map(\.name).filter { $0.hasPrefix("claim.") }
        let outcomes: [(Verdict, ReasonCode)] = [
            (.failed, .otherClaim), (.undetermined, .unclearClaim), (.undetermined, .notDecidedHere), (.notApplicable, .nothingClaimed),
        ]
        let named = Self.named + claims.map { ($0, outcomes) }
        #expect(Set(named.map(\.id)) == Set(CheckRegistry.all.map(\.name)))
        for (id, outcomes) in named {
            for (verdict, reason) in outcomes {
                #expect(findingSentences[id]?[Outcome(verdict, reason)] != nil, "\(id) \(verdict) \(reason.rawValue)")
            }
        }
    }
}
