import Foundation
import TestSupport
import Testing

/// Inputs that are broken or made to do harm: an error that names them, the contract's status, never a signal, never a hang.
@Suite struct HostileInputTests {
    static let commands = ["verify", "show", "mrz"]

    /// What any command may end with on an input that is no document: never a signal (negative), never an internal error (70).
    static func isOrderly(_ status: Int32) -> Bool { [0, 1, 2, 65, 66, 74].contains(status) }

    static func run(_ command: String, _ paths: [String], in folder: URL, timeout: Double = 20) throws -> SubprocessResult {
        let options = command == "verify" ? Program.time + ["--store", PackageFolder.samples.appendingPathComponent("store").path] : []
        return try Program.run([command] + options + paths, in: folder, timeout: timeout)
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let bytes: [UInt8]
        /// The statuses of verify, show and mrz.
        let status: [Int32]

        var testDescription: String { name }
    }

    static let files: [Case] = [
        Case(name: "empty", bytes: [], status: [65, 65, 65]),
        Case(name: "one octet", bytes: [0x61], status: [2, 0, 2]),
        Case(name: "blanks", bytes: Array("\n \n\t\n".utf8), status: [2, 0, 2]),
        Case(name: "prose", bytes: Array(Zones.prose.utf8), status: [2, 0, 2]),
        Case(name: "octets of nothing", bytes: (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167 >> 2) }, status: [65, 65, 65]),
        Case(name: "zeros", bytes: Array(repeating: 0, count: 5000), status: [65, 65, 65]),
        Case(name: "an endless line", bytes: Array(repeating: UInt8(ascii: "A"), count: 300_000), status: [65, 65, 2]),
        Case(name: "a length beyond the end", bytes: [0x77, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, 0x30], status: [65, 65, 65]),
        Case(name: "nested without end", bytes: Array(repeating: [0x30, 0x80], count: 9000).flatMap { $0 }, status: [65, 65, 2]),
        Case(
            name: "EF.SOD of nested sequences", bytes: [0x77, 0x80] + Array(repeating: [0x30, 0x80], count: 9000).flatMap { $0 },
            status: [65, 65, 2]),
    ]

    @Test(arguments: files) func aFile(_ row: Case) throws {
        try TemporaryFolder.with { folder in
            let file = try folder.write(row.bytes, to: "input")
            for (command, status) in zip(HostileInputTests.commands, row.status) {
                let result = try HostileInputTests.run(command, [file.path], in: folder.url)
                #expect(HostileInputTests.isOrderly(result.status), "\(command): \(result.errorText)")
                #expect(result.status == status, "\(command): \(result.errorText)")
                if result.status >= 64 { #expect(result.errorText.contains("input"), "\(command) names no file: \(result.errorText)") }
            }
        }
    }

    /// Each file of a passport cut at many places: a document all the same, which never passes.
    @Test(arguments: ["EF_COM", "EF_DG1", "EF_DG2", "EF_DG11", "EF_DG12", "EF_DG14", "EF_DG15", "EF_SOD"])
    func aTruncatedFile(_ name: String) throws {
        let passport = PackageFolder.samples.appendingPathComponent("passport")
        let names = try FileManager.default.contentsOfDirectory(atPath: passport.path)
        let whole = [UInt8](try Data(contentsOf: passport.appendingPathComponent(name + ".bin")))
        for length in [0, 1, 2, 3, whole.count / 2, whole.count - 1] {
            try TemporaryFolder.with { folder in
                for other in names {
                    let bytes = [UInt8](try Data(contentsOf: passport.appendingPathComponent(other)))
                    try folder.write(other == name + ".bin" ? Array(whole.prefix(length)) : bytes, to: "chip/" + other)
                }
                let result = try HostileInputTests.run("verify", ["chip"], in: folder.url)
                #expect(result.status == 1, "\(length) octets: \(result.text)\(result.errorText)")
                #expect(result.text.hasPrefix("FAILED  chip"))
            }
        }
    }

    /// What a folder holds besides is said: twice the same file of the chip, and many other files without flooding the report.
    @Test func whatIsNotUsedIsSaid() throws {
        let passport = PackageFolder.samples.appendingPathComponent("passport")
        try TemporaryFolder.with { folder in
            for name in try FileManager.default.contentsOfDirectory(atPath: passport.path) {
                try folder.write([UInt8](try Data(contentsOf: passport.appendingPathComponent(name))), to: "chip/" + name)
            }
            let card = PackageFolder.samples.appendingPathComponent("identity-card/EF_DG1.bin")
            try folder.write([UInt8](try Data(contentsOf: card)), to: "chip/AAA.bin")
            for number in 100..<140 { try folder.write([0x20], to: "chip/note\(number)") }
            let text = try HostileInputTests.run("verify", ["chip"], in: folder.url)
            #expect(text.status == 0 && text.text.contains("Not used   1 file that -v names: the same file of the chip was supplied twice"))
            #expect(text.text.contains("40 files that -v names") && !text.text.contains("note1") && !text.text.contains("AAA"))
            #expect(try HostileInputTests.run("verify", ["-v", "chip"], in: folder.url).text.contains("note139"))
            let json = try HostileInputTests.run("verify", ["chip", "--format", "ndjson"], in: folder.url)
            #expect(json.text.contains(#"{"name":"AAA.bin","reason":"duplicate-file"}"#))
        }
    }

    /// A file of 1 GiB, which takes no room on the disk: as PATH and among chip files, in little memory.
    @Test func oneGibibyte() throws {
        try TemporaryFolder.with { folder in
            for path in ["huge.bin", "chip/EF_DG2.bin"] {
                let file = try folder.write([0x75, 0x84, 0x3F, 0xFF, 0xFF, 0xF0], to: path)
                let handle = try FileHandle(forWritingTo: file)
                try handle.truncate(atOffset: 1 << 30)
                try handle.close()
            }
            try FileManager.default.copyItem(
                at: PackageFolder.samples.appendingPathComponent("passport/EF_SOD.bin"), to: folder.url("chip/EF_SOD.bin"))
            let program = try #require(PackageFolder.program("mrtd"))
            for (command, path, statuses) in [
                ("verify", "huge.bin", [65]), ("show", "huge.bin", [65]), ("mrz", "huge.bin", [65]), ("verify", "chip", [1, 2]),
            ] {
                // 700 MiB of addresses hold the program and its libraries in debug, and no copy of the file.
                let limited = "ulimit -v 700000; exec \(program.path) \(command) \(path)"
                let result = try Subprocess.run(
                    "sh", ["-c", limited], environment: ["XDG_DATA_HOME": "/nonexistent", "MRTD_STORE": ""], in: folder.url, timeout: 30)
                #expect(statuses.contains(Int(result.status)), "\(command) \(path): \(result.status) \(result.errorText)")
                #expect((result.errorText + result.text).contains(path == "chip" ? "DG2" : path), "\(result.errorText)")
            }
        }
    }

    @Test func specialFiles() throws {
        try TemporaryFolder.with { folder in
            try FileManager.default.createSymbolicLink(atPath: folder.url("loop").path, withDestinationPath: "loop")
            try FileManager.default.createDirectory(at: folder.url("empty"), withIntermediateDirectories: true)
            try FileManager.default.createDirectory(at: folder.url("inside"), withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(atPath: folder.url("inside/EF_DG1.bin").path, withDestinationPath: "EF_DG1.bin")
            unsafe mkfifo(folder.url("pipe").path, 0o600)
            unsafe mkfifo(folder.url("inside/EF_SOD.bin").path, 0o600)
            let rows: [(path: String, status: [Int32])] = [
                ("loop", [74, 74, 74]), ("empty", [65, 65, 74]), ("inside", [65, 65, 74]), ("pipe", [74, 74, 74]),
                ("/dev/zero", [74, 74, 74]),
                ("pipe/below", [66, 66, 66]),
            ]
            for row in rows {
                for (command, status) in zip(HostileInputTests.commands, row.status) {
                    if command == "mrz", row.path == "pipe" || row.path == "/dev/zero" { continue }
                    let result = try HostileInputTests.run(command, [row.path], in: folder.url)
                    #expect(result.status == status, "\(command) \(row.path): \(result.errorText)")
                    #expect(result.errorText.contains(row.path), "\(command): \(result.errorText)")
                }
            }
        }
    }

    /// A name that would write to the terminal, or a line of its own.
    @Test func namesDoNotReachTheTerminal() throws {
        try TemporaryFolder.with { folder in
            let name = "a\u{1B}[31m\nFORGED  \u{202E}b"
            try folder.write(Array(Zones.prose.utf8), to: name)
            try FileManager.default.createDirectory(at: folder.url(name + "-folder"), withIntermediateDirectories: true)
            for command in HostileInputTests.commands {
                for path in [name, name + "-folder", name + "-absent"] {
                    let result = try HostileInputTests.run(command, [path], in: folder.url)
                    let all = result.output + result.errorOutput
                    #expect(!all.contains(0x1B) && !(result.text + result.errorText).contains("\u{202E}"), "\(command)")
                    #expect(!(result.text + result.errorText).contains("\nFORGED"), "\(command)")
                }
            }
        }
    }

    @Test func manyFilesAndDeepFolders() throws {
        try TemporaryFolder.with { folder in
            for index in 0..<3000 { try folder.write([0x04, 0x00], to: "many/\(index).bin") }
            try folder.write([0x04, 0x00], to: "deep/" + Array(repeating: "d", count: 200).joined(separator: "/") + "/EF_DG1.bin")
            for path in ["many", "deep"] {
                let result = try HostileInputTests.run("verify", [path], in: folder.url)
                #expect(result.status == 65 && result.errorText.contains(path), "\(result.errorText)")
            }
        }
    }

    /// Nothing about the holder goes to the standard error, whatever is wrong with the document.
    @Test func errorsNameNoHolder() throws {
        let words = ["ERIKSSON", "ANNA", "L898902C", "740812", "ZE184226B"]
        let inputs = [
            Zones.valid, Zones.invalid, Zones.illegal, String(Zones.valid.dropLast(3)), Zones.valid + Zones.valid, "x" + Zones.valid,
        ]
        for input in inputs {
            for arguments in [["mrz"], ["mrz", "--format", "json"]] {
                let result = try Program.run(arguments, input: Array(input.utf8))
                for word in words { #expect(!result.errorText.contains(word), "\(result.errorText)") }
            }
        }
        for folder in ["passport", "passport-tampered", "identity-card-tampered"] {
            let result = try Program.run(["verify"] + Program.time + [folder, "absent"])
            #expect(!result.errorText.contains("UTO") && !result.errorText.contains("<<"))
        }
    }
}
