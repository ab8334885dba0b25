import CivilTime
import DocumentPKI
import GRDBSQLite
import Irregularities
import SignedStructures

/// The questions about deviation and defect lists, each statement prepared when it is first asked.
///
/// One user at a time, as of `LookupStatements`.
@safe
final class DeviationLookup {
    private let connection: OpaquePointer
    private var entries: PreparedStatement?
    private var number: PreparedStatement?

    /// One more than are kept of an answer, so that whoever asks sees that there are more.
    private static let entryLimit = DeviationEntry.answerLimit + 1

    init(_ connection: OpaquePointer) {
        unsafe self.connection = unsafe connection
    }

    /// The entries under some keys; nil stands for those that name no signer.
    func entries(_ keys: [[UInt8]?]) throws(DatabaseError) -> [DeviationEntry] {
        var found: [DeviationEntry] = []
        for key in keys { try found += rows(key) }
        return found.sorted { ($0.list.name, $0.index) < ($1.list.name, $1.index) }
    }

    private func rows(_ key: [UInt8]?) throws(DatabaseError) -> [DeviationEntry] {
        let statement = if let entries { entries } else { unsafe try PreparedStatement(DeviationLookup.sql, in: connection) }
        entries = statement
        defer { statement.reset() }
        statement.bind(1, key.map { $0[...] })
        var found: [DeviationEntry] = []
        while try statement.step() {
            guard let kind = StoreFileKind(rawValue: statement.text(0)),
                let deviation = ListedDeviation(statement.bytes(7)[...], isDefect: kind == .defectList)
            else { continue }
            let list = DeviationListOrigin(
                name: statement.text(1), kind: kind, country: statement.isNull(2) ? nil : statement.text(2),
                signedAt: statement.isNull(3) ? nil : Timestamp(secondsSinceEpoch: statement.integer(3)),
                objection: statement.isNull(4) ? nil : ReasonCode(rawValue: statement.text(4)) ?? .signerNotTrusted,
                supersededAt: statement.isNull(9) ? nil : Timestamp(secondsSinceEpoch: statement.integer(9)),
                expiresAt: statement.isNull(10) ? nil : Timestamp(secondsSinceEpoch: statement.integer(10)))
            let hasNumbers = statement.integer(6) != 0
            found.append(
                DeviationEntry(
                    list: list, index: Int(statement.integer(5)), deviation: deviation,
                    numbers: hasNumbers ? .row(statement.integer(8)) : .any))
        }
        return found
    }

    /// Those that count first, of these the newest lists: strangers' and older lists must not crowd them out.
    private static let sql = """
        SELECT l.kind, s.name, l.country, l.signed_at, l.objection, d.entry, d.has_numbers, d.encoding, d.id, l.superseded_at, l.expires_at \
        FROM deviation d JOIN signed_list l ON l.id = d.list JOIN source s ON s.id = l.source WHERE d.signer IS ?1 \
        ORDER BY l.objection IS NOT NULL, l.superseded_at IS NOT NULL, l.superseded_at DESC, d.id LIMIT \(entryLimit)
        """

    private static let numberSQL = "SELECT 1 FROM deviation_number WHERE number = ?1 AND deviation = ?2"

    func hasNumber(_ bytes: ArraySlice<UInt8>, row: Int64) throws(DatabaseError) -> Bool {
        let statement = if let number { number } else { unsafe try PreparedStatement(DeviationLookup.numberSQL, in: connection) }
        number = statement
        defer { statement.reset() }
        statement.bind(1, bytes)
        statement.bind(2, row)
        return try statement.step()
    }
}
