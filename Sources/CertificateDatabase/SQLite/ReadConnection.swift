import GRDBSQLite

/// A connection that only reads, opened in the time of a few system calls.
@safe
final class ReadConnection {
    let pointer: OpaquePointer

    init(_ path: String) throws(DatabaseError) {
        do throws(DatabaseError) {
            unsafe pointer = unsafe try ReadConnection.open(path, flags: SQLITE_OPEN_READONLY)
        } catch {
            guard let immutable = ReadConnection.immutable(path, after: error) else { throw error }
            unsafe pointer = unsafe try ReadConnection.open(immutable, flags: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI)
        }
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

    /// Opens the file and proves by its version that it is a store of this program.
    private static func open(_ path: String, flags: Int32) throws(DatabaseError) -> OpaquePointer {
        var made: OpaquePointer?
        // The lock of the store's owner guards the connection, so SQLite needs none of its own.
        let status = unsafe sqlite3_open_v2(path, &made, flags | SQLITE_OPEN_NOMUTEX, nil)
        guard let pointer = unsafe made else { throw DatabaseError(sqlite: status) }
        do throws(DatabaseError) {
            guard status == SQLITE_OK else { throw DatabaseError(sqlite: status) }
            unsafe sqlite3_busy_timeout(pointer, 10_000)
            try check(
                unsafe PreparedStatement("PRAGMA application_id", in: pointer), equals: Int64(Schema.applicationIdentifier), .notAStore)
            try check(unsafe PreparedStatement("PRAGMA user_version", in: pointer), equals: Int64(Schema.version), .newerVersion)
            return unsafe pointer
        } catch {
            unsafe sqlite3_close_v2(pointer)
            throw error
        }
    }

    private static func check(_ statement: PreparedStatement, equals expected: Int64, _ kind: DatabaseError.Kind) throws(DatabaseError) {
        guard try statement.step(), statement.integer(0) == expected else { throw DatabaseError(kind) }
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
