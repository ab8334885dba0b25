public import Irregularities
public import SignedStructures
public import TagLengthValue

/// The security infos of DG14, EF.CardAccess or EF.CardSecurity: which protocols the chip has.
///
///     SecurityInfos ::= SET OF SecurityInfo
///
/// Doc 9303-11, 9.2; BSI TR-03110-3, A.1.1. The order of the file is kept: what is hashed is what stands there.
public final class SecurityInfos: Sendable {
    /// The set, with what trails it.
    private let content: ArraySlice<UInt8>
    private let set: ElementExtent

    public var bytes: ArraySlice<UInt8> { content[set.range] }
    /// The infos in the order of the file; what they say is read when asked.
    public var infos: [SecurityInfo] { read.infos }
    public var irregularities: [Irregularity] { read.irregularities }

    /// The most infos that are read; documents have below 20.
    static let infoLimit = 256

    /// Reads the set.
    ///
    /// An error is that it cannot be read as a set of security infos.
    public init(_ content: borrowing ArraySlice<UInt8>) throws(LDSError) {
        var outer = ElementCursor(over: content)
        set = try outer.element(.set, in: content)
        self.content = copy content
        var (cursor, count) = (ElementCursor(inside: set), 0)
        while !cursor.isAtEnd {
            let info = try SecurityInfoExtent(&cursor, in: content)
            count += 1
            guard count <= SecurityInfos.infoLimit else { throw LDSError(.tooManyElements, at: info.whole.start, tag: info.whole.tag) }
        }
    }

    private var read: (infos: [SecurityInfo], irregularities: [Irregularity]) {
        var (infos, irregularities): ([SecurityInfo], [Irregularity]) = ([], [])
        if set.end < content.endIndex {
            irregularities.append(Irregularity(.trailingBytes, at: SourceLocation(set.end..<content.endIndex)))
        }
        var isSorted = true
        var cursor = ElementCursor(inside: set)
        while !cursor.isAtEnd, let extent = try? SecurityInfoExtent(&cursor, in: content) {
            let info = SecurityInfo(extent, in: content, &irregularities)
            if let last = infos.last, info.bytes.lexicographicallyPrecedes(last.bytes) { isSorted = false }
            infos.append(info)
        }
        if !infos.contains(where: \.statesChipAuthentication), infos.contains(where: \.isChipAuthenticationKey) {
            irregularities.append(Irregularity(.chipAuthenticationInfoAbsent, at: set.place))
        }
        // X.690, 11.6: DER sorts the members of a SET OF.
        if !isSorted { irregularities.append(Irregularity(.unsortedSet, at: set.place)) }
        return (infos, irregularities)
    }

    /// The keys for Chip Authentication, in order, with the octets of their key identifiers.
    public var chipAuthenticationKeys: [(key: SubjectPublicKeyInfo, keyIdentifier: ArraySlice<UInt8>?)] {
        infos.compactMap { info in
            guard case .chipAuthenticationPublicKey(let key, let keyIdentifier) = info.kind else { return nil }
            return (key, keyIdentifier)
        }
    }

    /// The algorithm that signatures of Active Authentication with elliptic curves are made with, where it is stated.
    public var activeAuthenticationSignatureAlgorithm: OID? {
        infos.lazy.compactMap { info in
            guard case .activeAuthentication(_, let algorithm) = info.kind else { return nil }
            return algorithm
        }.first
    }
}

/// One security info.
///
///     SecurityInfo ::= SEQUENCE { protocol OBJECT IDENTIFIER, requiredData ANY, optionalData ANY OPTIONAL }
public struct SecurityInfo: Sendable, Hashable {
    /// What the identifier makes of the data; identifiers of keys and parameters are the octets of their INTEGER.
    public enum Kind: Sendable, Hashable {
        case pace(version: Int, parameterIdentifier: Int?)
        case paceDomainParameters(AlgorithmIdentifier, parameterIdentifier: Int?)
        case chipAuthentication(version: Int, keyIdentifier: ArraySlice<UInt8>?)
        case chipAuthenticationDomainParameters(AlgorithmIdentifier, keyIdentifier: ArraySlice<UInt8>?)
        case chipAuthenticationPublicKey(SubjectPublicKeyInfo, keyIdentifier: ArraySlice<UInt8>?)
        case terminalAuthentication(version: Int)
        case activeAuthentication(version: Int, signatureAlgorithm: OID)
        /// A copy of EF.DIR.
        case directory(ArraySlice<UInt8>)
        /// An identifier that is not known, or data that are not of its kind.
        case unknown
    }

    public let bytes: ArraySlice<UInt8>
    public let oid: OID
    public let required: Element
    public let optional: Element?
    public let kind: Kind

    fileprivate init(_ extent: SecurityInfoExtent, in content: ArraySlice<UInt8>, _ irregularities: inout [Irregularity]) {
        bytes = content[extent.whole.range]
        oid = extent.oid
        required = Element(extent.required, in: content)
        optional = extent.optional.map { Element($0, in: content) }
        if extent.end < extent.whole.contentEnd {
            irregularities.append(Irregularity(.trailingBytes, at: SourceLocation(extent.end..<extent.whole.contentEnd)))
        }
        if let reading = SecurityInfo.reading(of: oid) {
            let kind = SecurityInfo.kind(reading, required, optional)
            if kind == nil { irregularities.append(Irregularity(.malformedValue, at: extent.whole.place)) }
            if case .chipAuthenticationPublicKey(let key, _)? = kind {
                irregularities += key.irregularities
                if let isOfCurve = key.isOfCurve, isOfCurve != (oid == .chipAuthenticationKeyECDH) {
                    irregularities.append(Irregularity(.keyOfOtherProtocol, at: extent.whole.place))
                }
            }
            if kind != nil, reading.hasKeyIdentifier, let optional, !optional.isShortestInteger {
                irregularities.append(Irregularity(.keyIdentifierForm, at: optional.place))
            }
            self.kind = kind ?? .unknown
        } else {
            irregularities.append(Irregularity(.unknownSecurityInfo, at: extent.whole.place))
            kind = .unknown
        }
    }

