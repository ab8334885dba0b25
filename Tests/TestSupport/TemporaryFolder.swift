public import Foundation

/// A folder of its own for one test; it goes when the last reference to it goes.
public final class TemporaryFolder: Sendable {
    /// Where it is.
    public let url: URL

    /// Makes an empty folder in the system's place for temporary files.
    public init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("mrtd-test-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Runs the body with a new folder, and removes the folder whatever happens.
    public static func with<Result>(_ body: (TemporaryFolder) throws -> Result) throws -> Result {
        let folder = try TemporaryFolder()
        return try withExtendedLifetime(folder) { try body(folder) }
    }

    /// The place of a file below the folder.
    public func url(_ name: String) -> URL { url.appendingPathComponent(name) }

    /// Writes a file, and the folders above it where they are missing.
    @discardableResult
    public func write(_ bytes: [UInt8], to name: String) throws -> URL {
        let file = url(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file
    }
}
