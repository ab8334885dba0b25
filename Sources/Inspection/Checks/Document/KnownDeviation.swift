import DocumentPKI
import DocumentVerification
import Irregularities
import SignedStructures

extension Check {
    static let documentKnownDeviation = Check(
        "document.known-deviation", "No deviation or defect list names the document", Citation(.doc9303(part: 3), "7.3")
    ) { record, collector in
        guard hasLists(record, &collector) else { return }
        if record.deviations.contains(where: \.list.isTrusted) {
            collector.add(.failed, .knownDeviation, .deviations)
        } else if record.areDeviationsCut {
            collector.add(.undetermined, .searchLimit, .signer)
        } else if record.deviations.isEmpty {
            collector.add(.passed)
        } else {
            // A list that nobody vouches for says nothing, and is said to be there.
            collector.add(.undetermined, .signerNotTrusted, .deviations)
        }
    }

    static let documentKeyCompromise = Check(
        "document.key-compromise", "No list says that the chip's keys are compromised", Citation(.tr03135, "5.8.2")
    ) { record, collector in
        guard hasLists(record, &collector) else { return }
        let isListed = record.isListed(.activeAuthenticationKeyCompromised) || record.isListed(.chipAuthenticationKeyCompromised)
        if isListed {
            collector.add(.failed, .keyCompromised, .deviations)
        } else if record.areDeviationsCut {
            collector.add(.undetermined, .searchLimit, .signer)
        } else {
            collector.add(.passed)
        }
    }

    /// Whether there are lists to look into; says why where there is nothing to do.
    private static func hasLists(_ record: borrowing VerificationRecord, _ collector: inout FindingCollector) -> Bool {
        guard record.chip != nil else {
            collector.add(.notApplicable, .notApplicable)
            return false
        }
        guard record.signer.map({ $0.standing?.hasDeviationLists ?? ($0.correction != nil) }) ?? false else {
            collector.add(.notApplicable, .noDeviationList)
            return false
        }
        return true
    }
}
