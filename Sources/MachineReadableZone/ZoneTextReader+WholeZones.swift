/// Zones that stand in a text as they are: valid, their lines complete and with the same ends.
///
/// They are most of what texts of many zones hold, and are read without an allocation. What this reads, the character by character way reads
/// too, with the same result; what it does not take at a glance is left to that.
extension ZoneTextReader {
    /// Takes zones from the beginning of a text, which is the beginning of a line, and gives how many bytes they have with their line ends.
    mutating func takeWholeZones(
        _ text: borrowing Span<UInt8>, _ whole: (borrowing Span<UInt8>, ZoneAnalysis, Int) -> Void, _ other: (TextBlock) -> Void
    ) -> Int {
        guard isBetweenLines else { return 0 }
        var zone = [90 of UInt8](repeating: 0)
        var offset = 0
        while let shape = WholeZone(text, at: offset) {
            shape.copy(text, at: offset, to: &zone)
            let characters = zone.span.extracting(0..<shape.zoneLength)
            guard let analysis = shape.analysis(of: characters), analysis.isValid else { break }
            if offset == 0 { endUnreadable(other) }
            whole(characters, analysis, lineNumber)
            lineNumber &+= shape.lineCount
            offset &+= shape.textLength
        }
        return offset
    }
}

extension ZoneTextReader {
    /// A piece of text ends within a zone more often than not, and from so many bytes on it is one of many.
    private static var largePiece: Int { 4096 }

    /// Keeps what a large piece of text ends with, if that is the beginning of a zone, for the next piece.
    ///
    /// Short pieces come from readers of one document, who wait for what they hold.
    mutating func keep(_ rest: ArraySlice<UInt8>, of chunk: ArraySlice<UInt8>) -> Bool {
        guard chunk.count >= ZoneTextReader.largePiece, isBetweenLines, WholeZone.mayBegin(rest) else { return false }
        kept += rest
        return true
    }

    /// Takes the zone whose beginning was kept, and gives how many bytes of the next piece belong to it; nil where there is none.
    mutating func takeKeptZone(
        _ chunk: ArraySlice<UInt8>, _ whole: (borrowing Span<UInt8>, ZoneAnalysis, Int) -> Void, _ other: (TextBlock) -> Void
    ) -> Int? {
        let count = kept.count
        let text = kept + chunk.prefix(WholeZone.longestText - count)
        let taken = takeWholeZones(text.span, whole, other)
        guard taken >= count else { return nil }
        kept.removeAll(keepingCapacity: true)
        return taken - count
    }
}

/// The lines of a zone in a text.
private struct WholeZone {
    let lineCount: Int
    private let lineLength: Int
    /// From one line to the next.
    private let step: Int
    private let isVisa: Bool

    /// Three lines of 30 characters, each with two bytes at its end.
    static var longestText: Int { 96 }

    /// Whether a text that ends within a line may be the beginning of a zone.
    static func mayBegin(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, let last = text.last else { return false }
        return text.count < longestText && isFirst(first) && !isLineEnd(last)
    }

    var zoneLength: Int { lineCount * lineLength }
    var textLength: Int { lineCount * step }

    /// The shape of lines that begin at an offset; nil where no zone does, or not all of it is there.
    ///
    /// Only the first letters of Doc 9303's formats are looked at, and none that a national format of as many lines claims.
    @inline(__always)
    init?(_ text: borrowing Span<UInt8>, at start: Int) {
        // Two lines of 36 characters are the shortest zone.
        guard text.count &- start >= 74 else { return nil }
        let first = text[start]
        guard WholeZone.isFirst(first) else { return nil }
        isVisa = first == UInt8(ascii: "V")
        if WholeZone.isLineEnd(text[start &+ 44]) {
            (lineCount, lineLength) = (2, 44)
        } else if WholeZone.isLineEnd(text[start &+ 36]) {
            (lineCount, lineLength) = (2, 36)
        } else if WholeZone.isLineEnd(text[start &+ 30]) {
            (lineCount, lineLength) = (3, 30)
        } else {
            return nil
        }
        let isTwoBytes = text[start &+ lineLength] == 0x0D
        step = lineLength &+ (isTwoBytes ? 2 : 1)
        guard text.count &- start >= lineCount &* step else { return nil }
        guard WholeZone.isEnd(text, start &+ step, isTwoBytes), WholeZone.isEnd(text, start &+ 2 &* step, isTwoBytes) else { return nil }
        if lineCount == 3, !WholeZone.isEnd(text, start &+ 3 &* step, isTwoBytes) { return nil }
        if ZoneTable.isClaimed(text, at: start, lineLength: lineLength) { return nil }
    }

    /// Whether a line ends before a place as the first line of the zone does.
    @inline(__always)
    private static func isEnd(_ text: borrowing Span<UInt8>, _ place: Int, _ isTwoBytes: Bool) -> Bool {
        text[place &- 1] == 0x0A && (!isTwoBytes || text[place &- 2] == 0x0D)
    }

    @inline(__always)
    private static func isFirst(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "P") || byte == UInt8(ascii: "I") || byte == UInt8(ascii: "A") || byte == UInt8(ascii: "V")
    }

    @inline(__always)
    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    /// Puts the lines one after the other, each in three steps of sixteen bytes of which the last ends with the line.
    ///
    /// Whether the text has all lines was looked at when their ends were.
    @inline(__always)
    func copy(_ text: borrowing Span<UInt8>, at start: Int, to zone: inout [90 of UInt8]) {
        let source = unsafe text.bytes
        var characters = zone.mutableSpan
        var target = unsafe characters.mutableBytes
        let (second, last) = (min(16, lineLength &- 16), lineLength &- 16)
        for line in 0..<lineCount {
            let (from, to) = (start &+ line &* step, line &* lineLength)
            let first = unsafe source.unsafeLoadUnaligned(fromUncheckedByteOffset: from, as: SIMD16<UInt8>.self)
            let middle = unsafe source.unsafeLoadUnaligned(fromUncheckedByteOffset: from &+ second, as: SIMD16<UInt8>.self)
            let end = unsafe source.unsafeLoadUnaligned(fromUncheckedByteOffset: from &+ last, as: SIMD16<UInt8>.self)
            unsafe target.storeBytes(of: first, toUncheckedByteOffset: to, as: SIMD16<UInt8>.self)
            unsafe target.storeBytes(of: middle, toUncheckedByteOffset: to &+ second, as: SIMD16<UInt8>.self)
            unsafe target.storeBytes(of: end, toUncheckedByteOffset: to &+ last, as: SIMD16<UInt8>.self)
        }
    }

    @inline(__always)
    func analysis(of zone: borrowing Span<UInt8>) -> ZoneAnalysis? {
        switch lineLength {
        case 44: ZoneAnalysis(zone, format: isVisa ? .mrvA : .td3)
        case 36: ZoneAnalysis(zone, format: isVisa ? .mrvB : .td2)
        default: ZoneAnalysis(zone, format: .td1)
        }
    }
}
