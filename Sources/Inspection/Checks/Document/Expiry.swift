import CivilTime
import DocumentVerification
import Irregularities
import LogicalDataStructure
import MachineReadableZone
import TravelDocuments

extension Check {
    static let documentExpiry = Check(
        "document.expiry", "Document is not expired", Citation(.tr03135, "5.7.1")
    ) { record, collector in
        guard record.dataGroup1 != nil || record.document.printedZone != nil else {
            collector.add(.undetermined, .needsMrz)
            return
        }
        guard let expiry = record.expiry else {
            collector.add(.undetermined, .noDate, .expiry)
            return
        }
        // The document is valid through the whole day of expiry.
        if expiry.latest < record.day {
            collector.add(.failed, .expired, .expiry)
        } else {
            collector.add(.passed, nil, .expiry)
        }
    }
}
