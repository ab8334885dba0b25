public import CivilTime
public import Irregularities
public import SafeOpenSSL
public import SignedStructures

/// A deviation or defect list of a store, and whether it counts.
public struct DeviationListOrigin: Sendable, Hashable {
    public let name: String
    public let kind: StoreFileKind
    /// The country of the anchor that the signer chains to, which is that of the list; nil where no anchor was reached.
    ///
    /// What the signer's certificate names counts for nothing: its issuer can write any name into it.
    public let country: String?
    public let signedAt: Timestamp?
    /// Why the list counts for nothing; nil where its signature verifies, its signer chains to an anchor, and its content can be read.
    public let objection: ReasonCode?
    /// Whether every entry could be read; else what an older list says may stand in one that could not.
    public let isWhole: Bool
    /// When the next list of its publisher was signed, which stands in place of it from then on.
    public var supersededAt: Timestamp?
    /// When its signer's certificate expires, where the list does not say when it was signed.
    public let expiresAt: Timestamp?

    public init(
        name: String, kind: StoreFileKind, country: String?, signedAt: Timestamp?, objection: ReasonCode?, isWhole: Bool = true,
        supersededAt: Timestamp? = nil, expiresAt: Timestamp? = nil
    ) {
        self.name = name
        self.kind = kind
        self.country = country
        self.signedAt = signedAt
        self.objection = objection
        self.isWhole = isWhole
        self.supersededAt = supersededAt
        self.expiresAt = expiresAt
    }

    /// Whether nothing is held against the list, whenever it is asked.
    public var isTrusted: Bool { objection == nil }

    /// Why the list counts for nothing at a time: a list that was signed later was not there yet.
    public func objection(at time: Timestamp) -> ReasonCode? {
        if let objection { return objection }
        if let signedAt, signedAt > time { return .notYetValid }
        if let supersededAt, supersededAt <= time { return .supersededList }
        if let expiresAt, expiresAt < time { return .expired }
        return nil
    }

    /// The list as it stands at a time.
    public func standing(at time: Timestamp) -> DeviationListOrigin {
        DeviationListOrigin(
            name: name, kind: kind, country: country, signedAt: signedAt, objection: objection(at: time), isWhole: isWhole,
            supersededAt: supersededAt, expiresAt: expiresAt)
    }

    /// Whether a list stands in place of this one: it counts, could be read whole, is of the same publisher and kind, and was signed later.
    ///
    /// A publisher issues its list whole, so what the newest leaves out holds no longer; what could not be read is not left out. A list that
    /// counts for nothing replaces none, and one without a time of signing is older than any that has one.
    public func isSuperseded(by other: DeviationListOrigin) -> Bool {
        guard isTrusted, other.isTrusted, other.isWhole, kind == other.kind, let country, let publisher = other.country,
            CountryNames.isOne(country, publisher), let time = other.signedAt
        else { return false }
        return signedAt.map { $0 < time } ?? true
    }

    /// Whether the list may speak of the documents of a state: a deviation list is the issuer's own and speaks of no others, a defect list is an
    /// inspection authority's (BSI TR-03135-1, 5.8.2).
    public func speaks(of country: String?) -> Bool {
        guard kind != .defectList else { return true }
        guard let own = self.country, let country else { return false }
        return CountryNames.isOne(own, country)
    }
}

extension [DeviationListOrigin] {
    /// The lists of one store, each with the time from which the next of its publisher stands in place of it.
    public var markingSuperseded: [DeviationListOrigin] {
        map { origin in
            var marked = origin
            marked.supersededAt = filter { origin.isSuperseded(by: $0) }.compactMap(\.signedAt).min()
            return marked
        }
    }

    /// The lists as they stand at a time.
    public func standing(at time: Timestamp) -> [DeviationListOrigin] { map { $0.standing(at: time) } }
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

