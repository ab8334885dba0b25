import Glibc
public import Irregularities
import TravelDocuments

/// A regular file that is read in pieces.
public struct FileStream: ~Copyable {
    /// The open file; whoever reads from it by other means than `next()` moves its place.
    public let descriptor: Int32
    /// The size at the time of opening.
    public let size: Int
    private var buffer: [UInt8] = []

    /// In the place of an error number of the system: the file is a pipe, socket or device.
    static let notRegular: Int32 = -2

    init(_ name: String, in folder: Int32 = AT_FDCWD) throws(SystemError) {
        descriptor = unsafe openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw SystemError(number: errno) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw SystemError(number: FileStream.notRegular)
        }
        size = Int(status.st_size)
    }

    deinit {
        close(descriptor)
    }

    /// The next octets, at most 256 KiB, or nil at the end.
    public mutating func next() throws(FileReadError) -> ArraySlice<UInt8>? {
        if buffer.isEmpty { buffer = [UInt8](repeating: 0, count: 256 << 10) }
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { return buffer[..<count] }
            if count == 0 { return nil }
            guard errno == EINTR else { throw FileReadError(reason: .readError) }
        }
    }

    /// Goes back to the first octet.
    public func rewind() {
        lseek(descriptor, 0, SEEK_SET)
    }
}

/// A file that could not be read to its end.
public struct FileReadError: Error, Sendable, Hashable {
    public let reason: ReasonCode

    public init(reason: ReasonCode) {
        self.reason = reason
    }
}
