import CivilTime
public import Irregularities
import TagLengthValue

/// An X.509 certificate: its fields as they stand in the file, without trust and without cryptography.
///
///     Certificate ::= SEQUENCE { tbsCertificate TBSCertificate, signatureAlgorithm AlgorithmIdentifier, signature BIT STRING }
///     TBSCertificate ::= SEQUENCE {
///         version [0] Version DEFAULT v1, serialNumber INTEGER, signature AlgorithmIdentifier, issuer Name, validity Validity,
///         subject Name, subjectPublicKeyInfo SubjectPublicKeyInfo, issuerUniqueID [1] OPTIONAL, subjectUniqueID [2] OPTIONAL,
///         extensions [3] Extensions OPTIONAL }
///
/// RFC 5280, 4.1. The value keeps the bytes and where its fields lie; names, keys and extensions are read when asked. Equal means equal bytes.
public final class Certificate: Sendable, Hashable {
    /// The element alone; a hash of it is the certificate's identity.
    public let bytes: ArraySlice<UInt8>
    /// 1, 2 or 3; any other number as it is encoded, plus one.
    public let version: Int
    public let validity: Validity
    private let fields: Fields
    let known: KnownExtensions
    private let structural: [Irregularity]

    private struct Fields: Sendable {
        var tbsCertificate = Extent.none
        var serialNumber = Extent.none
        var issuer = Extent.none
        var subject = Extent.none
        var signature = Extent.none
        var hasUniqueIdentifiers = false
    }

    private let tbsAlgorithm: AlgorithmExtent
    private let outerAlgorithm: AlgorithmExtent
    private let publicKey: PublicKeyExtent

    /// Reads the one certificate that the bytes are; what trails is an irregularity.
    public convenience init(_ input: ArraySlice<UInt8>) throws(StructureError) {
        do {
            try self.init(reading: input)
        } catch {
            throw StructureError(error, in: .certificate)
        }
    }

    private init(reading input: ArraySlice<UInt8>) throws(EncodingError) {
        try input.checkAddressable()
        var outer = ElementCursor(over: input)
        let whole = try outer.next(.sequence, in: input)
        var irregularities: [Irregularity] = []
        if let trailing = outer.trailing() { irregularities.append(trailing) }
        var fields = Fields()
        var parts = ElementCursor(inside: whole)
        let tbs = try parts.next(.sequence, in: input)
        fields.tbsCertificate = Extent(tbs)
        outerAlgorithm = try AlgorithmExtent(&parts, in: input)
        fields.signature = Extent(try bitStringOctets(parts.next(.bitString, in: input), in: input))
        if let trailing = parts.trailing() { irregularities.append(trailing) }

        var cursor = ElementCursor(inside: tbs)
        version = try Certificate.readVersion(&cursor, in: input, &irregularities)
        let serial = try cursor.next(.integer, in: input)
        fields.serialNumber = Extent(contentOf: serial)
        if serial.contentStart == serial.contentEnd || input[serial.contentStart] & 0x80 != 0 {
            irregularities.append(Irregularity(.negativeSerialNumber, at: serial.place))
        }
        tbsAlgorithm = try AlgorithmExtent(&cursor, in: input)
        fields.issuer = Extent(try cursor.next(.sequence, in: input))
        var times = ElementCursor(inside: try cursor.next(.sequence, in: input))
        validity = Validity(
            notBefore: try readTime(times.required(in: input), in: input, &irregularities),
            notAfter: try readTime(times.required(in: input), in: input, &irregularities))
        if let trailing = times.trailing() { irregularities.append(trailing) }
        fields.subject = Extent(try cursor.next(.sequence, in: input))
        publicKey = try PublicKeyExtent(&cursor, in: input)
        var known = KnownExtensions()
        while let field = try cursor.next(in: input) {
            switch field.tag {
            case .contextPrimitive(1), .contextPrimitive(2), .context(1), .context(2): fields.hasUniqueIdentifiers = true
            case .context(3): try known.read(field, in: input, &irregularities)
            default: irregularities.append(Irregularity(.unexpectedTag, at: field.place))
            }
        }
        if version > 3 || version < 1 || version < 3 && !known.whole.isEmpty || version < 2 && fields.hasUniqueIdentifiers {
            irregularities.append(Irregularity(.unknownVersion, at: SourceLocation(tbs.start..<serial.start)))
        }
        if tbsAlgorithm.algorithm != outerAlgorithm.algorithm || input[tbsAlgorithm.parameters] != input[outerAlgorithm.parameters] {
            irregularities.append(Irregularity(.algorithmMismatch, at: outerAlgorithm.whole.place))
        }
        bytes = input[whole.range]
        self.fields = fields
        self.known = known
        structural = irregularities
    }

