import Foundation
import Synchronization
import TestSupport
import Testing

/// An import that is killed at any moment leaves the store as it was before or as it is after, and never between.
///
/// 30 moments; `MRTD_KILLS` asks for more (`make soak`), `MRTD_SEED` for others.
@Suite(.enabled(if: Subprocess.isAvailable("python3"))) struct InterruptedImportTests {
    private static let count = Int(ProcessInfo.processInfo.environment["MRTD_KILLS"] ?? "") ?? 30
    private static let seed = UInt64(ProcessInfo.processInfo.environment["MRTD_SEED"] ?? "") ?? 20_260_601
    private static let certificates = 4000

    /// An LDIF file of so many different certificates: a sample signer's, each with other octets in its signature.
    private static func directory(in folder: TemporaryFolder) throws -> URL {
        let shown = try Program.run(["show", "passport", "--extract", folder.url("extracted").path])
        #expect(shown.status == 0, "\(shown.errorText)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url("extracted").path)
        let name = try #require(names.first { $0.hasSuffix(".cer") || $0.hasSuffix(".crt") || $0.contains("certificate") })
        var certificate = [UInt8](try Data(contentsOf: folder.url("extracted/" + name)))
        var text = "version: 1\n\n"
        for number in 0..<certificates {
            certificate[certificate.count - 1] = UInt8(truncatingIfNeeded: number)
            certificate[certificate.count - 2] = UInt8(truncatingIfNeeded: number >> 8)
            text += "dn: cn=\(number),o=dsc,c=UT,dc=data\nuserCertificate;binary:: \(Data(certificate).base64EncodedString())\n\n"
        }
        return try folder.write(Array(text.utf8), to: "many.ldif")
    }

    @Test func aKilledImportLosesAndSpoilsNothing() throws {
        let folder = try TemporaryFolder()
        let directory = try InterruptedImportTests.directory(in: folder)
        let before = folder.url("before.sqlite").path
        #expect(try Program.run(["store", "import", "--trust", "store", "--store", before] + Program.time).status == 0)
        let whole = folder.url("whole.sqlite").path
        try FileManager.default.copyItem(atPath: before, toPath: whole)
        let started = Date()
        let finished = try Program.run(["store", "import", directory.path, "--store", whole] + Program.time)
        let duration = Date().timeIntervalSince(started)
        #expect(finished.status == 0, "\(finished.errorText)")
        let (few, many) = (try InterruptedImportTests.examine(before), try InterruptedImportTests.examine(whole))
        #expect(few == "ok 4 4 3" && many == "ok \(4 + InterruptedImportTests.certificates) \(4 + InterruptedImportTests.certificates) 3")
        var generator = SplitMix64(seed: InterruptedImportTests.seed)
        var outcomes: [String: Int] = [:]
        let path = folder.url("killed.sqlite").path
        for round in 0..<InterruptedImportTests.count {
            for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
            try FileManager.default.copyItem(atPath: before, toPath: path)
            let share = Double(generator.next() % 1_000_000) / 1_000_000
            try InterruptedImportTests.kill(
                ["store", "import", directory.path, "--store", path] + Program.time, after: share * duration * 1.05)
            // The command opens what was left; then an independent reader of SQLite judges it.
            let documents = try Program.run(["verify", "passport", "--store", path] + Program.time)
            #expect(documents.status == 0, "seed \(InterruptedImportTests.seed), round \(round): \(documents.errorText)")
            let found = try InterruptedImportTests.examine(path)
            outcomes[found, default: 0] += 1
            #expect(found == few || found == many, "seed \(InterruptedImportTests.seed), round \(round), killed at \(share): \(found)")
            // And the import can be done again.
            if round % 10 == 0 {
                #expect(try Program.run(["store", "import", directory.path, "--store", path] + Program.time).status == 0)
                #expect(try InterruptedImportTests.examine(path) == many)
            }
        }
        #expect((outcomes[few] ?? 0) > 0, "no import was killed before its end: \(outcomes)")
    }

    /// Runs the command and kills it after so many seconds.
    private static func kill(_ arguments: [String], after seconds: Double) throws {
        let program = try #require(PackageFolder.program("mrtd"))
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = PackageFolder.samples
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        usleep(UInt32(seconds * 1_000_000))
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// SQLite's own check of the file, the certificates, their encodings, and the revocation lists, by Python's SQLite.
    private static func examine(_ path: String) throws -> String {
        let script = """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1])
            one = lambda sql: db.execute(sql).fetchone()[0]
            orphans = one("SELECT count(*) FROM certificate WHERE id NOT IN (SELECT certificate FROM provenance)")
            print(one("PRAGMA integrity_check") if not orphans else "orphans", one("SELECT count(*) FROM certificate"),
                one("SELECT count(*) FROM encoding"), one("SELECT count(*) FROM revocation_list"))
            """
        let result = try Subprocess.run("python3", ["-c", script, path])
        #expect(result.status == 0, "\(result.errorText)")
        return result.text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
