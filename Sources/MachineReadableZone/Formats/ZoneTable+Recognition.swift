extension ZoneTable {
    /// The number of the table that a zone is read by: that of Doc 9303 for its lines, unless a national one claims the zone.
    ///
    /// The analysis is of the table of Doc 9303 where that has been made already. Nil where no format has such lines.
    static func recognise(_ zone: ArraySlice<UInt8>, lineLengths: [Int]) -> (number: Int, analysis: ZoneAnalysis)? {
        guard let standard = standardNumber(lineLengths, first: zone.first ?? filler) else { return recogniseNational(zone, lineLengths) }
        // All but a few zones are of Doc 9303, and most of these are valid: nothing else is looked at for them.
        guard let analysis = ZoneAnalysis(zone.span, format: all[standard].format) else { return nil }
        if analysis.isValid && !isClaimed(zone, standard) { return (standard, analysis) }
        return recogniseNational(zone, lineLengths, standard: analysis) ?? (standard, analysis)
    }

    /// The lines of so many characters without line ends, by Doc 9303.
    static func lineLengths(ofZone count: Int) -> [Int]? {
        switch count {
        case 90: [30, 30, 30]
        case 72: [36, 36]
        case 88: [44, 44]
        default: nil
        }
    }

    /// The lines of a national zone without line ends whose length is none of Doc 9303's.
    static func lineLengths(ofNational zone: ArraySlice<UInt8>) -> [Int]? {
        national.first { table in
            guard case .patterns(let patterns) = table.recognition, table.lineLengths.count > 1 else { return false }
            return table.zoneLength == zone.count && patterns.contains { $0.matches(zone) }
        }?.lineLengths
    }

    private static func standardNumber(_ lineLengths: [Int], first: UInt8) -> Int? {
        let isVisa = first == UInt8(ascii: "V")
        return switch lineLengths {
        case [30, 30, 30]: 0
        case [36, 36]: isVisa ? 4 : 1
        case [44, 44]: isVisa ? 3 : 2
        default: nil
        }
    }

    /// Whether a zone whose check digits are right by Doc 9303 may be a national one all the same: France's card could be by chance,
    /// Russia's internal passport and Mexico's card are.
    private static func isClaimed(_ zone: ArraySlice<UInt8>, _ standard: Int) -> Bool {
        isClaimed(zone.span, at: 0, lineLength: all[standard].lineLengths[0])
    }

    /// The same of lines of so many characters that begin at an offset.
    @inline(__always)
    static func isClaimed(_ text: borrowing Span<UInt8>, at start: Int, lineLength: Int) -> Bool {
        switch lineLength {
        case 30: begins(text, at: start, 0x4944_4D45_58)
        case 36: begins(text, at: start, 0x4944_4652_41)
        case 44: begins(text, at: start, 0x504E_5255_53)
        default: false
        }
    }

    /// Whether a text has five characters at an offset, the first in the high byte: `IDMEX`, `IDFRA` or `PNRUS`.
    @inline(__always)
    private static func begins(_ text: borrowing Span<UInt8>, at start: Int, _ letters: UInt64) -> Bool {
        guard text.count &- start >= 5 else { return false }
        for index in 0..<5 where text[start &+ index] != UInt8(truncatingIfNeeded: letters &>> UInt64(32 &- 8 &* index)) { return false }
        return true
    }

    private static func recogniseNational(
        _ zone: ArraySlice<UInt8>, _ lineLengths: [Int], standard: ZoneAnalysis? = nil
    ) -> (number: Int, analysis: ZoneAnalysis)? {
        for number in numbersByLengths[lineLengths] ?? [] {
            switch all[number].recognition {
            case .length: continue
            case .patterns(let patterns):
                if patterns.contains(where: { $0.matches(zone) }) { return (number, ZoneAnalysis(national: number, zone)) }
            case .provenPattern(let pattern):
                guard pattern.matches(zone) else { continue }
                let analysis = ZoneAnalysis(national: number, zone)
                if analysis.isValid { return (number, analysis) }
            case .proof(let pattern, let unlessNumberIsRight):
                guard let standard, pattern.matches(zone), !(unlessNumberIsRight && standard.isNumberRight) else { continue }
                let analysis = ZoneAnalysis(national: number, zone)
                if analysis.isValid { return (number, analysis) }
            }
        }
        return nil
    }

    /// Whether a zone that is read by Doc 9303 begins as the documents of a state do whose composite digit follows a rule of its own.
    static func mayHaveOtherComposite(_ zone: ArraySlice<UInt8>, format: Format) -> Bool {
        guard let table = all.prefix(firstNational).first(where: { $0.format == format }) else { return false }
        return (numbersByLengths[table.lineLengths] ?? []).contains { number in
            guard case .proof(let pattern, _) = all[number].recognition else { return false }
            return pattern.matches(zone) && !all[number].digits.contains { $0.field == .composite }
        }
    }

    /// The numbers of the national tables with lines of the same lengths.
    private static let numbersByLengths = Dictionary(grouping: firstNational..<all.count) { all[$0].lineLengths }

    /// The tables of lines of text that begin like a national zone, with the lengths of the first lines.
    static func openings(of line: ArraySlice<UInt8>) -> [ZoneTable] {
        national.filter { table in
            guard line.count == table.lineLengths.first else { return false }
            return switch table.recognition {
            case .patterns(let patterns): patterns.contains { $0.matchesStart(of: line) }
            case .provenPattern(let pattern): pattern.matchesStart(of: line)
            case .length, .proof: false
            }
        }
    }
}

extension ZoneAnalysis {
    /// Whether the digit of the document number is right, where one is printed.
    fileprivate var isNumberRight: Bool {
        (computed[ZoneAnalysis.wrongPlace] | computed[ZoneAnalysis.notPrintedPlace]) & 1 == 0 && computed[0] != 0
    }
}
