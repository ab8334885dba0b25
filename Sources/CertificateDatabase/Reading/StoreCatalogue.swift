public import CivilTime
public import DocumentPKI
import FoundationEssentials
import GRDB
import Irregularities
import SafeOpenSSL
public import SignedStructures

/// One certificate of the store, as lists show it.
public struct CatalogueEntry: Sendable {
    public let identity: CertificateIdentity
    public let kind: CertificateKind
    public let country: String?
    public let certificate: Certificate
    public let trust: Trust
    /// What the PKD says of its conformity, codes separated by blanks.
    public let conformance: String?
    /// Whether every list that holds it has a newer issue of the same publisher without it, and nothing else brought it.
    public let isOnlyInOlderLists: Bool
}

/// What a list of certificates is narrowed to.
public struct CatalogueFilter: Sendable {
    public var kinds: Set<CertificateKind> = []
    /// Two letters, upper case.
    public var country: String?
    public var onlyTrusted = false
    public var onlyDistrusted = false
    /// The first octets of the digest, in lower hexadecimal.
    public var prefix: String?

    public init() {}

    fileprivate var sql: (condition: String, arguments: StatementArguments) {
        var parts: [String] = ["1"]
        var arguments = StatementArguments()
        if !kinds.isEmpty { parts.append("c.kind IN (" + kinds.map { String($0.rawValue) }.sorted().joined(separator: ",") + ")") }
        if let country {
            parts.append("c.country = ?")
            arguments += [country]
        }
        if onlyTrusted { parts.append("c.trust IN (1, 2, 3)") }
        if onlyDistrusted { parts.append("c.trust IN (8, 9)") }
        if let prefix {
            parts.append("lower(hex(c.digest)) LIKE ?")
            arguments += [prefix.filter(\.isHexDigit).lowercased() + "%"]
        }
        return (parts.joined(separator: " AND "), arguments)
    }
}

/// A file or list that the store was filled from.
public struct CatalogueSource: Sendable {
    public let name: String
    public let kind: StoreFileKind
    /// The country of a list's signer.
    public let publisher: String?
    public let signedAt: Timestamp?
    public let signer: CertificateIdentity?
    /// What the list's own signature proved.
    public let signature: String?
    /// Whether the list vouches for the CSCAs in it.
    public let vouches: Bool
    public let firstSeen: Timestamp
    public let lastSeen: Timestamp
    public let certificates: Int
    /// Whether a CA certificate's key signed the list, as Germany's of 2019, where the standard has a signer of lists.
    public let isSignedByAuthority: Bool
}

/// Where one certificate came from.
public struct Provenance: Sendable {
    public let source: CatalogueSource
    /// The place in the file; nil for a file of its own, and for what a list carries outside its signed content.
    public let entry: Int?
    public let firstSeen: Timestamp
    public let lastSeen: Timestamp
}

/// A line of the log of trust.
public struct TrustLogLine: Sendable {
    public let time: Timestamp
    public let identity: CertificateIdentity
    public let action: String
    public let note: String?
}

extension StoreDatabase {
    /// The master lists of which no newer issue of the same publisher is in the store.
    private static let currentLists = """
        SELECT s.id FROM source s WHERE s.kind = 'master-list' AND NOT EXISTS (
            SELECT 1 FROM source n WHERE n.kind = 'master-list' AND n.publisher IS s.publisher AND n.signed_at > s.signed_at)
        """

