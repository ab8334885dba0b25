public import Irregularities

/// What unpacks archives: given by the program, so that this module needs no library of archives.
public protocol ArchiveUnpacking: Sendable {
    /// Whether a file that begins so is an archive or a compressed file.
    func recognises(_ head: ArraySlice<UInt8>) -> Bool

    /// The files of the archive at a path, within the bounds.
    func files(path: String, bounds: ArchiveBounds) throws(UnpackingError) -> UnpackedArchive

    /// The files of an archive that is in memory, within the bounds.
    func files(bytes: ArraySlice<UInt8>, bounds: ArchiveBounds) throws(UnpackingError) -> UnpackedArchive
}

/// The bounds of what is unpacked for one document.
public struct ArchiveBounds: Sendable, Hashable {
    /// The most files.
    public let names: Int
    /// The largest file that is kept.
    public let file: Int
    /// The most bytes in all, those of files that are not kept included: a bomb ends here.
    public let total: Int
}

/// The files of an archive.
public struct UnpackedArchive: Sendable {
    public struct File: Sendable {
        /// The name as the archive has it, with folders.
        public let name: String
        /// Nil where the file is larger than one of a chip can be.
        public let bytes: ArraySlice<UInt8>?

        public init(name: String, bytes: ArraySlice<UInt8>?) {
            self.name = name
            self.bytes = bytes
        }
    }

    public let files: [File]
    /// Why the archive was not read to its end, or nil.
    public let ending: ReasonCode?

    public init(files: [File], ending: ReasonCode?) {
        self.files = files
        self.ending = ending
    }
}

/// Why an archive cannot be unpacked at all.
public struct UnpackingError: Error, Sendable, Hashable {
    public let reason: ReasonCode

    public init(_ reason: ReasonCode) {
        self.reason = reason
    }
}
