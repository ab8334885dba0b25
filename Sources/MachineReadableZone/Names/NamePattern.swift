/// One identifier of a full name as zones can write it: parts, each a row of characters with every value that they can have.
///
/// Hyphens and blanks part, apostrophes join, other punctuation is left out (Doc 9303-3, 4.6).
struct NamePattern {
    /// What one character of the name can be in a zone.
    struct Position {
        /// The preferred value first; letters only, or nothing.
        var values: [[UInt8]]
    }

    private(set) var parts: [[Position]] = []
    /// Whether a character is other than a letter of the basic alphabet.
    private(set) var isTransliterated = false
    /// The characters that have no value.
    private(set) var untransliterable: [Character] = []

    /// The most characters of an identifier that are looked at; no name has as many.
    static let longestIdentifier = 256

    /// Reads an identifier; a state's own transliterations come first for its code of two letters.
    init(_ identifier: String, state: String?) {
        var part: [Position] = []
        // Some small letters have capitals of the basic alphabet: ß has SS.
        isTransliterated = identifier.unicodeScalars.contains { !$0.isASCII && $0.properties.isAlphabetic }
        let characters = Array(identifier.uppercased().prefix(NamePattern.longestIdentifier))
        for (index, character) in characters.enumerated() {
            if NamePattern.parting(character) {
                if !part.isEmpty { parts.append(part) }
                part = []
            } else if NamePattern.isPunctuation(character) {
                continue
            } else {
                let isLast = index + 1 == characters.count || NamePattern.parting(characters[index + 1])
                add(character, to: &part, state: state, isLast: isLast)
            }
        }
        if !part.isEmpty { parts.append(part) }
        parts = parts.filter { $0.contains { $0.values[0] != [] } }
    }

    private mutating func add(_ character: Character, to part: inout [Position], state: String?, isLast: Bool) {
        if let byte = character.asciiValue, (65...90).contains(byte) {
            part.append(Position(values: [[byte]]))
            return
        }
        isTransliterated = true
        if let row = Transliteration.row(character) {
            var values = row.values(state: state, isInitial: part.isEmpty)
            // At the end of a part it is the second value that the standard asks for.
            if character == Transliteration.tehMarbuta, isLast { values.swapAt(0, 1) }
            part.append(Position(values: values.map { Array($0.utf8) }))
            return
        }
        addScalars(of: character, to: &part, state: state)
    }

    /// A character of several scalars, or one that the tables do not have.
    private mutating func addScalars(of character: Character, to part: inout [Position], state: String?) {
        for scalar in character.unicodeScalars {
            if scalar == Transliteration.doubling {
                if let last = part.last { part.append(last) }
            } else if let byte = UInt8(exactly: scalar.value), (65...90).contains(byte) {
                part.append(Position(values: [[byte]]))
            } else if let row = Transliteration.row(Character(scalar)) {
                part.append(Position(values: row.values(state: state, isInitial: part.isEmpty).map { Array($0.utf8) }))
            } else if let letter = Transliteration.basicLetter(of: scalar) {
                part.append(Position(values: [[letter]]))
            } else if scalar.properties.generalCategory != .nonspacingMark && scalar.properties.generalCategory != .format {
                untransliterable.append(Character(scalar))
            }
        }
    }

    private static func parting(_ character: Character) -> Bool {
        character.isWhitespace || character == "," || character == "<"
            || character.unicodeScalars.allSatisfy {
                $0.properties.generalCategory == .dashPunctuation || $0.value == 0x2212
            }
    }

    private static func isPunctuation(_ character: Character) -> Bool {
        // The modifier letters are apostrophes of other alphabets.
        character.isPunctuation || character.isSymbol || "\u{02BC}\u{02BB}\u{02BE}\u{02BF}\u{02B9}".contains(character)
    }

    /// The parts with the preferred values.
    var preferred: [[UInt8]] { parts.map { $0.flatMap { $0.values[0] } } }

    /// The fewest characters of the identifier, a filler between its parts.
    var shortest: Int {
        parts.reduce(max(0, parts.count - 1)) { sum, part in
            sum + part.reduce(0) { $0 + ($1.values.map(\.count).min() ?? 0) }
        }
    }
}
