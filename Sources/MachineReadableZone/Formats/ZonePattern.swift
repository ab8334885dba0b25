/// How a zone begins, with its lines joined: capital letters, digits and fillers stand for themselves, `d` for a digit and `n` for a letter
/// or a digit, each read or not, `x` for any character.
///
/// Where a format has a digit the pattern has an `n` if it can, since a reader may have confused the two.
struct ZonePattern: Sendable, ExpressibleByStringLiteral {
    private let signs: [UInt8]

    init(stringLiteral text: StaticString) {
        signs = text.withUTF8Buffer { unsafe Array($0) }
    }

    init(_ text: String) { signs = Array(text.utf8) }

    var count: Int { signs.count }

    /// Whether the characters begin as the pattern says; characters beyond the pattern do not matter, missing ones do.
    func matches(_ characters: ArraySlice<UInt8>) -> Bool {
        matchesStart(of: characters) && characters.count >= signs.count
    }

    /// Whether the first characters of a zone, perhaps fewer than the pattern has, can begin one.
    func matchesStart(of characters: ArraySlice<UInt8>) -> Bool {
        for (sign, character) in zip(signs, characters) {
            switch sign {
            case UInt8(ascii: "x"): continue
            case UInt8(ascii: "n"):
                let entry = CharacterTable.entry(character)
                guard character != filler, entry & CharacterTable.illegal == 0 else { return false }
            case UInt8(ascii: "d"):
                guard (48...57).contains(character) || CharacterTable.entry(character) >= CharacterTable.unread else { return false }
            default: guard sign == character else { return false }
            }
        }
        return true
    }
}
