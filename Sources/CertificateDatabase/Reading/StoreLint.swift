public import DocumentPKI
import SafeOpenSSL
public import SignedStructures

/// A certificate or revocation list of a store, and the rules of its profile that it does not meet.
public struct LintedItem: Sendable {
    public enum Subject: Sendable {
        case certificate(Certificate, CertificateIdentity, CertificateRole)
        case revocationList(CertificateRevocationList, CertificateIdentity)
    }

    public let subject: Subject
    public let source: String
    /// In the order of the table.
    public let findings: [ProfileRule]

    /// Two letters in upper case.
    public var country: String? {
        switch subject {
        case .certificate(let certificate, _, _): certificate.country ?? certificate.issuerCountry
        case .revocationList(let list, _): list.country
        }
    }

    public var identity: CertificateIdentity {
        switch subject {
        case .certificate(_, let identity, _), .revocationList(_, let identity): identity
        }
    }

    /// The word for what it is: a role, or `crl`.
    public var word: String {
        switch subject {
        case .certificate(_, _, let role): role.rawValue
        case .revocationList: "crl"
        }
    }
}

/// How many certificates and lists meet their profile.
public struct LintSummary: Sendable {
    public internal(set) var certificates = 0
    public internal(set) var revocationLists = 0
    /// Those without a finding.
    public internal(set) var clean = 0
    /// Certificates of a kind without a profile.
    public internal(set) var notJudged = 0
    /// How many have each finding, by the rule's id.
    public internal(set) var counts: [String: Int] = [:]

    public init() {}

    /// Whether something breaks a rule of severity error.
    public var hasErrors: Bool { ProfileRule.all.contains { $0.severity == .error && counts[$0.id] != nil } }
}

/// Judges what a store holds by the profiles of Doc 9303-12; no verdict depends on it.
public struct StoreLint {
    /// The certificates that are known to have signed master lists.
    private let listSigners: Set<CertificateIdentity>
    private let country: String?
    private let engine = DigestEngine()
    public private(set) var summary = LintSummary()

    init(country: String?, listSigners: Set<CertificateIdentity> = []) {
        self.country = country?.uppercased()
        self.listSigners = listSigners
    }

    mutating func judge(_ certificate: Certificate, _ identity: CertificateIdentity, _ source: String) -> LintedItem? {
        guard country == nil || (certificate.country ?? certificate.issuerCountry) == country else { return nil }
        summary.certificates += 1
        guard let role = CertificateRole(certificate, signsMasterLists: listSigners.contains(identity)) else {
            summary.notJudged += 1
            return nil
        }
        return note(.certificate(certificate, identity, role), source, ProfileRule.findings(certificate, as: role))
    }

    mutating func judge(_ list: CertificateRevocationList, _ source: String) -> LintedItem? {
        guard country == nil || list.country == country, let digest = try? engine.digest(.sha256, of: list.bytes) else { return nil }
        summary.revocationLists += 1
        return note(.revocationList(list, CertificateIdentity(digest)), source, ProfileRule.findings(list))
    }

    private mutating func note(_ subject: LintedItem.Subject, _ source: String, _ findings: [ProfileRule]) -> LintedItem? {
        if findings.isEmpty { summary.clean += 1 }
        for rule in findings { summary.counts[rule.id, default: 0] += 1 }
        return findings.isEmpty ? nil : LintedItem(subject: subject, source: source, findings: findings)
    }

    /// Judges a store that lives in memory; the body gets each item with a finding.
    public static func lint(_ store: InMemoryStore, country: String? = nil, _ body: (LintedItem) -> Void) -> LintSummary {
        var lint = StoreLint(country: country)
        for stored in store.certificates {
            if let item = lint.judge(stored.certificate, stored.identity, stored.sources.first?.name ?? "") { body(item) }
        }
        for stored in store.revocationLists { if let item = lint.judge(stored.list, stored.source.name) { body(item) } }
        return lint.summary
    }
}

extension StoreDatabase {
    /// Judges the whole store, or what it has of a country; the body gets each item with a finding.
    public func lint(country: String? = nil, _ body: (LintedItem) -> Void) throws(DatabaseError) -> LintSummary {
        let signers = Set(try sources().compactMap { $0.kind == .masterList ? $0.signer : nil })
        var lint = StoreLint(country: country, listSigners: signers)
        try rows(
            "SELECT c.digest, e.der, s.name FROM certificate c JOIN encoding e ON e.id = c.id JOIN source s ON s.id = c.first_source "
                + "ORDER BY c.country, c.kind, c.id"
        ) { row in
            guard let certificate = try? Certificate(row.bytes(1)[...]), let digest = Digest(.sha256, bytes: row.bytes(0)[...]),
                let item = lint.judge(certificate, CertificateIdentity(digest), row.text(2))
            else { return }
            body(item)
        }
        for stored in try revocationLists() { if let item = lint.judge(stored.list, stored.source.name) { body(item) } }
        return lint.summary
    }
}
