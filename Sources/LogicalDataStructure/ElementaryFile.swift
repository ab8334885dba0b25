public import TagLengthValue

/// The number of a data group, 1 to 16.
public enum DataGroupNumber: Int, Sendable, Hashable, Comparable, CaseIterable {
    case one = 1
    case two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen

    public static func < (left: DataGroupNumber, right: DataGroupNumber) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// A file of the chip that the logical data structure defines.
///
/// Files compare in the order of the standard's table (Doc 9303-10, 4.5 and 3.11).
public enum ElementaryFile: Sendable, Hashable, Comparable, CaseIterable {
    /// EF.COM.
    case common
    /// EF.DG1 to EF.DG16.
    case dataGroup(DataGroupNumber)
    /// EF.SOD.
    case securityObject
    /// EF.CardAccess, in the master file.
    case cardAccess
    /// EF.CardSecurity, in the master file.
    case cardSecurity
    /// EF.ATR/INFO, in the master file.
    case atrInfo
    /// EF.DIR, in the master file.
    case directory
    /// EF.CVCA of the European extended access control (BSI TR-03110-3, A.3.1).
    case cvca

    /// All files in the table's order.
    public static let allCases: [ElementaryFile] = table.map(\.file)

    /// The file that has this outermost tag, or nil.
    ///
    /// Only the files of the LDS1 application have one.
    public init?(tag: Tag) {
        guard tag.rawValue < 0x100, case let order = Int(ElementaryFile.orders[Int(tag.rawValue)]), order >= 0 else { return nil }
        self = ElementaryFile.allCases[order]
    }

    /// The name that reports use for the file: `EF.COM`, `DG1`, `EF.SOD`, `EF.CardAccess`.
    public var name: String { row.name }
    /// The two octets that select the file.
    ///
    /// `011C` and `011D` mean other files in the master file than in the LDS1 application.
    public var fileIdentifier: UInt16 { row.fileIdentifier }
    public var shortFileIdentifier: UInt8 { row.shortFileIdentifier }
    /// The outermost tag, or nil where the file has none of its own.
    public var tag: Tag? { ElementaryFile.tags[order] }

    public static func < (left: ElementaryFile, right: ElementaryFile) -> Bool {
        left.order < right.order
    }

    private struct Row: Sendable {
        let file: ElementaryFile
        let name: String
        let fileIdentifier: UInt16
        let shortFileIdentifier: UInt8
        let tag: Tag?

        init(_ file: ElementaryFile, _ name: String, _ fileIdentifier: UInt16, _ shortFileIdentifier: UInt8, _ tag: UInt32?) {
            self.file = file
            self.name = name
            self.fileIdentifier = fileIdentifier
            self.shortFileIdentifier = shortFileIdentifier
            self.tag = tag.map { Tag($0) }
        }
    }

    private static let table: [Row] = [
        Row(.common, "EF.COM", 0x011E, 0x1E, 0x60),
        Row(.dataGroup(.one), "DG1", 0x0101, 0x01, 0x61),
        Row(.dataGroup(.two), "DG2", 0x0102, 0x02, 0x75),
        Row(.dataGroup(.three), "DG3", 0x0103, 0x03, 0x63),
        Row(.dataGroup(.four), "DG4", 0x0104, 0x04, 0x76),
        Row(.dataGroup(.five), "DG5", 0x0105, 0x05, 0x65),
        Row(.dataGroup(.six), "DG6", 0x0106, 0x06, 0x66),
        Row(.dataGroup(.seven), "DG7", 0x0107, 0x07, 0x67),
        Row(.dataGroup(.eight), "DG8", 0x0108, 0x08, 0x68),
        Row(.dataGroup(.nine), "DG9", 0x0109, 0x09, 0x69),
        Row(.dataGroup(.ten), "DG10", 0x010A, 0x0A, 0x6A),
        Row(.dataGroup(.eleven), "DG11", 0x010B, 0x0B, 0x6B),
        Row(.dataGroup(.twelve), "DG12", 0x010C, 0x0C, 0x6C),
        Row(.dataGroup(.thirteen), "DG13", 0x010D, 0x0D, 0x6D),
        Row(.dataGroup(.fourteen), "DG14", 0x010E, 0x0E, 0x6E),
        Row(.dataGroup(.fifteen), "DG15", 0x010F, 0x0F, 0x6F),
        Row(.dataGroup(.sixteen), "DG16", 0x0110, 0x10, 0x70),
        Row(.securityObject, "EF.SOD", 0x011D, 0x1D, 0x77),
        Row(.cardAccess, "EF.CardAccess", 0x011C, 0x1C, nil),
        Row(.cardSecurity, "EF.CardSecurity", 0x011D, 0x1D, nil),
        Row(.atrInfo, "EF.ATR/INFO", 0x2F01, 0x01, nil),
        Row(.directory, "EF.DIR", 0x2F00, 0x1E, nil),
        Row(.cvca, "EF.CVCA", 0x011C, 0x1C, nil),
    ]

    private static let tags: [Tag?] = table.map(\.tag)

    /// The row of each tag, all of which have one octet, or -1.
    private static let orders: [Int8] = table.reduce(into: [Int8](repeating: -1, count: 256)) { orders, row in
        if let tag = row.tag { orders[Int(tag.rawValue)] = Int8(truncatingIfNeeded: row.file.order) }
    }

    private var row: Row { ElementaryFile.table[order] }

    /// The row of the table.
    var order: Int {
        switch self {
        case .common: 0
        case .dataGroup(let number): number.rawValue
        case .securityObject: 17
        case .cardAccess: 18
        case .cardSecurity: 19
        case .atrInfo: 20
        case .directory: 21
        case .cvca: 22
        }
    }
}
