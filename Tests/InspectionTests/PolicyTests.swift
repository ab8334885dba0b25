import DocumentPKI
import DocumentVerification
import Inspection
import SpecimenIssuing
import Testing
import TravelDocuments

/// The policy `field` as the contract has it, and the conclusion that it draws.
@Suite struct PolicyTests {
    /// Severity and, where the check must be decided for a chip or a bare zone, the scope; in registry order.
    private static let field: [(id: String, severity: Severity, requiredIn: Set<Scope>)] = [
        ("mrz.check-digits", .error, [.mrz]),
        ("mrz.composite-check-digit", .error, [.mrz]),
        ("mrz.characters", .warning, []),
        ("lds.file-syntax", .error, []),
        ("lds.files-agree", .error, []),
        ("security-object.signed-attributes", .error, [.chip]),
        ("security-object.signature", .error, [.chip]),
        ("security-object.data-group-hashes", .error, [.chip]),
        ("security-object.algorithm-strength", .warning, []),
        ("document-signer.validity-at-issue", .error, [.chip]),
        ("document-signer.validity-at-inspection", .warning, []),
        ("document-signer.key-usage", .error, []),
        ("document-signer.document-type", .warning, []),
        ("certification-path.trust-anchor", .error, [.chip]),
        ("certification-path.signatures", .error, [.chip]),
        ("certification-path.revocation", .error, []),
        ("chip.active-authentication", .error, []),
        ("consistency.issuing-state", .error, []),
        ("consistency.mrz-agrees-with-data-group-1", .error, []),
        ("consistency.names", .warning, []),
        ("consistency.date-of-birth", .warning, []),
        ("consistency.date-order", .warning, []),
        ("document.expiry", .warning, []),
        ("document.specimen", .information, []),
        ("document.known-deviation", .warning, []),
        ("document.key-compromise", .error, []),
        ("claim.passive-authentication", .warning, []),
        ("claim.signed-attributes", .warning, []),
        ("claim.signature", .warning, []),
        ("claim.signer-certificate", .warning, []),
        ("claim.revocation", .warning, []),
        ("claim.data-group-hashes", .warning, []),
        ("claim.file-lists", .warning, []),
        ("claim.active-authentication", .warning, []),
        ("claim.check-digits", .warning, []),
        ("claim.expiry", .warning, []),
    ]

    @Test func fieldIsWhatTheContractSays() {
        #expect(PolicyTests.field.map(\.id) == CheckRegistry.all.map(\.name))
        for (row, check) in zip(PolicyTests.field, CheckRegistry.all) {
            let rule = Policy.field.rule(for: check)
            #expect(rule.severity == row.severity && rule.requiredIn == row.requiredIn, "\(row.id)")
        }
        #expect(Policy.named("field")?.name == "field" && Policy.named("no policy") == nil)
    }

    /// What one check's verdict makes of a document whose other checks all passed.
    private func conclusion(_ verdict: Verdict, of index: Int, on record: VerificationRecord) -> Conclusion {
        let checks = CheckRegistry.all.enumerated().map { place, check in
            place == index ? PolicyTests.fixed(check, verdict) : PolicyTests.fixed(check, .passed)
        }
        var inspector = Inspector(policy: .field, checks: checks)
        return inspector.inspect(record).conclusion
    }

    private static func fixed(_ check: Check, _ verdict: Verdict) -> Check {
        Check(check.id, check.title, check.citation) { _, collector in collector.add(verdict) }
    }

    /// The contract: failed if an error failed; else undetermined if a required check is undecided; else passed.
    @Test(arguments: [Scope.chip, .mrz]) func everyVerdictOfEveryCheckLeadsWhereTheContractSays(_ scope: Scope) throws {
        let files = scope == .chip ? try Laboratory.files(.passport) : []
        let record = try Laboratory.record(files, printed: scope == .mrz ? CheckVector.printed() : nil)
        #expect(record.document.scope == [scope])
        for (index, row) in PolicyTests.field.enumerated() {
            for verdict in Verdict.allCases {
                let expected: Conclusion =
                    switch verdict {
                    case .failed: row.severity == .error ? .failed : .passed
                    case .undetermined, .notPerformed: row.requiredIn.contains(scope) ? .undetermined : .passed
                    case .passed, .notApplicable: .passed
                    }
                #expect(conclusion(verdict, of: index, on: record) == expected, "\(row.id) \(verdict)")
            }
        }
    }

    @Test func aFailureOutweighsWhatIsUndetermined() throws {
        var inspector = Inspector()
        let record = try Laboratory.record(Laboratory.files(.passport, fault: "byte-of-dg2"), store: .empty)
        let result = inspector.inspect(record)
        #expect(result.findings.contains { $0.verdict == .undetermined } && result.conclusion == .failed)
        #expect(inspector.inspect(try Laboratory.record(Laboratory.files(.passport), store: .empty)).conclusion == .undetermined)
    }

    @Test func aTextWithoutAZoneIsUndetermined() throws {
        var inspector = Inspector()
        #expect(inspector.inspect(try Laboratory.record([], printed: "no zone\n")).conclusion == .undetermined)
        #expect(inspector.inspect(try Laboratory.record([], printed: CheckVector.printed())).conclusion == .passed)
        let wrong = CheckVector.printed("870523", by: "870524")
        #expect(inspector.inspect(try Laboratory.record([], printed: wrong)).conclusion == .failed)
    }

    private static let faults = DocumentFault.all.filter { $0.applies(to: Series.passport.plan) }.map(\.name)

    /// Same document, store and time: the same findings, from a new inspector and from one that has judged another document before.
    @Test(arguments: faults) func findingsAreDeterministic(_ fault: String) throws {
        let files = try Laboratory.files(.passport, fault: fault)
        var used = Inspector()
        _ = used.inspect(try Laboratory.record(Laboratory.files(.identityCard)))
        var fresh = Inspector()
        let first = fresh.inspect(try Laboratory.record(files)).findings
        #expect(first == used.inspect(try Laboratory.record(files)).findings)
        #expect(first.map(\.check) == first.map(\.check).sorted())
        #expect(Set(first.map(\.check)).count == CheckRegistry.all.count)
    }
}
