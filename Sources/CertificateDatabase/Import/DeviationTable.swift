import DocumentPKI
import FoundationEssentials
import GRDB
import GRDBSQLite
import SafeOpenSSL
import SignedStructures

/// How an entry of a deviation or defect list names its signer, as one index finds it.
enum DeviationKey {
    /// The key of an entry; nil where it names no signer.
    static func key(_ deviation: ListedDeviation) -> [UInt8]? {
        deviation.signer.map(key) ?? deviation.certificateDigest.map { [3] + $0 }
    }

    /// The key under which an entry names a signer by its identifier.
    static func key(_ identifier: SignerIdentifier) -> [UInt8] {
        switch identifier {
        case .issuerAndSerialNumber(_, let serialNumber): [1] + serialNumber
        case .subjectKeyIdentifier(let identifier): [2] + identifier
        }
    }

    /// The keys under which entries can name a certificate.
    static func keys(_ certificate: Certificate) -> [[UInt8]] {
        let engine = DigestEngine()
        let digests = DigestAlgorithm.allCases.compactMap { try? engine.digest($0, of: certificate.bytes) }
        return [[1] + certificate.serialNumber] + (certificate.subjectKeyIdentifier.map { [[2] + $0] } ?? [])
            + digests.map { [3] + $0.bytes }
    }
}

/// Writes the entries of deviation and defect lists into their tables, number by number.
struct DeviationTable {
    private let db: Database
    private let insert: PreparedStatement
    private let insertNumber: PreparedStatement

    init(_ db: Database) throws {
        guard let connection = unsafe db.sqliteConnection else { throw DatabaseError(.failed) }
        self.db = db
        insert = try unsafe PreparedStatement(
            "INSERT INTO deviation (list, entry, signer, has_numbers, encoding) VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id", in: connection)
        insertNumber = try unsafe PreparedStatement("INSERT OR IGNORE INTO deviation_number VALUES (?1, ?2)", in: connection)
    }

    /// Adds the entries of the lists that have none yet.
    func addAll() throws {
        for id in try Int64.fetchAll(db, sql: "SELECT id FROM signed_list WHERE id NOT IN (SELECT list FROM deviation)") {
            guard let cms = try Data.fetchOne(db, sql: "SELECT cms FROM signed_list WHERE id = ?", arguments: [id]),
                let list = try? SignedData(contentInfo: [UInt8](cms)[...])
            else { continue }
            try add(list, row: id)
        }
    }

    /// Adds the entries of a list; returns how many could not be read, or nil where the whole list cannot.
    @discardableResult
    func add(_ list: SignedData, row: Int64) throws(DatabaseError) -> Int? {
        guard let content = list.content,
            let read = try? DeviationContent(content.bytes, isDefectList: list.contentType == .defectList)
        else { return nil }
        for entry in read.entries {
            insert.bind(1, row)
            insert.bind(2, Int64(entry.index))
            insert.bind(3, DeviationKey.key(entry.deviation).map { $0[...] })
            insert.bind(4, entry.deviation.documentNumbers == nil ? 0 : 1)
            insert.bind(5, entry.deviation.encodedWithoutNumbers[...])
            guard try insert.step() else { throw DatabaseError(.failed) }
            let id = insert.integer(0)
            while try insert.step() {}
            insert.reset()
            if let numbers = entry.deviation.documentNumbers { try add(numbers, to: id) }
        }
        return read.unreadable
    }

    private func add(_ numbers: ArraySlice<UInt8>, to id: Int64) throws(DatabaseError) {
        var failure: DatabaseError?
        ListedDeviation.forEachNumber(in: numbers) { number in
            insertNumber.bind(1, number)
            insertNumber.bind(2, id)
            do throws(DatabaseError) { try insertNumber.run() } catch { failure = error }
            return failure == nil
        }
        if let failure { throw failure }
    }
}
