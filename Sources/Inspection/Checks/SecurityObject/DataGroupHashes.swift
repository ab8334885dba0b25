import DocumentVerification
import Irregularities
import LogicalDataStructure
import TravelDocuments

extension Check {
    static let securityObjectDataGroupHashes = Check(
        "security-object.data-group-hashes", "Data groups are the ones that were signed", Citation(.doc9303(part: 11), "5.1")
    ) { record, collector in
        guard let chip = record.document.chip else {
            collector.add(.notApplicable, .notApplicable)
            return
        }
        guard chip.securityObject?.lds != nil else {
            collector.add(.undetermined, .needsSecurityObject)
            return
        }
        let groups = record.dataGroups
        if groups.contains(where: { $0.matches == false }) {
            collector.add(.failed, .hashMismatch, .dataGroupHashes)
        } else if groups.contains(where: { $0.listed == nil }) {
            collector.add(.failed, .notListed, .dataGroupHashes)
        } else if !groups.contains(where: \.isSupplied) {
            collector.add(.undetermined, .notSupplied, .dataGroupHashes)
        } else if groups.contains(where: { $0.isSupplied && $0.matches == nil }) {
            collector.add(.undetermined, .unsupportedAlgorithm, .dataGroupHashes)
        } else {
            let missing = groups.filter { !$0.isSupplied }
            if missing.contains(where: { !$0.number.isProtectedByExtendedAccessControl }) {
                collector.add(.undetermined, .notSupplied, .dataGroupHashes)
            } else {
                collector.add(.passed, nil, limits: missing.isEmpty ? [] : .notReadableByDesign, .dataGroupHashes)
            }
        }
    }
}
