import Irregularities

/// One way to read a zone otherwise than it stands.
public struct RepairCandidate: Sendable, Hashable {
    /// The zone with all changes, each an edit: `repaired-character` where it is proven, `possible-character` where check digits allow others
    /// too, `format-character` where no check digit covers the place.
    public let zone: MRZ
    /// Whether every change is proven.
    public let isProven: Bool
}

/// What can be done about the unread and confused characters of a zone.
public struct ZoneRepair: Sendable, Hashable {
    /// The zone with the proven changes, each an edit; the zone itself where nothing is proven.
    public let zone: MRZ
    /// Other readings of what is left, the likeliest first; empty where nothing is left or nothing can be said.
    public let candidates: [RepairCandidate]

    /// The candidates that are given at most.
    static let mostCandidates = 8
}

extension MRZ {
    /// Looks for what unread characters, and characters that their field cannot hold, may have been.
    ///
    /// A change is proven where it is the only one that the classes of the fields and all check digits allow, in a place that holds a digit:
    /// there every character has a value of its own modulo 10. Letters have the values of other letters and digits (K, U and the filler that of
    /// 0), so that nothing proves one. A wrong check digit over characters that all look right is never mended, only explained. See
    /// `docs/repair.md` for the argument and the measured rates.
    public func repaired() -> ZoneRepair {
        let start = withMendedCode()
        let search = RepairSearch(ZoneElements(start.zone, start.analysis))
        guard !search.open.isEmpty || !isValid || start != self else { return ZoneRepair(zone: self, candidates: []) }
        let (wholes, found) = search.wholes()
        // By a format that is a guess nothing is proven, and no composite digit where documents have one by a rule that nobody knows.
        let unknown = search.composite.flatMap { ZoneTable.mayHaveOtherComposite(zone, format: format) ? $0.offset : nil }
        let proven = start == self ? found.filter { $0.offset != unknown } : []
        let provenZone = changed(proven, proven: Set(proven.map(\.offset))) ?? self
        var seen: Set<ArraySlice<UInt8>> = [provenZone.zone]
        var candidates: [RepairCandidate] = []
        for whole in wholes where candidates.count < ZoneRepair.mostCandidates {
            guard
                let zone = start.changed(
                    whole.choice.changes, proven: start == self ? whole.proven.subtracting([unknown].compactMap(\.self)) : [],
                    covered: search.checked),
                seen.insert(zone.zone).inserted
            else { continue }
            let edits = zone.edits.dropFirst(edits.count)
            candidates.append(RepairCandidate(zone: zone, isProven: edits.allSatisfy { $0.rule == .repairedCharacter }))
        }
        // What is proven is no guess any more, and a guess that makes nothing better is none.
        if provenZone.isValid, !provenZone.irregularities.contains(where: { $0.code == .digitInName || $0.code == .unknownStateCode }) {
            candidates = []
        }
        return ZoneRepair(zone: provenZone, candidates: candidates)
    }

    /// The zone with the first character of the document code as a letter, where it is a digit that looks like one: the format hangs on it.
    private func withMendedCode() -> MRZ {
        guard let first = zone.first, (48...57).contains(first) else { return self }
        for letter in Confusions.acrossClasses(first) where "PIACVDF".utf8.contains(letter) {
            if let mended = changed([(0, letter)], proven: []) { return mended }
        }
        return self
    }

    /// The zone with other characters in some places; nil where these make no zone.
    private func changed(_ changes: [(offset: Int, byte: UInt8)], proven: Set<Int>, covered: Set<Int> = []) -> MRZ? {
        let elements = ZoneElements(zone, analysis)
        var characters = Array(zone)
        var edits = edits
        for (offset, byte) in changes.sorted(by: { $0.offset < $1.offset }) where characters[offset] != byte {
            let (line, column) = elements.place(offset)
            let rule: ReasonCode =
                proven.contains(offset) ? .repairedCharacter : covered.contains(offset) ? .possibleCharacter : .formatCharacter
            edits.append(Edit(rule: rule, line: line, column: column, before: text([characters[offset]]), after: text([byte])))
            characters[offset] = byte
        }
        var rest = characters[...]
        let lines = elements.table.lineLengths.map { length in
            defer { rest = rest.dropFirst(length) }
            return rest.prefix(length)
        }
        return try? MRZ(lines: lines, edits: edits)
    }
}
