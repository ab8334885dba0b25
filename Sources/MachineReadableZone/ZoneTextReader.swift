public import Irregularities

/// What a text holds, in its order: zones, and runs of lines that make none.
public enum TextBlock: Sendable, Hashable {
    /// A zone, and the number of its first line in the text, from 1.
    case zone(MRZ, firstLine: Int)
    /// Lines that make no zone: `line-length` where one was meant to be, `unknown-format` otherwise.
    case unreadable(reason: ReasonCode, firstLine: Int, lineCount: Int)
}

/// Finds the machine readable zones of a text that comes in pieces, in any framing that readers send.
///
/// Lines end with CR, LF, CRLF or a form feed, and at the control characters that readers put around them (NUL, STX, ETX …); a zone may
/// also be one run of 72, 88 or 90 characters. Blanks, empty lines, lower case letters and a byte order mark do not matter; the text is
/// UTF-8 or UTF-16. Lines may stand between quotes, tabs or other text. What is read otherwise than it stands is an edit of the zone. An
/// empty line ends a block only where the lines so far make a known format or the next ones start one. The memory needed does not depend
/// on the text.
public struct ZoneTextReader: Sendable {
    /// The bytes of a line that are kept: 90 characters, each as `&lt;` and with blanks around it, fit several times.
    static let longestLine = 2048

    private var decoder = TextDecoder()
    private var frame = ReaderFrame()
    private var line: [UInt8] = []
    private var isLineTooLong = false
    var lineNumber = 1
    /// Whether something stood on the line before the control character that ended its last part.
    private var hasParts = false
    private var lastWasCarriageReturn = false
    private var assembler = ZoneAssembler()
    /// The beginning of a zone at the end of the last piece.
    var kept: [UInt8] = []

    public init() {}

    /// Takes the next piece of the text and returns what is complete.
    public mutating func read(_ chunk: ArraySlice<UInt8>) -> [TextBlock] {
        var blocks: [TextBlock] = []
        read(chunk, whole: { blocks.append(.zone(MRZ($0, $1), firstLine: $2)) }, other: { blocks.append($0) })
        return blocks
    }

    /// Takes the next piece of the text and hands on what is complete, in the order of the text.
    ///
    /// `whole` gets the valid zones of Doc 9303 that stand in the text as they are: the characters with the lines joined, the analysis, and the number
    /// of the first line. For these nothing is allocated. `other` gets everything else.
    public mutating func read(
        _ chunk: ArraySlice<UInt8>, whole: (borrowing Span<UInt8>, ZoneAnalysis, Int) -> Void, other: (TextBlock) -> Void
    ) {
        var rest = chunk
        if !kept.isEmpty {
            if let taken = takeKeptZone(chunk, whole, other) { rest = rest.dropFirst(taken) } else { takeKept(other) }
        }
        while !rest.isEmpty {
            let taken = takeWholeZones(rest.span, whole, other)
            rest = rest.dropFirst(taken)
            if rest.isEmpty || keep(rest, of: chunk) { break }
            takePart(&rest, other)
        }
    }

    /// Takes a character, and the rest of its line as far as nothing in it needs to be looked at alone.
    private mutating func takePart(_ rest: inout ArraySlice<UInt8>, _ other: (TextBlock) -> Void) {
        guard let byte = rest.popFirst() else { return }
        if decoder.isPassing {
            take(byte)
            // Most bytes stand in a line, and go there together.
            let part = rest.prefix { $0 >= 0x20 && $0 != 0x7F }
            if !part.isEmpty, !frame.isOpen, byte >= 0x20 {
                append(part)
                rest = rest.dropFirst(part.count)
            }
        } else {
            var decoded: [UInt8] = []
            decoder.take(byte, into: &decoded)
            for byte in decoded { take(byte) }
        }
        if assembler.hasBlocks { for block in assembler.takeBlocks() { other(block) } }
    }

    /// Takes what was kept, which is no zone that can be taken at a glance.
    private mutating func takeKept(_ other: (TextBlock) -> Void) {
        var rest = kept[...]
        while !rest.isEmpty { takePart(&rest, other) }
        kept.removeAll(keepingCapacity: true)
    }

    /// Returns what is left at the end of the text.
    public mutating func finish() -> [TextBlock] {
        var blocks: [TextBlock] = []
        takeKept { blocks.append($0) }
        var last: [UInt8] = []
        decoder.finish(into: &last)
        for byte in last { take(byte) }
        for byte in frame.finish() { takeText(byte) }
        endPart()
        assembler.finish()
        return blocks + assembler.takeBlocks()
    }

    /// Whether a line begins, and none waits for others.
    var isBetweenLines: Bool {
        line.isEmpty && !lastWasCarriageReturn && !hasParts && !isLineTooLong && decoder.isPassing && !frame.isOpen && assembler.isIdle
    }

    /// Ends the lines that make no zone, before a zone that the assembler does not see.
    mutating func endUnreadable(_ other: (TextBlock) -> Void) {
        assembler.endUnreadable()
        for block in assembler.takeBlocks() { other(block) }
    }

    private mutating func take(_ byte: UInt8) {
        guard frame.isOpen || byte == ReaderFrame.startOfHeading else {
            takeText(byte)
            return
        }
        for byte in frame.take(byte) { takeText(byte) }
    }

    private mutating func takeText(_ byte: UInt8) {
        let isAfterCarriageReturn = lastWasCarriageReturn
        lastWasCarriageReturn = byte == 0x0D
        switch byte {
        case 0x0A where isAfterCarriageReturn: break
        case 0x0A, 0x0D, 0x0C: endLine()
        case 0x09, 0x20...0x7E, 0x80...: append(CollectionOfOne(byte))
        default: endPart()
        }
    }

    private mutating func append(_ part: some Collection<UInt8>) {
        guard line.count + part.count <= ZoneTextReader.longestLine else {
            isLineTooLong = true
            return
        }
        line += part
    }

    /// At a control character: the line of text goes on, but not that of the zone.
    private mutating func endPart() {
        if isLineTooLong {
            hasParts = true
            assembler.take(TextLine(tooLong: lineNumber))
        } else {
            for part in TextLine.lines(line[...], number: lineNumber) where !part.characters.isEmpty {
                hasParts = true
                assembler.take(part)
            }
        }
        line.removeAll(keepingCapacity: true)
        isLineTooLong = false
    }

    private mutating func endLine() {
        endPart()
        if !hasParts { assembler.takeEmptyLine() }
        hasParts = false
        lineNumber += 1
    }
}
