public import Irregularities

/// Why no capture could be made of a path.
///
/// It never holds content of a file. `file` can be personal data.
public struct IntakeError: Error, Sendable, Hashable {
    /// What kind of failure it is; each has an exit status of its own.
    public enum Kind: Int32, Sendable, Hashable {
        /// No document can be made of what is there.
        case noDocument = 65
        /// Nothing is there.
        case noInput = 66
        /// It cannot be read.
        case inputOutput = 74
    }

    public let kind: Kind
    /// The path as it was given.
    public let path: String
    /// The name of the file that the reason is about, inside the path.
    public let file: String?
    /// The offset in that file.
    public let offset: Int?
    public let reason: ReasonCode
    /// The system's error number, or 0.
    public let errno: Int32

    public init(_ kind: Kind, path: String, file: String? = nil, offset: Int? = nil, reason: ReasonCode, errno: Int32 = 0) {
        self.kind = kind
        self.path = path
        self.file = file
        self.offset = offset
        self.reason = reason
        self.errno = errno
    }
}
