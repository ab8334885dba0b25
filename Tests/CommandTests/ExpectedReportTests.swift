import Foundation
import TestSupport
import Testing

/// What the command prints about each sample is what `samples/expected` holds, byte for byte.
///
/// One value is taken from the running machine and not compared: the version of its OpenSSL.
@Suite struct ExpectedReportTests {
    static let samples = ["passport", "identity-card", "td2-card", "passport-tampered", "identity-card-tampered", "td2-card-tampered"]
    static let verify = ["--store", "samples/store"] + Program.time

    /// The form's ending, and its arguments before and after the sample.
    static let forms: [(ending: String, before: [String], after: [String])] = [
        (".txt", ["verify"], verify), (".verbose.txt", ["verify", "-v"], verify), (".json", ["verify"], verify + ["--format", "json"]),
        (".document.json", ["show"], Program.time + ["--format", "json"]),
    ]

    @Test(arguments: samples, forms.indices) func isWhatTheCommandPrints(_ sample: String, _ form: Int) throws {
        let (ending, before, after) = ExpectedReportTests.forms[form]
        let result = try Program.run(before + ["samples/" + sample] + after, in: PackageFolder.root)
        let file = PackageFolder.samples.appendingPathComponent("expected/" + sample + ending)
        let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let (old, new) = (ExpectedReportTests.withoutOpenSSL(expected), ExpectedReportTests.withoutOpenSSL(result.text))
        let difference = zip(old.split(separator: "\n"), new.split(separator: "\n")).first { $0 != $1 }
        #expect(old == new, "\(sample + ending): \(difference.map { "\($0.0) is now \($0.1)" } ?? "another length"); see `make expected`")
        #expect(result.status == (sample.hasSuffix("tampered") && before[0] == "verify" ? 1 : 0))
    }

    /// There is no expected file that nothing compares.
    @Test func allFilesAreCompared() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: PackageFolder.samples.appendingPathComponent("expected").path)
        let compared = ExpectedReportTests.samples.flatMap { sample in ExpectedReportTests.forms.map { sample + $0.ending } }
        #expect(Set(files) == Set(compared + ["write"]))
    }

    /// What the README says that `make verify` prints is what it prints.
    @Test func theReadmeShowsTheReport() throws {
        let file = PackageFolder.samples.appendingPathComponent("expected/passport.txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
        let block = lines.map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
        let readme = try String(contentsOf: PackageFolder.root.appendingPathComponent("README.md"), encoding: .utf8)
        #expect(readme.contains("\n\n" + block))
    }

    /// Only the version of OpenSSL is left out, and only where the report's tool names it.
    @Test func nothingElseIsLeftOut() {
        let tool = "  \"tool\": {\n    \"version\": \"0.1.0\",\n    \"openssl\": \"3.0.19\"\n  },\n"
        #expect(
            ExpectedReportTests.withoutOpenSSL(tool)
                == ExpectedReportTests.withoutOpenSSL(tool.replacingOccurrences(of: "3.0.19", with: "3.5.1")))
        #expect(
            ExpectedReportTests.withoutOpenSSL(tool)
                != ExpectedReportTests.withoutOpenSSL(tool.replacingOccurrences(of: "0.1.0", with: "0.1.1")))
        #expect(ExpectedReportTests.withoutOpenSSL("openssl 3.0.19") == "openssl 3.0.19")
    }

    /// The text with the version of OpenSSL replaced by a sign.
    static func withoutOpenSSL(_ text: String) -> String {
        text.replacing(/(\n    "openssl": ")[0-9]+\.[0-9]+\.[0-9]+[^"\n]*"/, maxReplacements: 1) { match in match.1 + "*\"" }
    }
}
