import CivilTime
public import DocumentPKI
import GRDB
import Irregularities
import SafeOpenSSL
public import SignedStructures

/// What the owner says of what is imported.
public struct ImportChoices: Sendable {
    /// Whether the owner vouches for what is imported: its self-signed CSCAs become anchors (`--trust`).
    public var isTrusted = false
    /// The fingerprints of the signers whose bundles are taken, besides those that the store trusts by hand.
    public var bundleSigners: Set<CertificateIdentity> = []
    /// Whether the certificates of a master list whose own signature does not verify are taken all the same, known and not trusted.
    public var takesUnverifiedLists = false

    public init(isTrusted: Bool = false, bundleSigners: Set<CertificateIdentity> = [], takesUnverifiedLists: Bool = false) {
        self.isTrusted = isTrusted
        self.bundleSigners = bundleSigners
        self.takesUnverifiedLists = takesUnverifiedLists
    }
}

/// One import: a transaction that takes the items of files, one after the other.
public struct ImportSession: StoreItemReceiver {
    public private(set) var result = ImportResult()
    private let statements: ImportStatements
    private let trust: TrustBook
    private let deviations: DeviationTable
    private let stored: DatabaseStore
    private let choices: ImportChoices
    private let time: Timestamp
    private let number: Int64
    /// The sources met last, so that the entries of one file need not be asked for theirs.
    private var sources: [String: Int64] = [:]
    private(set) var failure: DatabaseError?

    /// The most sources that are remembered; a folder of single files has one each.
    private static let sourceCapacity = 1024

    init(_ db: Database, arguments: String, choices: ImportChoices, at time: Timestamp) throws {
        guard let connection = unsafe db.sqliteConnection else { throw DatabaseError(.failed) }
        statements = try unsafe ImportStatements(connection)
        trust = try unsafe TrustBook(connection)
        deviations = try DeviationTable(db)
        stored = unsafe DatabaseStore(sharing: connection)
        self.choices = choices
        self.time = time
        try db.execute(
            sql: "INSERT INTO import (at, arguments) VALUES (?, ?)", arguments: [time.secondsSinceEpoch, arguments])
        number = db.lastInsertedRowID
    }

    public var isClosed: Bool { failure != nil }

    public var takesUnverifiedLists: Bool { choices.takesUnverifiedLists }

    public func signers(_ identifier: SignerIdentifier) -> [ArraySlice<UInt8>] {
        let authorities: [StoredCertificate] =
            switch identifier {
            case .issuerAndSerialNumber(let issuer, _): stored.authorities(named: issuer.folded)
            case .subjectKeyIdentifier(let identifier): stored.authorities(keyIdentifier: identifier)
            }
        return (stored.signers(identifier) + authorities).map(\.certificate.bytes)
    }

    public mutating func take(_ item: StoreItem, keys: inout KeyCache) {
        guard failure == nil else { return }
        do throws(DatabaseError) {
            switch item {
            case .certificate(let certificate, let origin):
                let source = try source(of: origin, keys: &keys)
                _ = try add(certificate, source, entry: origin.source.entry, origin.conformanceCodes, keys: &keys)
            case .revocationList(let list, let origin):
                try add(list, source(of: origin, keys: &keys), entry: origin.source.entry, keys: &keys)
            case .masterList(let list, let origin): try add(list, origin, keys: &keys)
            case .signedList(let list, let origin): try add(list, origin, keys: &keys)
            case .storeBundle(let bundle, let origin): try add(bundle, origin, keys: &keys)
            case .refused(let entry): result.refuse(entry)
            }
        } catch {
            failure = error
        }
    }

    /// Takes what was refused before it could be read.
    public mutating func refuse(_ entry: RefusedEntry) {
        result.refuse(entry)
    }

    // MARK: Sources

    private mutating func source(of origin: ItemOrigin, keys: inout KeyCache) throws(DatabaseError) -> Int64 {
        let index = origin.kind.rawValue + ":" + origin.source.name
        if let known = sources[index] { return known }
        let row = SourceRow(kind: origin.kind, digest: try ImportSession.digest(Array(index.utf8)[...], keys), name: origin.source.name)
        let id = try insert(row)
        if sources.count >= ImportSession.sourceCapacity { sources.removeAll(keepingCapacity: true) }
        sources[index] = id
        return id
    }

    /// A row of the table `source`.
    private struct SourceRow {
        let kind: StoreFileKind
        let digest: [UInt8]
        let name: String
        var publisher: String?
        var signedAt: Timestamp?
        var signer: [UInt8]?
        var signature: String?
    }

    private func insert(_ row: SourceRow) throws(DatabaseError) -> Int64 {
        let statement = statements.insertSource
        statement.bind(1, row.kind.rawValue)
        statement.bind(2, row.digest[...])
        statement.bind(3, row.name)
        statement.bind(4, row.publisher)
        statement.bind(5, row.signedAt?.secondsSinceEpoch)
        statement.bind(6, row.signer.map { $0[...] })
        statement.bind(7, row.signature)
        statement.bind(8, number)
        defer { statement.reset() }
        guard try statement.step() else { throw DatabaseError(.failed) }
        return statement.integer(0)
    }

