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
/// itself brings, and never through what another list vouches for; and where the signer was valid when it signed and is not revoked (`ListSigner`).
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
        guard let connection = unsafe db.sqliteConnection else { throw DatabaseError(.failed) }
        let store = unsafe DatabaseStore(sharing: connection)
        let lists = try Row.fetchAll(
            db,
            sql: """
                SELECT s.id, s.signer, e.der, s.signed_at FROM source s LEFT JOIN certificate c ON c.digest = s.signer LEFT JOIN encoding e ON e.id = c.id
                WHERE s.kind = 'master-list'
                """)
        for row in lists {
            let id: Int64 = row[0]
            let digest: Data? = row[1]
            let der: Data? = row[2]
            let signedAt = (row[3] as Int64?).map { Timestamp(secondsSinceEpoch: $0) }
            let doesVouch = try digest.map { try isTrusted(signer: $0, der, signedAt, store, &keys) } ?? false
            try db.execute(sql: "UPDATE source SET vouches = ? WHERE id = ? AND vouches <> ?", arguments: [doesVouch, id, doesVouch])
        }
        // A search that failed to read the store has found nothing; that must not be taken for distrust.
        if let failure = store.failure { throw failure }
    }

    /// Deviation and defect lists count where their signer chains to an anchor of the owner, as master lists do.
    ///
    /// When a newer one stands in place of each is kept as well, so that a question about a signer need not compare the lists.
    private func evaluateDeviationLists(_ keys: inout KeyCache) throws {
        guard let connection = unsafe db.sqliteConnection else { throw DatabaseError(.failed) }
        let store = unsafe DatabaseStore(sharing: connection)
        var lists: [(row: Int64, origin: DeviationListOrigin)] = []
        // One list at a time: they are kept for ever, and have hundreds of thousands of numbers.
        for id in try Int64.fetchAll(db, sql: "SELECT id FROM signed_list") {
            guard let row = try Row.fetchOne(db, sql: "SELECT kind, cms FROM signed_list WHERE id = ?", arguments: [id]) else { continue }
            let (word, cms): (String, Data) = (row[0], row[1])
            guard let kind = StoreFileKind(rawValue: word), let list = try? SignedData(contentInfo: [UInt8](cms)[...]) else { continue }
            lists.append((id, DeviationListProof.origin(of: list, name: "", kind: kind, in: store, keys: &keys)))
        }
        if let failure = store.failure { throw failure }
        for (row, origin) in zip(lists.map(\.row), lists.map(\.origin).markingSuperseded) {
            try db.execute(
                sql: "UPDATE signed_list SET country = ?, objection = ?, superseded_at = ?, expires_at = ? WHERE id = ?",
                arguments: [
                    origin.country, origin.objection?.rawValue, origin.supersededAt?.secondsSinceEpoch,
                    origin.expiresAt?.secondsSinceEpoch, row,
                ])
        }
    }

    /// Whether a signer may vouch by a master list that it signed at a time; a list that does not say when vouches for nobody.
    private func isTrusted(
        signer digest: Data, _ der: Data?, _ signedAt: Timestamp?, _ store: DatabaseStore, _ keys: inout KeyCache
    ) throws -> Bool {
        let decision = try Int64.fetchOne(db, sql: "SELECT decision FROM trust_decision WHERE digest = ?", arguments: [digest])
        let word = decision.flatMap { TrustDecision(rawValue: $0) }
        guard word != .distrusted, let signedAt, let der, let certificate = try? Certificate([UInt8](der)[...]),
            let identity = try? keys.identity(certificate)
        else { return false }
        if ListSigner.objection(certificate, .masterList, signedAt: signedAt, in: store, keys: &keys) != nil { return false }
        if word == .trustedByHand { return true }
        guard certificate.maySign(.masterList) else { return false }
        var search = PathSearch(in: store)
        return search.anchor(ofListSigner: certificate, identity: identity, keys: &keys) != nil
    }
}
