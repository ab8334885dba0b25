import Irregularities

/// Puts lines of text together to zones; keeps three lines of a block and three of the one before it at most.
struct ZoneAssembler: Sendable {
    /// No format has more lines.
    private static let mostLines = 3

    /// Lines of earlier blocks that may be the beginning of a zone.
    private var carried: [TextLine] = []
    /// Lines since the last empty one that are in no zone yet.
    private var block: [TextLine] = []
    private var unreadable: Unreadable?
    private var blocks: [TextBlock] = []

    /// A run of lines that make no zone.
    private struct Unreadable: Sendable {
        let firstLine: Int
        var lineCount: Int
        var isZoneLike: Bool
    }

    mutating func takeBlocks() -> [TextBlock] {
        defer { blocks.removeAll(keepingCapacity: true) }
        return blocks
    }

    mutating func take(_ line: TextLine) {
        if line.characters.isEmpty {
            endBlock()
            return
        }
        if let zone = ZoneCandidate.zone(joined: line) {
            settleAll()
            blocks.append(.zone(zone, firstLine: line.number))
            return
        }
        block.append(line)
        for count in [2, 3] where block.count >= count {
            guard let zone = ZoneCandidate.zone(Array(block.suffix(count))) else { continue }
            let firstLine = block[block.count - count].number
            block.removeLast(count)
            settleAll()
            blocks.append(.zone(zone, firstLine: firstLine))
            return
        }
        if block.count >= ZoneAssembler.mostLines {
            settleCarried()
            discard(block.removeFirst())
        }
    }

    /// A line longer than any zone.
    mutating func takeLongLine(_ number: Int) {
        settleAll()
        add(number, isZoneLike: false)
    }

    mutating func finish() {
        endBlock()
        settleAll()
    }

    /// At an empty line: the block completes what was carried, may be a beginning itself, or is unreadable.
    private mutating func endBlock() {
        guard !block.isEmpty || unreadable != nil else { return }
        let joined = carried + block
        if unreadable == nil, !carried.isEmpty {
            if joined.count <= ZoneAssembler.mostLines, let zone = ZoneCandidate.zone(joined) {
                let firstLine = joined[0].number
                carried.removeAll()
                block.removeAll()
                blocks.append(.zone(zone, firstLine: firstLine))
                return
            }
            if ZoneCandidate.isBeginning(joined) {
                carried = joined
                block.removeAll()
                return
            }
        }
        settleCarried()
        let isBeginning = unreadable == nil && ZoneCandidate.isBeginning(block)
        if isBeginning {
            carried = block
            block.removeAll()
        } else {
            settleAll()
        }
    }

    /// Nothing that is held can become a zone any more.
    private mutating func settleAll() {
        settleCarried()
        let held = block
        block.removeAll()
        for line in held { discard(line) }
        flush()
    }

    private mutating func settleCarried() {
        guard !carried.isEmpty else { return }
        let held = carried
        carried.removeAll()
        // What was carried stands before the run of this block, if that has begun.
        let later = unreadable
        unreadable = nil
        for line in held { discard(line) }
        flush()
        unreadable = later
    }

    private mutating func discard(_ line: TextLine) {
        add(line.number, isZoneLike: ZoneCandidate.isZoneLike(line))
    }

    private mutating func add(_ number: Int, isZoneLike: Bool) {
        guard var run = unreadable else {
            unreadable = Unreadable(firstLine: number, lineCount: 1, isZoneLike: isZoneLike)
            return
        }
        run.lineCount += 1
        run.isZoneLike = run.isZoneLike || isZoneLike
        unreadable = run
    }

    private mutating func flush() {
        guard let run = unreadable else { return }
        unreadable = nil
        blocks.append(
            .unreadable(reason: run.isZoneLike ? .lineLength : .unknownFormat, firstLine: run.firstLine, lineCount: run.lineCount))
    }
}