    private static func digest(_ bytes: ArraySlice<UInt8>, _ keys: KeyCache) throws(DatabaseError) -> [UInt8] {
        do { return try keys.digests.digest(.sha256, of: bytes).bytes } catch { throw DatabaseError(.failed) }
    }

    // MARK: Certificates

    /// Adds a certificate, or notes that it was seen again; returns its row and its digest.
    @discardableResult
    private mutating func add(
        _ certificate: Certificate, _ source: Int64, entry: Int?, _ conformance: [String] = [], keys: inout KeyCache
    ) throws(DatabaseError) -> (id: Int64, digest: [UInt8]) {
        let digest = try ImportSession.digest(certificate.bytes, keys)
        let kind = CertificateKind(certificate, keys: &keys)
        let codes = conformance.isEmpty ? nil : conformance.joined(separator: " ")
        let id: Int64
        if let inserted = try insert(certificate, digest, kind, source, entry, codes) {
            id = inserted
            result.added[kind, default: 0] += 1
        } else {
            statements.findCertificate.bind(1, digest[...])
            defer { statements.findCertificate.reset() }
            guard try statements.findCertificate.step() else { throw DatabaseError(.failed) }
            id = statements.findCertificate.integer(0)
            result.already += 1
            if let codes {
                statements.addConformance.bind(1, id)
                statements.addConformance.bind(2, codes)
                try statements.addConformance.run()
            }
        }
        statements.insertProvenance.bind(1, id)
        statements.insertProvenance.bind(2, source)
        statements.insertProvenance.bind(3, entry.map(Int64.init))
        statements.insertProvenance.bind(4, number)
        try statements.insertProvenance.run()
        if choices.isTrusted, kind == .countrySigningCA {
            try trust.decide(.trustedAtImport, digest: digest, note: nil, at: time, onlyIfNone: true)
        }
        return (id, digest)
    }

    private func insert(
        _ certificate: Certificate, _ digest: [UInt8], _ kind: CertificateKind, _ source: Int64, _ entry: Int?, _ codes: String?
    ) throws(DatabaseError) -> Int64? {
        let isAuthority = kind == .countrySigningCA || kind == .link
        let statement = statements.insertCertificate
        statement.bind(1, digest[...])
        statement.bind(2, Int64(kind.rawValue))
        statement.bind(3, certificate.country ?? (isAuthority ? nil : certificate.issuerCountry))
        statement.bind(4, certificate.subjectKeyIdentifier)
        statement.bind(5, isAuthority ? certificate.subject.folded.bytes[...] : nil)
        statement.bind(6, isAuthority ? nil : certificate.serialNumber)
        statement.bind(7, certificate.validity.notBefore.secondsSinceEpoch)
        statement.bind(8, certificate.validity.notAfter.secondsSinceEpoch)
        statement.bind(9, codes)
        statement.bind(10, source)
        statement.bind(11, entry.map(Int64.init))
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        let id = statement.integer(0)
        // A statement with RETURNING has done all its work once it says that no row is left.
        while try statement.step() {}
        statements.insertEncoding.bind(1, id)
        statements.insertEncoding.bind(2, certificate.bytes)
        try statements.insertEncoding.run()
        return id
    }

    // MARK: Lists

    private mutating func add(
        _ list: CertificateRevocationList, _ source: Int64, entry: Int?, keys: inout KeyCache
    ) throws(DatabaseError) {
        let digest = try ImportSession.digest(list.bytes, keys)
        let statement = statements.insertRevocationList
        statement.bind(1, digest[...])
        statement.bind(2, list.country)
        statement.bind(3, list.authorityKeyIdentifier)
        statement.bind(4, list.thisUpdate.secondsSinceEpoch)
        statement.bind(5, list.nextUpdate?.secondsSinceEpoch)
        statement.bind(6, source)
        statement.bind(7, entry.map(Int64.init))
        statement.bind(8, number)
        statement.bind(9, list.bytes)
        defer { statement.reset() }
        if try statement.step() {
            while try statement.step() {}
            result.addedRevocationLists += 1
            return
        }
        result.already += 1
        statements.updateRevocationList.bind(1, digest[...])
        statements.updateRevocationList.bind(2, number)
        try statements.updateRevocationList.run()
    }

    private mutating func add(_ list: MasterList, _ origin: ItemOrigin, keys: inout KeyCache) throws(DatabaseError) {
        let digest = try ImportSession.digest(list.signedData.bytes, keys)
        let isKnown = try trust.hasSource(origin.kind, digest)
        var signer: [UInt8]?
        if let certificate = list.signer { signer = try ImportSession.digest(certificate.bytes, keys) }
        let source = try insert(
            SourceRow(
                kind: origin.kind, digest: digest, name: origin.source.name, publisher: list.signer?.country,
                signedAt: list.signedData.signerInfos.first?.signedAttributes?.signingTime, signer: signer, signature: list.proof.word))
        if !isKnown { result.addedMasterLists += 1 }
        statements.insertMasterList.bind(1, source)
        statements.insertMasterList.bind(2, list.signedData.bytes)
        try statements.insertMasterList.run()
        try addMembers(list.content.certificates, source, origin, isSigned: true, keys: &keys)
        // What the message carries beside its content is not signed: kept, and nothing vouches for it.
        try addMembers(list.signedData.certificates, source, origin, isSigned: false, keys: &keys)
    }

