import Irregularities

/// A line of text as a zone may stand in it: blanks at its ends removed, what was changed besides as edits.
struct TextLine: Sendable {
    /// The number of the line in the text, from 1.
    let number: Int
    /// Whether an empty line stands before it.
    var isAfterBlank = false
    /// One byte a character.
    private(set) var characters: [UInt8] = []
    /// Edits of the line; their line is set when the zone is known.
    private(set) var edits: [Edit] = []
    /// Whether the line was made by a guess: only right check digits show that it was a good one.
    private(set) var needsProof = false
    /// The line before anything around it was left out; nil where nothing was.
    private var untrimmed: (characters: [UInt8], edits: [Edit], needsProof: Bool)?
    /// Whether a line that makes no zone was meant for one: nothing but characters of zones, as many as the shortest line has or nearly.
    private(set) var isZoneLike = false

    /// The fewest characters of a line that is meant for one of a zone.
    private static let leastCharacters = 20
    /// The most characters that a reader is set to put before and after a zone, together.
    static let mostAround = 8
    /// The bytes of what stood around a zone that its edit keeps.
    private static let longestNote = 32

    /// The lengths of lines, and of whole zones without line ends.
    static let lengths: [Int] = [90, 88, 72, 44, 36, 30]

    /// A line longer than any zone.
    init(tooLong number: Int) { self.number = number }

    /// Reads signs as the characters of a line.
    ///
    /// Inner blanks are removed, or read as fillers where the line has the length of a zone's line only so. A double angle quote is two
    /// fillers, or one where the length asks for that.
    init(_ signs: ArraySlice<TextSign>, number: Int) {
        self.number = number
        let blanks = signs.reversed().prefix { $0.token == .blank || $0.token == .nothing }.count
        let inner = signs.dropLast(blanks).drop { $0.token == .blank || $0.token == .nothing }
        let doubles = inner.count { $0.token == .doubleLookAlike }
        let gaps = inner.count { $0.token == .blank }
        let plain = inner.count { $0.token != .blank && $0.token != .nothing }
        take(inner, fillersOfDouble: 2, blanksAreFillers: false)
        isZoneLike =
            plain >= TextLine.leastCharacters && characters.contains(filler)
            && characters.allSatisfy { TextLine.isLegal($0) }
        if TextLine.lengths.contains(plain + doubles) || doubles + gaps + blanks == 0 { return }
        if TextLine.lengths.contains(plain) {
            take(inner, fillersOfDouble: 1, blanksAreFillers: false)
        } else if TextLine.lengths.contains(plain + doubles + gaps) {
            take(inner, fillersOfDouble: 2, blanksAreFillers: true)
        } else if TextLine.lengths.contains(plain + doubles + gaps + blanks) {
            take(inner + signs.suffix(blanks), fillersOfDouble: 2, blanksAreFillers: true)
        }
    }

    /// Whether the line has the length of a zone's line, or of a whole zone.
    var hasLength: Bool { TextLine.lengths.contains(characters.count) }

    private mutating func take(_ signs: ArraySlice<TextSign>, fillersOfDouble: Int, blanksAreFillers: Bool) {
        characters.removeAll(keepingCapacity: true)
        edits.removeAll()
        needsProof = blanksAreFillers
        for sign in signs {
            switch sign.token {
            case .character(let byte): characters.append(byte)
            case .blank where blanksAreFillers: put([filler], .fillerLookAlike, sign.text)
            case .blank, .nothing: put([], .removedBlank, sign.text)
            case .fullWidth(let byte): put([byte], .fullWidth, sign.text)
            case .reference: put([filler], .characterReference, sign.text)
            case .lookAlike: put([filler], .fillerLookAlike, sign.text)
            case .doubleLookAlike: put(Array(repeating: filler, count: fillersOfDouble), .fillerLookAlike, sign.text)
            case .lineEnd, .unread: put([UInt8(ascii: "*")], .illegalCharacter, sign.text)
            }
        }
    }

    private mutating func put(_ characters: [UInt8], _ rule: ReasonCode, _ before: ArraySlice<UInt8>) {
        // One byte beyond ASCII is a character of an older code page.
        let codePage = before.count == 1 ? before.first.flatMap { $0 >= 0x80 ? String(Unicode.Scalar($0)) : nil } : nil
        edits.append(
            Edit(
                rule: rule, line: 0, column: self.characters.count + 1, before: codePage ?? String(decoding: before, as: UTF8.self),
                after: String(decoding: characters, as: UTF8.self)))
        self.characters += characters
    }

    /// Whether the line can be a part of a line of a zone as it stands.
    var isPlain: Bool { edits.isEmpty && untrimmed == nil && !characters.isEmpty && characters.allSatisfy { TextLine.isLegal($0) } }

    /// Adds the rest of a line that was broken; the line is then a guess.
    mutating func join(_ rest: TextLine) {
        edits.append(Edit(rule: .brokenLine, line: 0, column: characters.count + 1, before: "\n", after: ""))
        characters += rest.characters
        needsProof = true
    }

    /// Whether the line can be one whose fillers at the end were left out, or one that has none there.
    var isStripped: Bool { isPlain && characters.last != filler }

