public import CivilTime
public import Irregularities
public import TagLengthValue

/// One signed or unsigned attribute: its type and the SET of its values.
public struct Attribute: Sendable, Hashable {
    public let oid: OID
    public let values: Element
}

/// The signed attributes of a SignerInfo.
///
///     SignedAttributes ::= SET SIZE (1..MAX) OF Attribute
///     Attribute ::= SEQUENCE { attrType OBJECT IDENTIFIER, attrValues SET OF AttributeValue }
///
/// RFC 5652, 5.3 and 11. The signature covers the DER of the SET, whose tag is 31 although the file has A0 (RFC 5652, 5.4): try `31` and
/// `bytes.dropFirst()`, then `sortedDER`.
public struct SignedAttributes: Sendable {
    /// The element [0] as it stands in the file.
    public let bytes: ArraySlice<UInt8>
    public let irregularities: [Irregularity]
    private let content: Extent
    private let contentTypeValues: Extent
    private let digestValues: Extent
    private let signingTimeValues: Extent
    private let protectionValues: Extent
    private let isSorted: Bool

    init(_ element: ElementExtent, in bytes: borrowing ArraySlice<UInt8>) throws(EncodingError) {
        var irregularities: [Irregularity] = []
        var (contentType, digest, time, protection) = (Extent.none, Extent.none, Extent.none, Extent.none)
        var repeated = (contentType: false, digest: false, time: false, protection: false)
        var isSorted = true
        var previous = element.contentStart..<element.contentStart
        var cursor = ElementCursor(inside: element)
        while let attribute = try cursor.next(in: bytes) {
            if isSorted, bytes[attribute.range].lexicographicallyPrecedes(bytes[previous]) {
                isSorted = false
                irregularities.append(Irregularity(.unsortedSet, at: element.place))
            }
            previous = attribute.range
            guard let (oid, values) = SignedAttributes.read(attribute, in: bytes) else {
                irregularities.appendLimited(Irregularity(.malformedValue, at: attribute.place))
                continue
            }
            func keep(_ place: inout Extent, _ isRepeated: inout Bool) {
                if place.isEmpty {
                    place = Extent(values)
                } else {
                    isRepeated = true
                    irregularities.appendLimited(Irregularity(.duplicateAttribute, at: attribute.place))
                }
            }
            switch oid {
            case .contentTypeAttribute: keep(&contentType, &repeated.contentType)
            case .messageDigestAttribute: keep(&digest, &repeated.digest)
            case .signingTimeAttribute: keep(&time, &repeated.time)
            case .algorithmProtectionAttribute: keep(&protection, &repeated.protection)
            default: break
            }
        }
        if element.hasIndefiniteLength {
            irregularities.append(Irregularity(.indefiniteLength, at: .bytes(offset: element.start, length: 2)))
        }
        self.bytes = bytes[element.range]
        content = Extent(contentOf: element)
        // RFC 5652, 11: not more than one instance. Of several none counts: which one was meant, nobody can know.
        contentTypeValues = repeated.contentType ? .none : contentType
        digestValues = repeated.digest ? .none : digest
        signingTimeValues = repeated.time ? .none : time
        protectionValues = repeated.protection ? .none : protection
        self.isSorted = isSorted
        self.irregularities = irregularities
    }

    private static func read(_ attribute: ElementExtent, in bytes: ArraySlice<UInt8>) -> (OID, ElementExtent)? {
        guard attribute.tag == .sequence else { return nil }
        var fields = ElementCursor(inside: attribute)
        guard let oid = try? readIdentifier(&fields, in: bytes), let values = try? fields.next(.set, in: bytes), fields.isAtEnd else {
            return nil
        }
        return (oid, values)
    }

    /// The attributes in the order of the file; those that cannot be read are left out.
    public var attributes: [Attribute] {
        var found: [Attribute] = []
        var cursor = ElementCursor(over: bytes[content])
        while let attribute = try? cursor.next(in: bytes) {
            guard let (oid, values) = SignedAttributes.read(attribute, in: bytes) else { continue }
            found.append(Attribute(oid: oid, values: Element(values, in: bytes)))
        }
        return found
    }

