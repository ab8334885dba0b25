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
        switch tag.rawValue {
        case 0x60: self = .common
        case 0x61: self = .dataGroup(.one)
        case 0x75: self = .dataGroup(.two)
        case 0x63: self = .dataGroup(.three)
        case 0x76: self = .dataGroup(.four)
        case 0x65...0x70:
            guard let number = DataGroupNumber(rawValue: Int(tag.rawValue) - 0x60) else { return nil }
            self = .dataGroup(number)
        case 0x77: self = .securityObject
        default: return nil
        }
    }

    /// The name that reports use for the file: `EF.COM`, `DG1`, `EF.SOD`, `EF.CardAccess`.
    public var name: String { row.name }
    /// The two octets that select the file.
    ///
    /// `011C` and `011D` mean other files in the master file than in the LDS1 application.
    public var fileIdentifier: UInt16 { row.fileIdentifier }
    public var shortFileIdentifier: UInt8 { row.shortFileIdentifier }
    /// The outermost tag, or nil where the file has none of its own.
    public var tag: Tag? {
        switch self {
        case .common: Tag(0x60)
        case .dataGroup(.two): Tag(0x75)
        case .dataGroup(.four): Tag(0x76)
        // The tags of the others are those that their number counts to from 60.
        case .dataGroup(let number): Tag(0x60 + UInt32(truncatingIfNeeded: number.rawValue))
        case .securityObject: Tag(0x77)
        case .cardAccess, .cardSecurity, .atrInfo, .directory, .cvca: nil
        }
    }

    public static func < (left: ElementaryFile, right: ElementaryFile) -> Bool {
        left.order < right.order
    }

    private struct Row: Sendable {
        let file: ElementaryFile
        let name: String
        let fileIdentifier: UInt16
        let shortFileIdentifier: UInt8

        init(_ file: ElementaryFile, _ name: String, _ fileIdentifier: UInt16, _ shortFileIdentifier: UInt8) {
            self.file = file
            self.name = name
            self.fileIdentifier = fileIdentifier
            self.shortFileIdentifier = shortFileIdentifier
        }
    }

    private static let table: [Row] = [
        Row(.common, "EF.COM", 0x011E, 0x1E),
        Row(.dataGroup(.one), "DG1", 0x0101, 0x01),
        Row(.dataGroup(.two), "DG2", 0x0102, 0x02),
        Row(.dataGroup(.three), "DG3", 0x0103, 0x03),
        Row(.dataGroup(.four), "DG4", 0x0104, 0x04),
        Row(.dataGroup(.five), "DG5", 0x0105, 0x05),
        Row(.dataGroup(.six), "DG6", 0x0106, 0x06),
        Row(.dataGroup(.seven), "DG7", 0x0107, 0x07),
        Row(.dataGroup(.eight), "DG8", 0x0108, 0x08),
        Row(.dataGroup(.nine), "DG9", 0x0109, 0x09),
        Row(.dataGroup(.ten), "DG10", 0x010A, 0x0A),
        Row(.dataGroup(.eleven), "DG11", 0x010B, 0x0B),
        Row(.dataGroup(.twelve), "DG12", 0x010C, 0x0C),
        Row(.dataGroup(.thirteen), "DG13", 0x010D, 0x0D),
        Row(.dataGroup(.fourteen), "DG14", 0x010E, 0x0E),
        Row(.dataGroup(.fifteen), "DG15", 0x010F, 0x0F),
        Row(.dataGroup(.sixteen), "DG16", 0x0110, 0x10),
        Row(.securityObject, "EF.SOD", 0x011D, 0x1D),
        Row(.cardAccess, "EF.CardAccess", 0x011C, 0x1C),
        Row(.cardSecurity, "EF.CardSecurity", 0x011D, 0x1D),
        Row(.atrInfo, "EF.ATR/INFO", 0x2F01, 0x01),
        Row(.directory, "EF.DIR", 0x2F00, 0x1E),
        Row(.cvca, "EF.CVCA", 0x011C, 0x1C),
    ]

    private var row: Row { ElementaryFile.table[order] }

    /// The row of the standard's table, 0 to 22.
    @inlinable public var order: Int {
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
