import ArgumentParser
import CertificateDatabase
import CivilTime
import DocumentPKI
import InspectionReport
import SignedStructures

struct StoreLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Judges certificates and revocation lists by the profiles of Doc 9303-12.",
        discussion: """
            A finding says how an issuer departs from the standard. Inspection accepts such material, so no verdict depends on it. Exit status: \
            0 no rule of severity error is broken, 1 one is; with --exit-zero 1 is 0. --store may also be a folder or a list.
            """)

    @Option(name: .long, help: "Only this country: two letters.")
    var country: String?

    @Flag(name: .shortAndLong, help: "As text: every certificate and list with a finding, not the rules alone.")
    var verbose = false

    @OptionGroup var options: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        var json = output.format == .text ? nil : JSONOutput(output.format)
        let summary = try linted { item in
            if json != nil { json?.write { $0.linted(item) } } else if verbose { Output.write(StoreText.linted(item)) }
        }
        if json != nil {
            json?.write { $0.lintSummary(summary) }
            json?.finish()
        } else {
            Output.write(StoreText.lintSummary(summary))
        }
        try (summary.hasErrors ? ExitStatus.failed : .passed).finish(exitZero: output.exitZero)
    }

    private func linted(_ body: (LintedItem) -> Void) throws -> LintSummary {
        if StoreLoading.isDatabase(options.place.path) || options.place.origin == .standard {
            let database = try options.openReading()
            return try options.asking { () throws(DatabaseError) in try database.lint(country: country, body) }
        }
        let loaded = try StoreLoading.load(options.store)
        guard let store = loaded.store as? InMemoryStore else { throw ExitStatus.internalError }
        return StoreLint.lint(store, country: country, body)
    }
}

extension StoreText {
    static func linted(_ item: LintedItem) -> String {
        let subject =
            switch item.subject {
            case .certificate(let certificate, _, _): certificate.subject.rfc4514
            case .revocationList(let list, _): "list of \(list.issuer.rfc4514), \(list.thisUpdate.date)"
            }
        let lines = item.findings.map { "    \($0.severity.rawValue)  \($0.id): \($0.message)\n" }
        return "\(item.identity)  \(item.word)  \(printable(subject))\n" + lines.joined()
    }

    static func lintSummary(_ summary: LintSummary) -> String {
        var lines = [
            "\(summary.certificates) certificates and \(summary.revocationLists) revocation lists, \(summary.clean) without a finding"
        ]
        if summary.notJudged > 0 { lines.append("\(summary.notJudged) certificates are of a kind without a profile") }
        for rule in ProfileRule.all {
            guard let count = summary.counts[rule.id] else { continue }
            let number = String(count)
            lines.append(
                String(repeating: " ", count: max(0, 7 - number.count)) + number
                    + "  \(rule.severity.rawValue)  \(rule.id): \(rule.message) (\(rule.citation))")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension JSONWriter {
    mutating func linted(_ item: LintedItem) {
        object { writer in
            writer.member("schema", "mrtd.store-lint/1")
            writer.member("kind", item.word)
            writer.member("sha256", item.identity.description)
            writer.member("country", item.country)
            switch item.subject {
            case .certificate(let certificate, _, _):
                writer.member("subject", certificate.subject.rfc4514)
                writer.member("issuer", certificate.issuer.rfc4514)
                writer.member("validFrom", certificate.validity.notBefore.description)
            case .revocationList(let list, _):
                writer.member("subject", nil as String?)
                writer.member("issuer", list.issuer.rfc4514)
                writer.member("validFrom", list.thisUpdate.description)
            }
            writer.member("source", item.source)
            writer.array("findings") { list in
                for rule in item.findings {
                    list.object { finding in
                        finding.ruleMembers(rule)
                    }
                }
            }
        }
    }

    mutating func lintSummary(_ summary: LintSummary) {
        object { writer in
            writer.member("schema", "mrtd.store-lint-summary/1")
            writer.member("certificates", summary.certificates)
            writer.member("revocationLists", summary.revocationLists)
            writer.member("clean", summary.clean)
            writer.member("notJudged", summary.notJudged)
            writer.array("rules") { list in
                for rule in ProfileRule.all {
                    list.object { item in
                        item.ruleMembers(rule)
                        item.member("count", summary.counts[rule.id] ?? 0)
                    }
                }
            }
        }
    }

    private mutating func ruleMembers(_ rule: ProfileRule) {
        member("rule", rule.id)
        member("severity", rule.severity.rawValue)
        member("citation", rule.citation)
        member("message", rule.message)
    }
}
