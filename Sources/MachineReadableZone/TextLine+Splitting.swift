extension TextLine {
    /// The lines of a zone that one line of text holds.
    ///
    /// It is one as a rule. Where its length is none of a zone, it may hold some beside other text: between quotes, tabs or the signs that
    /// readers put between lines, after a label, or with a few characters around it that the reader was set to send.
    static func lines(_ bytes: ArraySlice<UInt8>, number: Int) -> [TextLine] {
        let signs = TextSign.signs(of: bytes)
        let whole = TextLine(signs[...], number: number)
        if whole.hasLength || whole.characters.isEmpty { return [whole] }
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
        let isCode = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(capitals[1]) || capitals[1] == filler
        if "PVIAC".utf8.contains(capitals[0]), isCode, StateCode.entry(capitals[2..<5]) != nil { return true }
        let covered = capitals.count == 30 ? [0..<6, 8..<14] : capitals.count < 72 ? [0..<9, 13..<19, 21..<27] : []
        return !covered.isEmpty && covered.allSatisfy { checkDigit(of: capitals[$0]) == capitals[$0.upperBound] }
    }

    /// Whether all beyond a length stands after the fillers at the end of a name.
    private func isNameLine(_ length: Int) -> Bool {
        guard length == 30 else { return false }
        let (name, rest) = (characters.prefix(length), characters.dropFirst(length))
        return name.suffix(2).elementsEqual([filler, filler]) && !rest.contains(filler) && name.first != filler
    }
}
