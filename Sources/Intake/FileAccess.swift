import Glibc
import Irregularities

/// What a name in the file system leads to.
enum FileKind: Sendable {
    case regular(size: Int)
    case folder
    /// A pipe, socket or device, which is never opened.
    case other
}

/// The system refused: its error number.
struct SystemError: Error, Sendable {
    let number: Int32

    /// The reason that reports name.
    var reason: ReasonCode {
        switch number {
        case ENOENT, ENOTDIR: .noSuchFile
        case EACCES, EPERM: .permissionDenied
        case ELOOP: .symbolicLink
        case EISDIR: .folder
        case EINVAL: .notARegularFile
        default: .readError
        }
    }
}

/// A file or folder as the system knows it.
struct FilePlace: Hashable {
    let device: UInt64
    let number: UInt64
}

/// An open folder, through which the files in it are looked at and read; nothing is ever written.
///
/// The standard calls of the system only: no Foundation, no environment.
struct OpenFolder: ~Copyable, ReadableFolder {
    private let descriptor: Int32

    /// Opens a folder by its path, or by its name inside another.
    init(_ path: String, in folder: Int32 = AT_FDCWD) throws(SystemError) {
        descriptor = unsafe openat(folder, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw SystemError(number: errno) }
    }

    deinit {
        close(descriptor)
    }

    /// Which folder it is, whatever its name; nil where the system does not say.
    var place: FilePlace? {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? FilePlace(device: UInt64(status.st_dev), number: UInt64(status.st_ino)) : nil
    }

    func folder(_ name: String) throws(SystemError) -> OpenFolder {
        try OpenFolder(name, in: descriptor)
    }

    /// The names in the folder without `.` and `..`, sorted by their bytes, and whether there are more than the limit.
    ///
    /// A name that is not UTF-8 is repaired so that a report can show it; its file is then not found and is skipped.
    func names(limit: Int) throws(SystemError) -> (names: [String], areMore: Bool) {
        let copy = dup(descriptor)
        guard copy >= 0, let stream = unsafe fdopendir(copy) else {
            let number = errno
            if copy >= 0 { close(copy) }
            throw SystemError(number: number)
        }
        defer { unsafe closedir(stream) }
        unsafe rewinddir(stream)
        var names: [String] = []
        var areMore = false
        errno = 0
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { buffer in
                unsafe String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name == "." || name == ".." { continue }
            guard names.count < limit else {
                areMore = true
                break
            }
            names.append(name)
            errno = 0
        }
        guard errno == 0 else { throw SystemError(number: errno) }
        return (names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, areMore)
    }

    func kind(_ name: String) throws(SystemError) -> FileKind {
        try FileAccess.kind(name, in: descriptor)
    }

    /// Whether the name is a symbolic link, wherever that leads.
    func isSymbolicLink(_ name: String) -> Bool {
        var status = stat()
        return unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    func read(_ name: String, limit: Int) throws(SystemError) -> ArraySlice<UInt8> {
        try FileAccess.read(name, in: descriptor, limit: limit)[...]
    }

    func stream(_ name: String) throws(SystemError) -> FileStream {
        try FileStream(name, in: descriptor)
    }
}

/// Looking at and reading files by path.
enum FileAccess {
    /// What the name leads to, symbolic links followed.
    static func kind(_ name: String, in folder: Int32 = AT_FDCWD) throws(SystemError) -> FileKind {
        var status = stat()
        guard unsafe fstatat(folder, name, &status, 0) == 0 else { throw SystemError(number: errno) }
        return kind(status)
    }

    private static func kind(_ status: stat) -> FileKind {
        switch status.st_mode & S_IFMT {
        case S_IFREG: .regular(size: Int(status.st_size))
        case S_IFDIR: .folder
        default: .other
        }
    }

    /// The first bytes of a regular file, at most so many.
    ///
    /// What is opened is looked at again before it is read, so a pipe that took the file's place cannot block.
    static func read(_ name: String, in folder: Int32 = AT_FDCWD, limit: Int) throws(SystemError) -> [UInt8] {
        let descriptor = unsafe openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw SystemError(number: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError(number: errno) }
        let kind = kind(status)
        if case .folder = kind { throw SystemError(number: EISDIR) }
        guard case .regular(let size) = kind else { throw SystemError(number: EINVAL) }
        var failure: Int32 = 0
        let wanted = max(0, min(size, limit))
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
            while count < wanted {
                let read = unsafe Glibc.read(descriptor, buffer.baseAddress.map { unsafe $0 + count }, wanted - count)
                if read < 0, errno == EINTR { continue }
                if read < 0 { failure = errno }
                guard read > 0 else { break }
                count += read
            }
        }
        guard failure == 0 else { throw SystemError(number: failure) }
        return bytes
    }
}
