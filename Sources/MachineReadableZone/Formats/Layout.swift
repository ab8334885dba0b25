/// A row of a format's table: one data element, where it stands, and which check digits cover it.
struct LayoutRow: Sendable {
    enum Kind: Sendable { case code, names, number, date, sex, text, composite, absent }

    let field: Field
    let kind: Kind
    /// The offset of the first character in the zone, its lines joined.
    let first: Int
    let count: Int
    /// Whether the next character is the check digit of this element.
    let hasCheckDigit: Bool
    /// Whether the composite check digit covers the element with its own digit.
    let isComposite: Bool

    @inline(__always)
    init(_ field: Field, _ kind: Kind, at first: Int, _ count: Int, checkDigit: Bool = false, composite: Bool = false) {
        self.field = field
        self.kind = kind
        self.first = first
        self.count = count
        hasCheckDigit = checkDigit
        isComposite = composite
    }

    /// Fills the table of a format with fewer elements.
    static var absent: LayoutRow { LayoutRow(.composite, .absent, at: 0, 0) }
}

/// The table of one format: its elements in the order of the zone.
///
/// It is a generic parameter of the analysis, so that its numbers are constants there.
protocol Layout {
    static var format: Format { get }
    static var rows: LayoutRows { get }
    /// Whether a document number too long for its field goes on in the optional data (Doc 9303-5, 4.2.2; Doc 9303-6, 4.2.2).
    static var hasLongNumbers: Bool { get }
    /// Whether the check digit of empty optional data may be a filler (Doc 9303-4, 4.2.2).
    static var hasOptionalDigit: Bool { get }
}

/// As many rows as the longest table has.
typealias LayoutRows = [11 of LayoutRow]
