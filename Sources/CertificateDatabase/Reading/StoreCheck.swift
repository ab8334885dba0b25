public import CivilTime
public import DocumentPKI
import GRDB
public import Irregularities
import SafeOpenSSL
import SignedStructures

/// What the certificates of one country, or of all, came to in a check.
public struct CheckTally: Sendable {
    public var authorities = 0
    /// Self-signed CSCAs that are expired at the time of the check.
    public var expired = 0
    /// Self-signed CSCAs that are anchors.
    public var anchors = 0
    public var links = 0
    /// Link certificates that a key of the store verifies.
    public var chainedLinks = 0
    public var signers = 0
    /// Signers that a key of the store verifies.
    public var chained = 0
    /// Signers that chain to an anchor.
    public var anchored = 0
    public var revoked = 0
    /// Why signers do not chain, and how many of each.
    public var reasons: [ReasonCode: Int] = [:]
    public var listSigners = 0
    public var revocationLists = 0
    public var stale = 0
    /// Revocation lists that no key of the store verifies.
    public var unverifiedLists = 0
    /// When the newest verified revocation list was made.
    public var newestList: Timestamp?

    public var unchained: Int { signers - chained }
}

/// A certificate or revocation list that no key of the store verifies.
public struct CheckProblem: Sendable {
    /// What it is: a kind of certificate, or nil for a revocation list.
    public let kind: CertificateKind?
    /// Nil for a revocation list.
    public let identity: CertificateIdentity?
    public let country: String?
    public let source: String?
    public let reason: ReasonCode
}

/// A master list of a store, and whether it verifies and vouches by the rules of this version.
public struct MasterListStanding: Sendable {
    public let name: String
    public let publisher: String?
    public let signedAt: Timestamp?
    /// Whether the store has its octets; a list that an earlier version took has none until it is imported again.
    public let isKept: Bool
    /// Whether its own signature verifies; taken for granted where it was not kept, as it was verified when it was taken.
    public let doesVerify: Bool
    /// Why it does not verify or does not vouch.
    public let objection: ReasonCode?

    /// Whether it makes the CSCAs in its signed content anchors.
    public var vouches: Bool { objection == nil }
}

/// What a check of a whole store brought: what chains and what does not, why, by country.
public struct StoreCheckResult: Sendable {
    public internal(set) var total = CheckTally()
    /// By country, two letters in upper case; `??` for certificates that name none.
    public internal(set) var countries: [String: CheckTally] = [:]
    /// The master lists; none of a store that lives in memory, where they were verified when they were read.
    public internal(set) var masterLists: [MasterListStanding] = []
    /// The deviation and defect lists, and why those that count for nothing do not.
    public internal(set) var deviationLists: [DeviationListOrigin] = []
    /// The first certificates and lists that do not chain, no more than `problemLimit`.
    public internal(set) var problems: [CheckProblem] = []
    public static let problemLimit = 10_000
    /// How many signatures were verified, those of kept proofs counted once.
    public internal(set) var signatures = 0
}

/// A check of every certificate and revocation list of a store, by the same path search that documents go through.
public struct StoreCheck {
    private var keys: KeyCache
    private let time: Timestamp
    private let store: InMemoryStore
    private var result = StoreCheckResult()
    private var revoked = RevokedNumbers()

    init(_ authorities: [StoredCertificate], keys: KeyCache, at time: Timestamp) {
        store = InMemoryStore(certificates: authorities, revocationLists: [])
        self.keys = keys
        self.time = time
    }

    private mutating func count(_ country: String?, _ change: (inout CheckTally) -> Void) {
        change(&result.total)
        change(&result.countries[country ?? "??", default: CheckTally()])
    }

    // MARK: Authorities and lists

