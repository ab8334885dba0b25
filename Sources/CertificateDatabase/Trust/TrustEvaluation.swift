import CivilTime
import DocumentPKI
import FoundationEssentials
import GRDB
import GRDBSQLite
import Irregularities
import SafeOpenSSL
import SignedStructures

/// Makes the trust of every certificate anew from the owner's decisions and the lists that vouch.
///
/// A master list vouches where its signer is trusted by hand or chains to an anchor that the owner trusts: never by the CSCA that the list
/// itself brings, and never through what another list vouches for; and where the signer was valid when it signed and is not revoked (`ListSignerTrust`).
/// It vouches for the self-signed CSCAs in its signed content.
struct TrustEvaluation {
    private let db: Database

    init(_ db: Database) {
        self.db = db
    }

    func run(keys: inout KeyCache) throws {
        try db.execute(sql: "UPDATE certificate SET trust = 0 WHERE trust <> 0")
        try db.execute(
            sql: """
                UPDATE certificate SET trust = (SELECT decision FROM trust_decision d WHERE d.digest = certificate.digest)
                WHERE digest IN (SELECT digest FROM trust_decision)
                """)
        try withdrawDistrustedKeys()
        try evaluateLists(&keys)
        try evaluateDeviationLists(&keys)
        try db.execute(
            sql: """
                UPDATE certificate SET trust = ? WHERE trust = 0 AND kind = 1 AND id IN (
                    SELECT p.certificate FROM provenance p JOIN source s ON s.id = p.source WHERE s.vouches = 1 AND p.entry IS NOT NULL)
                """, arguments: [TrustColumn.vouched])
    }

    /// Distrusts all CA certificates that have the key of a distrusted certificate, also where that is not in the store any more.
    private func withdrawDistrustedKeys() throws {
        let distrusted = TrustDecision.distrusted.rawValue
        let unread = try Row.fetchAll(
            db,
            sql: """
                SELECT d.digest, e.der FROM trust_decision d JOIN certificate c ON c.digest = d.digest JOIN encoding e ON e.id = c.id
                WHERE d.decision = ? AND d.key IS NULL
                """, arguments: [distrusted])
        for row in unread {
            let (digest, der): (Data, Data) = (row[0], row[1])
            guard let certificate = try? Certificate([UInt8](der)[...]) else { continue }
            try db.execute(
                sql: "UPDATE trust_decision SET key = ? WHERE digest = ?",
                arguments: [Data(certificate.subjectPublicKeyInfo.keyNumber), digest])
        }
        let keys = Set(
            try Data.fetchAll(db, sql: "SELECT key FROM trust_decision WHERE decision = ? AND key IS NOT NULL", arguments: [distrusted]))
        guard !keys.isEmpty else { return }
        let authorities = try Row.fetchCursor(
            db, sql: "SELECT c.id, e.der FROM certificate c JOIN encoding e ON e.id = c.id WHERE c.kind <= 2 AND c.trust <> ?",
            arguments: [distrusted])
        var found: [Int64] = []
        while let row = try authorities.next() {
            let der: Data = row[1]
            guard let certificate = try? Certificate([UInt8](der)[...]) else { continue }
            if keys.contains(Data(certificate.subjectPublicKeyInfo.keyNumber)) { found.append(row[0]) }
        }
        for id in found {
            try db.execute(sql: "UPDATE certificate SET trust = ? WHERE id = ?", arguments: [TrustColumn.distrustedKey, id])
        }
    }

    private func evaluateLists(_ keys: inout KeyCache) throws {
        for (row, list) in try masterLists(&keys) {
            try db.execute(sql: "UPDATE source SET vouches = ?1 WHERE id = ?2 AND vouches <> ?1", arguments: [list.vouches, row])
        }
    }

