/// A code of a state, an organization or a nationality as zones print it (Doc 9303-3, 5).
public struct StateCode: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// A state or territory of ISO 3166-1, or a state that Doc 9303 adds.
        case state
        /// An organization that issues documents of its own.
        case organization
        /// A code of a nationality that no state bears as a whole, such as a British Overseas citizen.
        case nationality
        /// A person without or of unspecified nationality; no issuer.
        case withoutNationality
        /// A code of the past that old documents bear.
        case deprecated
        /// An ISO 3166-1 code in whose place Doc 9303 has another: DEU for D.
        case isoOnly
        /// Utopia: never a genuine document.
        case specimen
    }

    /// The code without fillers, such as `UTO` or `D`.
    public let mrz: String
    /// The two letters of ISO 3166-1 or of Doc 9303, as certificates use them; nil where there are none.
    public let alpha2: String?
    /// The short English name.
    public let name: String
    public let kind: Kind

    /// The three characters of a code, fillers at its end, as a number.
    public struct Letters: Sendable, Hashable {
        fileprivate let key: UInt32

        /// Utopia.
        public static let utopia = Letters(key: 0x55544F)

        private init(key: UInt32) { self.key = key }

        /// One to three characters, with or without the fillers at their end; nil where there are more, or fillers only.
        public init?(_ characters: some Collection<UInt8>) {
            guard characters.count <= 3, let first = characters.first, first != filler else { return nil }
            var key = characters.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            for _ in characters.count..<3 { key = key << 8 | UInt32(filler) }
            self.key = key
        }
    }

    public var letters: Letters? { Letters(mrz.utf8) }

    /// The entry of a code, with or without the fillers at its end, or nil where Doc 9303 has no such code.
    public static func named(_ mrzCode: String) -> StateCode? { Letters(mrzCode.utf8).flatMap { named($0) } }

    /// The entry of a code, or nil where Doc 9303 has no such code.
    public static func named(_ letters: Letters) -> StateCode? { place(letters.key).map { all[$0] } }

    /// The entry of three characters of a zone.
    static func entry(_ characters: ArraySlice<UInt8>) -> StateCode? {
        guard characters.count == 3 else { return nil }
        return Letters(characters).flatMap { named($0) }
    }

    /// Halves the sorted table until the key is found.
    private static func place(_ key: UInt32) -> Int? {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = low + (high - low) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == key ? low : nil
    }

    /// The codes as numbers, padded with fillers, in the order of `all`.
    private static let keys: [UInt32] = all.map { state in
        let bytes = Array(state.mrz.utf8) + [filler, filler]
        return bytes.prefix(3).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
}
