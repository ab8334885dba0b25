/// A name as a zone writes it.
public struct ComposedName: Sendable, Hashable {
    /// The characters of the name field, filled up with fillers.
    public let characters: String
    /// Whether the name was cut; the last character is a letter then.
    public let isTruncated: Bool
    /// The characters of the full name that no table has and that are left out.
    public let untransliterable: [Character]
}

extension FullName {
    /// Writes the name for the name field of a format of Doc 9303, with the transliterations that its tables recommend, or that a state has of
    /// its own; nil for formats with another name field, and for a name without letters.
    ///
    /// A name that is too long is cut as Doc 9303-4, 4.2.3, asks: the surname stays whole as long as it leaves room for the first letter of
    /// the given names, its longest parts lose letters otherwise; given names are cut from their end; the field ends with a letter.
    public func composed(for format: Format, issuingState: String? = nil) -> ComposedName? {
        guard format.isOfDoc9303, let table = ZoneTable.all.first(where: { $0.format == format }),
            let field = table.rows.first(where: { $0.field == .names })
        else { return nil }
        let state = issuingState.flatMap { StateCode.named($0)?.alpha2 }
        let patterns = [primaryIdentifier, secondaryIdentifier ?? ""].map { NamePattern($0, state: state) }
        let primary = patterns[0].preferred
        let secondary = patterns[1].preferred
        guard !(primary.isEmpty && secondary.isEmpty) else { return nil }
        let whole = FullName.joined(primary, secondary)
        let isTruncated = whole.count > field.count
        let characters = isTruncated ? FullName.cut(primary, secondary, to: field.count) : whole
        return ComposedName(
            characters: text((characters + [UInt8](repeating: filler, count: max(0, field.count - characters.count)))[...]),
            isTruncated: isTruncated, untransliterable: patterns.flatMap(\.untransliterable))
    }

    private static func joined(_ primary: [[UInt8]], _ secondary: [[UInt8]]) -> [UInt8] {
        let first = Array(primary.joined(separator: [filler]))
        return secondary.isEmpty ? first : first + [filler, filler] + Array(secondary.joined(separator: [filler]))
    }

    private static func cut(_ primary: [[UInt8]], _ secondary: [[UInt8]], to length: Int) -> [UInt8] {
        // Two fillers and a letter are for the given names.
        let room = secondary.isEmpty ? length : length - 3
        let surname = shortened(primary, to: room)
        guard !secondary.isEmpty else { return endingWithLetter(surname, length) }
        return endingWithLetter(surname, length, followedBy: secondary)
    }

    /// Takes letters from the longest parts, the last of equals first, until they fit; parts that cannot are left out from the end.
    private static func shortened(_ parts: [[UInt8]], to length: Int) -> [[UInt8]] {
        var parts = parts
        func count() -> Int { parts.reduce(parts.count - 1) { $0 + $1.count } }
        while parts.count > 1, 2 * parts.count - 1 > length { parts.removeLast() }
        while count() > length {
            guard let longest = parts.map(\.count).max(), longest > 1, let place = parts.lastIndex(where: { $0.count == longest }) else {
                break
            }
            parts[place].removeLast()
        }
        return parts
    }

    /// Cuts the end of the name so that a letter stands in the last position.
    private static func endingWithLetter(_ primary: [[UInt8]], _ length: Int, followedBy secondary: [[UInt8]] = []) -> [UInt8] {
        var (surname, given) = (primary, secondary)
        while true {
            let end = joined(surname, given).prefix(length)
            guard end.last == filler else { return Array(end) }
            // A part before the filler gives its last letter, so that the first of the next takes its place.
            let before = given.indices.filter { joined(surname, Array(given[...$0])).count < length }
            if let place = before.last(where: { given[$0].count > 1 }) {
                given[place].removeLast()
            } else if let place = surname.lastIndex(where: { $0.count > 1 }) {
                surname[place].removeLast()
            } else {
                return Array(end.dropLast())
            }
        }
    }
}