    private static func readVersion(
        _ cursor: inout ElementCursor, in bytes: ArraySlice<UInt8>, _ irregularities: inout [Irregularity]
    ) throws(EncodingError) -> Int {
        guard let field = try cursor.nextIf(.context(0), in: bytes) else { return 1 }
        var inner = ElementCursor(inside: field)
        let version = smallInteger(bytes[try inner.next(.integer, in: bytes).contentRange])
        if let trailing = inner.trailing() { irregularities.append(trailing) }
        return version + 1
    }

    // MARK: Fields

    /// What the signature covers, header included.
    public var tbsCertificate: ArraySlice<UInt8> { bytes[fields.tbsCertificate] }
    /// The content octets of the INTEGER as encoded, sign and leading zeros included; compare these.
    public var serialNumber: ArraySlice<UInt8> { bytes[fields.serialNumber] }
    /// The algorithm inside the signed part.
    public var tbsSignatureAlgorithm: AlgorithmIdentifier { AlgorithmIdentifier(tbsAlgorithm, in: bytes) }
    public var issuer: DistinguishedName { DistinguishedName(bytes[fields.issuer]) }
    public var subject: DistinguishedName { DistinguishedName(bytes[fields.subject]) }
    public var subjectPublicKeyInfo: SubjectPublicKeyInfo { SubjectPublicKeyInfo(publicKey, in: bytes) }
    /// The algorithm outside the signed part.
    public var signatureAlgorithm: AlgorithmIdentifier { AlgorithmIdentifier(outerAlgorithm, in: bytes) }
    /// The content of the BIT STRING without its octet of unused bits.
    public var signature: ArraySlice<UInt8> { bytes[fields.signature] }
    /// Whether issuerUniqueID or subjectUniqueID is present, which Doc 9303-12 forbids.
    public var hasUniqueIdentifiers: Bool { fields.hasUniqueIdentifiers }

    /// The content of the BIT STRING of the key, which key identifiers of RFC 5280, 4.2.1.2 (1) hash with SHA-1.
    public var subjectPublicKey: ArraySlice<UInt8> { bytes[publicKey.key] }

    /// The country of the subject in upper case, or nil where it has none.
    public var country: String? { subject.country?.uppercased() }
    /// The country of the issuer in upper case, or nil where it has none.
    public var issuerCountry: String? { issuer.country?.uppercased() }
    /// Whether issuer and subject are the same name, compared folded.
    public var isSelfIssued: Bool {
        issuer.isFoldedSame(as: subject)
    }

    /// All that was tolerated in reading the certificate; names, key and extensions are read for it at each call.
    public var irregularities: [Irregularity] {
        var found = structural
        found += issuer.irregularities
        found += subject.irregularities
        found += subjectPublicKeyInfo.irregularities
        found += subjectPublicKeyInfo.parameterIrregularities
        found += signatureAlgorithm.signatureIrregularities
        found += extensionIrregularities
        return found
    }

    public static func == (left: Certificate, right: Certificate) -> Bool { left.bytes == right.bytes }
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension ElementCursor {
    /// Reads the next element of any tag, which must be there.
    mutating func required(in bytes: ArraySlice<UInt8>) throws(EncodingError) -> ElementExtent {
        guard let element = try next(in: bytes) else { throw EncodingError(.missingElement, at: position) }
        return element
    }
}
