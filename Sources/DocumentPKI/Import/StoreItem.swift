public import Irregularities
public import SignedStructures

/// What kind of file a part of a store turned out to be.
public enum StoreFileKind: String, Sendable, Hashable, CaseIterable {
    case certificate, revocationList = "revocation-list", masterList = "master-list", certificateBundle = "certificate-bundle"
    case ldif, deviationList = "deviation-list", defectList = "defect-list", storeBundle = "store-bundle"
    /// A store in a database.
    case store
}

/// A file, or an entry of one, that could not be used, and why.
public struct RefusedEntry: Sendable, Hashable {
    public let name: String
    public let entry: Int?
    /// The name of the entry where it has one of its own: the distinguished name of an LDIF entry.
    public let label: String?
    public let reason: ReasonCode
    /// The offset in the file, where there is one.
    public let offset: Int?

    public init(name: String, entry: Int?, label: String? = nil, reason: ReasonCode, offset: Int?) {
        self.name = name
        self.entry = entry
        self.label = label
        self.reason = reason
        self.offset = offset
    }
}

/// Where an item stood: the file, the place in it, and what the file is.
public struct ItemOrigin: Sendable, Hashable {
    public let source: CertificateSource
    public let kind: StoreFileKind
    /// What the PKD says of its conformity (`pkdConformanceCode`).
    public let conformanceCodes: [String]

    public init(source: CertificateSource, kind: StoreFileKind, conformanceCodes: [String] = []) {
        self.source = source
        self.kind = kind
        self.conformanceCodes = conformanceCodes
    }
}

/// One thing that a file brought for a store.
public enum StoreItem: Sendable {
    case certificate(Certificate, ItemOrigin)
    case revocationList(CertificateRevocationList, ItemOrigin)
    /// A master list whose own signature verifies; its certificates are handed on with it and not one by one.
    case masterList(MasterList, ItemOrigin)
    /// A deviation list or defect list whose frame was read; its signature was not verified.
    case signedList(SignedData, ItemOrigin)
    /// An exported bundle whose own signature verifies.
    case storeBundle(StoreBundle, ItemOrigin)
    case refused(RefusedEntry)
}

/// What takes the items of the files that are read.
public protocol StoreItemReceiver {
    mutating func take(_ item: StoreItem, keys: inout KeyCache)
    /// Whether reading shall end: the receiver failed, or the user interrupted it.
    var isClosed: Bool { get }
    /// The certificates that the receiver has and that may be what an identifier names, for a list that does not carry its signer's.
    func signers(_ identifier: SignerIdentifier) -> [ArraySlice<UInt8>]
    /// Whether the certificates of a master list whose own signature does not verify are wanted, one by one and without the list.
    var takesUnverifiedLists: Bool { get }
}

extension StoreItemReceiver {
    public var takesUnverifiedLists: Bool { false }
}

/// Why a part of a text gave no octets.
struct TextRefusal: Error {
    let reason: ReasonCode
}
