public import CivilTime
public import DocumentPKI
import GRDB

extension StoreDatabase {
    /// Runs one import: what the body hands to the session is in the store when this returns, or nothing of it where it throws.
    ///
    /// The trust of all certificates is made anew in the same transaction. A body that returns false rolls everything back.
    public func importing(
        arguments: String, choices: ImportChoices = ImportChoices(), at time: Timestamp, keys: inout KeyCache,
        _ body: (inout ImportSession, inout KeyCache) -> Bool
    ) throws(DatabaseError) -> ImportResult? {
        var cache = keys
        defer { keys = cache }
        return try translating {
            try queue.writeWithoutTransaction { db in
                var result: ImportResult?
                try db.inTransaction(.immediate) {
                    var session = try ImportSession(db, arguments: arguments, choices: choices, at: time)
                    let isWanted = body(&session, &cache)
                    if let failure = session.failure { throw failure }
                    guard isWanted else { return .rollback }
                    try TrustEvaluation(db).run(keys: &cache)
                    try StoreDatabase.noteChange(db)
                    result = session.result
                    return .commit
                }
                return result
            }
        }
    }
}
