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
/// Lines end with CR, LF, CRLF or a form feed; a zone may also be one run of 72, 88 or 90 characters. Blanks, empty lines, lower case
/// letters and a byte order mark do not matter; the text is UTF-8 or, with its mark, UTF-16. An empty line ends a block only where the
/// lines so far make a known format or the next ones start one. The memory needed does not depend on the text.
public struct ZoneTextReader: Sendable {
    /// The bytes of a line that are kept: 90 characters, each as `&lt;` and with blanks around it, fit several times.
    static let longestLine = 2048

    private var decoder = TextDecoder()
    private var line: [UInt8] = []
    private var isLineTooLong = false
    private var lineNumber = 1
    private var lastWasCarriageReturn = false
    private var assembler = ZoneAssembler()

    public init() {}

    /// Takes the next piece of the text and returns what is complete.
    public mutating func read(_ chunk: ArraySlice<UInt8>) -> [TextBlock] {
        for byte in chunk {
            let (first, second) = decoder.take(byte)
            if let first { take(first) }
            if let second { take(second) }
        }
        return assembler.takeBlocks()
    }

    /// Returns what is left at the end of the text.
    public mutating func finish() -> [TextBlock] {
        if let last = decoder.finish() { take(last) }
        endLine()
        assembler.finish()
        return assembler.takeBlocks()
    }

    private mutating func take(_ character: UInt8) {
        let isAfterCarriageReturn = lastWasCarriageReturn
        lastWasCarriageReturn = character == 0x0D
        switch character {
        case 0x0A where isAfterCarriageReturn: break
        case 0x0A, 0x0D, 0x0C: endLine()
        default:
            if line.count < ZoneTextReader.longestLine { line.append(character) } else { isLineTooLong = true }
        }
    }

    private mutating func endLine() {
        if isLineTooLong {
            assembler.takeLongLine(lineNumber)
        } else {
            let isMarked = lineNumber == 1 && line.prefix(3).elementsEqual([0xEF, 0xBB, 0xBF])
            assembler.take(TextLine(line.dropFirst(isMarked ? 3 : 0), number: lineNumber))
        }
        line.removeAll(keepingCapacity: true)
        isLineTooLong = false
        lineNumber += 1
    }
}