    /// The entry as it stands at a time; nil where its list was not signed yet or another stands in place of it.
    public func standing(at time: Timestamp) -> DeviationEntry? {
        let objection = list.objection(at: time)
        if objection == list.objection { return self }
        if objection == .notYetValid || objection == .supersededList { return nil }
        return DeviationEntry(list: list.standing(at: time), index: index, deviation: deviation, numbers: numbers)
    }

    /// Whether two are one entry of one list.
    public func isSame(as other: DeviationEntry) -> Bool { list == other.list && index == other.index }

    /// Whether the entry may concern documents of a signer: it names the signer, or none and is its own state's.
    public func mayConcern(_ certificate: Certificate, digests: [Digest]) -> Bool {
        if let signer = deviation.signer, signer.matches(certificate) == nil { return false }
        if let digest = deviation.certificateDigest, !digests.contains(where: { $0.matches(digest) }) { return false }
        // Who names nobody speaks of the documents of its own state.
        return deviation.namesSigner
            || list.country.map { own in certificate.issuerCountry.map { CountryNames.isOne(own, $0) } ?? false }
                ?? true
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
    /// So many as are kept of one signer, those that count first and of these the newest lists'; and, where any that counts is left out, until when one
    /// of these lists counts.
    var withinLimit: (kept: [DeviationEntry], cutBefore: Timestamp?) {
        guard count > DeviationEntry.answerLimit else { return (self, nil) }
        let never = Timestamp(secondsSinceEpoch: .max)
        let counting = filter(\.list.isTrusted).sorted { ($0.list.supersededAt ?? never) > ($1.list.supersededAt ?? never) }
        let ordered = counting + filter { !$0.list.isTrusted }
        let first = counting.dropFirst(DeviationEntry.answerLimit).first
        return (Array(ordered.prefix(DeviationEntry.answerLimit)), first.map { $0.list.supersededAt ?? never })
    }
}

/// The verification of a deviation or defect list against a store.
public enum DeviationListProof {
    /// What stands of a list: its own signature, its signer (`ListSignerTrust`) with the path to an anchor (Doc 9303-12, 10), and its content.
    public static func origin(
        of list: SignedData, name: String, kind: StoreFileKind, in store: any CertificateStore, keys: inout KeyCache
    ) -> DeviationListOrigin {
        let candidates = list.certificates + storedSigners(of: list, in: store)
        let (proof, signer) = SignedListProof.of(list, candidates: candidates, keys: &keys)
        let content = DeviationContent(of: list, kind)
        let signedAt = list.signerInfos.first?.signedAttributes?.signingTime
        let standing = standing(proof, signer, kind, signedAt, in: store, keys: &keys)
        return DeviationListOrigin(
            name: name, kind: kind, country: standing.country, signedAt: signedAt,
            objection: standing.objection ?? (content == nil ? .malformedValue : nil), isWhole: content?.unreadable == 0,
            expiresAt: signedAt == nil ? signer?.validity.notAfter : nil)
    }

    private static func storedSigners(of list: SignedData, in store: any CertificateStore) -> [ArraySlice<UInt8>] {
        switch list.signerInfos.first?.identifier {
        case .issuerAndSerialNumber(_, let number): store.signers(serialNumber: number).map(\.certificate.bytes)
        case .subjectKeyIdentifier(let identifier): store.signers(keyIdentifier: identifier).map(\.certificate.bytes)
        case nil: []
        }
    }

    private static func standing(
        _ proof: SignatureProof, _ signer: Certificate?, _ kind: StoreFileKind, _ signedAt: Timestamp?, in store: any CertificateStore,
        keys: inout KeyCache
    ) -> (country: String?, objection: ReasonCode?) {
        switch proof {
        case .invalid: return (nil, .signatureInvalid)
        case .unsupported(let code): return (nil, code)
        case .valid, .validWithDeviation: break
        }
        guard let signer, let identity = try? keys.identity(signer) else { return (nil, .signerCertificateMissing) }
        return ListSignerTrust.standing(of: signer, identity, kind, signedAt: signedAt, in: store, keys: &keys)
    }
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
