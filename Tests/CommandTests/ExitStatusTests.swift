import Foundation
import TestSupport
import Testing

/// The exit statuses of the contract, each by a case of its own, and which one stands for several.
@Suite struct ExitStatusTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let arguments: [String]
        var input = ""
        let status: Int32
        /// What the standard error says; nil where it says nothing.
        var complaint: String?

        var testDescription: String { name }
    }

    static let verify = ["verify"] + Program.time + ["--store", "store"]

    static let cases: [Case] = [
        Case(name: "a good document", arguments: verify + ["passport"], status: 0),
        Case(name: "all good documents", arguments: verify + ["passport", "identity-card", "td2-card"], status: 0),
        Case(name: "a tampered document", arguments: verify + ["passport-tampered"], status: 1),
        Case(name: "no store", arguments: ["verify"] + Program.time + ["passport"], status: 2, complaint: "no certificate store"),
        Case(name: "a zone with right digits", arguments: ["mrz"], input: Zones.valid, status: 0),
        Case(name: "a zone from -", arguments: ["mrz", "-"], input: Zones.valid, status: 0),
        Case(name: "a zone with a wrong digit", arguments: ["mrz"], input: Zones.invalid, status: 1),
        Case(name: "a zone with an illegal character", arguments: ["mrz"], input: Zones.illegal, status: 1),
        Case(
            name: "a text without a zone", arguments: ["mrz"], input: Zones.prose, status: 2,
            complaint: "no machine readable zone"),
        Case(name: "an unknown option", arguments: ["verify", "--nothing", "passport"], status: 64, complaint: "--nothing"),
        Case(name: "no PATH", arguments: ["verify"], status: 64, complaint: "Missing expected argument"),
        Case(name: "an unknown command", arguments: ["frobnicate"], status: 64, complaint: "frobnicate"),
        Case(name: "a time that is none", arguments: ["verify", "--at", "tomorrow", "passport"], status: 64, complaint: "tomorrow"),
        Case(name: "an unknown format", arguments: ["mrz", "--format", "xml"], input: Zones.valid, status: 64, complaint: "xml"),
        Case(name: "an unknown check", arguments: ["explain", "no-such-check"], status: 64, complaint: "no-such-check"),
        Case(name: "a folder without chip files", arguments: verify + ["store"], status: 65, complaint: "store"),
        Case(name: "a path that is not there", arguments: verify + ["absent"], status: 66, complaint: "absent"),
        Case(name: "a text file that is not there", arguments: ["mrz", "absent.txt"], status: 66, complaint: "absent.txt"),
        Case(name: "a device", arguments: verify + ["/dev/zero"], status: 74, complaint: "/dev/zero"),
        Case(name: "a folder as text", arguments: ["mrz", "passport"], status: 74, complaint: "passport"),
        Case(
            name: "a named store that is missing", arguments: ["verify"] + Program.time + ["--store", "absent", "passport"], status: 78,
            complaint: "absent"),
        Case(
            name: "a store without certificates", arguments: ["verify"] + Program.time + ["--store", "README.md", "passport"], status: 78,
            complaint: "README.md"),
        Case(
            name: "an unknown policy", arguments: ["verify", "--policy", "lenient", "passport"], status: 78,
            complaint: "unknown policy 'lenient'"),
        // 78 > 74 > 66 > 65 > 1 > 2 > 0.
        Case(name: "failed before passed", arguments: verify + ["passport", "passport-tampered", "td2-card"], status: 1),
        Case(
            name: "failed before undetermined", arguments: ["mrz", "-", "../samples/README.md"], input: Zones.invalid, status: 1,
            complaint: "README.md"),
        Case(name: "no document before failed", arguments: verify + ["passport-tampered", "store"], status: 65, complaint: "store"),
        Case(
            name: "no input before no document", arguments: verify + ["store", "absent", "passport"], status: 66, complaint: "absent"),
        Case(
            name: "input/output before no input", arguments: verify + ["absent", "/dev/zero", "passport"], status: 74,
            complaint: "/dev/zero"),
        Case(name: "--exit-zero and failed", arguments: verify + ["--exit-zero", "passport-tampered"], status: 0),
        Case(
            name: "--exit-zero and undetermined", arguments: ["mrz", "--exit-zero"], input: Zones.prose, status: 0,
            complaint: "no machine readable zone"),
        Case(name: "--exit-zero and no input", arguments: verify + ["--exit-zero", "absent"], status: 66, complaint: "absent"),
        Case(name: "help", arguments: ["--help"], status: 0),
        Case(name: "version", arguments: ["--version"], status: 0),
    ]

    @Test(arguments: cases) func status(_ row: Case) throws {
        let result = try Program.run(row.arguments, input: Array(row.input.utf8))
        #expect(result.status == row.status, "\(result.errorText)")
        if let complaint = row.complaint {
            #expect(result.errorText.contains(complaint), "\(result.errorText)")
        } else {
            #expect(result.errorText.isEmpty, "\(result.errorText)")
        }
    }

    /// One input that cannot be read does not hide what the others say.
    @Test func theOthersAreStillReported() throws {
        let result = try Program.run(ExitStatusTests.verify + ["absent", "passport", "store", "td2-card"])
        #expect(result.text.contains("PASSED  passport") && result.text.contains("PASSED  td2-card"))
        #expect(result.status == 66)
    }

    @Test func theStoreOfTheEnvironmentIsUsed() throws {
        let named = try Program.run(["verify"] + Program.time + ["passport"], environment: ["MRTD_STORE": "store"])
        #expect(named.status == 0 && named.errorText.isEmpty, "\(named.errorText)")
        let missing = try Program.run(["verify"] + Program.time + ["passport"], environment: ["MRTD_STORE": "absent"])
        #expect(missing.status == 78 && missing.errorText.contains("absent"))
    }
}
