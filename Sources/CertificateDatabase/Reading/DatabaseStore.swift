public import DocumentPKI
import SafeOpenSSL
public import SignedStructures
import Synchronization

/// A store file as a path search asks it: opened in the time of a few system calls, read row by row, never changed.
///
/// It may be shared by workers: a lock guards it. It sees the store as it was when each question was asked. While nobody changes the store its
/// pages are read directly, else SQLite is asked.
public final class DatabaseStore: CertificateStore {
    private let access: Mutex<StoreAccess>
    private let failed = Mutex<DatabaseError?>(nil)

    /// Opens a store file.
    public init(path: String) throws(DatabaseError) {
        access = Mutex(try StoreAccess(path))
    }

    /// Opens a store file without the way past SQLite, to compare both.
    init(askingSQLite path: String) throws(DatabaseError) {
        access = Mutex(StoreAccess(LookupStatements(try ReadConnection(path))))
    }

    /// Asks on a connection inside whose transaction the caller is, and which outlives the store.
    init(sharing connection: OpaquePointer) {
        access = Mutex(StoreAccess(unsafe LookupStatements(unsafe connection)))
    }

    /// The first error of a question since the store was opened; a question that failed was answered with nothing.
    public var failure: DatabaseError? { failed.withLock { $0 } }

    /// Whether the pages are read directly; as long as no question found the store changing.
    var isAtRest: Bool { access.withLock { $0.isAtRest } }

    /// How many certificates and revocation lists the store holds.
    public func counts() throws(DatabaseError) -> (certificates: Int, revocationLists: Int) {
        let answer = access.withLock { access -> Result<(Int, Int), DatabaseError> in
            do throws(DatabaseError) {
                return .success((try access.count(.certificates), try access.count(.revocationLists)))
            } catch {
                return .failure(error)
            }
        }
        return try answer.get()
    }

    public func authorities(keyIdentifier: ArraySlice<UInt8>) -> [StoredCertificate] {
        certificates(.authoritiesByKey, .blob(keyIdentifier))
    }

    public func authorities(named subject: FoldedName) -> [StoredCertificate] {
        certificates(.authoritiesByName, .blob(subject.bytes[...]))
    }

    public func authorities(country: String) -> [StoredCertificate] {
        certificates(.authoritiesByCountry, .text(Array(country.utf8)[...]))
    }

    public func signers(keyIdentifier: ArraySlice<UInt8>) -> [StoredCertificate] {
        certificates(.signersByKey, .blob(keyIdentifier))
    }

    public func signers(serialNumber: ArraySlice<UInt8>) -> [StoredCertificate] {
        certificates(.signersBySerialNumber, .blob(serialNumber))
    }

    public func revocationLists(authorityKeyIdentifier: ArraySlice<UInt8>) -> [StoredRevocationList] {
        answer { access throws(DatabaseError) in try access.lists(.listsByKey, .blob(authorityKeyIdentifier)) }
    }

    public func revocationLists(country: String) -> [StoredRevocationList] {
        answer { access throws(DatabaseError) in try access.lists(.listsByCountry, .text(Array(country.utf8)[...])) }
    }

    /// Whether the store has entries of deviation or defect lists; a store that cannot say is asked further, so that its failure shows.
    public var hasDeviationLists: Bool {
        access.withLock { access in
            do throws(DatabaseError) { return try access.count(.deviations) > 0 } catch { return true }
        }
    }

    public func deviations(of signer: Certificate) -> [DeviationEntry] {
        let digests = DigestEngine().all(of: signer.bytes)
        return answer { access throws(DatabaseError) in try access.deviations(DeviationKey.keys(signer) + [nil]) }
            .filter { $0.mayConcern(signer, digests: digests) }
    }

    public func deviations(naming identifier: SignerIdentifier, certificates: [ArraySlice<UInt8>]) -> [DeviationEntry] {
        let digests = certificates.flatMap { DigestEngine().all(of: $0) }
        return answer { access throws(DatabaseError) in try access.deviations([DeviationKey.key(identifier)]) }
            .filter { $0.names(identifier, digests: digests) }
    }

    public func hasDocumentNumber(_ number: ArraySlice<UInt8>, row: Int64) -> Bool {
        !answer { access throws(DatabaseError) in try access.hasDocumentNumber(number, row: row) ? [true] : [] }.isEmpty
    }

    private func certificates(_ lookup: Lookup, _ key: TableRecord.Value) -> [StoredCertificate] {
        answer { access throws(DatabaseError) in try access.certificates(lookup, key) }
    }

    private func answer<Value: Sendable>(_ ask: (StoreAccess) throws(DatabaseError) -> [Value]) -> [Value] {
        let answer = access.withLock { access -> Result<[Value], DatabaseError> in
            do throws(DatabaseError) { return .success(try ask(access)) } catch { return .failure(error) }
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

    /// The most rows of one answer: of certificates one more than a search looks at, so that it sees that there are more.
    ///
    /// Of revocation lists, which can be large and of which a store keeps all that it ever had, the newest.
    var limit: Int {
        switch self {
        case .authoritiesByKey, .authoritiesByName, .authoritiesByCountry, .signersByKey, .signersBySerialNumber: 4097
        case .listsByKey, .listsByCountry: 256
        }
    }

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
        // The newest, in the order of import.
        """
        SELECT r.der, s.name, r.entry FROM revocation_list r JOIN source s ON s.id = r.source WHERE r.id IN (SELECT r.id \
        FROM revocation_list r WHERE \(condition) ORDER BY r.this_update DESC, r.id DESC LIMIT \(Lookup.listsByKey.limit)) ORDER BY r.id
        """
    }
}
