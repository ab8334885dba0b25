public import SignedStructures

/// What a path search asks of a store.
///
/// A store is read-only and may be used by many workers at once. Answers may hold more than fits (a search tries every key), never less.
public protocol CertificateStore: Sendable {
    /// CA certificates with this subject key identifier.
    func authorities(keyIdentifier: ArraySlice<UInt8>) -> [StoredCertificate]
    /// CA certificates with this subject, compared folded.
    func authorities(named subject: FoldedName) -> [StoredCertificate]
    /// CA certificates of a country (two letters, upper case).
    func authorities(country: String) -> [StoredCertificate]
    /// Document signer certificates with this subject key identifier.
    func signers(keyIdentifier: ArraySlice<UInt8>) -> [StoredCertificate]
    /// Document signer certificates with this serial number (raw INTEGER octets).
    func signers(serialNumber: ArraySlice<UInt8>) -> [StoredCertificate]
    /// Revocation lists with this authority key identifier.
    func revocationLists(authorityKeyIdentifier: ArraySlice<UInt8>) -> [StoredRevocationList]
    /// Revocation lists whose issuer is of this country (two letters, upper case).
    func revocationLists(country: String) -> [StoredRevocationList]
    /// Whether the store has any deviation or defect list.
    var hasDeviationLists: Bool { get }
    /// The entries of deviation and defect lists that may concern documents of a signer, those of lists that count for nothing included.
    ///
    /// Those of older lists are among them: which list of a publisher counts depends on the time (`DeviationEntry.standing`).
    func deviations(of signer: Certificate) -> [DeviationEntry]
    /// The entries that name the signer of a message whose certificate is missing or is not the one that the message names.
    func deviations(naming identifier: SignerIdentifier, certificates: [ArraySlice<UInt8>]) -> [DeviationEntry]
    /// Whether a row of a database lists a document number.
    func hasDocumentNumber(_ number: ArraySlice<UInt8>, row: Int64) -> Bool
}

extension CertificateStore {
    public var hasDeviationLists: Bool { false }
    public func deviations(of signer: Certificate) -> [DeviationEntry] { [] }
    public func deviations(naming identifier: SignerIdentifier, certificates: [ArraySlice<UInt8>]) -> [DeviationEntry] { [] }
    public func hasDocumentNumber(_ number: ArraySlice<UInt8>, row: Int64) -> Bool { false }

    /// The document signers that an identifier may name.
    public func signers(_ identifier: SignerIdentifier) -> [StoredCertificate] {
        switch identifier {
        case .issuerAndSerialNumber(_, let serialNumber): signers(serialNumber: serialNumber)
        case .subjectKeyIdentifier(let identifier): signers(keyIdentifier: identifier)
        }
    }

    /// Whether an entry lists a document number, as the zone has it without fillers.
    public func lists(_ number: ArraySlice<UInt8>, _ entry: DeviationEntry) -> Bool {
        switch entry.numbers {
        case .any: true
        case .set(let numbers): numbers.contains(number)
        case .row(let row): hasDocumentNumber(number, row: row)
        }
    }
}

/// A revocation list of a store, with where it came from.
public struct StoredRevocationList: Sendable {
    public let list: CertificateRevocationList
    public let source: CertificateSource

    public init(list: CertificateRevocationList, source: CertificateSource) {
        self.list = list
        self.source = source
    }
}
