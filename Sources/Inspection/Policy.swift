import Irregularities
public import TravelDocuments

/// What a use of the inspection makes of verdicts: severity and requirement of each check (law 3).
public struct Policy: Sendable {
    /// The weight of one check.
    public struct Rule: Sendable, Hashable {
        public let severity: Severity
        /// The scopes in which the check must be decided for the conclusion to be passed.
        public let requiredIn: Set<Scope>

        public init(_ severity: Severity, requiredIn: Set<Scope> = []) {
            self.severity = severity
            self.requiredIn = requiredIn
        }
    }

    public let name: String
    private let rules: [String: Rule]

    public init(name: String, rules: [String: Rule]) {
        self.name = name
        self.rules = rules
    }

    /// The rule of a check; a check that the policy does not name weighs as an error and is not required.
    public func rule(for check: Check) -> Rule {
        rules[check.name] ?? Rule(.error)
    }

    /// All policies by name.
    public static let all: [Policy] = [.field]

    public static func named(_ name: String) -> Policy? {
        all.first { $0.name == name }
    }

    /// For work in the field: expired documents and certificates, weak algorithms and missing revocation lists are warnings, and
    /// a signer counts as valid if it was so on the day of issue.
    public static let field = Policy(
        name: "field",
        rules: [
            "mrz.check-digits": Rule(.error, requiredIn: [.mrz]),
            "mrz.composite-check-digit": Rule(.error, requiredIn: [.mrz]),
            "mrz.characters": Rule(.warning),
            "security-object.signed-attributes": Rule(.error, requiredIn: [.chip]),
            "security-object.signature": Rule(.error, requiredIn: [.chip]),
            "security-object.data-group-hashes": Rule(.error, requiredIn: [.chip]),
            "security-object.algorithm-strength": Rule(.warning),
            "document-signer.validity-at-issue": Rule(.error, requiredIn: [.chip]),
            "document-signer.validity-at-inspection": Rule(.warning),
            "document-signer.document-type": Rule(.warning),
            "certification-path.trust-anchor": Rule(.error, requiredIn: [.chip]),
            "certification-path.signatures": Rule(.error, requiredIn: [.chip]),
            "certification-path.revocation": Rule(.error),
            "consistency.names": Rule(.warning),
            "consistency.date-of-birth": Rule(.warning),
            "consistency.date-order": Rule(.warning),
            "document.expiry": Rule(.warning),
            "document.specimen": Rule(.information),
            "document.known-deviation": Rule(.warning),
        ].merging(claims) { $1 })

    /// Other software that comes to another result says nothing against the document.
    private static let claims: [String: Rule] = Dictionary(
        uniqueKeysWithValues: CheckRegistry.all.filter { $0.name.hasPrefix("claim.") }.map { ($0.name, Rule(.warning)) })
}
