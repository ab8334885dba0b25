/// The table of a format as the readers of its elements use it: the lines, a row for each element, the check digits, and what tells the
/// format from others.
///
/// The five formats of Doc 9303 have a `Layout` each as well, which makes the analysis of millions fast; the tables of national formats are
/// run by one loop (`ZoneAnalysis(national:)`).
struct ZoneTable: Sendable {
    let format: Format
    /// The number of characters of each line.
    let lineLengths: [Int]
    /// The rows in the order of the zone; together with the digits they name every character of a national zone once.
    let rows: [LayoutRow]
    /// The check digits of a national format; those of Doc 9303 follow from the rows.
    var digits: [PrintedDigit] = []
    /// Elements that only this format has.
    var others: [OtherRow] = []
    /// Places within numbers that hold digits only.
    var digitColumns: [Range<Int>] = []
    /// How a zone of the lines' lengths is known to be of this format.
    var recognition = Recognition.length
    /// Whether two sources that do not copy each other give the layout.
    var isConfirmed = true
    /// Whether digits stand for letters in the name.
    var hasCodedNames = false
    /// Whether the sex is written with the letters of Spanish: H for a man, M for a woman.
    var hasSpanishSex = false
    /// The state whose document it is, where the zone does not say it.
    var issuer: String?
    /// The nationality of all holders, where the zone does not say it.
    var nationality: String?

    /// A check digit that stands anywhere and covers anything.
    struct PrintedDigit: Sendable {
        let field: Field
        let offset: Int
        let covered: [Range<Int>]

        init(_ field: Field, at offset: Int, over covered: Range<Int>...) {
            self.field = field
            self.offset = offset
            self.covered = covered
        }
    }

    /// An element that only one format has, put together from parts of the zone.
    struct OtherRow: Sendable {
        let name: String
        let parts: [Range<Int>]

        init(_ name: String, _ parts: Range<Int>...) {
            self.name = name
            self.parts = parts
        }
    }

    enum Recognition: Sendable {
        /// By the length of the lines alone, if nothing else claims the zone: the formats of Doc 9303.
        case length
        /// By how the zone begins.
        case patterns([ZonePattern])
        /// By how it begins, if its check digits are right.
        case provenPattern(ZonePattern)
        /// By how it begins, if its check digits are right and those of Doc 9303's format are not.
        case proof(ZonePattern, unlessNumberIsRight: Bool)
    }

    var zoneLength: Int { lineLengths.reduce(0, +) }

    /// The offset of a line's first character.
    func lineStart(_ line: Int) -> Int { lineLengths.prefix(line).reduce(0, +) }

    /// The line and the column of an offset; both count from 1.
    func place(_ offset: Int) -> (line: Int, column: Int) {
        var rest = offset
        for (line, length) in lineLengths.enumerated() {
            if rest < length { return (line + 1, rest + 1) }
            rest -= length
        }
        return (lineLengths.count, rest + 1)
    }

    /// A letter for the sex as Doc 9303 writes it.
    func standardSex(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "H") where hasSpanishSex: UInt8(ascii: "M")
        case UInt8(ascii: "M") where hasSpanishSex: UInt8(ascii: "F")
        default: letter
        }
    }

    func has(_ field: Field) -> Bool { rows.contains { $0.field == field } }

    /// All tables; the place of each is its number in a `ZoneAnalysis`, those of Doc 9303 first.
    static let all: [ZoneTable] =
        [
            ZoneTable(format: .td1, lineLengths: [30, 30, 30], rows: TD1.rows),
            ZoneTable(format: .td2, lineLengths: [36, 36], rows: TD2.rows),
            ZoneTable(format: .td3, lineLengths: [44, 44], rows: TD3.rows),
            ZoneTable(format: .mrvA, lineLengths: [44, 44], rows: MRVA.rows),
            ZoneTable(format: .mrvB, lineLengths: [36, 36], rows: MRVB.rows),
        ] + national

    /// The national tables in the order in which a zone is compared with them.
    static let national: [ZoneTable] =
        [
            FRAIdentityCard.table, FRADrivingLicence.table, NLDDrivingLicence.table, HRVDrivingLicence.table, ESTDrivingLicence.table,
            IRLDrivingLicence.table, ISODrivingLicence.table, RUSInternalPassport.table, SVKIdentityCard.table, CHNExitPermit.onChip,
            CHNExitPermit.printed, CHNMainlandPermit.hongKongAndMacau, CHNMainlandPermit.taiwan, CHNMainlandPermit.of1999,
            DOMIdentityCard.table, SLVIdentityCard.table, GTMIdentityCard.longNumber, GTMIdentityCard.shortNumber, PAKIdentityCard.table,
            MOZIdentityCard.table, MEXIdentityCard.table,
        ] + CHEDrivingLicence.tables

    /// The number of the first national table.
    static let firstNational = 5
}
