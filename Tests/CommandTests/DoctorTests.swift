import Foundation
import TestSupport
import Testing

/// `mrtd doctor`: what it finds in stores that are good, old, broken or missing, by its exit status and the ids of its findings.
@Suite struct DoctorTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let arguments: [String]
        var environment: [String: String] = [:]
        let status: Int32
        let findings: [String]

        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "a good store", arguments: Program.time + ["--store", "store"], status: 0, findings: []),
        Case(name: "the environment's store", arguments: Program.time, environment: ["MRTD_STORE": "store"], status: 0, findings: []),
        Case(name: "no store", arguments: Program.time, status: 2, findings: ["store-missing"]),
        Case(name: "a named store that is missing", arguments: ["--store", "absent"], status: 78, findings: ["store-unusable"]),
        Case(name: "a store of nothing", arguments: ["--store", "README.md"], status: 78, findings: ["store-unusable"]),
        Case(
            name: "a clock behind the lists", arguments: ["--at", "2026-05-14T23:59:59Z", "--store", "store"], status: 1,
            findings: ["clock-behind-list"]),
        Case(name: "the second of the list", arguments: ["--at", "2026-05-15T00:00:00Z", "--store", "store"], status: 0, findings: []),
        Case(
            name: "lists that should be replaced", arguments: ["--at", "2026-08-13T00:00:01Z", "--store", "store"], status: 2,
            findings: ["revocation-lists-stale"]),
        Case(
            name: "an old store", arguments: ["--at", "2026-08-14T00:00:00Z", "--store", "store"], status: 2,
            findings: ["revocation-lists-stale", "store-old"]),
        Case(
            name: "expired anchors", arguments: ["--at", "2099-01-01", "--store", "store/csca-1.cer"], status: 2,
            findings: ["anchors-expired", "no-revocation-lists"]),
        Case(
            name: "one list and no CSCA", arguments: Program.time + ["--store", "store/csca-1.crl"], status: 2,
            findings: ["no-anchor-in-store"]),
        Case(
            name: "a store with other files", arguments: Program.time + ["--store", "."], status: 2, findings: ["files-refused"]),
        Case(
            name: "--exit-zero", arguments: ["--exit-zero", "--at", "2026-05-01", "--store", "store"], status: 0,
            findings: ["clock-behind-list"]),
    ]

    @Test(arguments: cases) func findings(_ row: Case) throws {
        let result = try Program.run(["doctor", "--format", "json"] + row.arguments, environment: row.environment)
        #expect(result.status == row.status, "\(result.errorText)")
        let report = try #require((try Program.json(result) as? [[String: Any]])?.first)
        let findings = try #require(report["findings"] as? [[String: Any]])
        #expect(findings.compactMap { $0["id"] as? String } == row.findings)
        #expect(findings.allSatisfy { ($0["message"] as? String)?.hasSuffix(".") == true })
        let text = try Program.run(["doctor"] + row.arguments, environment: row.environment).text
        for finding in row.findings { #expect(text.contains(finding)) }
        #expect(text.contains("Nothing is missing.") == row.findings.isEmpty)
    }

    /// The counts of the samples' store, which its README states: three CSCAs of one state, one link certificate, three lists.
    @Test func holdings() throws {
        let result = try Program.run(["doctor", "--format", "json", "--store", "store"] + Program.time)
        let store = try #require((try Program.json(result) as? [[String: Any]])?.first?["store"] as? [String: Any])
        let holdings = try #require(store["holdings"] as? [String: Any])
        func count(_ kind: String, _ member: String) -> Int? { (holdings[kind] as? [String: Any])?[member] as? Int }
        #expect(count("csca", "total") == 3 && count("csca", "countries") == 1 && count("csca", "expired") == 0)
        #expect(count("link", "total") == 1 && count("dsc", "total") == 0 && count("crl", "total") == 3 && count("crl", "stale") == 0)
        #expect((holdings["newestList"] as? [String: Any])?["ageInDays"] as? Int == 17)
        #expect(store["namedBy"] as? String == "option" && store["state"] as? String == "usable")
    }

    /// The loaded OpenSSL is the one that `openssl version` speaks of where both are of this machine.
    @Test func theVersionsAreThoseOfTheMachine() throws {
        let result = try Program.run(["doctor", "--format", "json"] + Program.time)
        let openssl = try #require((try Program.json(result) as? [[String: Any]])?.first?["openssl"] as? [String: Any])
        let said = try Subprocess.run("openssl", ["version"]).text
        let loaded = try #require(openssl["loaded"] as? String)
        #expect(said.contains("OpenSSL \(loaded) "))
        #expect((openssl["missingAlgorithms"] as? [String]) == [])
    }
}
