import Irregularities
public import TravelDocuments

/// How a path is to be read.
public struct CaptureOptions: Sendable {
    /// The adapter that is to read it, whatever the content says; nil asks the content.
    public var adapter: String?
    /// Formats of the user's own, which go before the built-in ones.
    public var mappings: [MappingFile]
    /// What opens archives; without it they are not read.
    public var archives: (any ArchiveUnpacking)?

    public init(adapter: String? = nil, mappings: [MappingFile] = [], archives: (any ArchiveUnpacking)? = nil) {
        self.adapter = adapter
        self.mappings = mappings
        self.archives = archives
    }
}

/// Makes captures of what lies at a path.
///
/// Files are opened read-only and nothing is written. Pipes, sockets and devices are refused before they are opened.
public enum CaptureReader {
    /// Reads a folder or archive of the files of a chip, one such file, the result of a vendor's software, or a text with a zone.
    ///
    /// A text without a zone is a capture without a page reading, and that is for the inspection to judge.
    public static func capture(path: String, options: CaptureOptions = CaptureOptions()) throws(IntakeError) -> Capture {
        let kind: FileKind
        do { kind = try FileAccess.kind(path) } catch {
            throw IntakeError(error.reason == .noSuchFile ? .noInput : .inputOutput, path: path, reason: error.reason, errno: error.number)
        }
        switch kind {
        case .regular(let size):
            guard options.adapter != "folder" else { throw IntakeError(.noDocument, path: path, reason: .unknownInputFormat) }
            return try LoneFile(path, options).capture(size: size)
        case .folder:
            return try ChipFolder.capture(path, options)
        case .other: throw IntakeError(.inputOutput, path: path, reason: .notARegularFile)
        }
    }

    /// The most bytes of a file that is handed over in memory, by how it begins: an archive may have as many as are unpacked of it.
    public static func limit(head: ArraySlice<UInt8>, options: CaptureOptions) -> Int {
        options.archives?.recognises(head) == true ? IntakeLimits.document : IntakeLimits.result
    }

    /// Reads the bytes of one file that is in memory already, as if it lay at a path of this name.
    public static func capture(
        bytes: ArraySlice<UInt8>, name: String, options: CaptureOptions = CaptureOptions()
    ) throws(IntakeError) -> Capture {
        let head = bytes.prefix(IntakeLimits.archiveHead)
        guard bytes.count <= limit(head: head, options: options) else {
            throw IntakeError(.noDocument, path: name, reason: .fileTooLarge)
        }
        guard options.adapter != "folder" else { throw IntakeError(.noDocument, path: name, reason: .unknownInputFormat) }
        return try LoneFile(name, options).capture(inMemory: bytes)
    }
}
