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

    /// The entry of a code, with or without the fillers at its end, or nil where Doc 9303 has no such code.
    public static func named(_ mrzCode: String) -> StateCode? {
        var code = mrzCode
        return code.withUTF8 { bytes in
            var key: UInt32 = 0
            guard bytes.count >= 1, bytes.count <= 3 else { return nil }
            for index in 0..<3 { key = key << 8 | UInt32(index < bytes.count ? unsafe bytes[index] : filler) }
            return entry(key)
        }
    }

    /// The entry of three characters of a zone.
    static func entry(_ characters: ArraySlice<UInt8>) -> StateCode? {
        guard characters.count == 3 else { return nil }
        return entry(characters.reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    }

    /// Halves the sorted table until the key is found.
    private static func entry(_ key: UInt32) -> StateCode? {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = low + (high - low) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == key ? all[low] : nil
    }

    /// The codes as numbers, padded with fillers, in the order of `all`.
    private static let keys: [UInt32] = all.map { state in
        let bytes = Array(state.mrz.utf8) + [filler, filler]
        return bytes.prefix(3).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
}
