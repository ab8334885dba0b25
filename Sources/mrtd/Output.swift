import Glibc
import InspectionReport

/// What the command writes: data to standard output in large pieces, talk to standard error.
enum Output {
    /// 256 kB is what one write into a pipe costs least with.
    private static let pieceSize = 256 << 10

    nonisolated(unsafe) private static var pending: [UInt8] = []

    static func write(_ text: String) {
        write(bytes: Array(text.utf8))
    }

    static func write(bytes: some Collection<UInt8>) {
        unsafe pending.append(contentsOf: bytes)
        if unsafe pending.count >= pieceSize { flush() }
    }

    static func flush() {
        let bytes = unsafe pending
        unsafe pending.removeAll(keepingCapacity: true)
        if !writeAll(bytes, to: STDOUT_FILENO) { exit(errno == EPIPE ? ExitStatus.passed.rawValue : ExitStatus.inputOutput.rawValue) }
    }

    /// Says something to the person at the terminal: `mrtd: …`.
    static func complain(_ message: String) {
        // The parser's messages repeat arguments, which may hold any character.
        let message = message.split(separator: "\n", omittingEmptySubsequences: false).map { printable(String($0)) }.joined(separator: "\n")
        _ = writeAll(
            Array((message.hasPrefix("mrtd") || message.hasPrefix("Error") ? message : "mrtd: " + message).utf8) + [0x0A], to: STDERR_FILENO
        )
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR { continue }
                return false
            }
            rest = rest.dropFirst(written)
        }
        return true
    }

    /// How text on standard output is laid out: colour only for a terminal, and not where NO_COLOR is set (no-color.org).
    static var style: TextStyle {
        let noColour = unsafe getenv("NO_COLOR").map { unsafe $0.pointee != 0 } ?? false
        return TextStyle(isColoured: isatty(STDOUT_FILENO) == 1 && !noColour)
    }
}
