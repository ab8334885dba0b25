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

    /// The zone that lines make with two of them in each other's place, where its check digits are right, and more than a few.
    static func zone(reordered lines: ArraySlice<TextLine>) -> MRZ? {
        let all = Array(lines)
        for first in all.indices {
            for second in all.indices.dropFirst(first + 1) {
                var order = Array(all.indices)
                order.swapAt(first, second)
                // Most lines are those of no zone in any order.
                guard all[order[0]].beginsZone else { continue }
                var moved = order.map { all[$0] }
                for index in moved.indices where order[index] != index { moved[index].note(movedFrom: all[index]) }
                if let zone = proven(moved) { return zone }
            }
        }
        return nil
    }

    /// The zone that lines make with fillers at their ends, where its check digits are right, and more than a few.
    ///
    /// One of them must be too long for a format of shorter lines.
    static func zone(stripped lines: ArraySlice<TextLine>, _ lengths: [Int]) -> MRZ? {
        guard let longest = lines.map(\.characters.count).max(), longest == lengths[0] || longest > 36 else { return nil }
        var filled = Array(lines)
        for (index, length) in zip(filled.indices, lengths) { filled[index].fill(to: length) }
        return proven(filled)
    }

    private static func proven(_ lines: [TextLine]) -> MRZ? {
        guard let zone = ZoneCandidate(lines[...])?.zone, zone.isValid,
            zone.checkDigits.count(where: { $0.valid == true }) > leastProof
        else { return nil }
        return zone
    }

    /// The zone that lines make as they stand, or as they were meant on another keyboard.
    private static func read(_ textLines: [TextLine], _ made: ([TextLine]) -> MRZ?) -> (zone: MRZ, lines: [TextLine])? {
        let (lines, isForeign) = withFillers(textLines)
        var plain: (MRZ, [TextLine])?
        if let found = made(lines), isProven(found, foreign: isForeign, guessed: lines.contains(where: \.needsProof)) {
            plain = (found, lines)
            if found.isValid { return plain }
        } else if isForeign, textLines.contains(where: { $0.edits.contains { $0.rule == .illegalCharacter } }), let found = made(textLines)
        {
            // A sign beyond ASCII that is not proven to be the filler is an unread character.
            plain = (found, textLines)
        }
        // Where letters of another script stand between fillers, the keyboard is another one all the same.
        let isOfOtherScript = textLines.reduce(0) { $0 + $1.edits.count { $0.rule == .illegalCharacter } } >= leastLetters
        guard isOfOtherScript || !textLines.contains(where: { $0.characters.contains(filler) }) else { return plain }
        for layout in KeyboardLayout.all {
            var meant = textLines
            for index in meant.indices { meant[index].read(by: layout) }
            let (lines, _) = withFillers(meant)
            // A layout that makes digits of the fillers is none.
            guard lines.reduce(0, { $0 + $1.characters.count { $0 == filler } }) >= leastFillers else { continue }
            if let found = made(lines), found.isValid, found.checkDigits.count(where: { $0.valid == true }) > leastProof {
                return (found, lines)
            }
        }
        return plain
    }

    /// The letters of another script that show a keyboard of another country where the filler is the same.
    private static let leastLetters = 8

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
        if signs == [unread], let sign = foreignSign(lines) {
            for index in changed.indices { changed[index].read(sign: sign, as: filler) }
            return (changed, true)
        }
        if signs.contains(filler) {
            guard signs.contains(padding) else { return (lines, false) }
            for index in changed.indices { changed[index].replace(padding, by: unread, rule: .illegalCharacter) }
            return (changed, false)
        }
        guard signs.count == 1, let sign = signs.first, sign != unread, sign != UInt8(ascii: "?") else { return (lines, false) }
        for index in changed.indices { changed[index].replace(sign, by: filler, rule: .fillerLookAlike) }
        return (changed, true)
    }

    /// The only sign beyond ASCII in lines that have it in all places where something was not read.
    private static func foreignSign(_ lines: [TextLine]) -> String? {
        let signs = lines.flatMap(\.edits).filter { $0.rule == .illegalCharacter }.map(\.before)
        let places = lines.reduce(0) { $0 + $1.characters.count { $0 == unread } }
        return signs.count == places && Set(signs).count == 1 ? signs.first : nil
    }

    private static let unread = UInt8(ascii: "*")
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
            // The second line begins with the date of birth, and not all with the letter of driving licences, which have a line each.
            if lines.allSatisfy({ $0.characters.first.map(capital) == UInt8(ascii: "D") }) { return false }
            return !(first.first.map(isDigit) ?? true) && !(last.first.map(isDigit) ?? true)
                && dates(lines[1].characters).count(where: isDigitLike) >= leastDigits
        }
        let lastHasDigits = last.contains(where: isDigit)
        return !(first.count(where: isDigit) >= leastDigits && !lastHasDigits) && !(!lastHasDigits && first.first == last.first)
    }

    /// Whether the characters where the middle line of TD1 has its dates are digits, fillers, or letters that are taken for digits.
    private static func hasDates(_ line: [UInt8]) -> Bool { dates(line).allSatisfy { $0 == filler || isDigitLike($0) } }

    private static func dates(_ line: [UInt8]) -> ArraySlice<UInt8> { line.prefix(7) + line.dropFirst(8).prefix(7) }

    private static func isDigitLike(_ byte: UInt8) -> Bool { isDigit(byte) || "OQDIZSGB*?".utf8.contains(capital(byte)) }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isLegal(_ byte: UInt8) -> Bool { CharacterTable.entry(capital(byte)) & CharacterTable.illegal == 0 }
}

/// A letter of ASCII as a capital; other bytes as they are.
func capital(_ byte: UInt8) -> UInt8 { (0x61...0x7A).contains(byte) ? byte & ~0x20 : byte }
