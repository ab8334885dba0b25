public import Irregularities
public import LogicalDataStructure

/// What a capture is made of.
public enum CaptureKind: String, Sendable, Hashable {
    case chipFiles = "chip-files"
    case mrzText = "mrz-text"
}

/// How the bytes of a file were written down where it was found.
public enum FileEncoding: String, Sendable, Hashable {
    case binary
}

/// A file as it was captured: where it was found, what it is taken for, and its bytes.
public struct CapturedFile: Sendable {
    /// What the role was told by.
    public enum Identification: String, Sendable, Hashable {
        case name, content, both
    }

    /// The name inside the capture, with `/` between a folder and the file in it.
    ///
    /// It can be personal data.
    public let name: String
    /// The file of the chip, or nil where the file is none.
    public let role: ElementaryFile?
    public let roleIdentifiedBy: Identification
    public let encoding: FileEncoding
    /// The decoded bytes.
    public let bytes: ArraySlice<UInt8>
    public let irregularities: [Irregularity]

    public init(
        name: String, role: ElementaryFile?, roleIdentifiedBy: Identification, encoding: FileEncoding = .binary,
        bytes: ArraySlice<UInt8>, irregularities: [Irregularity] = []
    ) {
        self.name = name
        self.role = role
        self.roleIdentifiedBy = roleIdentifiedBy
        self.encoding = encoding
        self.bytes = bytes
        self.irregularities = irregularities
    }
}

/// A file that was found and not used, and why.
public struct SkippedFile: Sendable, Hashable {
    /// The name inside the capture.
    ///
    /// It can be personal data.
    public let name: String
    public let reason: ReasonCode

    public init(name: String, reason: ReasonCode) {
        self.name = name
        self.reason = reason
    }
}

/// What was found at one place: the files of one chip, or the text of one page.
public final class Capture: Sendable {
    /// The path as it was given.
    public let path: String
    public let kind: CaptureKind
    /// What read the place: `folder`, `file` or `mrz-text`.
    public let adapter: String
    /// In the order of their names.
    public let files: [CapturedFile]
    /// In the order of their names.
    public let skipped: [SkippedFile]
    public let pageReadings: [PageReading]

    public init(
        path: String, kind: CaptureKind, adapter: String, files: [CapturedFile], skipped: [SkippedFile] = [],
        pageReadings: [PageReading] = []
    ) {
        self.path = path
        self.kind = kind
        self.adapter = adapter
        self.files = files
        self.skipped = skipped
        self.pageReadings = pageReadings
    }

    /// The same capture with one more reading of the page, which goes first.
    public func adding(_ reading: PageReading) -> Capture {
        Capture(path: path, kind: kind, adapter: adapter, files: files, skipped: skipped, pageReadings: [reading] + pageReadings)
    }
}
