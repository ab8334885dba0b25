import Irregularities
public import LogicalDataStructure
public import MachineReadableZone

/// The parts of a document that were examined.
public enum Scope: String, Sendable, Hashable, CaseIterable {
    case mrz, chip, seal
}

/// A travel document as decoded from a capture; nothing of it is verified.
public final class TravelDocument: Sendable {
    public let capture: Capture
    /// The decoded files of the chip, or nil where the capture has none.
    public let chip: ChipFiles?
    /// Captured files that are not used because another has the same role and reads better, or comes first by name.
    public let duplicates: [CapturedFile]
    /// What was examined, in the order of `Scope`.
    public let scope: [Scope]

    /// Decodes the capture.
    ///
    /// Of two files for one role the readable one is used, then the one that is also named as it, then the one with fewer irregularities, then
    /// the first by name.
    public init(_ capture: Capture) {
        self.capture = capture
        // By the places of the standard's table: the file, and the index of the captured one that it was read from.
        var files = InlineArray<23, ChipFile?>(repeating: nil)
        var origins = InlineArray<23, Int>(repeating: -1)
        var duplicates: [CapturedFile] = []
        var hasFiles = false
        for index in capture.files.indices {
            guard let role = capture.files[index].role else { continue }
            let file = ChipFile(role, capture.files[index].bytes)
            let order = role.order
            if let other = files[order] {
                let candidate = (capture.files[index], file)
                let isBetter = TravelDocument.isBetter(candidate, than: (capture.files[origins[order]], other))
                duplicates.append(capture.files[isBetter ? origins[order] : index])
                guard isBetter else { continue }
            }
            files[order] = file
            origins[order] = index
            hasFiles = true
        }
        chip = hasFiles ? ChipFiles(takingByOrder: &files) : nil
        self.duplicates = duplicates
        let hasZone = !capture.pageReadings.isEmpty || capture.kind == .mrzText
        scope = hasZone ? (hasFiles ? [.mrz, .chip] : [.mrz]) : hasFiles ? [.chip] : []
    }

    private typealias Candidate = (captured: CapturedFile, file: ChipFile)

    private static func isBetter(_ candidate: Candidate, than other: Candidate) -> Bool {
        let isReadable = candidate.file.error == nil
        guard isReadable == (other.file.error == nil) else { return isReadable }
        let isNamed = candidate.captured.roleIdentifiedBy != .content
        guard isNamed == (other.captured.roleIdentifiedBy != .content) else { return isNamed }
        let flaws = candidate.file.irregularities.count + candidate.captured.irregularities.count
        return flaws < other.file.irregularities.count + other.captured.irregularities.count
    }

    /// All that was found and is not used: what could not be read, and the duplicates, in the order of their names.
    public var unused: [SkippedFile] {
        let readings = otherReadings
        guard !duplicates.isEmpty || !readings.isEmpty else { return capture.skipped }
        let unneeded = duplicates.map { file in
            // A name that says the role is one that tools give to every document's file.
            let commonName = file.roleIdentifiedBy == .content ? nil : file.name.split(separator: "/").last.map(String.init)
            return SkippedFile(name: file.name, reason: .duplicateFile, commonName: commonName)
        }
        return (capture.skipped + unneeded + readings)
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The zones that were read off the page beside the first one, and say another thing.
    private var otherReadings: [SkippedFile] {
        guard let first = capture.pageReadings.first else { return [] }
        return capture.pageReadings.enumerated().dropFirst().compactMap { index, reading in
            if reading.zone.lines == first.zone.lines { return nil }
            let name = "zone \(index + 1) (\(reading.source.rawValue))"
            return SkippedFile(name: name, reason: .otherReading, commonName: name)
        }
    }

    /// The first zone that was read off the page, or nil.
    public var printedZone: MRZ? { capture.pageReadings.first?.zone }
}
