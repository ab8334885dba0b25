import MachineReadableZone

/// The line of a zone with nothing odd about it as literals and the places of its values.
///
/// The literals are what `JSONWriter` writes of a zone whose values are marks. So the members, their order and their form have one source, and
/// filling in a template is all that a line costs.
struct ZoneLineTemplate {
    /// Bytes are copied in steps of so many, and may reach into what comes after them.
    typealias Step = SIMD64<UInt8>
    static var step: Int { 64 }
    static var fillers: UInt64 { 0x3C3C_3C3C_3C3C_3C3C }
    /// The room after a line for the last steps of copying.
    static var room: Int { 128 }
    /// The most bytes of a value with its quotes: a name fills its field of 39 characters.
    static var longestValue: Int { 48 }

    /// What lines differ by beside their values.
    struct Variant {
        let layout: Int
        let nameTruncated: Bool
        let hasCandidates: Bool
        let lacksOptionalDigit: Bool

        static let count = ZoneLayout.ofDoc9303.count * 8

        /// From the number that `RegularZone` gives it.
        init(_ number: Int) {
            layout = number / 8
            (nameTruncated, hasCandidates, lacksOptionalDigit) = (number & 4 != 0, number & 2 != 0, number & 1 != 0)
        }
    }

    /// A literal, and a value of any length after it, which stands between quotes or is null where it is absent; after the last nothing.
    ///
    /// The values are those of `values` in this order.
    struct Block {
        var literalStart: Int
        var literalCount: Int
        /// The offset of the value in the zone, if it is an element.
        var first = 0
        /// The bits of its first and its second eight characters.
        var masks: (UInt64, UInt64) = (0, 0)
    }

    /// The values of any length, of which TD1 alone has the last one.
    fileprivate static let values: [ZoneMark] = [
        .documentCode, .issuingState, .primaryIdentifier, .secondaryIdentifier, .documentNumber, .nationality, .optionalData,
        .optionalData2,
    ]
    /// The block with the lines, and that with the days and the sex; the check digits are in the last one.
    static var linesBlock: Int { 0 }
    static var daysBlock: Int { 6 }
    /// The most bytes of the literals between the two, each of which is copied at once.
    static var stepsOfLiterals: [Int] { [16, 32, 32, 64, 16] }

    /// The place of a value of fixed length in the literal of a block.
    struct Hole {
        /// From the beginning of the block.
        var offset: Int
        /// The offset of its characters in the zone; those of days are not there.
        var first: Int
    }

    /// The holes of every template stand in one order, so that filling them is no loop; what a layout does not have repeats another.
    enum HolePlace {
        /// Each check digit as it was found; as it was computed it follows `fromFoundToComputed` bytes later.
        static var digits: Range<Int> { 0..<5 }
        static var lines: Range<Int> { 5..<8 }
        static var birth: Int { 8 }
        static var expiry: Int { 9 }
        static var sex: Int { 10 }
        static var expiryDate: Int { 11 }
        /// Before those of the birth, which it is where there is only one.
        static var earlierBirthDate: Int { 12 }
        static var birthDates: Range<Int> { 13..<15 }
        static var count: Int { 15 }
    }

    /// The most bytes before the first and after the last of the lines in their literal.
    static var lineFrame: Int { 32 }
    static var lineSeparator: StaticString { "\",\"" }

    /// The bytes of `6","computed":"`.
    static var fromFoundToComputed: Int { 15 }

    private(set) var literals: [UInt8] = []
    private(set) var blocks: [Block] = []
    private(set) var holes: [Hole] = []
}

/// The templates that were needed so far, one after the other.
struct ZoneLineTemplates: Sendable {
    /// Where a template stands.
    struct Entry: Sendable {
        var isMade = false
        var blocks = 0..<0
        var holeStart = 0
        /// The most bytes of a line, with the room for the last steps of copying.
        var longest = 0
        var zoneLength = 0
        var lineLength = 0
    }

    private(set) var literals: [UInt8] = []
    private(set) var blocks: [ZoneLineTemplate.Block] = []
    private(set) var holes: [ZoneLineTemplate.Hole] = []
    private(set) var entries = [Entry](repeating: Entry(), count: ZoneLineTemplate.Variant.count)

