public import Irregularities
import TagLengthValue

/// A CMS SignedData: the structure of EF.SOD, master lists, deviation lists and EF.CardSecurity, without trust and without cryptography.
///
///     ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY DEFINED BY contentType }
///     SignedData ::= SEQUENCE {
///         version CMSVersion, digestAlgorithms SET OF AlgorithmIdentifier, encapContentInfo EncapsulatedContentInfo,
///         certificates [0] IMPLICIT CertificateSet OPTIONAL, crls [1] IMPLICIT RevocationInfoChoices OPTIONAL, signerInfos SET OF SignerInfo }
///     EncapsulatedContentInfo ::= SEQUENCE { eContentType OBJECT IDENTIFIER, eContent [0] EXPLICIT OCTET STRING OPTIONAL }
///
/// RFC 5652, 3 and 5.1. BER is read as well as DER.
public final class SignedData: Sendable {
    /// The whole ContentInfo.
    public let bytes: ArraySlice<UInt8>
    public let version: Int
    /// The algorithms that are said to be used; a verifier goes by those of the signers.
    public var digestAlgorithms: [AlgorithmIdentifier] {
        var found: [AlgorithmIdentifier] = []
        var cursor = ElementCursor(over: bytes[digestAlgorithmsPlace])
        while let algorithm = try? AlgorithmExtent(&cursor, in: bytes) { found.append(AlgorithmIdentifier(algorithm, in: bytes)) }
        return found
    }
    /// The content of their set.
    private let digestAlgorithmsPlace: Extent
    /// The type of the signed content (eContentType).
    public let contentType: OID
    /// Nil where the content is detached.
    public let content: EncapsulatedContent?
    /// The elements of the certificate set that are X.509 certificates, in the order of the file, not looked into.
    public let certificates: [ArraySlice<UInt8>]
    public let revocationLists: [ArraySlice<UInt8>]
    public let signerInfos: [SignerInfo]
    /// Deviations of the frame; each SignerInfo has its own.
    public let irregularities: [Irregularity]

    /// Reads the one ContentInfo that the bytes are; what trails is an irregularity.
    ///
    /// A content type other than signedData is thrown as `content-type`.
    public convenience init(contentInfo input: borrowing ArraySlice<UInt8>) throws(StructureError) {
        do {
            try self.init(reading: input)
        } catch {
            throw StructureError(error, in: .signedData)
        }
    }

    private init(reading input: borrowing ArraySlice<UInt8>) throws(EncodingError) {
        try input.checkAddressable()
        var outer = ElementCursor(over: input)
        let whole = try outer.next(.sequence, in: input)
        var frame = Frame()
        frame.note(outer.trailing())
        let signedData = try frame.open(whole, in: input)
        var fields = ElementCursor(inside: signedData)
        let versionField = try fields.next(.integer, in: input)
        version = smallInteger(input[versionField.contentRange])
        let algorithms = try fields.next(.set, in: input)
        var algorithm = ElementCursor(inside: algorithms)
        while !algorithm.isAtEnd { _ = try AlgorithmExtent(&algorithm, in: input) }
        digestAlgorithmsPlace = Extent(contentOf: algorithms)
        let encapsulated = try fields.next(.sequence, in: input)
        var parts = ElementCursor(inside: encapsulated)
        contentType = try readIdentifier(&parts, in: input)
        if let explicit = try parts.nextIf(.context(0), in: input) {
            var inner = ElementCursor(inside: explicit)
            content = try EncapsulatedContent(inner.required(in: input), in: copy input)
            frame.note(inner.trailing())
        } else {
            content = nil
            frame.irregularities.append(Irregularity(.detachedContent, at: encapsulated.place))
        }
        frame.note(parts.trailing())
        certificates = try frame.certificates(fields.nextIf(.context(0), in: input), in: input)
        revocationLists = try frame.revocationLists(fields.nextIf(.context(1), in: input), in: input)
        signerInfos = try frame.signerInfos(fields.next(.set, in: input), in: input)
        frame.note(fields.trailing())
        if !frame.expects(version, contentType, signerInfos) {
            frame.irregularities.append(Irregularity(.unknownVersion, at: versionField.place))
        }
        bytes = input[whole.range]
        irregularities = frame.irregularities
    }
}

