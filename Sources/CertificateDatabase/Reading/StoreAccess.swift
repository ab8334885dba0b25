import DocumentPKI
import SignedStructures

/// The two ways into a store file: its pages while it is at rest, else statements of SQLite.
///
/// One user at a time: `DatabaseStore` keeps it behind its lock, which is why it may go from thread to thread.
@safe
final class StoreAccess: @unchecked Sendable {
    private let path: String
    private var resting: RestingStore?
    private var statements: LookupStatements?

    init(_ path: String) throws(DatabaseError) {
        self.path = path
        resting = try? RestingStore(path)
        if resting == nil { statements = LookupStatements(try ReadConnection(path)) }
    }

    init(_ statements: LookupStatements) {
        path = ""
        self.statements = statements
    }

    var isAtRest: Bool { resting != nil }

    func certificates(_ lookup: Lookup, _ key: TableRecord.Value) throws(DatabaseError) -> [StoredCertificate] {
        let direct = direct { store throws(NotAtRest) in try store.certificates(lookup, key) }
        return if let direct { direct } else { try connected().certificates(lookup, key) }
    }

    func lists(_ lookup: Lookup, _ key: TableRecord.Value) throws(DatabaseError) -> [StoredRevocationList] {
        let direct = direct { store throws(NotAtRest) in try store.lists(lookup, key) }
        return if let direct { direct } else { try connected().lists(lookup, key) }
    }

    /// How many rows a table has: as the last change noted it, for counting them takes longer than a search.
    func count(_ count: NotedCount) throws(DatabaseError) -> Int {
        let noted = direct { store throws(NotAtRest) in try store.setting(count.rawValue) }
        if let noted, let number = noted.flatMap({ Int($0) }) { return number }
        return try connected().count(count.table)
    }

    /// The entries of lists under some keys; SQLite is asked, and the pages go on answering the rest.
    func deviations(_ keys: [[UInt8]?]) throws(DatabaseError) -> [DeviationEntry] {
        try connected().deviations.entries(keys)
    }

    func hasDocumentNumber(_ number: ArraySlice<UInt8>, row: Int64) throws(DatabaseError) -> Bool {
        try connected().deviations.hasNumber(number, row: row)
    }

    /// Answers from the pages; nil where SQLite must be asked, from then on for every question.
    private func direct<Value>(_ ask: (inout RestingStore) throws(NotAtRest) -> Value) -> Value? {
        guard var store = resting else { return nil }
        resting = nil
        do throws(NotAtRest) {
            let answer = try ask(&store)
            resting = store
            return answer
        } catch {
            return nil
        }
    }

    private func connected() throws(DatabaseError) -> LookupStatements {
        if let statements { return statements }
        let made = LookupStatements(try ReadConnection(path))
        statements = made
        return made
    }
}

/// A number of rows that each change of a store notes in its table `setting`.
enum NotedCount: String, CaseIterable {
    case certificates
    case revocationLists = "revocation-lists"
    case deviations

    var table: String {
        switch self {
        case .certificates: "certificate"
        case .revocationLists: "revocation_list"
        case .deviations: "deviation"
        }
    }
}
