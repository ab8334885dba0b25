public import Irregularities

extension MRZ {
    private var elements: ZoneElements { ZoneElements(zone, analysis) }

    public var format: Format { analysis.format }
    /// The lines as they were read, after the edits.
    public var lines: [String] { elements.lines }
    /// `P`, `PN`, `I` …: the document code without the fillers at its end.
    public var documentCode: String { elements.text(of: .documentCode) ?? "" }
    /// The code of the state or organization without the fillers at its end, such as `UTO` or `D`.
    ///
    /// Where a national format does not print it, the state that the format is of.
    public var issuingState: String { elements.text(of: .issuingState) ?? analysis.table.issuer ?? "" }
    /// The primary identifier, usually the surname; fillers inside are one space, and it is nil where absent.
    public var primaryIdentifier: String? { elements.identifier(analysis.name.primaryStart, analysis.name.primaryCount) }
    /// The secondary identifier, usually the given names; fillers inside are one space, and it is nil where absent.
    public var secondaryIdentifier: String? { elements.identifier(analysis.name.secondaryStart, analysis.name.secondaryCount) }
    /// Whether the last position of the name field holds a letter, so that the name may go on (Doc 9303-4, 4.2.3).
    public var nameTruncated: Bool { analysis.name.isTruncated }
    /// The document number without the fillers at its end, long numbers of TD1 and TD2 whole; nil where absent.
    public var documentNumber: String? { elements.documentNumber }
    /// The code of the nationality without the fillers at its end; nil where absent.
    ///
    /// Where a national format does not print it and only nationals hold the document, the state's.
    public var nationality: String? { elements.text(of: .nationality) ?? analysis.table.nationality }
    /// The date of birth; its `raw` is empty where the format has none.
    public var dateOfBirth: ZoneDate { ZoneDate(elements.raw(.dateOfBirth), analysis.dateOfBirth) }
    /// Nil where the character is none that the standard has.
    public var sex: Sex? { analysis.sex }
    /// The date of expiry; its `raw` is empty where the format has none.
    public var dateOfExpiry: ZoneDate { ZoneDate(elements.raw(.dateOfExpiry), analysis.dateOfExpiry) }
    /// The optional data without the fillers at their end, two entries in TD1, one in the other formats of Doc 9303; nil where absent.
    ///
    /// After a long document number, what follows the number.
    public var optionalData: [String?] { elements.optionalData }
    /// The check digits in the order of the zone.
    public var checkDigits: [CheckDigit] { elements.checkDigits }
    /// Whether the format has a check digit over several elements; visas and some national formats have none.
    public var hasCompositeDigit: Bool { analysis.hasCompositeDigit }
    /// Whether every printed check digit is right, and every character legal and read.
    public var isValid: Bool { analysis.isValid }
    public var irregularities: [Irregularity] { elements.irregularities }
    /// The elements that only a national format has, such as the issuing office, in the order of its table.
    public var otherElements: [OtherElement] { elements.otherElements }

    /// The part of the document number that its check digit covers.
    var numberWithDigit: String { elements.numberWithDigit }

    /// Whether the document or its holder is of a state; for those who ask it of every document, without a text.
    public func isOf(_ state: StateCode.Letters) -> Bool {
        issuingStateLetters == state || StateCode.Letters(elements.raw(.nationality)) == state
    }

    /// The code of the issuing state as it stands in the zone, or that of the format where the zone has none; nil where neither has one.
    public var issuingStateLetters: StateCode.Letters? {
        // In all formats of Doc 9303 it follows the two characters of the document code.
        guard analysis.isNational else { return StateCode.Letters(zone.dropFirst(2).prefix(3)) }
        return StateCode.Letters(elements.raw(.issuingState)) ?? analysis.table.issuer.flatMap { StateCode.Letters(Array($0.utf8)[...]) }
    }

    /// Whether a word stands among the identifiers, between fillers.
    public func hasNamePart(_ word: StaticString) -> Bool {
        let name = elements.raw(.names)
        let count = word.utf8CodeUnitCount
        var start = name.startIndex
        while name.endIndex - start >= count {
            let end = name[start...].firstIndex(of: filler) ?? name.endIndex
            if end - start == count, word.withUTF8Buffer({ unsafe $0.elementsEqual(name[start..<end]) }) { return true }
            start = end + 1
        }
        return false
    }
}

/// The bytes of a zone beside what the analysis found in them.
struct ZoneElements {
    let zone: ArraySlice<UInt8>
    let analysis: ZoneAnalysis
    let table: ZoneTable

