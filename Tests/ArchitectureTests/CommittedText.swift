import Foundation
import TestSupport

/// The text files of the package, as they would be committed.
enum CommittedText {
    /// All of them; what git ignores and what is no UTF-8 is left out.
    static let all: [SourceText] = read()

    /// The Swift files of Sources.
    static var sources: [SourceText] { all.filter { $0.module != nil && $0.path.hasSuffix(".swift") } }

    /// All Swift files.
    static var swift: [SourceText] { all.filter { $0.path.hasSuffix(".swift") } }

    private static let ignored: Set<String> = [".git", ".build", ".swiftpm", "Package.resolved"]

    private static func read() -> [SourceText] {
        var texts: [SourceText] = []
        var folders = [""]
        while let folder = folders.popLast() {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: PackageFolder.root.appendingPathComponent(folder).path)) ?? []
            for name in names.sorted() where !ignored.contains(name) && !name.hasPrefix(".build") {
                let path = folder.isEmpty ? name : folder + "/" + name
                let file = PackageFolder.root.appendingPathComponent(path)
                if (try? file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true {
                    folders.append(path)
                } else if let data = try? Data(contentsOf: file), !data.contains(0), let text = String(data: data, encoding: .utf8) {
                    texts.append(SourceText(path: path, text: text))
                }
            }
        }
        return texts
    }
}
