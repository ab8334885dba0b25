public import CivilTime
public import Irregularities
public import SafeOpenSSL
public import SignedStructures

/// A deviation or defect list of a store, and whether it counts.
public struct DeviationListOrigin: Sendable, Hashable {
    public let name: String
    public let kind: StoreFileKind
    /// The country of the signer, which is that of the list; nil where the signer is not known.
    public let country: String?
    public let signedAt: Timestamp?
    /// Why the list counts for nothing; nil where its signature verifies, its signer chains to an anchor, and its content can be read.
    public let objection: ReasonCode?
    /// Whether every entry could be read; else what an older list says may stand in one that could not.
    public let isWhole: Bool

    public init(
        name: String, kind: StoreFileKind, country: String?, signedAt: Timestamp?, objection: ReasonCode?, isWhole: Bool = true
    ) {
        self.name = name
        self.kind = kind
        self.country = country
        self.signedAt = signedAt
        self.objection = objection
        self.isWhole = isWhole
    }

    public var isTrusted: Bool { objection == nil }

    /// The same list, where another stands in place of it.
    func superseded() -> DeviationListOrigin {
        DeviationListOrigin(name: name, kind: kind, country: country, signedAt: signedAt, objection: .supersededList, isWhole: isWhole)
    }

    /// Whether a list stands in place of this one: it counts, could be read whole, is of the same publisher and kind, and was signed later.
    ///
    /// A publisher issues its list whole, so what the newest leaves out holds no longer; what could not be read is not left out. A list that
    /// counts for nothing replaces none, and one without a time of signing is older than any that has one.
    public func isSuperseded(by other: DeviationListOrigin) -> Bool {
        guard isTrusted, other.isTrusted, other.isWhole, kind == other.kind, let country, country == other.country,
            let time = other.signedAt
        else { return false }
        return signedAt.map { $0 < time } ?? true
    }
}

extension [DeviationListOrigin] {
    /// The lists of one store, those marked that a newer one stands in place of.
    public var markingSuperseded: [DeviationListOrigin] {
        map { origin in contains { origin.isSuperseded(by: $0) } ? origin.superseded() : origin }
    }
}

/// Where the document numbers of an entry are.
public enum DocumentNumberList: Sendable, Hashable {
    /// Numbers are no criterion of the entry.
    case any
    case set(Set<ArraySlice<UInt8>>)
    /// Under this row of a database.
    case row(Int64)
}

/// An entry of a list, as a store hands it out.
public struct DeviationEntry: Sendable {
    public let list: DeviationListOrigin
    /// The number of the entry in its list, from 0.
    public let index: Int
    public let deviation: ListedDeviation
    public let numbers: DocumentNumberList

    public init(list: DeviationListOrigin, index: Int, deviation: ListedDeviation, numbers: DocumentNumberList) {
        self.list = list
        self.index = index
        self.deviation = deviation
        self.numbers = numbers
    }

    /// The most entries that are kept for one signer; published lists have a few.
    public static let answerLimit = 4096

    /// Whether two are one entry of one list.
    public func isSame(as other: DeviationEntry) -> Bool { list == other.list && index == other.index }

    /// Whether the entry may concern documents of a signer: it names the signer, or none and is its own state's.
    public func mayConcern(_ certificate: Certificate, digests: [Digest]) -> Bool {
        if let signer = deviation.signer, signer.matches(certificate) == nil { return false }
        if let digest = deviation.certificateDigest, !digests.contains(where: { $0.matches(digest) }) { return false }
        // Who names nobody speaks of the documents of its own state.
        return deviation.namesSigner || list.country == nil || list.country == certificate.issuerCountry
    }

    /// Whether the entry names the signer that a message names, where no certificate answers to that name.
    ///
    /// The digests are those of the certificates that the message carries: one that the entry states must be among them.
    public func names(_ identifier: SignerIdentifier, digests: [Digest]) -> Bool {
        guard let signer = deviation.signer, signer.isSame(as: identifier) else { return false }
        return deviation.certificateDigest.map { stated in digests.contains { $0.matches(stated) } } ?? true
    }
}

extension [DeviationEntry] {
    /// So many as are kept of one signer, those that count first, and whether any that counts is left out.
    var withinLimit: (kept: [DeviationEntry], isCut: Bool) {
        guard count > DeviationEntry.answerLimit else { return (self, false) }
        let counting = filter(\.list.isTrusted)
        let ordered = counting + filter { !$0.list.isTrusted }
        return (Array(ordered.prefix(DeviationEntry.answerLimit)), counting.count > DeviationEntry.answerLimit)
    }
}

