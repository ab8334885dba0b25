import Foundation
import SpecimenIssuing

/// Writes the samples into a folder: `swift run issue-samples samples`.
///
/// Keys are read from the folder `keys` in it; those that are missing are made and written there. Signatures with elliptic curves are
/// random, so that every run makes other bytes with the same content.
@main
struct Main {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            FileHandle.standardError.write(Data("usage: issue-samples DIR\n".utf8))
            exit(64)
        }
        let folder = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true)
        let keyFolder = folder.appendingPathComponent("keys", isDirectory: true)
        let keys = try KeyRing { role in
            try? String(contentsOf: keyFolder.appendingPathComponent(role.rawValue + ".pem"), encoding: .utf8)
        }
        let utopia = Utopia(keys: keys)
        for role in KeyRole.allCases {
            try write(Array(try keys.pem(role).utf8), to: keyFolder.appendingPathComponent(role.rawValue + ".pem"))
        }
        for sample in try utopia.samples() {
            let specimen = sample.specimen
            for file in specimen.files {
                try write(file.bytes, to: folder.appendingPathComponent(sample.folder).appendingPathComponent(file.name))
            }
        }
        for file in try utopia.store() {
            try write(file.bytes, to: folder.appendingPathComponent("store").appendingPathComponent(file.name))
        }
        for file in try SampleDocuments.files() {
            try write(file.bytes, to: folder.appendingPathComponent("documents").appendingPathComponent(file.path))
        }
        try write(Array(FaultTable.json.utf8), to: folder.appendingPathComponent("faults.json"))
    }

    private static func write(_ bytes: [UInt8], to file: URL) throws {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }
}
