import Glibc
import InspectionReport

/// Files and folders that did not exist before; nothing is ever written over.
enum NewFiles {
    /// Ends the command where the folder exists and holds anything; makes it where it is missing.
    static func requireEmptyFolder(_ folder: String) throws(ExitStatus) {
        guard let stream = unsafe opendir(folder) else {
            guard errno == ENOENT else { throw failure(folder) }
            return try makeFolders(folder)
        }
        defer { unsafe closedir(stream) }
        while let entry = unsafe readdir(stream) {
            let first = unsafe entry.pointee.d_name
            // `.` and `..` are the only names that an empty folder has.
            let isDot = first.0 == 0x2E && (first.1 == 0 || first.1 == 0x2E && first.2 == 0)
            guard isDot else {
                Output.complain("\(printable(folder)): not empty; nothing is written over")
                throw ExitStatus.inputOutput
            }
        }
    }

    /// Writes a new file, and the folders above it where they are missing.
    static func write(_ bytes: [UInt8], to path: String) throws(ExitStatus) {
        var descriptor = make(path)
        if descriptor < 0, errno == ENOENT, let slash = path.lastIndex(of: "/") {
            try makeFolders(String(path[..<slash]))
            descriptor = make(path)
        }
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            rest = rest.dropFirst(count)
        }
    }

    /// The text of a small file such as a key, or nil where it cannot be read.
    static func text(of path: String) -> String? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        // A private key of 16 384 bits in PEM has 13 kB.
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        var length = 0
        while length < bytes.count {
            let count = unsafe bytes.withUnsafeMutableBytes {
                unsafe read(descriptor, $0.baseAddress?.advanced(by: length), $0.count - length)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            length += count
        }
        return String(decoding: bytes.prefix(length), as: UTF8.self)
    }

    private static func make(_ path: String) -> Int32 {
        unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    }

    /// Makes a folder, and those above it where they are missing.
    private static func makeFolders(_ folder: String) throws(ExitStatus) {
        var path = folder.hasPrefix("/") ? "/" : ""
        for part in folder.split(separator: "/") {
            path += (path.isEmpty || path == "/" ? "" : "/") + part
            guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure(path) }
        }
    }

    private static func failure(_ path: String) -> ExitStatus {
        let words = unsafe String(cString: strerror(errno))
        Output.complain("\(printable(path)): \(words)")
        return .inputOutput
    }
}
