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
            lineNumber += shape.lineCount
            offset += shape.textLength
        }
        return offset
    }
}

/// The lines of a zone in a text.
private struct WholeZone {
    let lineCount: Int
    private let lineLength: Int
    /// From one line to the next.
    private let step: Int
    private let isVisa: Bool

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
        for line in 1...lineCount {
            let end = start &+ line &* step
            guard text[end &- 1] == 0x0A, !isTwoBytes || text[end &- 2] == 0x0D else { return nil }
        }
        if ZoneTable.isClaimed(text, at: start, lineLength: lineLength) { return nil }
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
