/// A row of a format's table: one data element, where it stands, and which check digits cover it.
struct LayoutRow: Sendable {
    let field: Field
    /// The offset of the first character in the zone, its lines joined.
    let first: Int
    let count: Int
    /// Whether the next character is the check digit of this element.
    let hasCheckDigit: Bool
    /// The position of the element among the characters of the composite check digit, from 0; nil where that does not cover it.
    let compositePosition: Int?

    @inline(__always)
    init(_ field: Field, at first: Int, _ count: Int, checkDigit: Bool = false, composite: Int? = nil) {
        self.field = field
        self.first = first
        self.count = count
        hasCheckDigit = checkDigit
        compositePosition = composite
    }

    /// The offset after the last character.
    @inline(__always)
    var end: Int { first &+ count }
}

/// The table of one format: a row for each data element, and their order in the zone.
///
/// It is a generic parameter of the analysis, so that its numbers are constants there.
protocol Layout {
    /// The place of the table in `ZoneTable.all`.
    static var number: UInt8 { get }
    /// The number of characters of all lines.
    static var zoneLength: Int { get }
    static var documentCode: LayoutRow { get }
    static var issuingState: LayoutRow { get }
    static var names: LayoutRow { get }
    static var documentNumber: LayoutRow { get }
    static var nationality: LayoutRow { get }
    static var dateOfBirth: LayoutRow { get }
    static var sex: LayoutRow { get }
    static var dateOfExpiry: LayoutRow { get }
    static var optionalData: LayoutRow { get }
    /// Nil in all formats but TD1.
    static var optionalData2: LayoutRow? { get }
    /// Nil in visas.
    static var composite: LayoutRow? { get }
    /// The rows in the order of the zone.
    static var rows: [LayoutRow] { get }
    /// Whether a document number too long for its field goes on in the optional data (Doc 9303-5 and -6, 4.2.2).
    static var hasLongNumbers: Bool { get }
}
