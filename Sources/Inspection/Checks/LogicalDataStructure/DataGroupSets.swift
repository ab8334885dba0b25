import DocumentVerification
import LogicalDataStructure

/// A set of data groups without heap memory.
struct DataGroupSet: OptionSet {
    let rawValue: UInt32

    init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    init(_ number: DataGroupNumber) {
        rawValue = 1 << UInt32(number.rawValue)
    }

    /// Those that `isProtectedByExtendedAccessControl`.
    static let protected: DataGroupSet = [DataGroupSet(.three), DataGroupSet(.four)]
}

/// The data groups of a record by what is known of them.
struct DataGroupSets {
    /// Those that EF.SOD lists.
    private(set) var listed: DataGroupSet = []
    private(set) var supplied: DataGroupSet = []
    /// Those whose digest could be compared with the listed one.
    private(set) var compared: DataGroupSet = []
    /// Those whose digest is another than the listed one.
    private(set) var changed: DataGroupSet = []

    var missing: DataGroupSet { listed.subtracting(supplied) }

    init(_ record: borrowing VerificationRecord) {
        let groups = record.dataGroups
        for index in groups.indices {
            let group = DataGroupSet(groups[index].number)
            if groups[index].isListed { listed.insert(group) }
            if groups[index].isSupplied { supplied.insert(group) }
            guard let matches = groups[index].matches else { continue }
            compared.insert(group)
            if !matches { changed.insert(group) }
        }
    }
}
