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
        guard let zone = record.dataGroup1?.zone ?? record.document.printedZone else {
            collector.add(.undetermined, .needsMrz)
            return
        }
        guard let expiry = zone.expiry(at: record.time.date) else {
            collector.add(.undetermined, .noDate, .expiry)
            return
        }
        // The document is valid through the whole day of expiry.
        if expiry.latest < record.time.date {
            collector.add(.failed, .expired, .expiry)
        } else {
            collector.add(.passed, nil, .expiry)
        }
    }
}
