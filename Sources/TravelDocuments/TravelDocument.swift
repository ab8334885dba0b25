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

    /// Decodes the capture.
    ///
    /// Of two files for one role the readable one is used, then the one that is also named as it, then the one with fewer irregularities, then
    /// the first by name.
    public init(_ capture: Capture) {
        self.capture = capture
        var files: [ChipFile] = []
        files.reserveCapacity(capture.files.count)
        // The captured file of each of them.
        var origins: [Int] = []
        origins.reserveCapacity(capture.files.count)
        var duplicates: [CapturedFile] = []
        for index in capture.files.indices {
            guard let role = capture.files[index].role else { continue }
            let file = ChipFile(role, capture.files[index].bytes)
            guard let place = files.firstIndex(where: { $0.file == role }) else {
                files.append(file)
                origins.append(index)
                continue
            }
            let (captured, other) = (capture.files[index], capture.files[origins[place]])
            if TravelDocument.isBetter((captured, file), than: (other, files[place])) {
                duplicates.append(other)
                files[place] = file
                origins[place] = index
            } else {
                duplicates.append(captured)
            }
        }
        chip = files.isEmpty ? nil : ChipFiles(files)
        self.duplicates = duplicates
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
        guard !duplicates.isEmpty else { return capture.skipped }
        return (capture.skipped + duplicates.map { SkippedFile(name: $0.name, reason: .duplicateFile) })
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The first zone that was read off the page, or nil.
    public var printedZone: MRZ? { capture.pageReadings.first?.zone }

    /// What was examined, in the order of `Scope`.
    public var scope: [Scope] {
        Scope.allCases.filter { scope in
            switch scope {
            case .mrz: !capture.pageReadings.isEmpty || capture.kind == .mrzText
            case .chip: chip != nil
            case .seal: false
            }
        }
    }
}
