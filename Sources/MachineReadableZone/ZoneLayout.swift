/// Where the elements and the check digits of a format of Doc 9303 stand, for those who write zones without reading texts of them.
public struct ZoneLayout: Sendable {
    /// A check digit: its element, its line and column from 1, and its offset in the zone with the lines joined.
    public struct Digit: Sendable {
        public let field: Field
        public let line: Int
        public let column: Int
        public let offset: Int
    }

    public let format: Format
    /// The number of characters of each line.
    public let lineLengths: [Int]
    /// The check digits in the order of the zone.
    public let digits: [Digit]
    private let rows: [LayoutRow]

    /// The characters of an element by their offsets in the zone; nil where the format has no such element.
    public func characters(of field: Field) -> Range<Int>? {
        rows.first { $0.field == field }.map { $0.first..<$0.end }
    }

    /// The layouts of TD1, TD2, TD3, MRV-A and MRV-B.
    public static let ofDoc9303: [ZoneLayout] = ZoneTable.all.prefix(ZoneTable.firstNational).map(ZoneLayout.init)

    private init(_ table: ZoneTable) {
        format = table.format
        lineLengths = table.lineLengths
        rows = table.rows
        digits = table.rows.compactMap { row in
            let offset = row.field == .composite ? row.first : row.end
            guard row.hasCheckDigit || row.field == .composite else { return nil }
            let (line, column) = table.place(offset)
            return Digit(field: row.field, line: line, column: column, offset: offset)
        }
    }
}