    /// Hands on the certificates that a filter lets through, by country, kind and digest; false from the body ends it.
    public func forEachCertificate(_ filter: CatalogueFilter, _ body: (CatalogueEntry) -> Bool) throws(DatabaseError) {
        let (condition, arguments) = filter.sql
        try read { db in
            let older = Set(
                try Int64.fetchAll(
                    db,
                    sql: """
                        SELECT p.certificate FROM provenance p JOIN source s ON s.id = p.source
                        WHERE p.certificate IN (SELECT id FROM certificate WHERE kind <= 2) GROUP BY p.certificate
                        HAVING sum(s.kind <> 'master-list' OR s.id IN (\(StoreDatabase.currentLists))) = 0
                        """))
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT c.id, c.digest, c.kind, c.country, c.trust, c.conformance, e.der FROM certificate c JOIN encoding e ON e.id = c.id
                    WHERE \(condition) ORDER BY c.country, c.kind, c.digest
                    """, arguments: arguments)
            while let row = try rows.next() {
                let der: Data = row[6]
                guard let identity = StoreDatabase.identity(row[1]), let kind = CertificateKind(rawValue: row[2]),
                    let certificate = try? Certificate([UInt8](der)[...])
                else { continue }
                let entry = CatalogueEntry(
                    identity: identity, kind: kind, country: row[3], certificate: certificate, trust: TrustColumn.trust(row[4]),
                    conformance: row[5], isOnlyInOlderLists: older.contains(row[0]))
                if !body(entry) { return }
            }
        }
    }

    static func identity(_ data: Data?) -> CertificateIdentity? {
        data.flatMap { Digest(.sha256, bytes: [UInt8]($0)[...]) }.map { CertificateIdentity($0) }
    }

    /// The sources in the order in which they were first seen; lists and files that hold many.
    public func sources() throws(DatabaseError) -> [CatalogueSource] {
        try read { db in
            try Row.fetchAll(db, sql: StoreDatabase.sourceColumns + " GROUP BY s.id ORDER BY s.id").compactMap { CatalogueSource($0) }
        }
    }

    private static let sourceColumns = """
        SELECT s.name, s.kind, s.publisher, s.signed_at, s.signer, s.signature, s.vouches, a.at, b.at,
            (SELECT count(*) FROM provenance q WHERE q.source = s.id),
            (SELECT k.kind <= 2 FROM certificate k WHERE k.digest = s.signer) FROM source s
        JOIN import a ON a.id = s.first_import JOIN import b ON b.id = s.last_import
        """

    /// Where a certificate came from, in the order of import.
    public func provenance(of identity: CertificateIdentity) throws(DatabaseError) -> [Provenance] {
        try read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT s.name, s.kind, s.publisher, s.signed_at, s.signer, s.signature, s.vouches, a.at, b.at,
                        (SELECT count(*) FROM provenance q WHERE q.source = s.id),
                        (SELECT k.kind <= 2 FROM certificate k WHERE k.digest = s.signer), p.entry, c.at, d.at
                    FROM provenance p JOIN source s ON s.id = p.source JOIN import a ON a.id = s.first_import
                    JOIN import b ON b.id = s.last_import JOIN import c ON c.id = p.first_import JOIN import d ON d.id = p.last_import
                    WHERE p.certificate = (SELECT id FROM certificate WHERE digest = ?) ORDER BY s.id
                    """, arguments: [Data(identity.digest.bytes)])
            return rows.compactMap { row in
                CatalogueSource(row).map {
                    Provenance(
                        source: $0, entry: row[11], firstSeen: Timestamp(secondsSinceEpoch: row[12]),
                        lastSeen: Timestamp(secondsSinceEpoch: row[13]))
                }
            }
        }
    }

    /// The log of trust, oldest line first; of one certificate or of all.
    public func trustLog(of identity: CertificateIdentity? = nil) throws(DatabaseError) -> [TrustLogLine] {
        try read { db in
            let digest = identity.map { Data($0.digest.bytes) }
            return try Row.fetchAll(
                db, sql: "SELECT at, digest, action, note FROM trust_log WHERE ?1 IS NULL OR digest = ?1 ORDER BY id", arguments: [digest]
            ).compactMap { row in
                StoreDatabase.identity(row[1]).map {
                    TrustLogLine(time: Timestamp(secondsSinceEpoch: row[0]), identity: $0, action: row[2], note: row[3])
                }
            }
        }
    }

    /// How many certificates and revocation lists the store holds.
    public func counts() throws(DatabaseError) -> (certificates: Int, revocationLists: Int) {
        try read { db in
            (
                try Int.fetchOne(db, sql: "SELECT count(*) FROM certificate") ?? 0,
                try Int.fetchOne(db, sql: "SELECT count(*) FROM revocation_list") ?? 0
            )
        }
    }

    /// The deviation and defect lists as they were published, newest first.
    public func signedLists() throws(DatabaseError) -> [(kind: StoreFileKind, cms: [UInt8], source: String)] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT l.kind, l.cms, s.name FROM signed_list l JOIN source s ON s.id = l.source ORDER BY l.signed_at DESC, l.id DESC
                    """
            ).compactMap { row in
                let cms: Data = row[1]
                return StoreFileKind(rawValue: row[0]).map { ($0, [UInt8](cms), row[2]) }
            }
        }
    }

    /// The deviation and defect lists in the order of import, and why those that never count do not.
    public func deviationLists() throws(DatabaseError) -> [DeviationListOrigin] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT s.name, l.kind, l.country, l.signed_at, l.objection, l.superseded_at, l.expires_at FROM signed_list l
                    JOIN source s ON s.id = l.source ORDER BY l.id
                    """
            ).compactMap { row in
                let (signedAt, objection, supersededAt, expiresAt): (Int64?, String?, Int64?, Int64?) = (row[3], row[4], row[5], row[6])
                return StoreFileKind(rawValue: row[1]).map {
                    DeviationListOrigin(
                        name: row[0], kind: $0, country: row[2], signedAt: signedAt.map { Timestamp(secondsSinceEpoch: $0) },
                        objection: objection.map { ReasonCode(rawValue: $0) ?? .signerNotTrusted },
                        supersededAt: supersededAt.map { Timestamp(secondsSinceEpoch: $0) },
                        expiresAt: expiresAt.map { Timestamp(secondsSinceEpoch: $0) })
                }
            }
        }
    }

    /// The revocation lists, by country and date, newest first.
    public func revocationLists() throws(DatabaseError) -> [StoredRevocationList] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT r.der, s.name, r.entry FROM revocation_list r JOIN source s ON s.id = r.source
                    ORDER BY r.country, r.this_update DESC, r.id
                    """
            ).compactMap { row in
                let der: Data = row[0]
                guard let list = try? CertificateRevocationList([UInt8](der)[...]) else { return nil }
                return StoredRevocationList(list: list, source: CertificateSource(name: row[1], entry: row[2]))
            }
        }
    }
}

extension CatalogueSource {
    fileprivate init?(_ row: Row) {
        guard let kind = StoreFileKind(rawValue: row[1]) else { return nil }
        let signedAt: Int64? = row[3]
        self.init(
            name: row[0], kind: kind, publisher: row[2], signedAt: signedAt.map { Timestamp(secondsSinceEpoch: $0) },
            signer: StoreDatabase.identity(row[4]), signature: row[5], vouches: row[6],
            firstSeen: Timestamp(secondsSinceEpoch: row[7]), lastSeen: Timestamp(secondsSinceEpoch: row[8]), certificates: row[9],
            isSignedByAuthority: row[10] ?? false)
    }
}