    /// The master lists of the store in the order of import, and whether each vouches now, or why it does not.
    func masterLists(_ keys: inout KeyCache) throws -> [(row: Int64, standing: MasterListStanding)] {
        guard let connection = unsafe db.sqliteConnection else { throw DatabaseError(.failed) }
        let store = unsafe DatabaseStore(sharing: connection)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT s.id, s.name, s.publisher, s.signed_at, s.signer, e.der, m.source IS NOT NULL FROM source s
                LEFT JOIN certificate c ON c.digest = s.signer LEFT JOIN encoding e ON e.id = c.id LEFT JOIN master_list m ON m.source = s.id
                WHERE s.kind = 'master-list' ORDER BY s.id
                """)
        let lists = try rows.map { row in
            let (id, time, digest, der): (Int64, Int64?, Data?, Data?) = (row[0], row[3], row[4], row[5])
            let signedAt = time.map { Timestamp(secondsSinceEpoch: $0) }
            // A list that an earlier version took must verify by this one's rules as well, where it was kept.
            let fault = try objection(toMasterList: id, store, &keys)
            let distrust = try objection(toSigner: digest, der, signedAt, store, &keys)
            let standing = MasterListStanding(
                name: row[1], publisher: row[2], signedAt: signedAt, isKept: row[6], doesVerify: fault == nil, objection: fault ?? distrust)
            return (id, standing)
        }
        // A search that failed to read the store has found nothing; that must not be taken for distrust.
        if let failure = store.failure { throw failure }
        return lists
    }

    /// Why a master list that was kept does not verify; nil where it does, or was not kept.
    private func objection(toMasterList source: Int64, _ store: DatabaseStore, _ keys: inout KeyCache) throws -> ReasonCode? {
        guard let cms = try Data.fetchOne(db, sql: "SELECT cms FROM master_list WHERE source = ?", arguments: [source]) else { return nil }
        return MasterListProof.objection(to: [UInt8](cms)[...], in: store, keys: &keys)
    }

    /// Deviation and defect lists count where their signer chains to an anchor of the owner, as master lists do.
    ///
    /// When a newer one stands in place of each is kept as well, so that a question about a signer need not compare the lists.
    private func evaluateDeviationLists(_ keys: inout KeyCache) throws {
        for (row, origin) in try deviationLists(&keys) {
            try db.execute(
                sql: "UPDATE signed_list SET country = ?, objection = ?, superseded_at = ?, expires_at = ? WHERE id = ?",
                arguments: [
                    origin.country, origin.objection?.rawValue, origin.supersededAt?.secondsSinceEpoch,
                    origin.expiresAt?.secondsSinceEpoch, row,
                ])
        }
    }

    /// The deviation and defect lists of the store in the order of import, each verified now.
    func deviationLists(_ keys: inout KeyCache) throws -> [(row: Int64, origin: DeviationListOrigin)] {
        guard let connection = unsafe db.sqliteConnection else { throw DatabaseError(.failed) }
        let store = unsafe DatabaseStore(sharing: connection)
        var lists: [(row: Int64, origin: DeviationListOrigin)] = []
        // One list at a time: they are kept for ever, and have hundreds of thousands of numbers.
        for id in try Int64.fetchAll(db, sql: "SELECT id FROM signed_list ORDER BY id") {
            let sql = "SELECT l.kind, l.cms, s.name FROM signed_list l JOIN source s ON s.id = l.source WHERE l.id = ?"
            guard let row = try Row.fetchOne(db, sql: sql, arguments: [id]) else { continue }
            let (word, cms): (String, Data) = (row[0], row[1])
            guard let kind = StoreFileKind(rawValue: word), let list = try? SignedData(contentInfo: [UInt8](cms)[...]) else { continue }
            lists.append((id, DeviationListProof.origin(of: list, name: row[2], kind: kind, in: store, keys: &keys)))
        }
        if let failure = store.failure { throw failure }
        return zip(lists.map(\.row), lists.map(\.origin).markingSuperseded).map { ($0, $1) }
    }

    /// Why the signer of a master list vouches for nothing; nil where it does.
    private func objection(
        toSigner digest: Data?, _ der: Data?, _ signedAt: Timestamp?, _ store: DatabaseStore, _ keys: inout KeyCache
    ) throws -> ReasonCode? {
        guard let digest, let der, let certificate = try? Certificate([UInt8](der)[...]), let identity = try? keys.identity(certificate)
        else {
            return .signerCertificateMissing
        }
        let decision = try Int64.fetchOne(db, sql: "SELECT decision FROM trust_decision WHERE digest = ?", arguments: [digest])
        switch decision.flatMap({ TrustDecision(rawValue: $0) }) {
        case .distrusted: return .distrusted
        case .trustedByHand: return ListSignerTrust.objection(toTimeOf: certificate, of: .masterList, signedAt, in: store, keys: &keys)
        case .trustedAtImport, nil:
            return ListSignerTrust.standing(of: certificate, identity, .masterList, signedAt: signedAt, in: store, keys: &keys).objection
        }
    }
}
