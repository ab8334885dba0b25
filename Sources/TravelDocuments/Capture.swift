public import Irregularities
public import LogicalDataStructure

/// What a capture is made of.
public enum CaptureKind: String, Sendable, Hashable {
    case chipFiles = "chip-files"
    case mrzText = "mrz-text"
    /// A file that a vendor's software wrote about a document, with or without files of its chip.
    case vendorResult = "vendor-result"
}

/// How the bytes of a file were written down where it was found.
public enum FileEncoding: String, Sendable, Hashable, CaseIterable {
    case binary
    /// Hexadecimal digits, with or without blanks, colons or line ends.
    case hex
    /// Base64 of RFC 4648, of either alphabet, with or without padding.
    case base64
    case pem
    /// The numbers of an array in the source text of C.
    case cArray = "c-array"
    /// A JSON array of integers from 0 to 255, or from -128 to 127.
    case jsonIntegers = "json-integers"
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
///
/// Equal are those with the same name and reason.
public struct SkippedFile: Sendable, Hashable {
    /// The name inside the capture.
    ///
    /// It can be personal data.
    public let name: String
    public let reason: ReasonCode
    /// The name where it is one that tools give to every document's files and so no personal data; nil where it can be.
    public let commonName: String?

    public init(name: String, reason: ReasonCode, commonName: String? = nil) {
        self.name = name
        self.reason = reason
        self.commonName = commonName
    }

    public static func == (left: SkippedFile, right: SkippedFile) -> Bool { left.name == right.name && left.reason == right.reason }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(reason)
    }
}

/// What was found at one place: the files of one chip, or the text of one page.
public final class Capture: Sendable {
    /// The path as it was given.
    public let path: String
    public let kind: CaptureKind
    /// What read the place: `folder`, `archive`, `file`, `mrz-text`, the name of a vendor's format, or that of a mapping file.
    public let adapter: String
    /// In the order of their names.
    public let files: [CapturedFile]
    /// In the order of their names.
    public let skipped: [SkippedFile]
    public let pageReadings: [PageReading]
    /// What the software that wrote the place claims to have found, in its order.
    public let claims: [Claim]
    public let activeAuthentication: ActiveAuthenticationTranscript?

    public init(
        path: String, kind: CaptureKind, adapter: String, files: [CapturedFile], skipped: [SkippedFile] = [],
        pageReadings: [PageReading] = [], claims: [Claim] = [], activeAuthentication: ActiveAuthenticationTranscript? = nil
    ) {
        self.path = path
        self.kind = kind
        self.adapter = adapter
        self.files = files
        self.skipped = skipped
        self.pageReadings = pageReadings
        self.claims = claims
        self.activeAuthentication = activeAuthentication
    }

    /// The same capture with one more reading of the page, which goes first.
    public func adding(_ reading: PageReading) -> Capture {
        Capture(
            path: path, kind: kind, adapter: adapter, files: files, skipped: skipped, pageReadings: [reading] + pageReadings,
            claims: claims,
            activeAuthentication: activeAuthentication)
    }
}
