extension TextLine {
    /// The lines of a zone that one line of text holds.
    ///
    /// It is one as a rule. Where its length is none of a zone, it may hold some beside other text: between quotes, tabs or the signs that
    /// readers put between lines, after a label, or with a few characters around it that the reader was set to send.
    static func lines(_ bytes: ArraySlice<UInt8>, number: Int) -> [TextLine] {
        let signs = TextSign.signs(of: bytes)
        let whole = TextLine(signs[...], number: number)
        if whole.characters.isEmpty { return [whole] }
        if whole.hasLength { return parted(signs, number, blanksAreFillers: whole.needsProof) ?? [whole] }
        // Lines of lengths that only national formats have.
        if let lines = parts(signs, number), lines.contains(where: { !$0.hasLength }) { return lines }
        var lines: [TextLine] = []
        // What stood before a run of signs and is in no line.
        var before = 0
        for run in signs.indices.split(whereSeparator: { !signs[$0].isOfZone }) {
            guard let first = run.first, let last = run.last else { continue }
            var line = TextLine(signs[first...last], number: number)
            if !line.hasLength { line.removeFrame() }
            guard line.hasLength else { continue }
            if lines.isEmpty { line.note(removed: text(signs[before..<first]), at: 1) }
            before = last + 1
            lines.append(line)
        }
        guard !lines.isEmpty else { return [whole] }
        let rest = text(signs[before...])
        if let last = lines.indices.last { lines[last].note(removed: rest, at: lines[last].characters.count) }
        return lines
    }

    /// The lines in one that has the length of other lines only by what stands around and between them: two of 44 characters with a sign after
    /// each, or a line after a label.
    private static func parted(_ signs: [TextSign], _ number: Int, blanksAreFillers: Bool) -> [TextLine]? {
        let isParted = blanksAreFillers || signs.contains { !$0.isOfZone && $0.token != .blank }
        if isParted, let lines = parts(signs, number) { return lines }
        guard let colon = signs.prefix(longestLabel).firstIndex(where: { $0.token == .character(UInt8(ascii: ":")) }),
            signs[(colon + 1)...].first?.token == .blank
        else { return nil }
        var line = TextLine(signs[(colon + 1)...], number: number)
        guard line.hasLength else { return nil }
        line.note(removed: text(signs[...colon]), at: 1)
        return [line]
    }

    /// The lines between signs that no zone has, where they are as long as those of a format.
    private static func parts(_ signs: [TextSign], _ number: Int) -> [TextLine]? {
        let parts = signs.split { !$0.isOfZone }
        guard (2...3).contains(parts.count) else { return nil }
        let lengths = parts.map(\.count)
        guard ZoneTable.all.contains(where: { $0.lineLengths == lengths }) else { return nil }
        return parts.map { TextLine($0, number: number) }
    }

    /// The longest label before a line, with its colon.
    private static let longestLabel = 16

    /// The bytes of signs without the blanks at their ends.
    private static func text(_ signs: ArraySlice<TextSign>) -> ArraySlice<UInt8> {
        let inner = signs.drop { $0.token == .blank }
        let blanks = inner.reversed().prefix { $0.token == .blank }.count
        return Array(inner.dropLast(blanks).flatMap(\.text))[...]
    }

    /// Leaves out a few characters around a line where the rest is built like a line of a zone.
    private mutating func removeFrame() {
        for length in TextLine.lengths {
            let extra = characters.count - length
            guard extra > 0, extra <= TextLine.mostAround else { continue }
            for before in 0...extra where isBuilt(characters.dropFirst(before).prefix(length)) {
                trim(before: before, length: length)
                return
            }
            if isNameLine(length) {
                trim(before: 0, length: length)
                return
            }
        }
    }

    /// Whether characters begin like a zone, or have right check digits where a second line has those of the number and the dates.
    private func isBuilt(_ line: ArraySlice<UInt8>) -> Bool {
        let capitals = line.map(capital)
        if TextLine.beginsZone(capitals[...]) { return true }
        let covered = capitals.count == 30 ? [0..<6, 8..<14] : capitals.count < 72 ? [0..<9, 13..<19, 21..<27] : []
        return !covered.isEmpty && covered.allSatisfy { checkDigit(of: capitals[$0]) == capitals[$0.upperBound] }
    }

    /// Whether the line begins as the first one of a zone does.
    var beginsZone: Bool { characters.count > 5 && TextLine.beginsZone(characters.prefix(5).map(capital)[...]) }

    private static func beginsZone(_ capitals: ArraySlice<UInt8>) -> Bool {
        let isCode = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(capitals[1]) || capitals[1] == filler
        return "PVIAC".utf8.contains(capitals[0]) && isCode && StateCode.entry(capitals[2..<5]) != nil
    }

    /// Whether all beyond a length stands after the fillers at the end of a name.
    private func isNameLine(_ length: Int) -> Bool {
        guard length == 30 else { return false }
        let (name, rest) = (characters.prefix(length), characters.dropFirst(length))
        return name.suffix(2).elementsEqual([filler, filler]) && !rest.contains(filler) && name.first != filler
    }
}
