import CivilTime
import DocumentVerification
import Irregularities
import LogicalDataStructure
import MachineReadableZone
import SignedStructures
import TravelDocuments

extension Check {
    /// Birth is not after issue, issue not after expiry, and neither issue nor signing after today.
    ///
    /// An estimated date of issue is compared with nothing. EF.SOD was signed while its signer's certificate was valid.
    static let consistencyDateOrder = Check(
        "consistency.date-order", "Dates of birth, issue and expiry are in a possible order", Citation(.doc9303(part: 3), "4.8")
    ) { record, collector in
        guard record.chip != nil else {
            collector.add(.notApplicable, .notApplicable)
            return
        }
        guard record.dataGroup1 != nil else {
            collector.add(.undetermined, .needsDataGroup1)
            return
        }
        guard let expiry = record.expiry else {
            collector.add(.undetermined, .noDate, .expiry)
            return
        }
        let birth = record.chip?.dataGroup11?.fullDateOfBirth?.earliest
        let issue = record.issueDate.flatMap { $0.isStated ? $0 : nil }
        guard birth != nil || issue != nil else {
            collector.add(.notApplicable, .notApplicable)
            return
        }
        var isPossible = true
        if let issue { isPossible = issue.earliest.date <= expiry.latest && (birth.map { $0 <= issue.latest.date } ?? true) }
        if let birth { isPossible = isPossible && birth <= expiry.latest }
        let reason = isPossible ? reasonOfSigning(record, issue) : .dateOrder
        collector.add(reason == nil ? .passed : .failed, reason, .expiry)
    }

    /// What is impossible about the moments of issue and signing; a day is allowed for clocks that show local time.
    private static func reasonOfSigning(_ record: borrowing VerificationRecord, _ issue: IssueDate?) -> ReasonCode? {
        let day: Int64 = 86_400
        let tomorrow = Timestamp(secondsSinceEpoch: record.time.secondsSinceEpoch + day)
        if let issue, issue.earliest > tomorrow { return .dateInFuture }
        guard let signer = record.signer, let time = signer.signerInfo.signedAttributes?.signingTime else { return nil }
        if time > tomorrow { return .dateInFuture }
        // Where the time of signing is all there is, or the day of issue is outside too, document-signer.validity-at-issue says so.
        guard let validity = signer.certificate?.validity, let issue, issue.basis == .dataGroup12, issue.latest >= validity.notBefore,
            issue.earliest <= validity.notAfter
        else { return nil }
        let isEarly = time.secondsSinceEpoch + day < validity.notBefore.secondsSinceEpoch
        let isLate = time.secondsSinceEpoch - day > validity.notAfter.secondsSinceEpoch
        return isEarly || isLate ? .signingTimeOutsideValidity : nil
    }
}

extension IssueDate {
    /// Whether the document itself states it.
    fileprivate var isStated: Bool { basis == .dataGroup12 || basis == .signingTime }
}
