import DocumentVerification
import Inspection
import Irregularities
import TravelDocuments

extension JSONWriter {
    /// Writes all claims of other software: what it says, what is found here, and what comes of the comparison.
    mutating func claims(_ record: VerificationRecord) {
        array("claims") { writer in
            for claim in record.document.capture.claims { writer.object { $0.claimMembers(claim, record) } }
        }
    }

    mutating func claimMembers(_ claim: Claim, _ record: VerificationRecord) {
        let outcome = ClaimComparison.outcome(claim, record)
        member("subject", claim.subject.rawValue)
        member("dataGroup", claim.dataGroup.map { "DG\($0)" })
        member("adapter", claim.adapter)
        member("place", claim.place)
        member("value", claim.value)
        member("claimed", claim.statement.rawValue)
        member("found", ClaimComparison.found(claim, record).rawValue)
        member("comparison", outcome.verdict.comparisonWord)
        member("reason", outcome.reason?.rawValue)
    }
}

extension Verdict {
    /// The verdict of a comparison as one word.
    var comparisonWord: String {
        switch self {
        case .passed: "agree"
        case .failed: "disagree"
        case .notApplicable: "nothing-claimed"
        case .undetermined, .notPerformed: "cannot-be-checked"
        }
    }
}
