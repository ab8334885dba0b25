public import SignedStructures

/// One thing that Doc 9303-12, 7.1 asks of certificates or revocation lists.
///
/// A finding says how an issuer's material departs from its profile. It never touches a verdict: inspection systems accept it (Appendix C).
public struct ProfileRule: Sendable {
    public enum Severity: String, Sendable, Hashable, CaseIterable {
        /// The standard says that it must be so.
        case error
        /// The standard says that it should be so.
        case warning
        /// Worth knowing, and allowed.
        case information
    }

    /// What a rule looks at.
    enum Test: Sendable {
        /// Certificates of these roles, and what must hold.
        case certificate(Set<CertificateRole>, @Sendable (ProfiledCertificate) -> Bool)
        case revocationList(@Sendable (ProfiledRevocationList) -> Bool)
    }

    public let id: String
    public let severity: Severity
    public let citation: String
    /// What is wrong where the rule is not met, in one clause.
    public let message: String
    let test: Test

    init(_ id: String, _ severity: Severity, _ citation: String, _ message: String, _ test: Test) {
        self.id = id
        self.severity = severity
        self.citation = citation
        self.message = message
        self.test = test
    }

    /// All rules, in the order of the fields; ids are stable.
    public static let all: [ProfileRule] = fields + names + keys + extensions + extensionValues + bareSigners + revocationLists

    private static let ofCertificates: [CertificateRole: [(ProfileRule, @Sendable (ProfiledCertificate) -> Bool)]] = Dictionary(
        uniqueKeysWithValues: CertificateRole.allCases.map { role in
            let rules = all.compactMap { rule -> (ProfileRule, @Sendable (ProfiledCertificate) -> Bool)? in
                guard case .certificate(let roles, let isMet) = rule.test, roles.contains(role) else { return nil }
                return (rule, isMet)
            }
            return (role, rules)
        })

    /// The rules that a certificate does not meet.
    public static func findings(_ certificate: Certificate, as role: CertificateRole) -> [ProfileRule] {
        let subject = ProfiledCertificate(certificate, role)
        return (ofCertificates[role] ?? []).filter { !$0.1(subject) }.map(\.0)
    }

    /// The rules that a revocation list does not meet.
    public static func findings(_ list: CertificateRevocationList) -> [ProfileRule] {
        let subject = ProfiledRevocationList(list)
        return revocationLists.filter { rule in
            guard case .revocationList(let isMet) = rule.test else { return false }
            return !isMet(subject)
        }
    }

    /// The clause with the tables of fields and extensions.
    static let profile = "ICAO Doc 9303-12, 7.1"
}
