import CivilTime
import DocumentPKI
import InspectionReport
import Testing

/// What an installation's software lacks, from facts made by hand: no machine has all of it wrong.
@Suite struct InstallationTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        var compiled = "3.0.19"
        var loaded = "3.0.19"
        var missing: [String] = []
        let findings: [InstallationFinding]

        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "the same", findings: []),
        Case(name: "newer by a tenth patch", compiled: "3.0.9", loaded: "3.0.10", findings: []),
        Case(name: "newer by a minor", compiled: "3.0.19", loaded: "3.5.0", findings: []),
        Case(name: "older by a patch", loaded: "3.0.2", findings: [.olderOpenSSL]),
        Case(name: "older by a minor", compiled: "3.2.0", loaded: "3.1.9", findings: [.olderOpenSSL]),
        Case(name: "another major", loaded: "4.0.0", findings: [.otherOpenSSL]),
        Case(name: "no version", loaded: "", findings: [.otherOpenSSL]),
        Case(name: "no brainpool", missing: ["brainpoolP256r1"], findings: [.algorithmsMissing]),
        Case(name: "errors first", loaded: "3.0.1", missing: ["MD5"], findings: [.algorithmsMissing, .olderOpenSSL]),
    ]

    @Test(arguments: cases) func software(_ row: Case) {
        let time = Timestamp(secondsSinceEpoch: 1_780_272_000)
        let holdings = StoreHoldings(store: .empty, sources: [], refused: [], at: time)
        let report = InstallationReport(
            software: .init(
                version: "0", swift: nil, openSSLCompiled: row.compiled, openSSLLoaded: row.loaded, missingAlgorithms: row.missing),
            store: StoreState(path: "store", origin: .option, isPresent: true, holdings: holdings), time: time)
        #expect(report.findings.filter { $0 != .noAnchor } == row.findings)
        let text = report.text(TextStyle(isColoured: false))
        for name in row.missing { #expect(text.contains(name)) }
        #expect(!text.contains("\u{1B}") && report.text(TextStyle(isColoured: true)).contains("\u{1B}"))
    }
}
