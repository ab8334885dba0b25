public import Foundation

/// Where the package's own files are, for tests that read them.
public enum PackageFolder {
    /// The folder of `Package.swift`.
    public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The folder of the synthetic documents of Utopia.
    public static let samples = root.appendingPathComponent("samples", isDirectory: true)

    /// A program of this package as the running build made it, or nil where it was not built.
    public static func program(_ name: String) -> URL? {
        let file = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent(name)
        return FileManager.default.isExecutableFile(atPath: file.path) ? file : nil
    }
}