    /// Whether the attributes are DER as they stand, so that `31` and `bytes.dropFirst()` is what RFC 5652 has hashed.
    public var isDistinguished: Bool {
        guard isSorted else { return false }
        var reader = ElementReader(bytes)
        guard let element = try? reader.next() else { return false }
        return element.headerIrregularity() == nil
    }

    /// The SET in DER, tag 31, attributes sorted and lengths definite; nil where a value cannot be walked.
    public var sortedDER: [UInt8]? {
        var cursor = ElementCursor(over: bytes)
        guard let element = try? cursor.next(in: bytes) else { return nil }
        return try? distinguishedEncoding(of: element, in: bytes, as: .set)
    }

    /// The single value of the contentType attribute.
    public var contentType: OID? {
        value(contentTypeValues, .objectIdentifier).flatMap { OID($0.contentRange, in: bytes) }
    }

    /// The single value of the messageDigest attribute.
    public var messageDigest: ArraySlice<UInt8>? { value(digestValues, .octetString).map { bytes[$0.contentRange] } }

    /// The single value of the signingTime attribute, UTCTime or GeneralizedTime.
    public var signingTime: Timestamp? {
        value(signingTimeValues, nil).flatMap { EncodedTime($0, in: bytes)?.timestamp }
    }

    /// That the signing time is not a UTCTime of its full form, which every year to 2049 has (RFC 5652, 11.3).
    var signingTimeIrregularity: Irregularity? {
        guard let element = value(signingTimeValues, nil), let time = EncodedTime(element, in: bytes) else { return nil }
        let isRegular = time.isConforming && (element.tag == .utcTime) == (time.timestamp.date.year < 2050)
        return isRegular ? nil : Irregularity(.signingTimeForm, at: element.place)
    }

    /// The single value of the CMSAlgorithmProtection attribute (RFC 6211) of a signature, where it can be read.
    public var algorithmProtection: AlgorithmProtection? {
        value(protectionValues, .sequence).flatMap { AlgorithmProtection(Element($0, in: bytes).bytes) }
    }

    /// The only member of a SET of values, where it has the tag.
    private func value(_ values: Extent, _ tag: Tag?) -> ElementExtent? {
        guard !values.isEmpty else { return nil }
        var outer = ElementCursor(over: bytes[values])
        guard let set = try? outer.next(in: bytes) else { return nil }
        var members = ElementCursor(inside: set)
        guard let value = try? members.next(in: bytes), members.isAtEnd else { return nil }
        return tag == nil || value.tag == tag ? value : nil
    }
}

/// The algorithms of a SignerInfo under its signature.
///
///     CMSAlgorithmProtection ::= SEQUENCE {
///         digestAlgorithm DigestAlgorithmIdentifier, signatureAlgorithm [1] SignatureAlgorithmIdentifier OPTIONAL, … }
///
/// RFC 6211, 2. Without it nothing signed names them.
public struct AlgorithmProtection: Sendable, Hashable {
    public let digestAlgorithm: AlgorithmIdentifier
    public let signatureAlgorithm: AlgorithmIdentifier

    init?(_ bytes: ArraySlice<UInt8>) {
        var reader = ElementReader(bytes)
        guard let whole = try? reader.next() else { return nil }
        var members = whole.elements()
        guard let digest = try? members.next(), let signature = try? members.next(), signature.tag == .context(1),
            let digestAlgorithm = try? AlgorithmIdentifier(digest.bytes),
            // The implicit tag stands in the place of the SEQUENCE's.
            let signatureAlgorithm = try? AlgorithmIdentifier([0x30] + signature.bytes.dropFirst())
        else { return nil }
        self.digestAlgorithm = digestAlgorithm
        self.signatureAlgorithm = signatureAlgorithm
    }
}
