import Foundation
import TestSupport
import Testing

/// A document that is piped in is read as the same file is.
@Suite struct StandardInputTests {
    private static let samples = PackageFolder.root.appendingPathComponent("Tests/IntakeTests/Vectors/samples")

    private static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: samples.appendingPathComponent(name))) }

    /// The parts of a report or document that do not name the place.
    private func facts(_ result: SubprocessResult) throws -> NSDictionary {
        var object = try #require((try Program.json(result) as? [[String: Any]])?.first, "\(result.errorText)")
        var input = try #require(object["input"] as? [String: Any])
        input["path"] = nil
        input["files"] = (input["files"] as? [[String: Any]])?.map { file in file.filter { $0.key != "name" } }
        object["input"] = input
        return object as NSDictionary
    }

    @Test(
        arguments: ["verify", "show"],
        [
            "dumps/jmrtd.zip", "dumps/proxmark3/EF_DG1.bin", "json/nfcpassportreader.json", "json/regula-process-response.min.json",
            "json/thales-webapi-validation.ndjson", "ocr/passporteye.json", "serial/wedge-td3-cr.bin",
        ]) func isReadAsTheFile(_ command: String, _ sample: String) throws
    {
        let bytes = try StandardInputTests.bytes(sample)
        let options = ["--format", "json"] + Program.time
        let piped = try Program.run([command, "-"] + options, input: bytes)
        let named = try Program.run([command, StandardInputTests.samples.appendingPathComponent(sample).path] + options)
        #expect(piped.status == named.status)
        #expect(try facts(piped) == facts(named))
        #expect(((try Program.json(piped) as? [[String: Any]])?.first?["input"] as? [String: Any])?["path"] as? String == "-")
    }

    /// The sample passport as an archive: the same verdict as of the folder, and what only a file system has is no matter.
    @Test(arguments: [["-cf"], ["-czf"]]) func anArchive(_ options: [String]) throws {
        let packed = try Subprocess.run("tar", options + ["-", "passport"], in: PackageFolder.samples)
        let result = try Program.run(ExitStatusTests.verify + ["-"], input: packed.output)
        #expect(packed.status == 0 && result.status == 0 && result.text.hasPrefix("PASSED"), "\(result.text)\(result.errorText)")
        let damaged = try Program.run(ExitStatusTests.verify + ["-"], input: Array(packed.output.prefix(packed.output.count / 2)))
        #expect([1, 2, 65].contains(damaged.status))
    }

    /// Nothing, what is no document, and what is beyond every file: said in one line, under a name that a reader understands.
    @Test func whatIsNoDocument() throws {
        for (input, options, words) in [
            ([], [], "empty"), ([0, 1, 2, 3], [], "none of the chip's files"), (Array("{}".utf8), [], "format"),
            (Array("x".utf8), ["--as", "folder"], "format"), ([UInt8](repeating: 0x61, count: (16 << 20) + 1), [], "larger"),
        ] as [([UInt8], [String], String)] {
            let result = try Program.run(["verify", "-"] + options + Program.time, input: input)
            #expect(result.status == 65 && result.output.isEmpty)
            let error = result.errorText.split(separator: "\n").last.map(String.init) ?? ""
            #expect(error.hasPrefix("mrtd: standard input: ") && error.contains(words), "\(error)")
        }
    }

    @Test func aFolderIsNoInput() throws {
        let result = try Subprocess.run("sh", ["-c", "\"$0\" show - < .", try #require(PackageFolder.program("mrtd")).path])
        #expect(result.status == 74 && result.errorText.contains("a folder, not a file"), "\(result.errorText)")
    }

    /// An endless input ends at the bound.
    @Test func anEndlessInputEnds() throws {
        let result = try Subprocess.run(
            "sh", ["-c", "\"$0\" show - < /dev/zero", try #require(PackageFolder.program("mrtd")).path], timeout: 60)
        #expect(result.status == 65 && result.errorText.contains("larger"), "\(result.errorText)")
    }
}
