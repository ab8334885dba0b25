import FoundationEssentials
import GRDB
import GRDBSQLite
import SignedStructures

/// A certificate store in one SQLite file: certificates with where they came from and why they are trusted, revocation lists, signed lists.
///
/// Readers work while a writer imports (write-ahead log); a change is one transaction and on the disk when it is reported. For a path search
/// there is `DatabaseStore`, which only reads and is opened in the time of a few system calls.
public final class StoreDatabase: Sendable {
    public let path: String
    let queue: DatabaseQueue

    private init(_ path: String, _ queue: DatabaseQueue) {
        self.path = path
        self.queue = queue
    }

    /// Makes an empty store where nothing is.
    ///
    /// It is made in a folder of its own beside its place and put there whole, so that nobody finds one that is half made: of two programs that
    /// make one at a time the second is told that it exists.
    public static func create(at path: String) throws(DatabaseError) -> StoreDatabase {
        guard !Files.exist(path) else { throw DatabaseError(.exists) }
        let folder = try Files.makeFolder(beside: path)
        let part = folder + "/store"
        defer {
            Files.remove([part, part + "-wal", part + "-shm", part + "-journal"])
            Files.removeFolder(folder)
        }
        do throws(DatabaseError) {
            let made = try make(part)
            try translating { try made.queue.close() }
        } catch {
            throw error.kind == .cannotOpen ? DatabaseError(.cannotWrite, code: error.code) : error
        }
        guard try Files.put(part, at: path) else { throw DatabaseError(.exists) }
        return try make(path)
    }

    /// Opens a store to change it, and brings an older one to this version's form.
    public static func open(_ path: String) throws(DatabaseError) -> StoreDatabase {
        guard Files.exist(path) else { throw DatabaseError(.cannotOpen) }
        // A database of something else is not touched; with a log beside it, the header alone does not tell.
        let header = Files.head(path)
        guard header.isEmpty || isStore(header[...]) || isDatabase(header[...]) && Files.exist(path + "-wal") else {
            throw DatabaseError(.notAStore)
        }
        return try make(path)
    }

    /// Opens a store to read it; nothing is changed on the disk.
    ///
    /// An older store is read through a copy in memory that was brought to this version's form; the next command that changes it does so for good.
    public static func openReading(_ path: String) throws(DatabaseError) -> StoreDatabase {
        guard Files.exist(path) else { throw DatabaseError(.cannotOpen) }
        guard isDatabase(Files.head(path)[...]) else { throw DatabaseError(.notAStore) }
        do throws(DatabaseError) {
            return try openReading(path, as: path)
        } catch {
            guard let immutable = ReadConnection.immutable(path, after: error) else { throw error }
            return try openReading(path, as: immutable)
        }
    }

