import DocumentPKI
import SignedStructures

/// The questions of a path search, answered from the pages of a store at rest.
struct RestingStore {
    private let file: RestingFile
    private var roots: [String: UInt32] = [:]

    /// The most tables and indexes that are looked at; a store has some twenty.
    private static let schemaLimit = 256

    init(_ path: String) throws(NotAtRest) {
        file = try RestingFile(path)
        _ = try file.begin()
        try readSchema()
    }

    /// The CA or signer certificates that a question is for, in the order of their import.
    mutating func certificates(_ lookup: Lookup, _ key: TableRecord.Value) throws(NotAtRest) -> [StoredCertificate] {
        try answering { store throws(NotAtRest) in
            let tables = (
                certificate: try store.tree("certificate"), encoding: try store.tree("encoding"), source: try store.tree("source")
            )
            var found: [StoredCertificate] = []
            for id in try store.rowNumbers(lookup, key) {
                guard found.count < lookup.limit else { break }
                guard let row = try tables.certificate.row(id) else { throw NotAtRest() }
                guard let kind = try row.column(2).integer, lookup.isFor(kind) else { continue }
                guard let digest = try row.column(1).bytes, let trust = try row.column(9).integer, let number = try row.column(11).integer,
                    let source = try tables.source.row(number)?.column(3).string, let der = try tables.encoding.row(id)?.column(1).bytes
                else { throw NotAtRest() }
                let entry = try row.column(12).integer
                if let stored = StoredCertificate(digest: digest, trust: trust, encoding: der, source: source, entry: entry) {
                    found.append(stored)
                }
            }
            return found
        }
    }

    /// The revocation lists that a question is for, in the order of their import.
    mutating func lists(_ lookup: Lookup, _ key: TableRecord.Value) throws(NotAtRest) -> [StoredRevocationList] {
        try answering { store throws(NotAtRest) in
            let tables = (list: try store.tree("revocation_list"), source: try store.tree("source"))
            var found: [StoredRevocationList] = []
            for id in try store.rowNumbers(lookup, key) {
                guard found.count < lookup.limit else { break }
                guard let row = try tables.list.row(id), let number = try row.column(6).integer,
                    let source = try tables.source.row(number)?.column(3).string,
                    let der = try row.column(10).bytes
                else { throw NotAtRest() }
                let entry = try row.column(7).integer
                if let stored = StoredRevocationList(encoding: der, source: source, entry: entry) { found.append(stored) }
            }
            return found
        }
    }

    /// What the table `setting` has under a name.
    mutating func setting(_ name: String) throws(NotAtRest) -> String? {
        try answering { store throws(NotAtRest) in
            var found: String?
            try store.tree("setting").forEachEntry(of: .text(Array(name.utf8)[...])) { entry throws(NotAtRest) in
                found = try entry.column(1).string
                return false
            }
            return found
        }
    }

    /// Runs a question and proves afterwards that nothing was changed meanwhile.
    private mutating func answering<Value>(
        _ body: (borrowing RestingStore) throws(NotAtRest) -> Value
    ) throws(NotAtRest) -> Value {
        if try file.begin() || roots.isEmpty { try readSchema() }
        let answer = try body(self)
        guard file.isUnchanged else { throw NotAtRest() }
        return answer
    }

    /// Where each table and index begins, as the schema says, which is itself the table of page 1.
    private mutating func readSchema() throws(NotAtRest) {
        var found: [String: UInt32] = [:]
        try PageTree(file, root: 1).forEachRow { row throws(NotAtRest) in
            if let name = try row.column(1).string, let page = try row.column(3).integer, page > 0 {
                found[name] = UInt32(truncatingIfNeeded: page)
            }
            return found.count < RestingStore.schemaLimit
        }
        roots = found
    }

    private func tree(_ name: String) throws(NotAtRest) -> PageTree {
        guard let root = roots[name] else { throw NotAtRest() }
        return PageTree(file, root: root)
    }

    /// The rows that the index of a question has under a value, in their order.
    private func rowNumbers(_ lookup: Lookup, _ key: TableRecord.Value) throws(NotAtRest) -> [Int64] {
        var found: [Int64] = []
        try tree(lookup.index.name).forEachEntry(of: key) { entry throws(NotAtRest) in
            if lookup.index.hasKind, let kind = try entry.column(1).integer, !lookup.isFor(kind) {
                // The kinds of a country stand in their order, those of CA certificates first.
                return false
            }
            guard let id = try entry.column(lookup.index.hasKind ? 2 : 1).integer else { throw NotAtRest() }
            found.append(id)
            return true
        }
        return found.sorted()
    }
}

extension Lookup {
    /// The index that answers a question, and whether the kind of certificate is its second column.
    var index: (name: String, hasKind: Bool) {
        switch self {
        case .authoritiesByKey, .signersByKey: ("certificate_key_identifier", false)
        case .authoritiesByName: ("certificate_subject", false)
        case .authoritiesByCountry: ("certificate_country", true)
        case .signersBySerialNumber: ("certificate_serial_number", false)
        case .listsByKey: ("revocation_list_key", false)
        case .listsByCountry: ("revocation_list_country", false)
        }
    }

    /// Whether certificates of a kind are an answer.
    func isFor(_ kind: Int64) -> Bool {
        switch self {
        case .authoritiesByKey, .authoritiesByCountry: kind <= 2
        case .signersByKey: kind > 2
        case .authoritiesByName, .signersBySerialNumber, .listsByKey, .listsByCountry: true
        }
    }
}