    mutating func checkAuthorities() {
        for stored in store.certificates {
            let certificate = stored.certificate
            var search = PathSearch(in: store)
            if CertificateKind(certificate, keys: &keys) == .countrySigningCA {
                let isAnchor = search.isAnchor(stored, keys: &keys)
                let isExpired = certificate.validity.notAfter < time
                count(certificate.country) { tally in
                    tally.authorities += 1
                    if isExpired { tally.expired += 1 }
                    if isAnchor { tally.anchors += 1 }
                }
            } else {
                let path = search.path(of: certificate, identity: stored.identity, keys: &keys)
                count(certificate.country) { tally in
                    tally.links += 1
                    if path.path.count > 1 { tally.chainedLinks += 1 }
                }
                if path.path.count == 1 {
                    note(.link, stored.identity, certificate.country, stored.sources.first?.name, StoreCheck.reason(path))
                }
            }
        }
    }

    mutating func check(_ lists: [StoredRevocationList]) {
        for stored in lists {
            let list = stored.list
            let (proof, _) = RevocationSearch(in: store).signature(of: list, keys: &keys)
            let isStale = (list.nextUpdate ?? list.thisUpdate) < time
            if proof.isValid, let country = list.country { revoked.add(list, country, at: time) }
            count(list.country) { tally in
                tally.revocationLists += 1
                if isStale { tally.stale += 1 }
                if proof.isValid {
                    tally.newestList = max(tally.newestList ?? list.thisUpdate, list.thisUpdate)
                } else {
                    tally.unverifiedLists += 1
                }
            }
            switch proof {
            case .valid, .validWithDeviation: break
            case .invalid: note(nil, nil, list.country, stored.source.name, .signatureInvalid)
            case .unsupported(let code): note(nil, nil, list.country, stored.source.name, code)
            }
        }
    }

    // MARK: Signers

    mutating func check(_ certificate: Certificate, _ identity: CertificateIdentity, _ country: String?) {
        var search = PathSearch(in: store)
        let path = search.path(of: certificate, identity: identity, keys: &keys)
        result.signatures += path.candidates.count
        let isRevoked = revoked.contain(certificate, by: RevocationSearch(in: store))
        let isChained = path.path.count > 1
        let reason = isChained ? nil : StoreCheck.reason(path)
        count(country) { tally in
            tally.signers += 1
            if isChained { tally.chained += 1 }
            if path.outcome == .anchored { tally.anchored += 1 }
            if isRevoked { tally.revoked += 1 }
            if let reason { tally.reasons[reason, default: 0] += 1 }
        }
        if let reason { note(.documentSigner, identity, country, nil, reason) }
    }

    private mutating func note(
        _ kind: CertificateKind?, _ identity: CertificateIdentity?, _ country: String?, _ source: String?, _ reason: ReasonCode
    ) {
        guard result.problems.count < StoreCheckResult.problemLimit else { return }
        result.problems.append(CheckProblem(kind: kind, identity: identity, country: country, source: source, reason: reason))
    }

    /// Why no key verifies a signer, by the words of the check `certification-path.signatures`.
    private static func reason(_ path: PathSearchResult) -> ReasonCode {
        if path.outcome == .boundReached { return path.bound ?? .signatureBudget }
        if path.candidates.contains(where: { $0.origin == .keyIdentifier && $0.proof == .invalid }) { return .signatureInvalid }
        if case .unsupported(let code)? = path.candidates.first?.proof { return code }
        return path.candidates.isEmpty ? .noAnchor : .issuerKeyUnknown
    }

    mutating func countListSigner(_ country: String?) {
        count(country) { $0.listSigners += 1 }
    }

    var finished: StoreCheckResult { result }

    /// Checks a store that lives in memory.
    public static func check(_ store: InMemoryStore, at time: Timestamp) -> StoreCheckResult {
        var check = StoreCheck(store.certificates.filter(\.certificate.isAuthority), keys: KeyCache(), at: time)
        check.checkAuthorities()
        check.check(store.revocationLists)
        for stored in store.certificates where !stored.certificate.isAuthority {
            let certificate = stored.certificate
            let country = certificate.country ?? certificate.issuerCountry
            if CertificateKind(certificate, keys: &check.keys) == .listSigner {
                check.countListSigner(country)
            } else {
                check.check(certificate, stored.identity, country)
            }
        }
        check.result.deviationLists = store.deviationLists.standing(at: time)
        return check.finished
    }
}

