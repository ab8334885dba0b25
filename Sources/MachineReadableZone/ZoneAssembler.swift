import Irregularities

/// Puts lines of text together to zones.
///
/// A zone may have empty lines between its own; they end it only where the lines after them start a zone by themselves. So as many lines
/// are kept as a zone and the next one have before it is clear which of them belong together: five. Where a terminal or a mail broke the lines of a zone,
/// its parts are kept, at most eight.
struct ZoneAssembler: Sendable {
    /// The lines that are in no block yet.
    private var pending: [TextLine] = []
    private var unreadable: Unreadable?
    private var blocks: [TextBlock] = []
    private var isAfterBlank = false

    /// A run of lines that make no zone.
    private struct Unreadable: Sendable {
        let firstLine: Int
        var lastLine: Int
        var lineCount: Int
        var isZoneLike: Bool
    }

    /// What is known of the first of the lines that are kept.
    private enum Decision {
        case zone(MRZ, lineCount: Int)
        /// No zone begins there.
        case none
        /// More lines must come.
        case open
    }

    mutating func takeBlocks() -> [TextBlock] {
        defer { blocks.removeAll(keepingCapacity: true) }
        return blocks
    }

    mutating func take(_ line: TextLine) {
        pending.append(line)
        pending[pending.count - 1].isAfterBlank = isAfterBlank
        isAfterBlank = false
        settle(isAtEnd: false)
    }

    /// Whether no line waits for others.
    var isIdle: Bool { pending.isEmpty }

    /// Whether something is complete that was not taken.
    var hasBlocks: Bool { !blocks.isEmpty }

    /// Ends the run of lines that make no zone, before a zone that the reader found whole.
    mutating func endUnreadable() {
        flush()
        isAfterBlank = false
    }

    mutating func takeEmptyLine() { isAfterBlank = true }

    mutating func finish() {
        settle(isAtEnd: true)
        flush()
    }

    /// The most parts of a zone whose lines were broken.
    private static let mostParts = 8
    /// The fewest characters of the first part.
    private static let leastPart = 8
    private static let wholes = TextLine.lengths.filter { $0 > 60 }

    private mutating func settle(isAtEnd: Bool) {
        while let first = pending.first {
            switch decide(first, isAtEnd) {
            case .zone(let zone, let lineCount):
                flush()
                pending.removeFirst(lineCount)
                blocks.append(.zone(zone, firstLine: first.number))
            case .none:
                pending.removeFirst()
                discard(first)
            case .open: return
            }
        }
    }

    private func decide(_ first: TextLine, _ isAtEnd: Bool) -> Decision {
        if let zone = ZoneCandidate.zone(joined: first) { return .zone(zone, lineCount: 1) }
        switch decideNational(first.whole, isAtEnd) {
        case .none: break
        case let decision: return decision
        }
        switch decideRegular(first, isAtEnd) {
        case .none: break
        case let decision: return decision
        }
        switch decideBroken(isAtEnd) {
        case .none: break
        case let decision: return decision
        }
        switch decideReordered(first, isAtEnd) {
        case .none: return decideStripped(isAtEnd)
        case let decision: return decision
        }
    }

    /// Whether a zone whose lines were broken at other places begins with the first line.
    private func decideBroken(_ isAtEnd: Bool) -> Decision {
        // A part may be as long as a line with characters of a reader around it.
        let parts = pending.prefix(ZoneAssembler.mostParts).map(\.whole)
        guard let first = parts.first, first.characters.count >= ZoneAssembler.leastPart, let letter = first.characters.first.map(capital),
            "ACIPV".utf8.contains(letter), first.characters.contains(filler)
        else { return .none }
        var length = 0
        for (index, line) in parts.enumerated() {
            guard line.isPlain, index == 0 || !line.isAfterBlank else { return .none }
            // Not where a whole zone begins among the parts.
            if (1...3).contains(where: { $0 <= index && ZoneCandidate(pending[...index].suffix($0))?.zone.isValid == true }) {
                return .none
            }
            length += line.characters.count
            if index > 0, ZoneAssembler.wholes.contains(length), let zone = ZoneCandidate.zone(broken: parts.prefix(index + 1)) {
                return .zone(zone, lineCount: index + 1)
            }
            if length >= 90 { return .none }
        }
        return isAtEnd || pending.count >= ZoneAssembler.mostParts ? .none : .open
    }

    private func decideRegular(_ first: TextLine, _ isAtEnd: Bool) -> Decision {
        let count = first.characters.count
        guard let lineCount = count == 30 ? 3 : count == 36 || count == 44 ? 2 : nil else { return .none }
        let lines = pending.prefix(lineCount)
        guard lines.allSatisfy({ $0.characters.count == count }) else { return .none }
        guard lines.count == lineCount else { return isAtEnd ? .none : .open }
        let candidate = ZoneCandidate(lines)
        for start in 1..<lineCount {
            // Lines after an empty one that start a zone, or another choice of lines that is a better one.
            let isBlockStart = lines[start].isAfterBlank
            guard isBlockStart || candidate?.isAligned == false else { continue }
            switch beginsZone(at: start, lineCount, count, isAtEnd) {
            case nil: return .open
            case true?: return .none
            case false?: continue
            }
        }
        guard let candidate else { return .none }
        let reordered = candidate.zone.isValid ? nil : ZoneCandidate.zone(reordered: lines)
        return .zone(reordered ?? candidate.zone, lineCount: lineCount)
    }

