import Irregularities

extension MRZ {
    /// Puts the analysis of a zone, its lines joined, into words.
    init(zone: ArraySlice<UInt8>, _ analysis: ZoneAnalysis, edits: [Edit]) {
        self.init(ZoneElements(zone, analysis), edits)
    }

    private init(_ elements: ZoneElements, _ edits: [Edit]) {
        let analysis = elements.analysis
        format = analysis.format
        lines = elements.lines
        documentCode = elements.text(of: .documentCode) ?? ""
        issuingState = elements.text(of: .issuingState) ?? ""
        primaryIdentifier = elements.identifier(analysis.name.primaryStart, analysis.name.primaryCount)
        secondaryIdentifier = elements.identifier(analysis.name.secondaryStart, analysis.name.secondaryCount)
        nameTruncated = analysis.name.isTruncated
        documentNumber = elements.documentNumber
        nationality = elements.text(of: .nationality)
        dateOfBirth = ZoneDate(elements.raw(.dateOfBirth), analysis.dateOfBirth)
        sex = analysis.sex
        dateOfExpiry = ZoneDate(elements.raw(.dateOfExpiry), analysis.dateOfExpiry)
        optionalData = elements.optionalData
        checkDigits = elements.checkDigits
        isValid = analysis.isValid
        self.edits = edits
        irregularities = elements.irregularities
    }
}

/// The bytes of a zone beside what the analysis found in them.
struct ZoneElements {
    let zone: ArraySlice<UInt8>
    let analysis: ZoneAnalysis
    let rows: [LayoutRow]

    init(_ zone: ArraySlice<UInt8>, _ analysis: ZoneAnalysis) {
        self.zone = zone
        self.analysis = analysis
        rows =
            switch analysis.format {
            case .td1: TD1.rows
            case .td2: TD2.rows
            case .td3: TD3.rows
            case .mrvA: MRVA.rows
            case .mrvB: MRVB.rows
            }
    }

    /// Characters by their offsets in the zone.
    func characters(_ range: Range<Int>) -> ArraySlice<UInt8> {
        zone.dropFirst(range.lowerBound).prefix(range.count)
    }

    func row(_ field: Field) -> LayoutRow {
        // Every format has every element that is asked for; visas have no composite digit, and nobody asks for it.
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
        let length = analysis.format.lineLength
        return (0..<analysis.format.lineCount).map { MachineReadableZone.text(characters($0 * length..<($0 + 1) * length)) }
    }

    var documentNumber: String? {
        guard analysis.longNumberEnd > 0 else { return text(of: .documentNumber) }
        let rest = row(.optionalData).first
        return MachineReadableZone.text(raw(.documentNumber) + characters(rest..<max(rest, analysis.longNumberEnd)))
    }

    var optionalData: [String?] {
        let row = row(.optionalData)
        // After a long number: its digit, one filler, then the issuer's own data.
        let start = analysis.longNumberEnd > 0 ? min(analysis.longNumberEnd + 2, row.end) : row.first
        let first = trimmed(characters(start..<row.end))
        return analysis.format == .td1 ? [first, text(of: .optionalData2)] : [first]
    }

    var checkDigits: [CheckDigit] {
        analysis.digits(of: rows).map { digit in
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

    /// The line and the column of an offset; both count from 1.
    func place(_ offset: Int) -> (line: Int, column: Int) {
        let length = analysis.format.lineLength
        return (offset / length + 1, offset % length + 1)
    }
}

/// Characters of a zone as text; a byte outside ASCII comes out as the replacement character.
func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.lazy.map { $0 < 0x80 ? UInt16($0) : 0xFFFD }, as: UTF16.self)
}