    /// The most bytes of a variant's lines, whose template is made now where it is not; 0 where it has none.
    @inline(__always)
    mutating func longestLine(of variant: Int) -> Int {
        if !entries[variant].isMade { make(variant) }
        return entries[variant].longest
    }

    @inline(never)
    private mutating func make(_ number: Int) {
        entries[number].isMade = true
        let variant = ZoneLineTemplate.Variant(number)
        guard let template = ZoneLineTemplate(variant) else { return }
        let layout = ZoneLayout.ofDoc9303[variant.layout]
        let values = template.blocks.count * ZoneLineTemplate.longestValue
        entries[number] = Entry(
            isMade: true, blocks: blocks.count..<blocks.count + template.blocks.count, holeStart: holes.count,
            longest: template.literals.count + values + ZoneLineTemplate.room, zoneLength: layout.lineLengths.reduce(0, +),
            lineLength: layout.lineLengths[0])
        for var block in template.blocks {
            block.literalStart += literals.count
            blocks.append(block)
        }
        literals += template.literals + [UInt8](repeating: 0, count: ZoneLineTemplate.step)
        holes += template.holes
    }
}

extension ZoneLineTemplate {
    /// The bits of so many of eight bytes, the first in the low byte.
    fileprivate static func mask(_ count: Int) -> UInt64 { count >= 8 ? .max : count <= 0 ? 0 : (1 &<< UInt64(8 * count)) - 1 }

    /// The members of a zone, from its format to the end of the object and of the line.
    ///
    /// Nil where the members stand otherwise than they are filled in; no layout is so.
    init?(_ variant: Variant) {
        let layout = ZoneLayout.ofDoc9303[variant.layout]
        var writer = JSONWriter()
        writer.object { $0.zoneMembers(ZoneMembers(marksFor: layout, variant)) }
        writer.endLine()
        // The members follow those of the head, whose brace it is.
        var rest = [UInt8(ascii: ",")] + writer.bytes.dropFirst()
        var literalStart = 0
        var values: [ZoneMark] = []
        var found: [(mark: ZoneMark, block: Int, offset: Int)] = []
        while !rest.isEmpty {
            guard let mark = ZoneMark(first: rest[...]) else {
                literals.append(rest.removeFirst())
                continue
            }
            rest.removeFirst(ZoneMark.length)
            if let length = mark.length(in: layout) {
                found.append((mark, blocks.count, literals.count - literalStart))
                literals += [UInt8](repeating: 0, count: length)
                continue
            }
            // The quotes around the mark belong to the value.
            literals.removeLast()
            rest.removeFirst()
            values.append(mark)
            blocks.append(Block(mark, in: layout, literalStart..<literals.count))
            literalStart = literals.count
        }
        blocks.append(Block(nil, in: layout, literalStart..<literals.count))
        let isInOrder = values.elementsEqual(ZoneLineTemplate.values.prefix(values.count)) && values.count > ZoneLineTemplate.daysBlock
        let areShort = zip(blocks.dropFirst(), ZoneLineTemplate.stepsOfLiterals).allSatisfy { $0.literalCount <= $1 }
        guard isInOrder, areShort else { return nil }
        var isInPlace = true
        func places(_ marks: [ZoneMark], _ count: Int, block: Int) -> [Hole] {
            let holes = marks.flatMap { mark in
                found.filter { $0.mark == mark }.map { place in
                    if place.block != block { isInPlace = false }
                    return Hole(offset: place.offset, first: mark.first(in: layout))
                }
            }
            return (0..<count).compactMap { holes.isEmpty ? nil : holes[min($0, holes.count - 1)] }
        }
        let days = ZoneLineTemplate.daysBlock
        let digits: [ZoneMark] = [.numberDigit, .birthDigit, .expiryDigit, .optionalDigit, .compositeDigit]
        for mark in digits {
            let offsets = found.filter { $0.mark == mark }.map(\.offset)
            guard let first = offsets.first else { continue }
            if offsets != [first, first + ZoneLineTemplate.fromFoundToComputed] { isInPlace = false }
            found.removeAll { $0.mark == mark && $0.offset != first }
        }
        holes = places(digits, HolePlace.digits.count, block: blocks.count - 1)
        holes += places([.line1, .line2, .line3], HolePlace.lines.count, block: ZoneLineTemplate.linesBlock)
        for mark in [ZoneMark.birth, .expiry, .sex, .expiryDate] { holes += places([mark], 1, block: days) }
        holes += places(variant.hasCandidates ? [.earlierBirthDate] : [.birthDate], 1, block: days)
        holes += places([.birthDate], HolePlace.birthDates.count, block: days)
        guard isInPlace, holes.count == HolePlace.count, isFramed(layout.lineLengths) else { return nil }
    }
}

