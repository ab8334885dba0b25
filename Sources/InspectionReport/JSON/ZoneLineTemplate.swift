import MachineReadableZone

/// The line of a zone with nothing odd about it as literals and the places of its values.
///
/// The literals are what `JSONWriter` writes of a zone whose values are marks. So the members, their order and their form have one source, and
/// filling in a template is all that a line costs.
struct ZoneLineTemplate {
    /// Bytes are copied in steps of so many, and may reach into what comes after them.
    typealias Step = SIMD64<UInt8>
    static var step: Int { 64 }
    /// The room for a block beside its literal: a last step of copying, and a value with the last step of its own.
    static var room: Int { 128 }

    /// The characters of a zone.
    @inline(__always)
    static func zoneLength(_ variant: Variant) -> Int {
        switch variant.layout {
        case 0: 90
        case 2, 3: 88
        default: 72
        }
    }

    /// What a line of the layout differs by, beside its values.
    struct Variant {
        let layout: Int
        let nameTruncated: Bool
        let hasCandidates: Bool
        let lacksOptionalDigit: Bool

        static let count = ZoneLayout.ofDoc9303.count * 8

        @inline(__always)
        var number: Int { layout * 8 + (nameTruncated ? 4 : 0) + (hasCandidates ? 2 : 0) + (lacksOptionalDigit ? 1 : 0) }

        @inline(__always)
        init(of zone: RegularZone) {
            layout = zone.layout
            nameTruncated = zone.nameTruncated
            hasCandidates = zone.earlierYearOfBirth != nil
            lacksOptionalDigit = zone.lacksOptionalDigit
        }
    }

    /// A literal with values of fixed length inside it, and one of any length after it.
    struct Block {
        var literalStart: Int
        var literalCount: Int
        var holeStart: Int
        var holeEnd: Int
        var value: Value
        /// The characters of the value, if it is an element.
        var first = 0
        var count = 0
    }

    /// A value of fixed length in the literal of a block.
    struct Hole {
        enum Kind: UInt8 { case digit, line, sex, date, birth, earlierBirth, expiry }

        var kind: Kind
        /// From the beginning of the block.
        var offset = 0
        /// The characters of the zone.
        var first = 0
        var count = 0
        /// The place of a computed digit, which is the one that was found.
        var second = 0
    }

    /// A value that stands between quotes, or is null where it is absent.
    enum Value: UInt8 {
        /// Without the fillers at its end.
        case element
        case primaryIdentifier, secondaryIdentifier
        /// Nothing: the line ends with the block.
        case end
    }

    private(set) var literals: [UInt8] = []
    private(set) var blocks: [Block] = []
    private(set) var holes: [Hole] = []
}

/// The templates that were needed so far, one after the other.
struct ZoneLineTemplates: Sendable {
    private(set) var literals: [UInt8] = []
    private(set) var blocks: [ZoneLineTemplate.Block] = []
    private(set) var holes: [ZoneLineTemplate.Hole] = []
    private var ranges = [Range<Int>](repeating: 0..<0, count: ZoneLineTemplate.Variant.count)

    /// The blocks of a variant, which was prepared.
    @inline(__always)
    func range(of variant: ZoneLineTemplate.Variant) -> Range<Int> { ranges[variant.number] }

    @inline(__always)
    mutating func prepare(_ variant: ZoneLineTemplate.Variant) {
        if ranges[variant.number].isEmpty { make(variant) }
    }

    @inline(never)
    private mutating func make(_ variant: ZoneLineTemplate.Variant) {
        let template = ZoneLineTemplate(variant)
        let (literalStart, holeStart, blockStart) = (literals.count, holes.count, blocks.count)
        literals += template.literals + [UInt8](repeating: 0, count: ZoneLineTemplate.step)
        holes += template.holes
        for var block in template.blocks {
            block.literalStart += literalStart
            block.holeStart += holeStart
            block.holeEnd += holeStart
            blocks.append(block)
        }
        ranges[variant.number] = blockStart..<blocks.count
    }
}

extension ZoneLineTemplate {
    /// The members of a zone, from its format to the end of the object and of the line.
    init(_ variant: Variant) {
        let layout = ZoneLayout.ofDoc9303[variant.layout]
        var writer = JSONWriter()
        writer.object { $0.zoneMembers(ZoneMembers(marksFor: layout, variant)) }
        writer.endLine()
        // The members follow those of the head, whose brace it is.
        var rest = [UInt8(ascii: ",")] + writer.bytes.dropFirst()
        var holeStart = 0
        var literalStart = 0
        while !rest.isEmpty {
            guard let mark = ZoneMark(first: rest[...]) else {
                literals.append(rest.removeFirst())
                continue
            }
            rest.removeFirst(ZoneMark.length)
            switch mark.place(in: layout) {
            case .hole(var hole, let length):
                let offset = literals.count - literalStart
                literals += [UInt8](repeating: 0, count: length)
                if let last = holes.indices.last, last >= holeStart, hole.kind == .digit, holes[last].first == hole.first {
                    holes[last].second = offset
                } else {
                    hole.offset = offset
                    holes.append(hole)
                }
            case .value(let value, let characters):
                // The quotes around the mark belong to the value.
                literals.removeLast()
                rest.removeFirst()
                blocks.append(
                    Block(
                        literalStart: literalStart, literalCount: literals.count - literalStart, holeStart: holeStart, holeEnd: holes.count,
                        value: value, first: characters.lowerBound, count: characters.count))
                (literalStart, holeStart) = (literals.count, holes.count)
            }
        }
        blocks.append(
            Block(
                literalStart: literalStart, literalCount: literals.count - literalStart, holeStart: holeStart, holeEnd: holes.count,
                value: .end))
    }
}

