import DocumentPKI
import GRDBSQLite

/// The statements of the questions, each prepared when it is first asked.
///
/// One user at a time: `StoreAccess` keeps them.
@safe
final class LookupStatements {
    private let connection: OpaquePointer
    private let owner: ReadConnection?
    let deviations: DeviationLookup
    private var prepared: [PreparedStatement?] = Array(repeating: nil, count: Lookup.allCases.count)

    init(_ owner: ReadConnection) {
        self.owner = owner
        unsafe connection = unsafe owner.pointer
        deviations = unsafe DeviationLookup(owner.pointer)
    }

    init(_ connection: OpaquePointer) {
        owner = nil
        unsafe self.connection = unsafe connection
        deviations = unsafe DeviationLookup(connection)
    }

    func count(_ table: String) throws(DatabaseError) -> Int {
        let statement = unsafe try PreparedStatement("SELECT count(*) FROM \(table)", in: connection)
        return try statement.step() ? Int(statement.integer(0)) : 0
    }

    func statement(_ lookup: Lookup) throws(DatabaseError) -> PreparedStatement {
        if let known = prepared[lookup.rawValue] { return known }
        let made = unsafe try PreparedStatement(lookup.sql, in: connection)
        prepared[lookup.rawValue] = made
        return made
    }

    func certificates(_ lookup: Lookup, _ key: TableRecord.Value) throws(DatabaseError) -> [StoredCertificate] {
        try rows(lookup, key) { row in
            StoredCertificate(
                digest: row.bytes(0)[...], trust: row.integer(1), encoding: row.bytes(2)[...], source: row.text(3),
                entry: row.isNull(4) ? nil : row.integer(4))
        }
    }

    func lists(_ lookup: Lookup, _ key: TableRecord.Value) throws(DatabaseError) -> [StoredRevocationList] {
        try rows(lookup, key) { row in
            StoredRevocationList(encoding: row.bytes(0)[...], source: row.text(1), entry: row.isNull(2) ? nil : row.integer(2))
        }
    }

    private func rows<Value>(
        _ lookup: Lookup, _ key: TableRecord.Value, _ read: (PreparedStatement) -> Value?
    ) throws(DatabaseError) -> [Value] {
        let statement = try statement(lookup)
        defer { statement.reset() }
        switch key {
        case .text: statement.bind(1, key.string)
        case .blob(let bytes): statement.bind(1, bytes)
        case .integer(let number): statement.bind(1, number)
        case .null: return []
        }
        var found: [Value] = []
        while found.count < lookup.limit, try statement.step() {
            if let value = read(statement) { found.append(value) }
        }
        return found
    }
}