extension ZoneLineTemplate {
    /// Whether the lines stand in their literal with no more around and no other between them than what is copied there.
    fileprivate func isFramed(_ lineLengths: [Int]) -> Bool {
        let block = blocks[ZoneLineTemplate.linesBlock]
        let literal = literals[block.literalStart..<block.literalStart + block.literalCount]
        let lines = zip(holes[HolePlace.lines], lineLengths).map { $0.offset..<$0.offset + $1 }
        guard let first = lines.first, let last = lines.last, first.lowerBound <= ZoneLineTemplate.lineFrame,
            literal.count - last.upperBound <= ZoneLineTemplate.lineFrame, literal.count >= ZoneLineTemplate.lineFrame
        else { return false }
        return zip(lines, lines.dropFirst()).allSatisfy { line, next in
            let separator = literal.dropFirst(line.upperBound).prefix(next.lowerBound - line.upperBound)
            return separator.elementsEqual(ZoneLineTemplate.lineSeparator.description.utf8)
        }
    }
}

extension ZoneLineTemplate.Block {
    fileprivate init(_ value: ZoneMark?, in layout: ZoneLayout, _ literal: Range<Int>) {
        let characters = value?.characters(in: layout) ?? 0..<0
        self.init(
            literalStart: literal.lowerBound, literalCount: literal.count, first: characters.lowerBound,
            masks: (ZoneLineTemplate.mask(characters.count), ZoneLineTemplate.mask(characters.count - 8)))
    }
}

/// A value of a template, written as one character that no zone has.
private enum ZoneMark: UInt8, CaseIterable {
    case line1, line2, line3, documentCode, issuingState, primaryIdentifier, secondaryIdentifier, documentNumber, nationality
    case birth, birthDate, earlierBirthDate, sex, expiry, expiryDate, optionalData, optionalData2
    case numberDigit, birthDigit, expiryDigit, optionalDigit, compositeDigit

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

    /// How many characters a value of fixed length has; nil for one of any length.
    func length(in layout: ZoneLayout) -> Int? {
        switch self {
        case .line1, .line2, .line3: layout.lineLengths[0]
        case .birth, .expiry: 6
        case .birthDate, .earlierBirthDate, .expiryDate: 10
        case .sex, .numberDigit, .birthDigit, .expiryDigit, .optionalDigit, .compositeDigit: 1
        case .primaryIdentifier, .secondaryIdentifier, .documentCode, .issuingState, .documentNumber, .nationality, .optionalData,
            .optionalData2:
            nil
        }
    }

    /// The offset of the characters in the zone; 0 for what is no part of it.
    func first(in layout: ZoneLayout) -> Int {
        switch self {
        case .line1, .line2, .line3: Int(rawValue - ZoneMark.line1.rawValue) * layout.lineLengths[0]
        case .numberDigit, .birthDigit, .expiryDigit, .optionalDigit, .compositeDigit:
            layout.digits.first { ZoneMark.ofDigit($0.field) == self }?.offset ?? 0
        default: characters(in: layout).lowerBound
        }
    }

    /// The characters of an element; none for what is no part of the zone.
    func characters(in layout: ZoneLayout) -> Range<Int> {
        let field: Field? =
            switch self {
            case .documentCode: .documentCode
            case .issuingState: .issuingState
            case .documentNumber: .documentNumber
            case .nationality: .nationality
            case .optionalData: .optionalData
            case .optionalData2: .optionalData2
            case .birth: .dateOfBirth
            case .expiry: .dateOfExpiry
            case .sex: .sex
            default: nil
            }
        return field.flatMap { layout.characters(of: $0) } ?? 0..<0
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
