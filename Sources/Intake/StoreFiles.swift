import Irregularities
public import TravelDocuments

/// The files of a certificate store that was named by its path: a folder of files, or one file.
public struct StoreFiles: Sendable {
    /// A file with its name below the path that was given.
    public struct File: Sendable {
        public let name: String
        public let bytes: ArraySlice<UInt8>
    }

    /// The largest file that is read into memory: the largest list of the world's PKI, the ICAO PKD's, has 75 MB.
    public static let fileLimit = 256 << 20
    /// The most names of one folder; the ICAO PKD has some 30 000 certificates.
    public static let nameLimit = 100_000
    /// How deep folders are followed.
    public static let depthLimit = 4

    public private(set) var files: [File] = []
    public private(set) var skipped: [SkippedFile] = []

    /// Reads the files in the order of their names, folders inside included.
    public init(path: String) throws(IntakeError) {
        do throws(SystemError) {
            switch try FileAccess.kind(path) {
            case .regular(let size):
                guard size <= StoreFiles.fileLimit else { throw SystemError(number: StoreFiles.tooLarge) }
                files.append(File(name: path, bytes: try FileAccess.read(path, limit: size)[...]))
            case .folder:
                try read(OpenFolder(path), prefix: path.hasSuffix("/") ? path : path + "/", depth: 1)
            case .other:
                throw SystemError(number: StoreFiles.notRegular)
            }
        } catch {
            switch error.number {
            case StoreFiles.tooLarge: throw IntakeError(.inputOutput, path: path, reason: .fileTooLarge)
            case StoreFiles.notRegular: throw IntakeError(.inputOutput, path: path, reason: .notARegularFile)
            default:
                throw IntakeError(
                    error.reason == .noSuchFile ? .noInput : .inputOutput, path: path, reason: error.reason, errno: error.number)
            }
        }
    }

    private static let tooLarge: Int32 = -1
    private static let notRegular: Int32 = -2

    private mutating func read(_ folder: borrowing OpenFolder, prefix: String, depth: Int) throws(SystemError) {
        let (names, areMore) = try folder.names(limit: StoreFiles.nameLimit)
        if areMore { skipped.append(SkippedFile(name: prefix, reason: .tooManyFiles)) }
        for name in names where !name.hasPrefix(".") {
            do throws(SystemError) {
                switch try folder.kind(name) {
                case .regular(let size) where size <= StoreFiles.fileLimit:
                    files.append(File(name: prefix + name, bytes: try folder.read(name, limit: size)[...]))
                case .regular: skipped.append(SkippedFile(name: prefix + name, reason: .fileTooLarge))
                case .folder where depth < StoreFiles.depthLimit:
                    try read(folder.folder(name), prefix: prefix + name + "/", depth: depth + 1)
                case .folder: skipped.append(SkippedFile(name: prefix + name, reason: .nestedTooDeep))
                case .other: skipped.append(SkippedFile(name: prefix + name, reason: .notARegularFile))
                }
            } catch {
                skipped.append(SkippedFile(name: prefix + name, reason: error.reason))
            }
        }
    }
}

/// Texts of the command's own options and arguments.
public enum TextFiles {
    /// Reads a text that holds machine readable zones, at most 64 KiB.
    public static func read(path: String) throws(IntakeError) -> [UInt8] {
        do throws(SystemError) {
            return try FileAccess.read(path, limit: IntakeLimits.text)
        } catch {
            throw IntakeError(error.reason == .noSuchFile ? .noInput : .inputOutput, path: path, reason: error.reason, errno: error.number)
        }
    }
}
