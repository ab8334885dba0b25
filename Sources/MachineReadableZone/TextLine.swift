import Irregularities

/// A line of text as a zone may stand in it: blanks at its ends removed, what was changed besides as edits.
struct TextLine: Sendable {
    /// The number of the line in the text, from 1.
    let number: Int
    /// One byte a character.
    private(set) var characters: [UInt8] = []
    /// Edits of the line; their line is set when the zone is known.
    private(set) var edits: [Edit] = []

    /// Reads the bytes of a line without its line end.
    ///
    /// Blanks inside the line are removed, `&lt;` becomes the filler, and a character beyond ASCII (one of several bytes) becomes an unread
    /// one: what it stands for is the reader's guess.
    init(_ bytes: ArraySlice<UInt8>, number: Int) {
        self.number = number
        var rest = bytes
        while let last = rest.last, TextLine.isBlank(last) { rest.removeLast() }
        while let first = rest.first, TextLine.isBlank(first) { rest.removeFirst() }
        characters.reserveCapacity(rest.count)
        while let byte = rest.first {
            if byte < 0x80 {
                takeASCII(byte, &rest)
            } else {
                takeOther(&rest)
            }
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0 }

    private mutating func takeASCII(_ byte: UInt8, _ rest: inout ArraySlice<UInt8>) {
        let column = characters.count + 1
        if TextLine.isBlank(byte) {
            rest.removeFirst()
            edits.append(Edit(rule: .removedBlank, line: 0, column: column, before: " ", after: ""))
        } else if byte == UInt8(ascii: "&"), rest.prefix(4).elementsEqual("&lt;".utf8) || rest.prefix(4).elementsEqual("&LT;".utf8) {
            rest.removeFirst(4)
            characters.append(filler)
            edits.append(Edit(rule: .characterReference, line: 0, column: column, before: "&lt;", after: "<"))
        } else {
            rest.removeFirst()
            characters.append(byte)
        }
    }

    /// A character of UTF-8 beyond ASCII, or one byte that is none.
    private mutating func takeOther(_ rest: inout ArraySlice<UInt8>) {
        var encoded = rest.prefix(1)
        rest.removeFirst()
        while encoded.count < 4, let next = rest.first, next & 0xC0 == 0x80 {
            encoded.append(next)
            rest.removeFirst()
        }
        characters.append(UInt8(ascii: "*"))
        edits.append(
            Edit(rule: .illegalCharacter, line: 0, column: characters.count, before: String(decoding: encoded, as: UTF8.self), after: "*"))
    }

    /// The edits for a line of a zone.
    func edits(line: Int) -> [Edit] {
        edits.map { Edit(rule: $0.rule, line: line, column: $0.column, before: $0.before, after: $0.after) }
    }

    /// The edits for a zone written as one run of characters, whose lines have so many.
    func edits(lineLength: Int) -> [Edit] {
        edits.map { edit in
            let offset = edit.column - 1
            return Edit(
                rule: edit.rule, line: offset / lineLength + 1, column: offset % lineLength + 1, before: edit.before, after: edit.after)
        }
    }
}
