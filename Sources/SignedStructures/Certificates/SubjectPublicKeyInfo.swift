public import Irregularities
import TagLengthValue

/// A public key with its algorithm.
///
///     SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }
///
/// RFC 5280, 4.1.2.7. Also the content of data group 15 and of a ChipAuthenticationPublicKeyInfo.
public struct SubjectPublicKeyInfo: Sendable, Hashable {
    /// The element alone.
    public let bytes: ArraySlice<UInt8>
    public let algorithm: AlgorithmIdentifier
    /// The content of the BIT STRING without the octet of unused bits: what key identifiers hash.
    public let subjectPublicKey: ArraySlice<UInt8>
    public let key: PublicKeyMaterial
    public let irregularities: [Irregularity]

    /// Reads the one key that the bytes are; what trails is an irregularity.
    public init(_ bytes: ArraySlice<UInt8>) throws(StructureError) {
        do {
            try bytes.checkAddressable()
            var cursor = ElementCursor(over: bytes)
            let extent = try PublicKeyExtent(&cursor, in: bytes)
            self.init(extent, in: bytes, trailing: cursor.trailing())
        } catch {
            throw StructureError(error, in: .subjectPublicKeyInfo)
        }
    }

    init(_ extent: PublicKeyExtent, in bytes: ArraySlice<UInt8>, trailing: Irregularity? = nil) {
        self.bytes = bytes[extent.whole]
        algorithm = AlgorithmIdentifier(extent.algorithm, in: bytes)
        subjectPublicKey = bytes[extent.key]
        var irregularities = trailing.map { [$0] } ?? []
        if let key = try? PublicKeyMaterial(algorithm, subjectPublicKey) {
            self.key = key
        } else {
            key = .unsupported(algorithm.algorithm)
            irregularities.append(Irregularity(.malformedPublicKey, at: extent.whole.place))
        }
        self.irregularities = irregularities
    }

    public static func == (left: SubjectPublicKeyInfo, right: SubjectPublicKeyInfo) -> Bool { left.bytes == right.bytes }
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

/// The numbers of a public key.
public enum PublicKeyMaterial: Sendable, Hashable {
    /// Big-endian magnitudes without leading zeros (RFC 8017, A.1.1).
    case rsa(modulus: ArraySlice<UInt8>, exponent: ArraySlice<UInt8>)
    /// The point as encoded, with its first octet 02, 03 or 04 (RFC 5480, 2.2).
    case ellipticCurve(ECParameters, point: ArraySlice<UInt8>)
    /// A key of another kind (DSA, DH, GOST …), or one that cannot be read: then its SubjectPublicKeyInfo has the irregularity
    /// `malformed-public-key`.
    case unsupported(OID)

    init(_ algorithm: AlgorithmIdentifier, _ octets: ArraySlice<UInt8>) throws(EncodingError) {
        switch algorithm.algorithm {
        case .rsaEncryption, .rsassaPSS:
            var outer = ElementCursor(over: octets)
            var numbers = ElementCursor(inside: try outer.next(.sequence, in: octets))
            let modulus = try PublicKeyMaterial.magnitude(numbers.next(.integer, in: octets), in: octets)
            let exponent = try PublicKeyMaterial.magnitude(numbers.next(.integer, in: octets), in: octets)
            guard numbers.isAtEnd, outer.isAtEnd else { throw EncodingError(.trailingBytes, at: numbers.position) }
            self = .rsa(modulus: modulus, exponent: exponent)
        case .ecPublicKey:
            guard !octets.isEmpty else { throw EncodingError(.malformedValue, at: octets.startIndex) }
            self = .ellipticCurve(try ECParameters(algorithm), point: octets)
        default:
            self = .unsupported(algorithm.algorithm)
        }
    }

    private static func magnitude(_ integer: ElementExtent, in bytes: ArraySlice<UInt8>) throws(EncodingError) -> ArraySlice<UInt8> {
        let content = bytes[integer.contentRange]
        let magnitude = content.drop { $0 == 0 }
        guard let first = content.first, first & 0x80 == 0, !magnitude.isEmpty else {
            throw EncodingError(.malformedValue, at: integer.start)
        }
        return magnitude
    }
}

/// A SubjectPublicKeyInfo by offsets.
struct PublicKeyExtent: Sendable {
    let whole: Extent
    let algorithm: AlgorithmExtent
    let key: Extent

    init(_ cursor: inout ElementCursor, in bytes: ArraySlice<UInt8>) throws(EncodingError) {
        let sequence = try cursor.next(.sequence, in: bytes)
        var fields = ElementCursor(inside: sequence)
        algorithm = try AlgorithmExtent(&fields, in: bytes)
        key = Extent(try bitStringOctets(fields.next(.bitString, in: bytes), in: bytes))
        whole = Extent(sequence)
        guard fields.isAtEnd else { throw EncodingError(.trailingBytes, at: fields.position) }
    }
}
