import GRDB
import GRDBSQLite

/// The statements that an import runs for every item, prepared once.
struct ImportStatements {
    let insertCertificate: PreparedStatement
    let insertEncoding: PreparedStatement
    let findCertificate: PreparedStatement
    let addConformance: PreparedStatement
    let insertProvenance: PreparedStatement
    let insertSource: PreparedStatement
    let insertRevocationList: PreparedStatement
    let updateRevocationList: PreparedStatement
    let insertSignedList: PreparedStatement
    let insertMasterList: PreparedStatement

    init(_ connection: OpaquePointer) throws(DatabaseError) {
        func prepare(_ sql: String) throws(DatabaseError) -> PreparedStatement { unsafe try PreparedStatement(sql, in: connection) }
        insertCertificate = try prepare(
            """
            INSERT INTO certificate (digest, kind, country, key_identifier, subject, serial_number, not_before, not_after, conformance,
                first_source, first_entry) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            ON CONFLICT (digest) DO NOTHING RETURNING id
            """)
        insertEncoding = try prepare("INSERT INTO encoding (id, der) VALUES (?1, ?2)")
        findCertificate = try prepare("SELECT id FROM certificate WHERE digest = ?1")
        addConformance = try prepare("UPDATE certificate SET conformance = ?2 WHERE id = ?1 AND conformance IS NULL")
        insertProvenance = try prepare(
            """
            INSERT INTO provenance (certificate, source, entry, first_import, last_import) VALUES (?1, ?2, ?3, ?4, ?4)
            ON CONFLICT (source, certificate) DO UPDATE SET last_import = ?4, entry = coalesce(entry, ?3)
            """)
        insertSource = try prepare(
            """
            INSERT INTO source (kind, digest, name, publisher, signed_at, signer, signature, first_import, last_import)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)
            ON CONFLICT (kind, digest) DO UPDATE SET last_import = ?8 RETURNING id
            """)
        insertRevocationList = try prepare(
            """
            INSERT INTO revocation_list (digest, country, authority_key_identifier, this_update, next_update, source, entry, first_import,
                last_import, der) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9)
            ON CONFLICT (digest) DO NOTHING RETURNING id
            """)
        updateRevocationList = try prepare("UPDATE revocation_list SET last_import = ?2 WHERE digest = ?1")
        insertMasterList = try prepare("INSERT OR IGNORE INTO master_list (source, cms) VALUES (?1, ?2)")
        insertSignedList = try prepare(
            """
            INSERT INTO signed_list (kind, digest, source, signed_at, cms) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (digest) DO NOTHING RETURNING id
            """)
    }
}