/// The serial numbers that verified revocation lists name, by country, each with the lists.
private struct RevokedNumbers {
    private var lists: [CertificateRevocationList] = []
    private var numbers: [String: [ArraySlice<UInt8>: [Int]]] = [:]

    /// Adds the entries that are in force; the bytes stay those of the list.
    mutating func add(_ list: CertificateRevocationList, _ country: String, at time: Timestamp) {
        for entry in list.revokedEntries where (entry.date ?? time) <= time {
            numbers[country, default: [:]][entry.serialNumber, default: []].append(lists.count)
        }
        lists.append(list)
    }

    /// Whether a list of the certificate's issuer names it: states number the certificates of each CSCA anew.
    func contain(_ certificate: Certificate, by search: RevocationSearch) -> Bool {
        guard !numbers.isEmpty, let country = certificate.issuerCountry, let found = numbers[country]?[certificate.serialNumber] else {
            return false
        }
        return found.contains { search.isOfIssuer(lists[$0], certificate) }
    }
}

extension StoreDatabase {
    /// Checks the whole store at a time.
    public func check(at time: Timestamp) throws(DatabaseError) -> StoreCheckResult {
        var check = StoreCheck(try authorities(), keys: KeyCache(), at: time)
        check.checkAuthorities()
        check.check(try revocationLists())
        try forEachSigner { certificate, identity, kind, country in
            if kind == .documentSigner { check.check(certificate, identity, country) } else { check.countListSigner(country) }
        }
        var result = check.finished
        var keys = KeyCache()
        (result.masterLists, result.deviationLists) = try read { db in
            let evaluation = TrustEvaluation(db)
            return (
                try evaluation.masterLists(&keys).map(\.standing), try evaluation.deviationLists(&keys).map(\.origin).standing(at: time)
            )
        }
        return result
    }

    /// All of the store, in memory.
    public func inMemoryStore() throws(DatabaseError) -> InMemoryStore {
        InMemoryStore(certificates: try certificates("1"), revocationLists: try revocationLists())
    }

    /// All CA certificates, in memory: the largest stores have a thousand.
    func authorities() throws(DatabaseError) -> [StoredCertificate] { try certificates("c.kind <= 2") }

    private func certificates(_ condition: String) throws(DatabaseError) -> [StoredCertificate] {
        var found: [StoredCertificate] = []
        try rows(
            "SELECT c.digest, c.trust, e.der, s.name, c.first_entry FROM certificate c JOIN encoding e ON e.id = c.id "
                + "JOIN source s ON s.id = c.first_source WHERE \(condition) ORDER BY c.id"
        ) { row in
            guard let certificate = try? Certificate(row.bytes(2)[...]), let digest = Digest(.sha256, bytes: row.bytes(0)[...]) else {
                return
            }
            let source = CertificateSource(name: row.text(3), entry: row.isNull(4) ? nil : Int(row.integer(4)))
            found.append(
                StoredCertificate(
                    certificate: certificate, identity: CertificateIdentity(digest), sources: [source],
                    trust: TrustColumn.trust(row.integer(1))))
        }
        return found
    }

    private func forEachSigner(
        _ body: (Certificate, CertificateIdentity, CertificateKind, String?) -> Void
    ) throws(DatabaseError) {
        try rows(
            "SELECT c.digest, c.kind, c.country, e.der FROM certificate c JOIN encoding e ON e.id = c.id WHERE c.kind > 2 ORDER BY c.id"
        ) { row in
            guard let digest = Digest(.sha256, bytes: row.bytes(0)[...]), let kind = CertificateKind(rawValue: Int(row.integer(1))),
                let certificate = try? Certificate(row.bytes(3)[...])
            else { return }
            body(certificate, CertificateIdentity(digest), kind, row.isNull(2) ? nil : row.text(2))
        }
    }

    /// Runs a statement that only reads, row by row.
    func rows(_ sql: String, _ body: (PreparedStatement) -> Void) throws(DatabaseError) {
        try read { db in
            guard let connection = unsafe db.sqliteConnection else { throw DatabaseError(.failed) }
            let statement = try unsafe PreparedStatement(sql, in: connection)
            while try statement.step() { body(statement) }
        }
    }
}
