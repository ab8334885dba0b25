import Foundation
import SpecimenIssuing

/// Writes the samples into a folder: `swift run issue-samples samples`.
///
/// Keys are read from the folder `keys` in it; those that are missing are made of a number and written there. Every run makes the same bytes.
@main
struct Main {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            FileHandle.standardError.write(Data("usage: issue-samples DIR\n".utf8))
            exit(64)
        }
        let folder = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true)
        let keyFolder = folder.appendingPathComponent("keys", isDirectory: true)
        let utopia = try Utopia { try? String(contentsOf: keyFolder.appendingPathComponent($0 + ".pem"), encoding: .utf8) }
        for key in try utopia.keys() { try write(Array(key.pem.utf8), to: keyFolder.appendingPathComponent(key.file + ".pem")) }
        for file in try Samples.files(utopia) { try write(file.bytes, to: folder.appendingPathComponent(file.path)) }
    }

    private static func write(_ bytes: [UInt8], to file: URL) throws {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }
}