/// A value of a template, written as one character that no zone has.
private enum ZoneMark: UInt8, CaseIterable {
    case line1, line2, line3, documentCode, issuingState, primaryIdentifier, secondaryIdentifier, documentNumber, nationality
    case birth, birthDate, earlierBirthDate, sex, expiry, expiryDate, optionalData, optionalData2
    case numberDigit, birthDigit, expiryDigit, optionalDigit, compositeDigit

    enum Place {
        case hole(ZoneLineTemplate.Hole, length: Int)
        case value(ZoneLineTemplate.Value, Range<Int>)
    }

    /// U+E000 and what follows, in UTF-8.
    static let length = 3

    var text: String { Unicode.Scalar(0xE000 + UInt32(rawValue)).map { String($0) } ?? "" }

    /// The mark that stands at the beginning of bytes.
    init?(first bytes: ArraySlice<UInt8>) {
        guard let mark = ZoneMark.allCases.first(where: { bytes.starts(with: $0.text.utf8) }) else { return nil }
        self = mark
    }

    static func ofDigit(_ field: Field) -> ZoneMark {
        switch field {
        case .documentNumber: .numberDigit
        case .dateOfBirth: .birthDigit
        case .dateOfExpiry: .expiryDigit
        case .optionalData: .optionalDigit
        default: .compositeDigit
        }
    }

    func place(in layout: ZoneLayout) -> Place {
        switch self {
        case .line1, .line2, .line3:
            let line = Int(rawValue - ZoneMark.line1.rawValue)
            let (first, count) = (layout.lineLengths.prefix(line).reduce(0, +), layout.lineLengths[line])
            return .hole(ZoneLineTemplate.Hole(kind: .line, first: first, count: count), length: count)
        case .birth: return date(.dateOfBirth, layout)
        case .expiry: return date(.dateOfExpiry, layout)
        case .birthDate: return .hole(ZoneLineTemplate.Hole(kind: .birth), length: 10)
        case .earlierBirthDate: return .hole(ZoneLineTemplate.Hole(kind: .earlierBirth), length: 10)
        case .expiryDate: return .hole(ZoneLineTemplate.Hole(kind: .expiry), length: 10)
        case .sex:
            let first = layout.characters(of: .sex)?.lowerBound ?? 0
            return .hole(ZoneLineTemplate.Hole(kind: .sex, first: first, count: 1), length: 1)
        case .primaryIdentifier: return .value(.primaryIdentifier, 0..<0)
        case .secondaryIdentifier: return .value(.secondaryIdentifier, 0..<0)
        case .documentCode: return element(.documentCode, layout)
        case .issuingState: return element(.issuingState, layout)
        case .documentNumber: return element(.documentNumber, layout)
        case .nationality: return element(.nationality, layout)
        case .optionalData: return element(.optionalData, layout)
        case .optionalData2: return element(.optionalData2, layout)
        case .numberDigit, .birthDigit, .expiryDigit, .optionalDigit, .compositeDigit:
            let offset = layout.digits.first { ZoneMark.ofDigit($0.field) == self }?.offset ?? 0
            return .hole(ZoneLineTemplate.Hole(kind: .digit, first: offset, count: 1), length: 1)
        }
    }

    private func date(_ field: Field, _ layout: ZoneLayout) -> Place {
        .hole(ZoneLineTemplate.Hole(kind: .date, first: layout.characters(of: field)?.lowerBound ?? 0, count: 6), length: 6)
    }

    private func element(_ field: Field, _ layout: ZoneLayout) -> Place {
        .value(.element, layout.characters(of: field) ?? 0..<0)
    }
}

extension ZoneMembers {
    /// The values of a zone with nothing odd about it, each a mark.
    fileprivate init(marksFor layout: ZoneLayout, _ variant: ZoneLineTemplate.Variant) {
        let lines: [ZoneMark] = [.line1, .line2, .line3]
        let candidates: [ZoneMark] = variant.hasCandidates ? [.birthDate, .earlierBirthDate] : []
        let hasSecondOptionalData = layout.characters(of: .optionalData2) != nil
        format = layout.format.rawValue
        self.lines = lines.prefix(layout.lineLengths.count).map(\.text)
        documentCode = ZoneMark.documentCode.text
        issuingState = ZoneMark.issuingState.text
        primaryIdentifier = ZoneMark.primaryIdentifier.text
        secondaryIdentifier = ZoneMark.secondaryIdentifier.text
        nameTruncated = variant.nameTruncated
        documentNumber = ZoneMark.documentNumber.text
        nationality = ZoneMark.nationality.text
        dateOfBirth = Date(raw: ZoneMark.birth.text, date: ZoneMark.birthDate.text, candidates: candidates.map(\.text))
        sex = ZoneMark.sex.text
        dateOfExpiry = Date(raw: ZoneMark.expiry.text, date: ZoneMark.expiryDate.text)
        optionalData = [ZoneMark.optionalData.text] + (hasSecondOptionalData ? [ZoneMark.optionalData2.text] : [])
        otherElements = nil
        checkDigits = layout.digits.map { digit in
            let mark = ZoneMark.ofDigit(digit.field)
            // The digit of data that are all fillers is 0, and need not be printed.
            let isPrinted = mark != .optionalDigit || !variant.lacksOptionalDigit
            return Digit(
                field: digit.field.name, line: digit.line, column: digit.column, found: isPrinted ? mark.text : nil,
                computed: isPrinted ? mark.text : "0", valid: isPrinted ? true : nil)
        }
        isValid = true
        edits = []
        irregularities = []
    }
}