    private mutating func addMembers(
        _ members: [ArraySlice<UInt8>], _ source: Int64, _ origin: ItemOrigin, isSigned: Bool, keys: inout KeyCache
    ) throws(DatabaseError) {
        for (index, bytes) in members.enumerated() {
            guard let certificate = read(bytes, origin, index) else { continue }
            try add(certificate, source, entry: isSigned ? index : nil, keys: &keys)
        }
    }

    /// The certificate in these bytes; nil, and refused, where there is none.
    private mutating func read(_ bytes: ArraySlice<UInt8>, _ origin: ItemOrigin, _ index: Int) -> Certificate? {
        do throws(StructureError) {
            return try Certificate(bytes)
        } catch {
            result.refuse(RefusedEntry(name: origin.source.name, entry: index, reason: error.code, offset: error.offset))
            return nil
        }
    }

    private mutating func add(_ list: SignedData, _ origin: ItemOrigin, keys: inout KeyCache) throws(DatabaseError) {
        let digest = try ImportSession.digest(list.bytes, keys)
        let isKnown = try trust.hasSource(origin.kind, digest)
        let signedAt = list.signerInfos.first?.signedAttributes?.signingTime
        let source = try insert(SourceRow(kind: origin.kind, digest: digest, name: origin.source.name, signedAt: signedAt))
        try addMembers(list.certificates, source, origin, isSigned: false, keys: &keys)
        let statement = statements.insertSignedList
        statement.bind(1, origin.kind.rawValue)
        statement.bind(2, digest[...])
        statement.bind(3, source)
        statement.bind(4, signedAt?.secondsSinceEpoch)
        statement.bind(5, list.bytes)
        defer { statement.reset() }
        if try statement.step() {
            let row = statement.integer(0)
            while try statement.step() {}
            // A list that cannot be read is kept as it was published, and said to name nobody.
            if try deviations.add(list, row: row) != 0 {
                result.refuse(RefusedEntry(name: origin.source.name, entry: nil, reason: .malformedValue, offset: nil))
            }
        }
        if isKnown {
            result.already += 1
        } else if origin.kind == .deviationList {
            result.addedDeviationLists += 1
        } else {
            result.addedDefectLists += 1
        }
    }

    private func isTaken(_ signer: CertificateIdentity) throws(DatabaseError) -> Bool {
        if choices.bundleSigners.contains(signer) { return true }
        return try trust.isTrustedByHand(signer.digest.bytes)
    }

    /// A bundle of another store: taken only from a signer whose fingerprint the owner gave or trusts.
    private mutating func add(_ bundle: StoreBundle, _ origin: ItemOrigin, keys: inout KeyCache) throws(DatabaseError) {
        guard let signer = bundle.signer, let identity = try? keys.identity(signer),
            try isTaken(identity)
        else {
            result.refuse(RefusedEntry(name: origin.source.name, entry: nil, reason: .signerNotTrusted, offset: nil))
            return
        }
        let digest = try ImportSession.digest(bundle.signedData.bytes, keys)
        let source = try insert(
            SourceRow(
                kind: .storeBundle, digest: digest, name: origin.source.name, signedAt: bundle.content.created,
                signer: identity.digest.bytes, signature: bundle.proof.word))
        let note = "bundle \(origin.source.name) signed by \(identity)"
        for (index, entry) in bundle.content.certificates.enumerated() {
            guard let certificate = read(entry.bytes, origin, index) else { continue }
            let added = try add(certificate, source, entry: index, keys: &keys)
            if entry.isDistrusted {
                try trust.decide(.distrusted, digest: added.digest, note: note, at: time, onlyIfNone: true)
            } else if entry.isTrusted {
                try trust.decide(.trustedAtImport, digest: added.digest, note: note, at: time, onlyIfNone: true)
            }
        }
        for (index, bytes) in bundle.content.revocationLists.enumerated() {
            guard let list = try? CertificateRevocationList(bytes) else { continue }
            try add(list, source, entry: index, keys: &keys)
        }
        for bytes in bundle.content.signedLists {
            guard let list = try? SignedData(contentInfo: bytes) else { continue }
            let kind: StoreFileKind = list.contentType == .defectList ? .defectList : .deviationList
            try add(list, ItemOrigin(source: origin.source, kind: kind), keys: &keys)
        }
    }
}

extension SignatureProof {
    /// The word that the store keeps of a proof.
    var word: String {
        switch self {
        case .valid: "valid"
        case .validWithDeviation(let code), .unsupported(let code): code.rawValue
        case .invalid: "invalid"
        }
    }
}
