extension MRZ {
    /// Whether the name field holds these characters and nothing but fillers behind them.
    public func writesName(_ characters: ArraySlice<UInt8>) -> Bool {
        let field = ZoneElements(zone, analysis).raw(.names)
        guard let first = characters.first, first != filler, characters.count <= field.count else { return false }
        return field.starts(with: characters) && field.dropFirst(characters.count).allSatisfy { $0 == filler }
    }

    /// Compares the zone's name with a full one whose identifiers may stand in the other order, or not be told apart.
    ///
    /// Doc 9303-10, 4.7.11 parts the identifiers by `<<`; data groups have been met that part all words by blanks or commas, or begin with the
    /// given names. Where the name as given is another, every division of its words into a surname and given names is compared, in both orders,
    /// and the closest relation counts.
    public func compareName(inAnyOrder name: FullName) -> NameRelation {
        let relation = compareName(name)
        guard relation == .different else { return relation }
        let words = name.words
        guard (1...MRZ.dividedWordLimit).contains(words.count) else { return .different }
        var closest = NameRelation.different
        for count in 0..<words.count {
            let (head, tail) = (words[..<count].joined(separator: " "), words[count...].joined(separator: " "))
            for (primary, secondary) in [(tail, head), (head, tail)] where !primary.isEmpty {
                switch compareName(FullName(primaryIdentifier: primary, secondaryIdentifier: secondary)) {
                case .equal: return .equal
                case .equalAfterTransliteration: closest = .equalAfterTransliteration
                case .truncated where closest == .different: closest = .truncated
                case .truncated, .different: break
                }
            }
        }
        return closest
    }

    /// The most words of a name that are divided in every way; longer names are compared as they are given.
    private static var dividedWordLimit: Int { 16 }
}

extension FullName {
    /// The words of both identifiers, in order.
    fileprivate var words: [Substring] {
        (primaryIdentifier + " " + (secondaryIdentifier ?? "")).split { $0.isWhitespace || $0 == "," || $0 == "<" }
    }

    /// Whether every character has a transliteration in the tables of Doc 9303-3, 6, or is left out of zones.
    public var isTransliterable: Bool {
        [primaryIdentifier, secondaryIdentifier ?? ""].allSatisfy { NamePattern($0, state: nil).untransliterable.isEmpty }
    }
}
