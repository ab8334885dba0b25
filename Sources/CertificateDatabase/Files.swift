import Glibc

/// The little that a store asks of the file system itself.
enum Files {
    static func exist(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// The first octets of a file, as many as SQLite's header has; none where it cannot be read.
    static func head(_ path: String) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 100)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
        return Array(bytes.prefix(max(0, count)))
    }
}
