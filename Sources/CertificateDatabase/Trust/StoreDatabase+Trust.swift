public import CivilTime
public import DocumentPKI
import FoundationEssentials
import GRDB
import SafeOpenSSL

extension StoreDatabase {
    /// Trusts a certificate by hand; one that the store does not hold yet is trusted when it comes.
    public func trust(_ identity: CertificateIdentity, note: String?, at time: Timestamp) throws(DatabaseError) {
        try change { (book: TrustBook) throws(DatabaseError) in
            try book.decide(.trustedByHand, digest: identity.digest.bytes, note: note, at: time)
        }
    }

    /// Withdraws trust for good, whatever lists say of the certificate.
    public func distrust(_ identity: CertificateIdentity, note: String?, at time: Timestamp) throws(DatabaseError) {
        try change { (book: TrustBook) throws(DatabaseError) in
            try book.decide(.distrusted, digest: identity.digest.bytes, note: note, at: time)
        }
    }

    /// Takes back what was decided of a certificate by hand or at an import.
    public func forgetDecision(_ identity: CertificateIdentity, note: String?, at time: Timestamp) throws(DatabaseError) {
        try change { (book: TrustBook) throws(DatabaseError) in
            try book.forget(digest: identity.digest.bytes, note: note, at: time)
        }
    }

    private func change(_ body: (TrustBook) throws(DatabaseError) -> Void) throws(DatabaseError) {
        try write { db in
            guard let connection = unsafe db.sqliteConnection else { throw DatabaseError(.failed) }
            try body(unsafe TrustBook(connection))
            var keys = KeyCache()
            try TrustEvaluation(db).run(keys: &keys)
        }
    }

    /// Removes a certificate and what is known of where it came from; the decision on it and the log stay.
    ///
    /// Returns whether it was there.
    public func remove(_ identity: CertificateIdentity, note: String?, at time: Timestamp) throws(DatabaseError) -> Bool {
        try write { db in
            guard let connection = unsafe db.sqliteConnection else { throw DatabaseError(.failed) }
            try db.execute(sql: "DELETE FROM certificate WHERE digest = ?", arguments: [Data(identity.digest.bytes)])
            guard db.changesCount > 0 else { return false }
            try unsafe TrustBook(connection).write("remove", identity.digest.bytes, note, time)
            var keys = KeyCache()
            try TrustEvaluation(db).run(keys: &keys)
            return true
        }
    }
}
