/// How the name of a zone relates to a full name.
public enum NameRelation: Sendable, Hashable, CaseIterable {
    /// The same letters, but for case, hyphens and apostrophes.
    case equal
    /// The same after the transliteration of Doc 9303-3, 6, with any value that it allows.
    case equalAfterTransliteration
    /// The zone's name is the full one cut, because that does not fit (Doc 9303-4 to -7, 4.2.3).
    case truncated
    case different
}

/// A name as it is written in full, in any of the alphabets that Doc 9303-3 transliterates.
public struct FullName: Sendable, Hashable {
    /// The surname, or the only name.
    public let primaryIdentifier: String
    /// The given names; nil or empty where there are none.
    public let secondaryIdentifier: String?

    public init(primaryIdentifier: String, secondaryIdentifier: String? = nil) {
        self.primaryIdentifier = primaryIdentifier
        self.secondaryIdentifier = secondaryIdentifier
    }
}

extension MRZ {
    /// Compares the zone's name with a full one.
    ///
    /// Every value that the tables allow is tried, those of single states too. A cut name is `truncated` only where the full one does not fit
    /// into the field, or the field ends with a letter. Formats that hold the surname alone compare that.
    public func compareName(_ name: FullName) -> NameRelation {
        let elements = ZoneElements(zone, analysis)
        if elements.table.hasCodedNames { return compareCodedName(name) }
        let state = StateCode.named(issuingState)?.alpha2
        let patterns = [name.primaryIdentifier, name.secondaryIdentifier ?? ""].map { NamePattern($0, state: state) }
        let reading = analysis.name
        let zoneParts = [
            elements.parts(reading.primaryStart, reading.primaryCount), elements.parts(reading.secondaryStart, reading.secondaryCount),
        ]
        let fields = elements.nameFields
        guard !fields.isEmpty, patterns.allSatisfy({ $0.untransliterable.isEmpty }) else { return .different }
        let compared = fields.count == 1 && !elements.table.has(.names) ? 0..<1 : 0..<2
        if compared.allSatisfy({ patterns[$0].isWhole(zoneParts[$0]) }) {
            return compared.contains { patterns[$0].isTransliterated } ? .equalAfterTransliteration : .equal
        }
        let isTooLong: Bool =
            if elements.table.has(.names) {
                patterns[0].shortest + (patterns[1].parts.isEmpty ? 0 : 2 + patterns[1].shortest) > fields[0]
            } else {
                zip(patterns, fields).contains { $0.shortest > $1 }
            }
        guard isTooLong || nameTruncated, compared.allSatisfy({ patterns[$0].isCut(zoneParts[$0]) }), !zoneParts[0].isEmpty else {
            return .different
        }
        // Given names go only where the surname leaves no room.
        let isSecondaryLost = zoneParts[1].isEmpty && !patterns[1].parts.isEmpty && compared.count == 2
        return isSecondaryLost && reading.primaryCount + 3 <= fields[0] ? .different : .truncated
    }

    /// Russia's internal passport: the full name is in Cyrillic letters, one for each character of the zone.
    private func compareCodedName(_ name: FullName) -> NameRelation {
        func parts(_ text: String?) -> [String] {
            (text ?? "").uppercased().split { $0.isWhitespace || $0 == "-" }.map(String.init)
        }
        let decoded = [primaryIdentifier, secondaryIdentifier].map { parts($0.flatMap(RUSInternalPassport.decoded)) }
        let full = [parts(name.primaryIdentifier), parts(name.secondaryIdentifier)]
        if decoded == full { return .equalAfterTransliteration }
        let isCut = zip(decoded, full).allSatisfy { zip($0, $1).allSatisfy { $1.hasPrefix($0) } && $0.count <= $1.count }
        return nameTruncated && isCut ? .truncated : .different
    }
}

extension ZoneElements {
    /// The parts of an identifier, as they stand between fillers.
    func parts(_ start: Int, _ count: Int) -> [ArraySlice<UInt8>] {
        characters(start..<start + count).split(separator: filler)
    }

    /// The lengths of the fields of the name: one for both identifiers, or one for each.
    var nameFields: [Int] {
        rows.filter { $0.field == .names || $0.field == .primaryIdentifier || $0.field == .secondaryIdentifier }.map(\.count)
    }
}
