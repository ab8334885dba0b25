import GRDB
import GRDBSQLite

/// A connection that only reads, opened in the time of a few system calls; to a store of an older form, a copy in memory.
@safe
final class ReadConnection {
    let pointer: OpaquePointer

    init(_ path: String) throws(DatabaseError) {
        let made: OpaquePointer?
        do throws(DatabaseError) {
            unsafe made = unsafe try ReadConnection.open(path, flags: SQLITE_OPEN_READONLY)
        } catch {
            guard let immutable = ReadConnection.immutable(path, after: error) else { throw error }
            unsafe made = unsafe try ReadConnection.open(immutable, flags: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI)
        }
        if let made = unsafe made { unsafe pointer = unsafe made } else { unsafe pointer = unsafe try ReadConnection.copy(of: path) }
    }

    /// The name under which a store opens on a medium that cannot be written, where there is no place for the index of the log; nil where
    /// the error is another one, or where a log stands beside the store, without which it would not be the whole.
    static func immutable(_ path: String, after error: DatabaseError) -> String? {
        guard error.kind == .cannotOpen || error.kind == .cannotWrite, Files.isEmpty(path + "-wal") else { return nil }
        return "file:" + escaped(path) + "?immutable=1"
    }

    deinit {
        unsafe sqlite3_close_v2(pointer)
    }

    /// Opens the file and proves by its version that it is a store of this program; nil where its form is an older one.
    private static func open(_ path: String, flags: Int32) throws(DatabaseError) -> OpaquePointer? {
        var made: OpaquePointer?
        // The lock of the store's owner guards the connection, so SQLite needs none of its own.
        let status = unsafe sqlite3_open_v2(path, &made, flags | SQLITE_OPEN_NOMUTEX, nil)
        guard let pointer = unsafe made else { throw DatabaseError(sqlite: status) }
        do throws(DatabaseError) {
            guard status == SQLITE_OK else { throw DatabaseError(sqlite: status) }
            unsafe sqlite3_busy_timeout(pointer, 10_000)
            let identifier = try number(unsafe PreparedStatement("PRAGMA application_id", in: pointer))
            guard identifier == Int64(Schema.applicationIdentifier) else { throw DatabaseError(.notAStore) }
            let version = try number(unsafe PreparedStatement("PRAGMA user_version", in: pointer))
            guard version <= Int64(Schema.version) else { throw DatabaseError(.newerVersion) }
            if version == Int64(Schema.version) { return unsafe pointer }
            unsafe sqlite3_close_v2(pointer)
            return nil
        } catch {
            unsafe sqlite3_close_v2(pointer)
            throw error
        }
    }

    private static func number(_ statement: PreparedStatement) throws(DatabaseError) -> Int64 {
        guard try statement.step() else { throw DatabaseError(.failed) }
        return statement.integer(0)
    }

    /// A store of an older form, brought to this version's in memory.
    private static func copy(of path: String) throws(DatabaseError) -> OpaquePointer {
        let store = try StoreDatabase.openReading(path)
        var made: OpaquePointer?
        let status = unsafe sqlite3_open_v2(":memory:", &made, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
        guard let pointer = unsafe made else { throw DatabaseError(sqlite: status) }
        do throws(DatabaseError) {
            guard status == SQLITE_OK else { throw DatabaseError(sqlite: status) }
            try store.read { db in
                guard let backup = unsafe sqlite3_backup_init(pointer, "main", db.sqliteConnection, "main") else {
                    throw DatabaseError(.failed)
                }
                unsafe sqlite3_backup_step(backup, -1)
                let result = unsafe sqlite3_backup_finish(backup)
                guard result == SQLITE_OK else { throw DatabaseError(sqlite: result) }
            }
            return unsafe pointer
        } catch {
            unsafe sqlite3_close_v2(pointer)
            throw error
        }
    }

    /// The path as a URI wants it.
    private static func escaped(_ path: String) -> String {
        var text = ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"), 0..<0x21, 0x7F...0xFF:
                text += "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            default: text.append(Character(Unicode.Scalar(byte)))
            }
        }
        return text
    }
}
