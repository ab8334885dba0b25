import DocumentPKI
import GRDB

/// The tables of a store, and how an older store becomes a newer one.
enum Schema {
    /// Stands in the header of the file (`mrtd` in ASCII), so that no other database is taken for a store.
    static let applicationIdentifier = 0x6D72_7464
    /// The version of the newest migration; stands in the header as well, so that a reader need not look into a table.
    static let version = 4

    /// Each migration runs once; released ones are never changed.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            try db.execute(sql: version1)
            try db.execute(sql: "PRAGMA application_id = \(applicationIdentifier)")
            try db.execute(sql: "PRAGMA user_version = 1")
        }
        migrator.registerMigration("2") { db in
            try db.execute(sql: version2)
            try DeviationTable(db).addAll()
            try db.execute(sql: "PRAGMA user_version = 2")
        }
        migrator.registerMigration("3") { db in
            try db.execute(sql: version3)
            try db.execute(sql: "PRAGMA user_version = 3")
        }
        migrator.registerMigration("4") { db in
            try db.execute(sql: version4)
            try db.execute(sql: "PRAGMA user_version = 4")
            var keys = KeyCache()
            try TrustEvaluation(db).run(keys: &keys)
            try StoreDatabase.noteChange(db)
        }
        return migrator
    }

    /// - `certificate` is small, so that lists and searches stay fast; the DER stands in `encoding` under the same id.
    /// - `subject` holds folded names, of CA certificates only; `setting` says by which version they were folded.
    /// - `trust` of a certificate is what the rows of `trust_decision` and the lists that vouch make of it, made anew by each change of them.
    /// - `provenance.entry` is null where a list carries a certificate outside its signed content.
    /// - `source.digest` is that of the list or, for files and LDIF, that of the name.
    private static let version1 = """
        CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE import (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, arguments TEXT NOT NULL);
        CREATE TABLE source (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, digest BLOB NOT NULL, name TEXT NOT NULL, publisher TEXT, signed_at INTEGER,
            signer BLOB, signature TEXT, vouches INTEGER NOT NULL DEFAULT 0, first_import INTEGER NOT NULL REFERENCES import,
            last_import INTEGER NOT NULL REFERENCES import, UNIQUE (kind, digest));
        CREATE TABLE certificate (
            id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, kind INTEGER NOT NULL, country TEXT, key_identifier BLOB, subject BLOB,
            serial_number BLOB, not_before INTEGER NOT NULL, not_after INTEGER NOT NULL, trust INTEGER NOT NULL DEFAULT 0,
            conformance TEXT, first_source INTEGER NOT NULL REFERENCES source, first_entry INTEGER);
        CREATE TABLE encoding (id INTEGER PRIMARY KEY REFERENCES certificate ON DELETE CASCADE, der BLOB NOT NULL);
        CREATE INDEX certificate_key_identifier ON certificate (key_identifier) WHERE key_identifier IS NOT NULL;
        CREATE INDEX certificate_subject ON certificate (subject) WHERE subject IS NOT NULL;
        CREATE INDEX certificate_country ON certificate (country, kind);
        CREATE INDEX certificate_serial_number ON certificate (serial_number) WHERE serial_number IS NOT NULL;
        CREATE INDEX certificate_trust ON certificate (trust) WHERE trust <> 0;
        CREATE TABLE provenance (
            certificate INTEGER NOT NULL REFERENCES certificate ON DELETE CASCADE, source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
            entry INTEGER, first_import INTEGER NOT NULL, last_import INTEGER NOT NULL, PRIMARY KEY (source, certificate)) WITHOUT ROWID;
        CREATE TABLE revocation_list (
            id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, country TEXT, authority_key_identifier BLOB, this_update INTEGER NOT NULL,
            next_update INTEGER, source INTEGER NOT NULL REFERENCES source, entry INTEGER, first_import INTEGER NOT NULL,
            last_import INTEGER NOT NULL, der BLOB NOT NULL);
        CREATE INDEX revocation_list_key ON revocation_list (authority_key_identifier);
        CREATE INDEX revocation_list_country ON revocation_list (country);
        CREATE TABLE signed_list (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, digest BLOB NOT NULL UNIQUE, source INTEGER NOT NULL REFERENCES source,
            signed_at INTEGER, cms BLOB NOT NULL);
        CREATE TABLE trust_decision (digest BLOB PRIMARY KEY, decision INTEGER NOT NULL, note TEXT, at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE trust_log (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, digest BLOB NOT NULL, action TEXT NOT NULL, note TEXT);
        """

    /// The entries of deviation and defect lists.
    ///
    /// - `signed_list.objection` says why a list counts for nothing, and is made anew with the trust of certificates; null where it counts.
    /// - `deviation.signer` is how an entry names its signer (`DeviationKey`), null where it names none.
    /// - `deviation.encoding` is the entry without its document numbers, which stand in a table of their own: there are hundreds of thousands.
    private static let version2 = """
        ALTER TABLE signed_list ADD COLUMN country TEXT;
        ALTER TABLE signed_list ADD COLUMN objection TEXT DEFAULT 'signer-not-trusted';
        CREATE TABLE deviation (
            id INTEGER PRIMARY KEY, list INTEGER NOT NULL REFERENCES signed_list ON DELETE CASCADE, entry INTEGER NOT NULL, signer BLOB,
            has_numbers INTEGER NOT NULL, encoding BLOB NOT NULL);
        CREATE INDEX deviation_signer ON deviation (signer);
        CREATE TABLE deviation_number (
            number BLOB NOT NULL, deviation INTEGER NOT NULL REFERENCES deviation ON DELETE CASCADE, PRIMARY KEY (number, deviation)
            ) WITHOUT ROWID;
        """

    /// Master lists as they were published, so that a later version can verify them by its own rules.
    ///
    /// A list that an earlier version took has none until it is imported again.
    private static let version3 = """
        CREATE TABLE master_list (source INTEGER PRIMARY KEY REFERENCES source ON DELETE CASCADE, cms BLOB NOT NULL);
        """

    /// The times between which a list counts, and the keys of distrusted certificates.
    ///
    /// - `signed_list.superseded_at` is when the next list of the publisher was signed, `expires_at` when the signer of a list without a time of signing
    ///   expires; both are made anew with `objection`.
    /// - `trust_decision.key` is the number of the key of a distrusted certificate, which stays when that is removed.
    private static let version4 = """
        ALTER TABLE signed_list ADD COLUMN superseded_at INTEGER;
        ALTER TABLE signed_list ADD COLUMN expires_at INTEGER;
        ALTER TABLE trust_decision ADD COLUMN key BLOB;
        """
}
