import Irregularities

/// Whether lines of text make a zone: their number and length are those of a format, and their characters look like one.
///
/// The signs are weak on purpose, since bad characters must not lose a zone; they keep prose out and lines of two zones apart.
struct ZoneCandidate {
    let zone: MRZ
    /// Whether nothing speaks for it that the lines are the end of one zone and the beginning of the next.
    let isAligned: Bool

    /// The digits or the fillers that every zone has: a date, or the empty end of a name.
    private static let leastDigits = 6
    private static let leastFillers = 4
    /// One character in four may be outside the character set.
    private static let illegalShare = 4
    /// The right check digits that show a guess to be a good one, if they are most of all.
    private static let leastProof = 2

    /// The zone that the lines make, each on its own.
    init?(_ textLines: ArraySlice<TextLine>) {
        let lengths = textLines.map(\.characters.count)
        guard ZoneTable.all.contains(where: { $0.lineLengths == lengths }) else { return nil }
        func made(of lines: [TextLine]) -> MRZ? {
            guard ZoneCandidate.isPlausible(lines.flatMap(\.characters)[...]) else { return nil }
            let edits = lines.enumerated().flatMap { $1.edits(line: $0 + 1) }
            return try? MRZ(lines: lines.map { $0.characters[...] }, edits: edits)
        }
        guard let (zone, lines) = ZoneCandidate.read(Array(textLines), made) else { return nil }
        self.zone = zone
        // What begins like a national zone does so by more than a few digits.
        isAligned = zone.isValid || !zone.format.isOfDoc9303 || ZoneCandidate.isAligned(lines)
        // Two lines that are both first ones, or both second ones, are none of one zone; three may be a zone with letters for digits.
        guard isAligned || lines.count == 3 && ZoneCandidate.hasDates(lines[1].characters) else { return nil }
    }

    /// The zone that one line holds without line ends: 72, 88 or 90 characters, or as many as a national format has.
    static func zone(joined line: TextLine) -> MRZ? {
        let capitals = line.characters.map(capital)[...]
        guard let lengths = ZoneTable.lineLengths(ofZone: line.characters.count) ?? ZoneTable.lineLengths(ofNational: capitals) else {
            return nil
        }
        func made(of lines: [TextLine]) -> MRZ? {
            guard let line = lines.first, isPlausible(line.characters[...]) else { return nil }
            var rest = line.characters[...]
            let parts = lengths.map { length in
                defer { rest = rest.dropFirst(length) }
                return rest.prefix(length)
            }
            return try? MRZ(lines: parts, edits: line.edits(lineLengths: lengths))
        }
        return read([line], made)?.zone
    }

    /// The zone that lines make whose line ends stand at odd places; its check digits must be right, and more than a few.
    static func zone(broken lines: ArraySlice<TextLine>) -> MRZ? {
        guard var line = lines.first else { return nil }
        for rest in lines.dropFirst() { line.join(rest) }
        guard let zone = zone(joined: line), zone.isValid, zone.checkDigits.count(where: { $0.valid == true }) > leastProof else {
            return nil
        }
        return zone
    }

    /// The zone that lines make as they stand, or as they were meant on another keyboard.
    private static func read(_ textLines: [TextLine], _ made: ([TextLine]) -> MRZ?) -> (zone: MRZ, lines: [TextLine])? {
        let (lines, isForeign) = withFillers(textLines)
        var plain: (MRZ, [TextLine])?
        if let found = made(lines), isProven(found, foreign: isForeign, guessed: lines.contains(where: \.needsProof)) {
            plain = (found, lines)
            if found.isValid { return plain }
        }
        guard !textLines.contains(where: { $0.characters.contains(filler) }) else { return plain }
        for layout in KeyboardLayout.all {
            var meant = textLines
            for index in meant.indices { meant[index].read(by: layout) }
            let (lines, _) = withFillers(meant)
            if let found = made(lines), found.isValid, found.checkDigits.count(where: { $0.valid == true }) > leastProof {
                return (found, lines)
            }
        }
        return plain
    }

    private static func isProven(_ zone: MRZ, foreign: Bool, guessed: Bool) -> Bool {
        if foreign { return zone.isValid && !zone.checkDigits.isEmpty }
        guard guessed else { return true }
        let right = zone.checkDigits.count { $0.valid == true }
        return right >= leastProof && right > zone.checkDigits.count - right
    }

    /// Reads what a reader sends in the place of fillers.
    ///
    /// On a keyboard of another country the filler becomes another sign, which is then the only one in the lines besides letters and
    /// digits; right check digits have to show it. Beside fillers, `_` is what readers fill up lines with: nobody read what stood there.
    private static func withFillers(_ lines: [TextLine]) -> (lines: [TextLine], isForeign: Bool) {
        var signs: Set<UInt8> = []
        for line in lines {
            for byte in line.characters where byte != filler && !isAlphanumeric(byte) { signs.insert(byte) }
            if line.characters.contains(filler) { signs.insert(filler) }
        }
        var changed = lines
        if signs.contains(filler) {
            guard signs.contains(padding) else { return (lines, false) }
            for index in changed.indices { changed[index].replace(padding, by: UInt8(ascii: "*"), rule: .illegalCharacter) }
            return (changed, false)
        }
        guard signs.count == 1, let sign = signs.first, sign != UInt8(ascii: "*"), sign != UInt8(ascii: "?") else { return (lines, false) }
        for index in changed.indices { changed[index].replace(sign, by: filler, rule: .fillerLookAlike) }
        return (changed, true)
    }

    private static let padding = UInt8(ascii: "_")

    /// Whether characters can be a zone; lines without fillers must be flawless, since names and numbers hardly ever fill their fields.
    private static func isPlausible(_ zone: ArraySlice<UInt8>) -> Bool {
        let legal = zone.count(where: isLegal)
        guard legal * illegalShare >= zone.count * (illegalShare - 1) else { return false }
        return zone.count { $0 == filler } >= leastFillers || legal == zone.count && zone.count(where: isDigit) >= leastDigits
    }

    private static func isAligned(_ lines: [TextLine]) -> Bool {
        guard let first = lines.first?.characters, let last = lines.last?.characters else { return false }
        if lines.count == 3 {
            // The second line begins with the date of birth.
            return !(first.first.map(isDigit) ?? true) && !(last.first.map(isDigit) ?? true)
        }
        let lastHasDigits = last.contains(where: isDigit)
        return !(first.count(where: isDigit) >= leastDigits && !lastHasDigits) && !(!lastHasDigits && first.first == last.first)
    }

    /// Whether the characters where the middle line of TD1 has its dates are digits, fillers, or letters that are taken for digits.
    private static func hasDates(_ line: [UInt8]) -> Bool {
        let dates = line.prefix(7) + line.dropFirst(8).prefix(7)
        return dates.allSatisfy { isDigit($0) || "OQDIZSGB<*?".utf8.contains($0 & ($0 >= 0x61 ? ~0x20 : 0xFF)) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isLegal(_ byte: UInt8) -> Bool { CharacterTable.entry(capital(byte)) & CharacterTable.illegal == 0 }
}

/// A letter of ASCII as a capital; other bytes as they are.
func capital(_ byte: UInt8) -> UInt8 { (0x61...0x7A).contains(byte) ? byte & ~0x20 : byte }
