import DocumentPKI
import DocumentVerification
import Inspection
import Irregularities
import SpecimenIssuing

/// One document, and what one check must find of it.
struct CheckVector: Sendable {
    let check: String
    let name: String
    /// Each finding of the check in order: `verdict`, or `verdict reason`, with `+limit` for each limit.
    let expected: [String]
    let record: @Sendable () throws -> VerificationRecord

    init(_ check: String, _ name: String, _ expected: String..., record: @escaping @Sendable () throws -> VerificationRecord) {
        self.init(check, name, all: expected, record: record)
    }

    init(_ check: String, _ name: String, all expected: [String], record: @escaping @Sendable () throws -> VerificationRecord) {
        self.check = check
        self.name = name
        self.expected = expected
        self.record = record
    }

    static let all =
        zones + files + securityObjects + signers + usages + paths + documents + names + dates + answers + claimedAnswers + claims
        + deviations + listOrigins

    static func vectors(of check: String) -> [CheckVector] { all.filter { $0.check == check } }
}

extension InspectionResult {
    /// The findings of the check at this place of the registry, as the vectors write them.
    func texts(of check: Int) -> [String] {
        findings.filter { Int($0.check) == check }.map { finding in
            ([finding.verdict.rawValue] + [finding.reason?.rawValue].compactMap { $0 } + finding.limits.codes.map { "+" + $0.rawValue })
                .joined(separator: " ")
        }
    }
}

extension CheckVector {
    /// The printed zone of the passport, with one or two texts of it replaced.
    static func printed(_ old: String = "", by new: String = "", _ second: String = "", by other: String = "") -> String {
        var text = Series.passport.plan.zone.lines().joined(separator: "\n") + "\n"
        for (old, new) in [(old, new), (second, other)] where !old.isEmpty { text = text.replacing(old, with: new, maxReplacements: 1) }
        return text
    }

    private static let visa = "V<UTOSOLBERG<<MIRA<ELEA<<<<<<<<<<<<<<<<<<<<<\nU00473K212UTO8705237F3403149<<<<<<<<<<<<<<<<\n"

    private static let digits = "mrz.check-digits"
    private static let composite = "mrz.composite-check-digit"
    private static let characters = "mrz.characters"

    static let zones: [CheckVector] = [
        CheckVector(digits, "right", "passed") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(digits, "signed wrong", "failed check-digit-mismatch") {
            try Laboratory.record(Laboratory.files(.passport, fault: "digit-of-document-number"))
        },
        CheckVector(digits, "only the printed one wrong", "passed", "failed check-digit-mismatch") {
            try Laboratory.record(Laboratory.files(.passport), printed: printed("870523", by: "870524"))
        },
        CheckVector(digits, "a character unread", "undetermined unread-character") {
            try Laboratory.record([], printed: printed("U00473K21", by: "U00?73K21"))
        },
        CheckVector(digits, "no zone", "undetermined no-machine-readable-zone") { try Laboratory.record([], printed: "no zone\n") },
        CheckVector(digits, "no DG1", "undetermined needs-data-group-1") {
            try Laboratory.record(Laboratory.files(.passport).without("EF_DG1.bin"))
        },
        CheckVector(composite, "right", "passed") { try Laboratory.record(Laboratory.files(.td2Card)) },
        CheckVector(composite, "signed wrong", "failed check-digit-mismatch") {
            try Laboratory.record(Laboratory.files(.passport, fault: "composite-digit"))
        },
        CheckVector(composite, "a visa has none", "notApplicable not-applicable") { try Laboratory.record([], printed: visa) },
        CheckVector(characters, "right", "passed") { try Laboratory.record(Laboratory.files(.identityCard)) },
        CheckVector(characters, "a character that no zone has", "failed illegal-character") {
            try Laboratory.record([], printed: printed("SOLBERG", by: "S%LBERG"))
        },
        CheckVector(characters, "a digit in the name is an irregularity of its own", "passed") {
            try Laboratory.record([], printed: printed("SOLBERG", by: "S0LBERG"))
        },
        CheckVector(characters, "a character unread", "undetermined unread-character") {
            try Laboratory.record([], printed: printed("SOLBERG", by: "S?LBERG"))
        },
    ]
}
