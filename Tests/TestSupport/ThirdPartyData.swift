public import Foundation
import Synchronization

/// The third-party test data beside the package, found through the environment variable `MRTD_TEST_DATA`.
///
/// The data are never committed, because their licences differ. A test that needs a set is `.enabled(if: ThirdPartyData.isPresent("ldif"))`, so that
/// it is skipped, visibly, where the set is absent. The first question after a set appends `ran NAME` or `skipped NAME` to the file named by
/// `MRTD_TEST_DATA_LOG`; `make test` counts these lines.
public enum ThirdPartyData {
    /// Whether the set is there; the question also registers the set as run or skipped.
    public static func isPresent(_ name: String) -> Bool { folder(name) != nil }

    /// The folder of a set, or nil where it is absent.
    public static func folder(_ name: String) -> URL? {
        let environment = ProcessInfo.processInfo.environment
        let found = folder(name, below: environment["MRTD_TEST_DATA"])
        if registered.withLock({ $0.insert(name).inserted }), let log = environment["MRTD_TEST_DATA_LOG"] {
            register(name, present: found != nil, in: URL(fileURLWithPath: log))
        }
        return found
    }

    /// The folder `name` below `root`, where both are named and the folder exists.
    static func folder(_ name: String, below root: String?) -> URL? {
        guard let root, !root.isEmpty else { return nil }
        let folder = URL(fileURLWithPath: root, isDirectory: true).appendingPathComponent(name, isDirectory: true)
        return (try? folder.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true ? folder : nil
    }

    /// Appends the line that `make test` counts.
    static func register(_ name: String, present: Bool, in log: URL) {
        if !FileManager.default.fileExists(atPath: log.path) { _ = FileManager.default.createFile(atPath: log.path, contents: nil) }
        guard let handle = try? FileHandle(forWritingTo: log) else { return }
        defer { try? handle.close() }
        _ = try? handle.seekToEnd()
        try? handle.write(contentsOf: Data("\(present ? "ran" : "skipped") \(name)\n".utf8))
    }

    private static let registered = Mutex<Set<String>>([])
}