    /// Whether a later one of the lines that are kept begins a zone of as many lines; nil where more lines must come.
    private func beginsZone(at start: Int, _ lineCount: Int, _ length: Int, _ isAtEnd: Bool) -> Bool? {
        let lines = pending.dropFirst(start).prefix(lineCount)
        guard lines.allSatisfy({ $0.characters.count == length }), !lines.dropFirst().contains(where: \.isAfterBlank) else { return false }
        guard lines.count == lineCount else { return isAtEnd ? false : nil }
        return ZoneCandidate(lines)?.isAligned == true
    }

    /// Whether the first lines are those of a zone with two of them in each other's place.
    ///
    /// Not after lines that make no zone: the first of these would then be the rest of one zone, and another the beginning of the next.
    private func decideReordered(_ first: TextLine, _ isAtEnd: Bool) -> Decision {
        let count = first.characters.count
        guard unreadable == nil || first.isAfterBlank, let lineCount = count == 30 ? 3 : count == 36 || count == 44 ? 2 : nil else {
            return .none
        }
        let lines = pending.prefix(lineCount)
        guard lines.count == lineCount, lines.allSatisfy({ $0.characters.count == count }),
            !lines.dropFirst().contains(where: \.isAfterBlank), let zone = ZoneCandidate.zone(reordered: lines)
        else { return .none }
        for start in 1..<lineCount {
            switch beginsZone(at: start, lineCount, count, isAtEnd) {
            case nil: return .open
            case true?: return .none
            case false?: continue
            }
        }
        return .zone(zone, lineCount: lineCount)
    }

    /// Whether a zone begins with the first line whose reader left out the fillers at the ends of all lines.
    ///
    /// A line that ends with a filler was not read so: then a shorter one was cut off.
    private func decideStripped(_ isAtEnd: Bool) -> Decision {
        guard let first = pending.first?.whole, first.isStripped, first.beginsZone else { return .none }
        let parts = pending.prefix(3).map(\.whole)
        var isOpen = false
        for lengths in ZoneAssembler.stripped {
            let lines = parts.prefix(lengths.count)
            guard zip(lines, lengths).allSatisfy({ $0.isStripped && $0.characters.count <= $1 }),
                !lines.dropFirst().contains(where: \.isAfterBlank)
            else { continue }
            if lines.count < lengths.count {
                isOpen = isOpen || !isAtEnd
            } else if let zone = ZoneCandidate.zone(stripped: lines, lengths) {
                return .zone(zone, lineCount: lengths.count)
            }
        }
        return isOpen ? .open : .none
    }

    /// The lengths of lines of which some may have lost their fillers, the longer ones first.
    private static let stripped = [[44, 44], [36, 36], [30, 30, 30]]

    /// Whether a national zone begins with the first line.
    private func decideNational(_ first: TextLine, _ isAtEnd: Bool) -> Decision {
        for table in ZoneTable.openings(of: first.characters.map(capital)[...]) {
            let lines = Array(pending.prefix(table.lineLengths.count).map(\.whole))
            guard zip(lines, table.lineLengths).allSatisfy({ $0.characters.count == $1 }) else { continue }
            // Of documents with a line each, every line begins a zone.
            let isRow = lines.dropFirst().contains { line in
                ZoneTable.openings(of: line.characters.map(capital)[...]).contains {
                    $0.format == table.format && $0.lineLengths.count == 1
                }
            }
            if isRow { continue }
            if lines.count < table.lineLengths.count {
                if isAtEnd { continue }
                return .open
            }
            if let zone = ZoneCandidate(lines[...])?.zone, zone.format == table.format { return .zone(zone, lineCount: lines.count) }
        }
        return .none
    }

    private mutating func discard(_ line: TextLine) {
        guard var run = unreadable, !line.isAfterBlank else {
            flush()
            unreadable = Unreadable(firstLine: line.number, lastLine: line.number, lineCount: 1, isZoneLike: line.isZoneLike)
            return
        }
        run.lineCount += line.number == run.lastLine ? 0 : 1
        run.lastLine = line.number
        run.isZoneLike = run.isZoneLike || line.isZoneLike
        unreadable = run
    }

    private mutating func flush() {
        guard let run = unreadable else { return }
        unreadable = nil
        blocks.append(
            .unreadable(reason: run.isZoneLike ? .lineLength : .unknownFormat, firstLine: run.firstLine, lineCount: run.lineCount))
    }
}
