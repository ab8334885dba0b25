import DocumentVerification
import Irregularities
public import LogicalDataStructure
import SignedStructures
import TravelDocuments

extension Check {
    static let ldsFilesAgree = Check(
        "lds.files-agree", "EF.COM, EF.SOD and the files name the same data groups", Citation(.doc9303(part: 10), "4.6.1 and 4.6.2")
    ) { record, collector in
        guard let chip = record.chip else {
            collector.add(.notApplicable, .notApplicable)
            return
        }
        guard let lds = record.lds else {
            collector.add(.undetermined, .needsSecurityObject, .fileLists)
            return
        }
        let groups = DataGroupSets(record)
        let missing = groups.missing
        if !groups.supplied.isSubset(of: groups.listed) {
            collector.add(.failed, .notListed, .fileLists)
        } else if contradicts(chip.common, lds) {
            let isKnown = record.isExcused(.commonDataInconsistent)
            collector.add(isKnown ? .undetermined : .failed, isKnown ? .knownDeviation : .contradiction, .fileLists)
        } else if !missing.isSubset(of: .protected) {
            collector.add(.undetermined, .notSupplied, .fileLists)
        } else {
            // What EF.SOD lists is there: the absence of the other list takes nothing from the proof.
            let isAbsent = chip.index(of: .common) == nil
            collector.add(.passed, isAbsent ? .commonDataAbsent : nil, limits: missing.isEmpty ? [] : .notReadableByDesign, .fileLists)
        }
        guard !missing.isEmpty else { return }
        for number in DataGroupNumber.allCases where number.isProtectedByExtendedAccessControl && missing.contains(DataGroupSet(number)) {
            collector.add(.notApplicable, .notReadableByDesign, .dataGroup(UInt8(number.rawValue)))
        }
    }

    /// Whether EF.COM lists other data groups than EF.SOD, or another LDS version.
    ///
    /// EF.COM is optional.
    private static func contradicts(_ common: CommonData?, _ lds: LDSSecurityObject) -> Bool {
        guard let common else { return false }
        var listed: DataGroupSet = []
        for number in DataGroupNumber.allCases where lds.lists(number) { listed.insert(DataGroupSet(number)) }
        var named: DataGroupSet = []
        for number in common.dataGroups { named.insert(DataGroupSet(number)) }
        if named != listed { return true }
        guard let stated = lds.ldsVersion, let outer = common.ldsVersion, stated.isReadable, outer.isReadable else { return false }
        return stated.bytes != outer.bytes
    }
}

extension DataGroupNumber {
    /// Whether the data group can only be read by an inspection system that the issuing state authorised (BSI TR-03110): fingers and irises.
    public var isProtectedByExtendedAccessControl: Bool {
        self == .three || self == .four
    }
}
