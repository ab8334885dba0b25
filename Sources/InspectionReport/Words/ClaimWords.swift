import Inspection
import Irregularities

// The words of the checks that hold other software's claims against the findings: the same sentences with other subjects.

private func sentences(_ subject: String) -> [Outcome: String] {
    [
        Outcome(.passed): "The vendor's software claims of \(subject) what is found here",
        Outcome(.failed): "The vendor's software claims of \(subject) the opposite of what is found here",
        Outcome(.failed, .otherClaim): "About \(subject), the vendor's software claims one result and the finding here is the other",
        Outcome(.undetermined): "What the vendor's software claims of \(subject) could not be compared",
        Outcome(.undetermined, .unclearClaim):
            "What the vendor's software says of \(subject) means neither that it is in order nor that it is not",
        Outcome(.undetermined, .notDecidedHere):
            "What the vendor's software claims of \(subject) could not be compared: there is no decided finding here",
        Outcome(.notApplicable, .nothingClaimed): "The vendor's software says that it did not examine \(subject)",
        Outcome(.notApplicable, .notApplicable): "The check does not apply: no software claims anything of \(subject)",
    ]
}

private func explanation(_ subject: String) -> CheckExplanation {
    CheckExplanation(
        rule: "What a vendor's software claims of \(subject) is what the checks of this program find.",
        why: "Two programs that read the same files and differ show a gap in one of them, in its store, or in the files that it was given.",
        benignCauses: """
            The vendor's software had other certificates, another time of inspection, or files that the result does not hold. Some vendors \
            count a missing CSCA as an error.
            """,
        howToConfirm: "Compare the evidence of the finding with the vendor's log, and the stores of both programs.",
        failedMeans: "The vendor's software claims of \(subject) the opposite of the finding here; the claim itself proves nothing.",
        undeterminedMeans: "The claim about \(subject) is unclear, or the finding that it would be compared with is not decided.")
}

let claimSentences: [String: [Outcome: String]] = claimSubjects.mapValues(sentences)
let claimExplanations: [String: CheckExplanation] = claimSubjects.mapValues(explanation)

/// The subject of each check, as it stands in a sentence.
private let claimSubjects: [String: String] = [
    "claim.passive-authentication": "passive authentication",
    "claim.signed-attributes": "the signed attributes",
    "claim.signature": "the signature of EF.SOD",
    "claim.signer-certificate": "the document signer's certificate",
    "claim.revocation": "revocation",
    "claim.data-group-hashes": "the hashes of the data groups",
    "claim.file-lists": "the lists in EF.COM and EF.SOD",
    "claim.active-authentication": "active authentication",
    "claim.check-digits": "the check digits",
    "claim.expiry": "the date of expiry",
]
