import DocumentVerification
import Irregularities
public import LogicalDataStructure
import TravelDocuments

extension Check {
    static let ldsFilesAgree = Check(
        "lds.files-agree", "EF.COM, EF.SOD and the files name the same data groups", Citation(.doc9303(part: 10), "4.6.1 and 4.6.2")
    ) { record, collector in
        guard let chip = record.document.chip else {
            collector.add(.notApplicable, .notApplicable)
            return
        }
        guard let lds = chip.securityObject?.lds else {
            collector.add(.undetermined, .needsSecurityObject, .fileLists)
            return
        }
        let missing = record.dataGroups.filter { $0.listed != nil && !$0.isSupplied }.map(\.number)
        if record.dataGroups.contains(where: { $0.listed == nil }) {
            collector.add(.failed, .notListed, .fileLists)
        } else if contradicts(chip.common, lds) {
            collector.add(.failed, .contradiction, .fileLists)
        } else if missing.contains(where: { !$0.isProtectedByExtendedAccessControl }) {
            collector.add(.undetermined, .notSupplied, .fileLists)
        } else {
            collector.add(.passed, nil, limits: missing.isEmpty ? [] : .notReadableByDesign, .fileLists)
        }
        for number in missing where number.isProtectedByExtendedAccessControl {
            collector.add(.notApplicable, .notReadableByDesign, .dataGroup(UInt8(number.rawValue)))
        }
    }

    /// Whether EF.COM lists other data groups than EF.SOD, or another LDS version.
    ///
    /// EF.COM is optional.
    private static func contradicts(_ common: CommonData?, _ lds: LDSSecurityObject) -> Bool {
        guard let common else { return false }
        let listed = Set(lds.dataGroupHashes.compactMap(\.dataGroup))
        if Set(common.dataGroups) != listed { return true }
        guard let stated = lds.ldsVersion?.parts, let outer = common.ldsVersion?.parts else { return false }
        return stated != outer
    }
}

extension DataGroupNumber {
    /// Whether the data group can only be read by an inspection system that the issuing state authorised (BSI TR-03110): fingers and irises.
    public var isProtectedByExtendedAccessControl: Bool {
        self == .three || self == .four
    }
}
