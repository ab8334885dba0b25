import Glibc
import Irregularities

/// A file without a name, for an archive that lies in another: whatever ends the program, nothing of it is left.
@safe
public struct UnnamedFile: ~Copyable {
    private let file: UnsafeMutablePointer<FILE>
    private var size = 0

    public init() throws(ArchiveError) {
        guard let file = unsafe tmpfile() else { throw ArchiveError(.readError) }
        unsafe self.file = unsafe file
    }

    deinit {
        _ = unsafe fclose(file)
    }

    /// Appends octets.
    public mutating func write(_ bytes: ArraySlice<UInt8>) throws(ArchiveError) {
        size += bytes.count
        guard size <= ArchiveLimits.inner else { throw ArchiveError(.fileTooLarge) }
        let count = unsafe bytes.withUnsafeBytes { bytes in unsafe fwrite(bytes.baseAddress, 1, bytes.count, file) }
        guard count == bytes.count else { throw ArchiveError(.readError) }
    }

    /// The descriptor, at the beginning of what was written.
    public func descriptor() throws(ArchiveError) -> Int32 {
        guard unsafe fflush(file) == 0 else { throw ArchiveError(.readError) }
        let descriptor = unsafe fileno(file)
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw ArchiveError(.readError) }
        return descriptor
    }
}
