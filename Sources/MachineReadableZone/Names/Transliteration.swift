/// The letters that zones write for national characters (Doc 9303-3, 6).
enum Transliteration {
    /// One character of the standard's tables.
    struct Row: Sendable {
        let character: Character
        /// The recommended value first; an empty one where the character is left out.
        let values: [String]
        let exceptions: [Exception]

        /// A value that one state has instead.
        struct Exception: Sendable {
            /// The two letters of ISO 3166-1.
            let state: String
            let value: String
            /// Whether it is for the first letter of a part of the name only.
            let initialOnly: Bool

            init(_ state: String, _ value: String, initialOnly: Bool = false) {
                self.state = state
                self.value = value
                self.initialOnly = initialOnly
            }
        }

        init(_ character: Character, _ values: [String], _ exceptions: [Exception] = []) {
            self.character = character
            self.values = values
            self.exceptions = exceptions
        }

        /// All values, that of a state first where it has one of its own.
        func values(state: String?, isInitial: Bool) -> [String] {
            let own = exceptions.filter { $0.state == state && (isInitial || !$0.initialOnly) }.map(\.value)
            let others = exceptions.filter { isInitial || !$0.initialOnly }.map(\.value)
            var all: [String] = []
            for value in own + values + others where !all.contains(value) { all.append(value) }
            return all
        }
    }

    /// By character, so that letters with combining marks are found as well as the ready-made ones.
    private static let rows: [Character: Row] = Dictionary(
        (latin + cyrillic + arabic).map { ($0.character, $0) }, uniquingKeysWith: { first, _ in first })

    static func row(_ character: Character) -> Row? { rows[character] }

    /// The basic letter of a Latin letter that the tables do not have, such as those of Vietnamese: without its marks.
    static func basicLetter(of scalar: Unicode.Scalar) -> UInt8? {
        guard let name = scalar.properties.name, name.hasPrefix(latinLetter) else { return nil }
        let rest = name.utf8.dropFirst(latinLetter.utf8.count)
        guard let letter = rest.first, rest.count > 1, rest.dropFirst().starts(with: " WITH ".utf8) else { return nil }
        return letter
    }

    private static let latinLetter = "LATIN CAPITAL LETTER "
}