    private static func openReading(_ path: String, as name: String) throws(DatabaseError) -> StoreDatabase {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        return try translating {
            let queue = try DatabaseQueue(path: name, configuration: configuration)
            guard try queue.read(isOwn) else { throw DatabaseError(.notAStore) }
            let version = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } ?? 0
            guard version <= Schema.version else { throw DatabaseError(.newerVersion) }
            return StoreDatabase(path, version == Schema.version ? queue : try migratedCopy(of: queue))
        }
    }

    private static func migratedCopy(of queue: DatabaseQueue) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        let copy = try DatabaseQueue(configuration: configuration)
        try queue.backup(to: copy)
        try Schema.migrator.migrate(copy)
        return copy
    }

    private static func make(_ path: String) throws(DatabaseError) -> StoreDatabase {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(10)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            // What was reported as imported is on the disk, also after a loss of power.
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        return try translating {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            guard try queue.read(isOwn) else { throw DatabaseError(.notAStore) }
            let migrator = Schema.migrator
            guard try !queue.read({ try migrator.hasBeenSuperseded($0) }) else { throw DatabaseError(.newerVersion) }
            do { try migrator.migrate(queue) } catch {
                // Another program may have brought it to this form at the same time.
                guard try queue.read(migrator.hasCompletedMigrations) else { throw error }
            }
            let database = StoreDatabase(path, queue)
            try database.refoldNames()
            return database
        }
    }

    /// Whether a database is a store, or empty as one whose making was interrupted.
    private static func isOwn(_ db: Database) throws -> Bool {
        let identifier = try Int.fetchOne(db, sql: "PRAGMA application_id")
        if identifier == Schema.applicationIdentifier { return true }
        return try identifier == 0 && Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
    }

    /// The marks that SQLite's header has at its beginning and at 68 (application id).
    public static func isStore(_ head: ArraySlice<UInt8>) -> Bool {
        let identifier = (0..<4).map { UInt8(truncatingIfNeeded: Schema.applicationIdentifier >> (24 - 8 * $0)) }
        return isDatabase(head) && head.dropFirst(68).starts(with: identifier)
    }

    /// Whether a file is an SQLite database, by its first octets.
    public static func isDatabase(atPath path: String) -> Bool { isDatabase(Files.head(path)[...]) }

    /// Whether a file begins as every SQLite database does.
    public static func isDatabase(_ head: ArraySlice<UInt8>) -> Bool {
        head.starts(with: Array("SQLite format 3".utf8) + [0])
    }

    // MARK: Transactions

    /// Runs a change in one transaction: all of it or, where the body throws, nothing.
    func write<Value>(_ body: (Database) throws -> Value) throws(DatabaseError) -> Value {
        try translating {
            try queue.writeWithoutTransaction { db in
                var value: Value?
                try db.inTransaction(.immediate) {
                    value = try body(db)
                    try StoreDatabase.noteChange(db)
                    return .commit
                }
                guard let value else { throw DatabaseError(.failed) }
                return value
            }
        }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(DatabaseError) -> Value {
        try translating { try queue.read(body) }
    }

    /// Ends each transaction that changes a store: notes how many rows there are, and changes page 1, by which a `RestingFile` sees the change.
    static func noteChange(_ db: Database) throws {
        for count in NotedCount.allCases {
            try db.execute(
                sql: "INSERT OR REPLACE INTO setting SELECT ?, CAST(count(*) AS TEXT) FROM \(count.table)", arguments: [count.rawValue])
        }
        try db.execute(sql: "PRAGMA user_version = \(Schema.version)")
    }

    /// Folds the subjects of CA certificates anew where another version of the folding made them.
    private func refoldNames() throws {
        try queue.write { db in
            let version = String(FoldedName.version)
            guard try String.fetchOne(db, sql: "SELECT value FROM setting WHERE name = 'name-folding'") != version else { return }
            let rows = try Row.fetchCursor(db, sql: "SELECT id, der FROM encoding JOIN certificate USING (id) WHERE kind <= 2")
            var folded: [(Int64, Data)] = []
            while let row = try rows.next() {
                let bytes: Data = row[1]
                if let certificate = try? Certificate([UInt8](bytes)[...]) {
                    folded.append((row[0], Data(certificate.subject.folded.bytes)))
                }
            }
            for (id, subject) in folded {
                try db.execute(sql: "UPDATE certificate SET subject = ? WHERE id = ?", arguments: [subject, id])
            }
            try db.execute(sql: "INSERT OR REPLACE INTO setting VALUES ('name-folding', ?)", arguments: [version])
            try StoreDatabase.noteChange(db)
        }
    }
}

/// Runs a body and makes one kind of error of all that it throws.
func translating<Value>(_ body: () throws -> Value) throws(DatabaseError) -> Value {
    do {
        return try body()
    } catch let error as DatabaseError {
        throw error
    } catch let error as GRDB.DatabaseError {
        throw DatabaseError(sqlite: error.extendedResultCode.rawValue)
    } catch {
        throw DatabaseError(.failed)
    }
}
