import GRDBSQLite

/// A statement of SQLite, prepared once and run many times, for the loops where a row costs a microsecond.
///
/// It belongs to its connection and is used by whoever holds that. Everything else goes through GRDB.
@safe
final class PreparedStatement {
    private let handle: OpaquePointer

    init(_ sql: String, in connection: OpaquePointer) throws(DatabaseError) {
        var handle: OpaquePointer?
        let status = unsafe sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard status == SQLITE_OK, let prepared = unsafe handle else { throw DatabaseError(sqlite: status) }
        unsafe self.handle = unsafe prepared
    }

    deinit {
        unsafe sqlite3_finalize(handle)
    }

    /// Makes SQLite copy what is bound; the slices of the caller do not live longer than the call.
    private static var copied: sqlite3_destructor_type? { unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    func bind(_ index: Int32, _ bytes: ArraySlice<UInt8>?) {
        guard let bytes else {
            _ = unsafe sqlite3_bind_null(handle, index)
            return
        }
        _ = unsafe bytes.withUnsafeBytes { buffer in
            unsafe buffer.isEmpty
                ? sqlite3_bind_zeroblob(handle, index, 0)
                : sqlite3_bind_blob(handle, index, buffer.baseAddress, Int32(buffer.count), PreparedStatement.copied)
        }
    }

    func bind(_ index: Int32, _ number: Int64?) {
        if let number {
            _ = unsafe sqlite3_bind_int64(handle, index, number)
        } else {
            _ = unsafe sqlite3_bind_null(handle, index)
        }
    }

    func bind(_ index: Int32, _ text: String?) {
        if var text {
            _ = text.withUTF8 { buffer in
                unsafe buffer.isEmpty
                    ? sqlite3_bind_text(handle, index, "", 0, PreparedStatement.copied)
                    : unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                        unsafe sqlite3_bind_text(handle, index, characters.baseAddress, Int32(characters.count), PreparedStatement.copied)
                    }
            }
        } else {
            _ = unsafe sqlite3_bind_null(handle, index)
        }
    }

    /// Goes to the next row and returns whether there is one.
    func step() throws(DatabaseError) -> Bool {
        let status = unsafe sqlite3_step(handle)
        switch status {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw DatabaseError(sqlite: status)
        }
    }

    /// Runs a statement that returns no row.
    func run() throws(DatabaseError) {
        defer { reset() }
        while try step() {}
    }

    func reset() {
        unsafe sqlite3_reset(handle)
    }

    func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }

    func isNull(_ column: Int32) -> Bool { unsafe sqlite3_column_type(handle, column) == SQLITE_NULL }

    func bytes(_ column: Int32) -> [UInt8] {
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        guard count > 0, let start = unsafe sqlite3_column_blob(handle, column) else { return [] }
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    func text(_ column: Int32) -> String {
        guard let start = unsafe sqlite3_column_text(handle, column) else { return "" }
        return unsafe String(cString: start)
    }
}

extension DatabaseError {
    /// The error that a result code of SQLite means.
    init(sqlite code: Int32) {
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: self.init(.busy, code: code)
        case SQLITE_FULL: self.init(.diskFull, code: code)
        case SQLITE_READONLY, SQLITE_IOERR, SQLITE_PERM: self.init(.cannotWrite, code: code)
        case SQLITE_CANTOPEN, SQLITE_AUTH: self.init(.cannotOpen, code: code)
        case SQLITE_NOTADB: self.init(.notAStore, code: code)
        default: self.init(.failed, code: code)
        }
    }
}
