import CivilTime
import DocumentPKI
import GRDB
import GRDBSQLite

/// What the owner decided of one certificate; the raw values stand in the file.
enum TrustDecision: Int64 {
    case trustedByHand = 1
    case trustedAtImport = 2
    case distrusted = 9

    /// What the log calls it.
    var action: String {
        switch self {
        case .trustedByHand: "trust"
        case .trustedAtImport: "trust-at-import"
        case .distrusted: "distrust"
        }
    }
}

/// The column `trust` of a certificate: a decision, or what a list's vouching makes of it.
enum TrustColumn {
    static let vouched: Int64 = 3
    static let distrustedKey: Int64 = 8

    static func trust(_ value: Int64) -> Trust {
        switch TrustDecision(rawValue: value) {
        case .trustedByHand: .trusted(.trustedByHand)
        case .trustedAtImport: .trusted(.trustedAtImport)
        case .distrusted: .distrusted
        case nil: value == vouched ? .trusted(.vouchedByMasterList) : value == distrustedKey ? .distrustedKey : .known
        }
    }
}

/// The decisions of the owner, and their log.
struct TrustBook {
    private let find: PreparedStatement
    private let put: PreparedStatement
    private let erase: PreparedStatement
    private let log: PreparedStatement
    private let findSource: PreparedStatement

    init(_ connection: OpaquePointer) throws(DatabaseError) {
        func prepare(_ sql: String) throws(DatabaseError) -> PreparedStatement { unsafe try PreparedStatement(sql, in: connection) }
        find = try prepare("SELECT decision FROM trust_decision WHERE digest = ?1")
        put = try prepare(
            """
            INSERT INTO trust_decision (digest, decision, note, at) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (digest) DO UPDATE SET decision = ?2, note = ?3, at = ?4
            """)
        erase = try prepare("DELETE FROM trust_decision WHERE digest = ?1")
        log = try prepare("INSERT INTO trust_log (at, digest, action, note) VALUES (?1, ?2, ?3, ?4)")
        findSource = try prepare("SELECT id FROM source WHERE kind = ?1 AND digest = ?2")
    }

    func decision(_ digest: [UInt8]) throws(DatabaseError) -> TrustDecision? {
        find.bind(1, digest[...])
        defer { find.reset() }
        return try find.step() ? TrustDecision(rawValue: find.integer(0)) : nil
    }

    func isTrustedByHand(_ digest: [UInt8]) throws(DatabaseError) -> Bool { try decision(digest) == .trustedByHand }

    /// Writes a decision down; one that came with an import never overrides what was decided before.
    func decide(
        _ decision: TrustDecision, digest: [UInt8], note: String?, at time: Timestamp, onlyIfNone: Bool = false
    ) throws(DatabaseError) {
        if onlyIfNone, try self.decision(digest) != nil { return }
        put.bind(1, digest[...])
        put.bind(2, decision.rawValue)
        put.bind(3, note)
        put.bind(4, time.secondsSinceEpoch)
        try put.run()
        try write(decision.action, digest, note, time)
    }

    /// Takes a decision back.
    func forget(digest: [UInt8], note: String?, at time: Timestamp) throws(DatabaseError) {
        erase.bind(1, digest[...])
        try erase.run()
        try write("forget", digest, note, time)
    }

    func write(_ action: String, _ digest: [UInt8], _ note: String?, _ time: Timestamp) throws(DatabaseError) {
        log.bind(1, time.secondsSinceEpoch)
        log.bind(2, digest[...])
        log.bind(3, action)
        log.bind(4, note)
        try log.run()
    }

    func hasSource(_ kind: StoreFileKind, _ digest: [UInt8]) throws(DatabaseError) -> Bool {
        findSource.bind(1, kind.rawValue)
        findSource.bind(2, digest[...])
        defer { findSource.reset() }
        return try findSource.step()
    }
}