    init(_ zone: ArraySlice<UInt8>, _ analysis: ZoneAnalysis) {
        self.zone = zone
        self.analysis = analysis
        table = analysis.table
    }

    var rows: [LayoutRow] { table.rows }

    /// Characters by their offsets in the zone.
    func characters(_ range: Range<Int>) -> ArraySlice<UInt8> {
        zone.dropFirst(range.lowerBound).prefix(range.count)
    }

    /// The row of an element; one without characters where the format does not have it.
    func row(_ field: Field) -> LayoutRow {
        rows.first { $0.field == field } ?? LayoutRow(field, at: 0, 0)
    }

    func raw(_ field: Field) -> ArraySlice<UInt8> {
        let row = row(field)
        return characters(row.first..<row.end)
    }

    /// An element without the fillers at its end; nil where nothing is left.
    func text(of field: Field) -> String? { trimmed(raw(field)) }

    func trimmed(_ characters: ArraySlice<UInt8>) -> String? {
        guard let last = characters.lastIndex(where: { $0 != filler }) else { return nil }
        return MachineReadableZone.text(characters[...last])
    }

    /// A part of the name, each run of fillers as one space.
    func identifier(_ start: Int, _ count: Int) -> String? {
        guard count > 0 else { return nil }
        var bytes: [UInt8] = []
        for byte in characters(start..<start + count) {
            if byte != filler {
                bytes.append(byte)
            } else if bytes.last != UInt8(ascii: " ") {
                bytes.append(UInt8(ascii: " "))
            }
        }
        return MachineReadableZone.text(bytes[...])
    }

    var lines: [String] {
        table.lineLengths.indices.map { line in
            let start = table.lineStart(line)
            return MachineReadableZone.text(characters(start..<start + table.lineLengths[line]))
        }
    }

    var documentNumber: String? {
        guard analysis.longNumberEnd > 0 else {
            // Some national formats have the number in two parts.
            return trimmed(rows.filter { $0.field == .documentNumber }.flatMap { characters($0.first..<$0.end) }[...])
        }
        let rest = row(.optionalData).first
        return MachineReadableZone.text(raw(.documentNumber) + characters(rest..<max(rest, analysis.longNumberEnd)))
    }

    /// The part of the number that its check digit covers: all of it, but on a card of Guatemala the first nine digits.
    var numberWithDigit: String {
        let printed = analysis.isNational ? table.digits.first { $0.field == .documentNumber } : nil
        let places = Set((printed?.covered ?? []).flatMap(Array.init))
        let covered = rows.filter { $0.field == .documentNumber && places.isSuperset(of: $0.first..<$0.end) }
        guard !covered.isEmpty else { return documentNumber ?? "" }
        return trimmed(covered.flatMap { characters($0.first..<$0.end) }[...]) ?? ""
    }

    var optionalData: [String?] {
        let row = row(.optionalData)
        guard !analysis.isNational else {
            return rows.filter { $0.field == .optionalData || $0.field == .optionalData2 }.map { trimmed(characters($0.first..<$0.end)) }
        }
        // After a long number: its digit, one filler, then the issuer's own data.
        let start = analysis.longNumberEnd > 0 ? min(analysis.longNumberEnd + 2, row.end) : row.first
        let first = trimmed(characters(start..<row.end))
        return analysis.format == .td1 ? [first, text(of: .optionalData2)] : [first]
    }

    var checkDigits: [CheckDigit] {
        digits.map { digit in
            let (line, column) = place(digit.offset)
            let valid: Bool? =
                switch digit.verdict {
                case .right: true
                case .wrong: false
                case .unread, .notPrinted: nil
                }
            return CheckDigit(
                field: digit.field, line: line, column: column, found: digit.verdict == .notPrinted ? nil : digit.found,
                computed: digit.computed, valid: valid)
        }
    }

    /// The check digits as they were found, in the order of the zone.
    var digits: [DigitReading] {
        analysis.isNational ? table.digits.map { $0.reading(in: zone) } : analysis.digits(of: rows)
    }

    /// The line and the column of an offset; both count from 1.
    func place(_ offset: Int) -> (line: Int, column: Int) { table.place(offset) }
}

/// Characters of a zone as text; a byte outside ASCII comes out as the replacement character.
func text(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.allSatisfy { $0 < 0x80 }
        ? String(decoding: bytes, as: UTF8.self) : String(decoding: bytes.lazy.map { $0 < 0x80 ? UInt16($0) : 0xFFFD }, as: UTF16.self)
}
