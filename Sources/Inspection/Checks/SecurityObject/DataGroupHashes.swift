import DocumentVerification
import Irregularities
import LogicalDataStructure
import TravelDocuments

extension Check {
    static let securityObjectDataGroupHashes = Check(
        "security-object.data-group-hashes", "Data groups are the ones that were signed", Citation(.doc9303(part: 11), "5.1")
    ) { record, collector in
        guard let chip = record.chip else {
            collector.add(.notApplicable, .notApplicable)
            return
        }
        guard record.lds != nil else {
            collector.add(.undetermined, .needsSecurityObject)
            return
        }
        let groups = DataGroupSets(record)
        if !groups.changed.isEmpty {
            collector.add(.failed, .hashMismatch, .dataGroupHashes)
        } else if !groups.supplied.isSubset(of: groups.listed) {
            collector.add(.failed, .notListed, .dataGroupHashes)
        } else if groups.supplied.isEmpty {
            collector.add(.undetermined, .notSupplied, .dataGroupHashes)
        } else if !groups.supplied.isSubset(of: groups.compared) {
            collector.add(.undetermined, .unsupportedAlgorithm, .dataGroupHashes)
        } else if !groups.missing.isSubset(of: .protected) {
            collector.add(.undetermined, .notSupplied, .dataGroupHashes)
        } else {
            let coversTrailingBytes = record.dataGroups.contains(where: \.coversTrailingBytes)
            var limits: VerdictLimits = groups.missing.isEmpty ? [] : .notReadableByDesign
            if coversTrailingBytes { limits.insert(.encodingDeviation) }
            collector.add(.passed, coversTrailingBytes ? .signedWithTrailingBytes : nil, limits: limits, .dataGroupHashes)
        }
    }
}
