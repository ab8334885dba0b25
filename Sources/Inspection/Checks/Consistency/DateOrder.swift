import CivilTime
import DocumentVerification
import Irregularities
import LogicalDataStructure
import MachineReadableZone
import TravelDocuments

extension Check {
    /// Birth is not after issue, and issue not after expiry; an estimated date of issue is compared with nothing.
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
        collector.add(isPossible ? .passed : .failed, isPossible ? nil : .dateOrder, .expiry)
    }
}

extension IssueDate {
    /// Whether the document itself states it.
    fileprivate var isStated: Bool { basis == .dataGroup12 || basis == .signingTime }
}