    /// Adds the fillers that were left out.
    mutating func fill(to length: Int) {
        let fillers = [UInt8](repeating: filler, count: max(0, length - characters.count))
        guard !fillers.isEmpty else { return }
        edits.append(Edit(rule: .strippedFillers, line: 0, column: characters.count + 1, before: "", after: text(fillers[...])))
        characters += fillers
    }

    /// Notes that the line takes the place of another one, where that stood.
    mutating func note(movedFrom other: TextLine) {
        edits.insert(Edit(rule: .lineOrder, line: 0, column: 1, before: text(other.characters[...]), after: text(characters[...])), at: 0)
    }

    private static func isLegal(_ byte: UInt8) -> Bool { CharacterTable.entry(capital(byte)) & CharacterTable.illegal == 0 }

    /// Removes what a reader was set to put before and after the line; the rest needs proof.
    mutating func trim(before: Int, length: Int) {
        guard before >= 0, length >= 0, before + length <= characters.count else { return }
        untrimmed = (characters, edits, needsProof)
        note(removed: characters.prefix(before), at: 1)
        let last = characters.dropFirst(before + length)
        characters = Array(characters.dropFirst(before).prefix(length))
        edits = edits.map { edit in
            let column = edit.rule == .removedFrame ? edit.column : min(max(edit.column - before, 1), length)
            return Edit(rule: edit.rule, line: 0, column: column, before: edit.before, after: edit.after)
        }
        note(removed: last, at: length)
        needsProof = true
    }

    /// The line with what was taken for a frame: national formats have lines of other lengths.
    var whole: TextLine {
        guard let untrimmed else { return self }
        var line = self
        (line.characters, line.edits, line.needsProof) = untrimmed
        line.untrimmed = nil
        return line
    }

    /// Notes what stood before or after the line and is no part of it.
    mutating func note(removed text: ArraySlice<UInt8>, at column: Int) {
        guard !text.isEmpty else { return }
        let note = String(decoding: text.prefix(TextLine.longestNote), as: UTF8.self)
        edits.append(Edit(rule: .removedFrame, line: 0, column: column, before: note, after: ""))
    }

    /// Reads other characters in the place of some: a sign that stands for the filler, or padding.
    mutating func replace(_ byte: UInt8, by other: UInt8, rule: ReasonCode) {
        for (index, character) in characters.enumerated() where character == byte {
            characters[index] = other
            edits.append(Edit(rule: rule, line: 0, column: index + 1, before: text([byte]), after: text([other])))
        }
    }

    /// Reads a sign beyond ASCII, which no zone has, as a character.
    mutating func read(sign: String, as byte: UInt8) {
        for (index, edit) in edits.enumerated() where edit.rule == .illegalCharacter && edit.before == sign {
            characters[edit.column - 1] = byte
            edits[index] = Edit(rule: .fillerLookAlike, line: 0, column: edit.column, before: sign, after: text([byte]))
        }
    }

    /// Reads each character as the one that was meant on another keyboard.
    mutating func read(by layout: KeyboardLayout) {
        for (index, byte) in characters.enumerated() {
            // A sign that no zone has stands in the edit that made it an unread character.
            let sign = edits.first { $0.rule == .illegalCharacter && $0.column == index + 1 }
            let typed = sign?.before ?? text([byte])
            guard typed.count == 1, let character = typed.first, let meant = layout.keys[character], meant != byte else { continue }
            edits.removeAll { $0.rule == .illegalCharacter && $0.column == index + 1 }
            characters[index] = meant
            edits.append(Edit(rule: .keyboardLayout, line: 0, column: index + 1, before: typed, after: text([meant])))
        }
    }

    /// The edits for a line of a zone.
    func edits(line: Int) -> [Edit] {
        edits.map { Edit(rule: $0.rule, line: line, column: $0.column, before: $0.before, after: $0.after) }
    }

    /// The edits for a zone written as one run of characters, whose lines have so many.
    func edits(lineLengths: [Int]) -> [Edit] {
        edits.map { edit in
            var (line, column) = (1, edit.column)
            for length in lineLengths.dropLast() where column > length {
                line += 1
                column -= length
            }
            return Edit(rule: edit.rule, line: line, column: column, before: edit.before, after: edit.after)
        }
    }
}

/// A sign of the text and the bytes that it is written with.
struct TextSign: Sendable {
    let token: TextToken
    let text: ArraySlice<UInt8>

    /// The signs of a line's bytes.
    static func signs(of bytes: ArraySlice<UInt8>) -> [TextSign] {
        var signs: [TextSign] = []
        signs.reserveCapacity(bytes.count)
        var rest = bytes
        while !rest.isEmpty {
            let (token, length) = TextToken.first(of: rest)
            signs.append(TextSign(token: token, text: rest.prefix(max(length, 1))))
            rest = rest.dropFirst(max(length, 1))
        }
        return signs
    }

    /// Whether a line of a zone can hold the sign; blanks and what stands between columns can stand between two lines.
    var isOfZone: Bool {
        switch token {
        case .character(let byte):
            CharacterTable.entry((0x61...0x7A).contains(byte) ? byte & ~0x20 : byte) & CharacterTable.illegal == 0
        case .reference, .lookAlike, .doubleLookAlike, .fullWidth, .nothing: true
        case .blank, .lineEnd, .unread: false
        }
    }
}
