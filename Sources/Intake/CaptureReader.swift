import Irregularities
public import TravelDocuments

/// Makes captures of what lies at a path.
///
/// Files are opened read-only and nothing is written. Pipes, sockets and devices are refused before they are opened.
public enum CaptureReader {
    /// Reads a folder of the files of a chip, one such file, or a text with a machine readable zone.
    ///
    /// A text without a zone is a capture without a page reading, and that is for the inspection to judge.
    public static func capture(path: String) throws(IntakeError) -> Capture {
        let kind: FileKind
        do { kind = try FileAccess.kind(path) } catch {
            throw IntakeError(error.reason == .noSuchFile ? .noInput : .inputOutput, path: path, reason: error.reason, errno: error.number)
        }
        switch kind {
        case .regular(let size): return try LoneFile.capture(path, size: size)
        case .folder: return try ChipFolder.capture(path)
        case .other: throw IntakeError(.inputOutput, path: path, reason: .notARegularFile)
        }
    }
}