    fileprivate var statesChipAuthentication: Bool {
        if case .chipAuthentication = kind { true } else { false }
    }

    fileprivate var isChipAuthenticationKey: Bool {
        if case .chipAuthenticationPublicKey = kind { true } else { false }
    }

    // MARK: The table of identifiers

    private enum Reading {
        case pace, paceDomainParameters, chipAuthentication, chipAuthenticationDomainParameters, chipAuthenticationPublicKey
        case terminalAuthentication, activeAuthentication, directory

        /// Whether the optional data are the identifier of a key.
        var hasKeyIdentifier: Bool {
            switch self {
            case .chipAuthentication, .chipAuthenticationDomainParameters, .chipAuthenticationPublicKey: true
            default: false
            }
        }
    }

    /// An identifier, the numbers of arcs that may follow it, and how its data are read.
    private static let table: [(prefix: [UInt8], further: Int, reading: Reading)] = [
        (OID.pace.content, 2, .pace),
        (OID.pace.content, 1, .paceDomainParameters),
        (OID.chipAuthenticationDH.content, 1, .chipAuthentication),
        (OID.chipAuthenticationECDH.content, 1, .chipAuthentication),
        (OID.chipAuthenticationDH.content, 0, .chipAuthenticationDomainParameters),
        (OID.chipAuthenticationECDH.content, 0, .chipAuthenticationDomainParameters),
        (OID.chipAuthenticationKeyDH.content, 0, .chipAuthenticationPublicKey),
        (OID.chipAuthenticationKeyECDH.content, 0, .chipAuthenticationPublicKey),
        (OID.terminalAuthentication.content, 0, .terminalAuthentication),
        (OID.activeAuthentication.content, 0, .activeAuthentication),
        (OID.efDIR.content, 0, .directory),
    ]

    private static func reading(of oid: OID) -> Reading? {
        let content = oid.content
        return table.first { $0.prefix.count + $0.further == content.count && content.starts(with: $0.prefix) }?.reading
    }

    private static func kind(_ reading: Reading, _ required: Element, _ optional: Element?) -> Kind? {
        let number = required.tag == .integer ? required.smallNumber : nil
        switch reading {
        case .pace: return number.map { .pace(version: $0, parameterIdentifier: optional?.smallNumber) }
        case .paceDomainParameters:
            guard let algorithm = try? AlgorithmIdentifier(required.bytes) else { return nil }
            return .paceDomainParameters(algorithm, parameterIdentifier: optional?.smallNumber)
        case .chipAuthentication: return number.map { .chipAuthentication(version: $0, keyIdentifier: optional?.content) }
        case .chipAuthenticationDomainParameters:
            guard let algorithm = try? AlgorithmIdentifier(required.bytes) else { return nil }
            return .chipAuthenticationDomainParameters(algorithm, keyIdentifier: optional?.content)
        case .chipAuthenticationPublicKey:
            guard let key = try? SubjectPublicKeyInfo(required.bytes) else { return nil }
            return .chipAuthenticationPublicKey(key, keyIdentifier: optional?.content)
        case .terminalAuthentication: return number.map { .terminalAuthentication(version: $0) }
        case .activeAuthentication:
            guard let number, let optional, optional.tag == .objectIdentifier, let algorithm = OID(content: optional.content) else {
                return nil
            }
            return .activeAuthentication(version: number, signatureAlgorithm: algorithm)
        case .directory: return required.tag == .octetString ? .directory(required.content) : nil
        }
    }
}

extension SubjectPublicKeyInfo {
    /// Whether the key is one of a curve; false for Diffie-Hellman over a prime, nil for anything else.
    fileprivate var isOfCurve: Bool? {
        switch algorithm.algorithm {
        case .ecPublicKey: true
        case .dhPublicNumber, .dhKeyAgreement: false
        default: nil
        }
    }
}

extension Element {
    /// Whether it is an INTEGER in as few octets as its value needs (X.690, 8.3.2).
    fileprivate var isShortestInteger: Bool {
        guard tag == .integer, let first = content.first else { return false }
        guard content.count > 1 else { return true }
        let second = content[content.startIndex + 1]
        return !(first == 0 && second & 0x80 == 0) && !(first == 0xFF && second & 0x80 != 0)
    }
}

/// A security info by offsets: what must be readable of it.
private struct SecurityInfoExtent {
    let whole: ElementExtent
    let oid: OID
    let required: ElementExtent
    let optional: ElementExtent?
    /// The offset behind the last field.
    let end: Int

    init(_ cursor: inout ElementCursor, in bytes: borrowing ArraySlice<UInt8>) throws(LDSError) {
        whole = try cursor.element(.sequence, in: bytes)
        var fields = ElementCursor(inside: whole)
        let identifier = try fields.element(.objectIdentifier, in: bytes)
        guard let oid = OID(content: bytes[identifier.contentRange]) else {
            throw LDSError(.malformedValue, at: identifier.start, tag: identifier.tag)
        }
        self.oid = oid
        guard let required = try fields.element(in: bytes) else { throw LDSError(.missingElement, at: whole.start, tag: whole.tag) }
        self.required = required
        optional = try fields.element(in: bytes)
        end = fields.position
    }
}
