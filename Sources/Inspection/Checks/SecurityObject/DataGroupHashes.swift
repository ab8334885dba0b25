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
            // What a list of the issuer says is wrong with such documents is no forgery, and no proof either (BSI TR-03135-1, 5.8.2).
            let isKnown = !record.deviations.isEmpty && isKnown(groups, record)
            collector.add(isKnown ? .undetermined : .failed, isKnown ? .knownDeviation : .hashMismatch, .dataGroupHashes)
        } else if !groups.supplied.isSubset(of: groups.listed) {
            collector.add(.failed, .notListed, .dataGroupHashes)
        } else if groups.supplied.isEmpty {
            collector.add(.undetermined, .notSupplied, .dataGroupHashes)
        } else if !groups.supplied.isSubset(of: groups.compared) {
            collector.add(.undetermined, .unsupportedAlgorithm, .dataGroupHashes)
        } else if !groups.compared.contains(DataGroupSet(.one)) {
            // Without the identity under the signature, nothing is proven of anybody (Doc 9303-10, 4.7.1: DG1 is mandatory).
            collector.add(.undetermined, .needsDataGroup1, .dataGroupHashes)
        } else if !groups.missing.isSubset(of: .protected) {
            collector.add(.undetermined, .notSupplied, .dataGroupHashes)
        } else {
            let coversTrailingBytes = record.dataGroups.contains(where: \.coversTrailingBytes)
            var limits: VerdictLimits = groups.missing.isEmpty ? [] : .notReadableByDesign
            if coversTrailingBytes { limits.insert(.encodingDeviation) }
            collector.add(.passed, coversTrailingBytes ? .signedWithTrailingBytes : nil, limits: limits, .dataGroupHashes)
        }
    }

    /// Whether a list excuses each changed data group, and nothing else is wrong.
    private static func isKnown(_ groups: DataGroupSets, _ record: borrowing VerificationRecord) -> Bool {
        guard groups.supplied.isSubset(of: groups.listed) else { return false }
        for number in DataGroupNumber.allCases where groups.changed.contains(DataGroupSet(number)) {
            guard record.isExcused(number) else { return false }
        }
        return true
    }
}