func readIdentifier(_ cursor: inout ElementCursor, in bytes: ArraySlice<UInt8>) throws(EncodingError) -> OID {
    let element = try cursor.next(.objectIdentifier, in: bytes)
    guard let identifier = OID(element.contentRange, in: bytes) else {
        throw EncodingError(.malformedValue, at: element.start, found: element.tag)
    }
    return identifier
}

/// What is gathered while the frame of a SignedData is read.
private struct Frame {
    var irregularities: [Irregularity] = []
    /// The version that the kinds of certificates and revocation information ask for.
    private var choiceVersion = 1

    mutating func note(_ irregularity: Irregularity?) {
        if let irregularity { irregularities.append(irregularity) }
    }

    /// Opens ContentInfo and its explicit tag.
    mutating func open(_ whole: ElementExtent, in bytes: ArraySlice<UInt8>) throws(EncodingError) -> ElementExtent {
        var parts = ElementCursor(inside: whole)
        let start = parts.position
        guard try readIdentifier(&parts, in: bytes) == .signedData else { throw EncodingError(.contentType, at: start) }
        let explicit = try parts.next(.context(0), in: bytes)
        note(parts.trailing())
        var inner = ElementCursor(inside: explicit)
        let signedData = try inner.next(.sequence, in: bytes)
        note(inner.trailing())
        if let indefinite = [whole, explicit, signedData].first(where: { $0.hasIndefiniteLength }) {
            // The header alone: the tag is one octet, and so is the length 80.
            irregularities.append(Irregularity(.indefiniteLength, at: .bytes(offset: indefinite.start, length: 2)))
        }
        return signedData
    }

    /// CertificateChoices: a Certificate, [0] an extended certificate, [1] and [2] attribute certificates, [3] others (RFC 5652, 10.2.2).
    mutating func certificates(_ set: ElementExtent?, in bytes: ArraySlice<UInt8>) throws(EncodingError) -> [ArraySlice<UInt8>] {
        try choices(set, in: bytes) { tag in
            switch tag {
            case .context(3): 5
            case .context(2): 4
            case .context(1): 3
            default: 1
            }
        }
    }

    /// RevocationInfoChoice: a CertificateList or [1] another (RFC 5652, 10.2.1).
    mutating func revocationLists(_ set: ElementExtent?, in bytes: ArraySlice<UInt8>) throws(EncodingError) -> [ArraySlice<UInt8>] {
        try choices(set, in: bytes) { $0 == .context(1) ? 5 : 1 }
    }

    private mutating func choices(
        _ set: ElementExtent?, in bytes: ArraySlice<UInt8>, _ version: (Tag) -> Int
    ) throws(EncodingError) -> [ArraySlice<UInt8>] {
        guard let set else { return [] }
        var found: [ArraySlice<UInt8>] = []
        var cursor = ElementCursor(inside: set, limits: .list)
        while let member = try cursor.next(in: bytes) {
            if member.tag == .sequence {
                found.append(bytes[member.range])
            } else {
                choiceVersion = max(choiceVersion, version(member.tag))
                irregularities.appendLimited(Irregularity(.unexpectedTag, at: member.place))
            }
        }
        return found
    }

    mutating func signerInfos(_ set: ElementExtent, in bytes: ArraySlice<UInt8>) throws(EncodingError) -> [SignerInfo] {
        var found: [SignerInfo] = []
        // Each SignerInfo costs its verifier a signature; real ones number one, rarely two.
        var cursor = ElementCursor(inside: set, limits: Limits(depth: Limits.file.depth, elements: 64))
        while !cursor.isAtEnd { found.append(try SignerInfo(&cursor, in: bytes)) }
        if found.isEmpty { irregularities.append(Irregularity(.noSigner, at: set.place)) }
        if found.count > 1 { irregularities.append(Irregularity(.severalSigners, at: set.place)) }
        return found
    }

    /// Whether the version is the one of RFC 5652, 5.1, or the 3 that Doc 9303-10, 4.6.2.2 asks of every EF.SOD.
    ///
    /// The two differ for plain data, which Chinese chips sign.
    func expects(_ version: Int, _ contentType: OID, _ signers: [SignerInfo]) -> Bool {
        if choiceVersion >= 4 { return version == choiceVersion }
        let isBasic = choiceVersion == 1 && contentType == .data && !signers.contains { $0.version == 3 }
        return version == 3 || version == 1 && isBasic
    }
}
