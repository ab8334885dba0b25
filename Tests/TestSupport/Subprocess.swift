import Dispatch
public import Foundation

/// What a program left behind: its status and its two streams.
public struct SubprocessResult: Sendable {
    /// The exit status, or the signal's number as a negative one.
    public let status: Int32
    /// The bytes of the standard output.
    public let output: [UInt8]
    /// The bytes of the standard error.
    public let errorOutput: [UInt8]

    /// The standard output as text; broken UTF-8 shows as U+FFFD.
    public var text: String { String(decoding: output, as: UTF8.self) }
    /// The standard error as text.
    public var errorText: String { String(decoding: errorOutput, as: UTF8.self) }
}

/// Why a program has no result.
public enum SubprocessError: Error, Equatable {
    /// No program of this name is in `PATH`.
    case notFound(String)
    /// The program was killed after this many seconds.
    case timedOut(String, seconds: Double)
}

/// Runs other programs for tests: the command under test, and independent oracles such as `openssl`.
public enum Subprocess {
    /// Runs a program to its end and returns everything it wrote.
    ///
    /// The streams go through files, so that no amount of output can block the program.
    /// - Parameters:
    ///   - program: a path with a slash, or a name looked up in `PATH`.
    ///   - input: the bytes of the standard input.
    ///   - environment: what is added to the test's own environment.
    ///   - folder: the working folder; nil is the test's own.
    ///   - timeout: the seconds after which the program is killed.
    public static func run(
        _ program: String, _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], in folder: URL? = nil,
        timeout: Double = 300
    ) throws -> SubprocessResult {
        guard let executable = find(program) else { throw SubprocessError.notFound(program) }
        return try TemporaryFolder.with { streams in
            let (inputFile, outputFile, errorFile) = (streams.url("in"), streams.url("out"), streams.url("err"))
            try Data(input).write(to: inputFile)
            for file in [outputFile, errorFile] { try Data().write(to: file) }
            let process = Process()
            process.executableURL = executable
            process.arguments = arguments
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
            if let folder { process.currentDirectoryURL = folder }
            let handles = try (
                FileHandle(forReadingFrom: inputFile), FileHandle(forWritingTo: outputFile), FileHandle(forWritingTo: errorFile)
            )
            (process.standardInput, process.standardOutput, process.standardError) = handles
            // The process object outlives its process; from the 1024th descriptor on, Foundation's select writes beyond its set.
            defer { for handle in [handles.0, handles.1, handles.2] { try? handle.close() } }
            let ended = DispatchSemaphore(value: 0)
            process.terminationHandler = { _ in ended.signal() }
            try process.run()
            if ended.wait(timeout: .now() + timeout) == .timedOut {
                kill(process.processIdentifier, SIGKILL)
                ended.wait()
                throw SubprocessError.timedOut(program, seconds: timeout)
            }
            let status = process.terminationReason == .uncaughtSignal ? -process.terminationStatus : process.terminationStatus
            return SubprocessResult(
                status: status, output: [UInt8](try Data(contentsOf: outputFile)), errorOutput: [UInt8](try Data(contentsOf: errorFile)))
        }
    }

    /// Whether a program can be run at all.
    public static func isAvailable(_ program: String) -> Bool { find(program) != nil }

    private static func find(_ program: String) -> URL? {
        if program.contains("/") {
            return FileManager.default.isExecutableFile(atPath: program) ? URL(fileURLWithPath: program) : nil
        }
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return folders.map { URL(fileURLWithPath: String($0)).appendingPathComponent(program) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
