import Glibc

/// A text of any size, read in pieces.
enum TextInput {
    struct ReadError: Error {
        let number: Int32

        var words: String {
            number == EISDIR ? "a folder, not a text" : unsafe String(cString: strerror(number))
        }
    }

    /// Reads a file, or standard input for `-`, and hands on piece after piece, until the end or until a piece is refused.
    static func read(_ path: String, _ take: (ArraySlice<UInt8>) -> Bool) throws(ReadError) {
        let descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ReadError(number: errno) }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw ReadError(number: errno)
            }
            if count == 0 || !take(buffer[..<count]) { return }
        }
    }
}
