/// Whether lines of text make a zone: their number and length are those of a format, and their characters look like one.
///
/// The signs are weak on purpose, since bad characters must not lose a zone; they keep prose out and lines of two zones apart.
enum ZoneCandidate {
    /// The digits or the fillers that every zone has: a date, or the empty end of a name.
    private static let leastDigits = 6
    private static let leastFillers = 4
    /// One character in four may be outside the character set.
    private static let illegalShare = 4

    /// The zone that the lines make, each on its own.
    static func zone(_ lines: [TextLine]) -> MRZ? {
        guard let length = lines.first?.characters.count, lines.allSatisfy({ $0.characters.count == length }),
            Format.of(lineCount: lines.count, lineLength: length, first: 0) != nil,
            isPlausible(lines.flatMap(\.characters)[...]), isAligned(lines)
        else { return nil }
        let edits = lines.enumerated().flatMap { $1.edits(line: $0 + 1) }
        return try? MRZ(lines: lines.map { $0.characters[...] }, edits: edits)
    }

    /// The zone that one line of 72, 88 or 90 characters holds without line ends.
    static func zone(joined line: TextLine) -> MRZ? {
        let characters = line.characters[...]
        guard let format = Format.of(zoneLength: characters.count, first: 0), isPlausible(characters) else { return nil }
        let length = format.lineLength
        let lines = (0..<format.lineCount).map { characters.dropFirst($0 * length).prefix(length) }
        return try? MRZ(lines: lines, edits: line.edits(lineLength: length))
    }

    /// Whether more lines of the same length may make these a zone.
    static func isBeginning(_ lines: [TextLine]) -> Bool {
        guard let length = lines.first?.characters.count, lines.allSatisfy({ $0.characters.count == length }) else { return false }
        return switch length {
        case 30: lines.count < 3
        case 36, 44: lines.count < 2
        default: false
        }
    }

    /// Whether a line that makes no zone was meant for one: nothing but characters of zones, as many as the shortest line has or nearly.
    static func isZoneLike(_ line: TextLine) -> Bool {
        line.characters.count >= 20 && line.characters.contains(filler) && count(line.characters[...], isLegal) == line.characters.count
    }

    private static func isPlausible(_ zone: ArraySlice<UInt8>) -> Bool {
        guard count(zone, isLegal) * illegalShare >= zone.count * (illegalShare - 1) else { return false }
        return count(zone, isDigit) >= leastDigits || count(zone, { $0 == filler }) >= leastFillers
    }

    /// Whether the lines are not the end of one zone and the beginning of the next.
    private static func isAligned(_ lines: [TextLine]) -> Bool {
        guard let first = lines.first, let last = lines.last else { return false }
        if lines.count == 3 {
            // The second line begins with the date of birth.
            let startsWithDigit = { (line: TextLine) in line.characters.first.map(isDigit) ?? false }
            return !startsWithDigit(first) && !startsWithDigit(last)
        }
        return !(count(first.characters[...], isDigit) >= leastDigits && count(last.characters[...], isDigit) == 0)
            && !(count(last.characters[...], isDigit) == 0 && first.characters.first == last.characters.first)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isLegal(_ byte: UInt8) -> Bool {
        CharacterTable.entry((0x61...0x7A).contains(byte) ? byte & ~0x20 : byte) & CharacterTable.illegal == 0
    }

    private static func count(_ characters: ArraySlice<UInt8>, _ isCounted: (UInt8) -> Bool) -> Int {
        characters.reduce(0) { isCounted($1) ? $0 + 1 : $0 }
    }
}
