public import DocumentPKI
import GRDBSQLite
import SafeOpenSSL
public import SignedStructures
import Synchronization

/// A store file as a path search asks it: opened in the time of a few system calls, read row by row, never changed.
///
/// It may be shared by workers: a lock guards its connection. It sees the store as it was when each question was asked.
public final class DatabaseStore: CertificateStore {
    private let statements: Mutex<LookupStatements>
    private let failed = Mutex<DatabaseError?>(nil)

    /// Opens a store file.
    public init(path: String) throws(DatabaseError) {
        statements = Mutex(LookupStatements(try ReadConnection(path)))
    }

    /// Asks on a connection inside whose transaction the caller is, and which outlives the store.
    init(sharing connection: OpaquePointer) {
        unsafe statements = Mutex(LookupStatements(unsafe connection))
    }

    /// The first error of a question since the store was opened; a question that failed was answered with nothing.
    public var failure: DatabaseError? { failed.withLock { $0 } }

    /// How many certificates and revocation lists the store holds.
    public func counts() throws(DatabaseError) -> (certificates: Int, revocationLists: Int) {
        let answer = statements.withLock { statements -> Result<(Int, Int), DatabaseError> in
            do throws(DatabaseError) {
                return .success((try statements.count("certificate"), try statements.count("revocation_list")))
            } catch {
                return .failure(error)
            }
        }
        return try answer.get()
    }

    public func authorities(keyIdentifier: ArraySlice<UInt8>) -> [StoredCertificate] {
        certificates(.authoritiesByKey) { $0.bind(1, keyIdentifier) }
    }

    public func authorities(named subject: FoldedName) -> [StoredCertificate] {
        certificates(.authoritiesByName) { $0.bind(1, subject.bytes[...]) }
    }

    public func authorities(country: String) -> [StoredCertificate] {
        certificates(.authoritiesByCountry) { $0.bind(1, country) }
    }

    public func signers(keyIdentifier: ArraySlice<UInt8>) -> [StoredCertificate] {
        certificates(.signersByKey) { $0.bind(1, keyIdentifier) }
    }

    public func signers(serialNumber: ArraySlice<UInt8>) -> [StoredCertificate] {
        certificates(.signersBySerialNumber) { $0.bind(1, serialNumber) }
    }

    public func revocationLists(authorityKeyIdentifier: ArraySlice<UInt8>) -> [StoredRevocationList] {
        lists(.listsByKey) { $0.bind(1, authorityKeyIdentifier) }
    }

    public func revocationLists(country: String) -> [StoredRevocationList] {
        lists(.listsByCountry) { $0.bind(1, country) }
    }

    private func certificates(_ lookup: Lookup, _ bind: (PreparedStatement) -> Void) -> [StoredCertificate] {
        rows(lookup, bind) { row in
            guard let certificate = try? Certificate(row.bytes(2)[...]), let digest = Digest(.sha256, bytes: row.bytes(0)[...]) else {
                return nil
            }
            let source = CertificateSource(name: row.text(3), entry: row.isNull(4) ? nil : Int(row.integer(4)))
            return StoredCertificate(
                certificate: certificate, identity: CertificateIdentity(digest), sources: [source], trust: TrustColumn.trust(row.integer(1))
            )
        }
    }

    private func lists(_ lookup: Lookup, _ bind: (PreparedStatement) -> Void) -> [StoredRevocationList] {
        rows(lookup, bind) { row in
            guard let list = try? CertificateRevocationList(row.bytes(0)[...]) else { return nil }
            return StoredRevocationList(
                list: list, source: CertificateSource(name: row.text(1), entry: row.isNull(2) ? nil : Int(row.integer(2))))
        }
    }

    private func rows<Value: Sendable>(
        _ lookup: Lookup, _ bind: (PreparedStatement) -> Void, _ read: (PreparedStatement) -> Value?
    ) -> [Value] {
        let answer = statements.withLock { statements -> Result<[Value], DatabaseError> in
            do throws(DatabaseError) {
                let statement = try statements.statement(lookup)
                defer { statement.reset() }
                bind(statement)
                var found: [Value] = []
                while found.count < lookup.limit, try statement.step() {
                    if let value = read(statement) { found.append(value) }
                }
                return .success(found)
            } catch {
                return .failure(error)
            }
        }
        switch answer {
        case .success(let found): return found
        case .failure(let error):
            failed.withLock { $0 = $0 ?? error }
            return []
        }
    }
}

/// The questions of a path search.
enum Lookup: Int, CaseIterable {
    case authoritiesByKey, authoritiesByName, authoritiesByCountry, signersByKey, signersBySerialNumber, listsByKey, listsByCountry

    /// The most rows of one answer: a search verifies fewer signatures, and the country with most CA certificates has 36.
    var limit: Int { 4096 }

    var sql: String {
        switch self {
        case .authoritiesByKey: Lookup.certificates("c.key_identifier = ?1 AND c.kind <= 2")
        case .authoritiesByName: Lookup.certificates("c.subject = ?1")
        case .authoritiesByCountry: Lookup.certificates("c.country = ?1 AND c.kind <= 2")
        case .signersByKey: Lookup.certificates("c.key_identifier = ?1 AND c.kind > 2")
        case .signersBySerialNumber: Lookup.certificates("c.serial_number = ?1")
        case .listsByKey: Lookup.lists("r.authority_key_identifier = ?1")
        case .listsByCountry: Lookup.lists("r.country = ?1")
        }
    }

    private static func certificates(_ condition: String) -> String {
        """
        SELECT c.digest, c.trust, e.der, s.name, c.first_entry FROM certificate c JOIN encoding e ON e.id = c.id \
        JOIN source s ON s.id = c.first_source WHERE \(condition) ORDER BY c.id
        """
    }

    private static func lists(_ condition: String) -> String {
        "SELECT r.der, s.name, r.entry FROM revocation_list r JOIN source s ON s.id = r.source WHERE \(condition) ORDER BY r.id"
    }
}

/// The statements of the questions, each prepared when it is first asked.
///
/// One user at a time: `DatabaseStore` keeps them behind its lock, which is why they may go from thread to thread.
@safe
final class LookupStatements: @unchecked Sendable {
    private let connection: OpaquePointer
    private let owner: ReadConnection?
    private var prepared: [PreparedStatement?] = Array(repeating: nil, count: Lookup.allCases.count)

    init(_ owner: ReadConnection) {
        self.owner = owner
        unsafe connection = unsafe owner.pointer
    }

    init(_ connection: OpaquePointer) {
        owner = nil
        unsafe self.connection = unsafe connection
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
}