/// The verification of a deviation or defect list against a store.
public enum DeviationListProof {
    /// What stands of a list: its own signature, the purpose of its signer, the path of that to an anchor (Doc 9303-12, 10), and its content.
    public static func origin(
        of list: SignedData, name: String, kind: StoreFileKind, in store: any CertificateStore, keys: inout KeyCache
    ) -> DeviationListOrigin {
        let candidates = list.certificates + storedSigners(of: list, in: store)
        let (proof, signer) = SignedListProof.of(list, candidates: candidates, keys: &keys)
        let content = DeviationContent(of: list, kind)
        return DeviationListOrigin(
            name: name, kind: kind, country: signer.flatMap { $0.issuerCountry ?? $0.country },
            signedAt: list.signerInfos.first?.signedAttributes?.signingTime,
            objection: objection(proof, signer, list, kind, in: store, keys: &keys) ?? (content == nil ? .malformedValue : nil),
            isWhole: content?.unreadable == 0)
    }

    private static func storedSigners(of list: SignedData, in store: any CertificateStore) -> [ArraySlice<UInt8>] {
        switch list.signerInfos.first?.identifier {
        case .issuerAndSerialNumber(_, let number): store.signers(serialNumber: number).map(\.certificate.bytes)
        case .subjectKeyIdentifier(let identifier): store.signers(keyIdentifier: identifier).map(\.certificate.bytes)
        case nil: []
        }
    }

    private static func objection(
        _ proof: SignatureProof, _ signer: Certificate?, _ list: SignedData, _ kind: StoreFileKind, in store: any CertificateStore,
        keys: inout KeyCache
    ) -> ReasonCode? {
        switch proof {
        case .invalid: return .signatureInvalid
        case .unsupported(let code): return code
        case .valid, .validWithDeviation: break
        }
        guard let signer, let identity = try? keys.identity(signer) else { return .signerCertificateMissing }
        let signedAt = list.signerInfos.first?.signedAttributes?.signingTime
        return ListSignerTrust.objection(to: signer, identity, of: kind, signedAt: signedAt, in: store, keys: &keys)
    }
}

/// Whether the signer of a list is one whose lists count.
public enum ListSignerTrust {
    /// Why a signer's lists of a kind do not count; nil where its certificate is for them, was valid when the list was signed, and chains.
    ///
    /// A list without a time of signing says nothing of it; one whose signer has expired since was signed in time.
    public static func objection(
        to signer: Certificate, _ identity: CertificateIdentity, of kind: StoreFileKind, signedAt: Timestamp?,
        in store: any CertificateStore,
        keys: inout KeyCache
    ) -> ReasonCode? {
        guard signer.maySign(kind) else { return .signerPurpose }
        if let signedAt, !signer.validity.contains(signedAt) { return .signedOutsideValidity }
        var search = PathSearch(in: store)
        return search.isAnchored(listSigner: signer, identity: identity, keys: &keys) ? nil : .signerNotTrusted
    }
}

extension Certificate {
    /// Whether the key is for lists of a kind (Doc 9303-12, 7.1): a document signer's must neither make anchors nor excuse documents.
    ///
    /// Some lists were signed by the CSCA itself. A signer of defect lists has a purpose of the BSI's.
    public func maySign(_ kind: StoreFileKind) -> Bool {
        if isAuthority { return true }
        let purposes = extendedKeyUsage
        switch kind {
        case .masterList: return purposes.contains(.masterListSigner)
        case .deviationList: return purposes.contains(.deviationListSigner)
        case .defectList:
            return purposes.contains(.deviationListSigner) || purposes.contains { $0.content.starts(with: Certificate.purposesOfBSI) }
        default: return false
        }
    }

    /// 0.4.0.127.0.7, below which the BSI gives its purposes.
    static let purposesOfBSI: [UInt8] = [0x04, 0x00, 0x7F, 0x00, 0x07]
}

extension DeviationEntry {
    /// The entries of a list that is read into memory.
    static func entries(of list: SignedData, _ origin: DeviationListOrigin) -> [DeviationEntry] {
        guard let read = DeviationContent(of: list, origin.kind) else { return [] }
        return read.entries.map { entry in
            DeviationEntry(
                list: origin, index: entry.index, deviation: entry.deviation, numbers: DocumentNumberList(entry.deviation.documentNumbers))
        }
    }
}

extension DeviationContent {
    /// The signed content of a list; nil where it cannot be read.
    fileprivate init?(of list: SignedData, _ kind: StoreFileKind) {
        guard let bytes = list.content?.bytes, let read = try? DeviationContent(bytes, isDefectList: kind == .defectList) else {
            return nil
        }
        self = read
    }
}

extension DocumentNumberList {
    init(_ elements: ArraySlice<UInt8>?) {
        guard let elements else {
            self = .any
            return
        }
        var numbers: Set<ArraySlice<UInt8>> = []
        ListedDeviation.forEachNumber(in: elements) { number in
            numbers.insert(number)
            return true
        }
        self = .set(numbers)
    }
}
