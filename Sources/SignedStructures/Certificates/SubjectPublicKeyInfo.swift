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
    public init(_ bytes: borrowing ArraySlice<UInt8>) throws(StructureError) {
        do {
            try bytes.checkAddressable()
            var cursor = ElementCursor(over: bytes)
            let extent = try PublicKeyExtent(&cursor, in: bytes)
            self.init(extent, in: bytes, trailing: cursor.trailing())
        } catch {
            throw StructureError(error, in: .subjectPublicKeyInfo)
        }
    }

    init(_ extent: PublicKeyExtent, in bytes: borrowing ArraySlice<UInt8>, trailing: Irregularity? = nil) {
        self.bytes = bytes[extent.whole]
        algorithm = AlgorithmIdentifier(extent.algorithm, in: bytes)
        subjectPublicKey = bytes[extent.key]
        var irregularities = trailing.map { [$0] } ?? []
        do throws(EncodingError) {
            let read = try PublicKeyMaterial.read(algorithm, subjectPublicKey)
            key = read.key
            if let integer = read.withoutSignOctet { irregularities.append(Irregularity(.missingSignOctet, at: integer)) }
        } catch {
            key = .unsupported(algorithm.algorithm)
            irregularities.append(Irregularity(.malformedPublicKey, at: extent.whole.place))
        }
        self.irregularities = irregularities
    }

    /// Coefficients of explicit parameters that are not as long as the field's elements are (SEC 1, 2.3.5).
    var parameterIrregularities: [Irregularity] {
        guard case .ellipticCurve(.explicit(let curve), _) = key else { return [] }
        let length = curve.prime.drop { $0 == 0 }.count
        return [curve.a, curve.b].filter { $0.count != length }.map { Irregularity(.fieldElementLength, at: SourceLocation(of: $0)) }
    }

    public static func == (left: SubjectPublicKeyInfo, right: SubjectPublicKeyInfo) -> Bool { left.bytes == right.bytes }
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

/// A SubjectPublicKeyInfo that is there; its numbers are read when asked.
public struct PublicKeyElement: Sendable {
    private let bytes: ArraySlice<UInt8>
    private let extent: PublicKeyExtent
    private let trailing: Irregularity?

    /// Finds the one key that the bytes are; what trails is an irregularity of the key.
    public init(_ bytes: borrowing ArraySlice<UInt8>) throws(StructureError) {
        do {
            try bytes.checkAddressable()
            var cursor = ElementCursor(over: bytes)
            extent = try PublicKeyExtent(&cursor, in: bytes)
            trailing = cursor.trailing()
            self.bytes = copy bytes
        } catch {
            throw StructureError(error, in: .subjectPublicKeyInfo)
        }
    }

    public var info: SubjectPublicKeyInfo { SubjectPublicKeyInfo(extent, in: bytes, trailing: trailing) }
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

    /// The numbers, and the place of the first INTEGER that lacks its sign octet.
    fileprivate static func read(
        _ algorithm: AlgorithmIdentifier, _ octets: ArraySlice<UInt8>
    ) throws(EncodingError) -> (key: PublicKeyMaterial, withoutSignOctet: SourceLocation?) {
        switch algorithm.algorithm {
        case .rsaEncryption, .rsassaPSS:
            var outer = ElementCursor(over: octets)
            var numbers = ElementCursor(inside: try outer.next(.sequence, in: octets))
            var place: SourceLocation?
            let modulus = try magnitude(numbers.next(.integer, in: octets), in: octets, &place)
            let exponent = try magnitude(numbers.next(.integer, in: octets), in: octets, &place)
            guard numbers.isAtEnd, outer.isAtEnd else { throw EncodingError(.trailingBytes, at: numbers.position) }
            return (.rsa(modulus: modulus, exponent: exponent), place)
        case .ecPublicKey:
            guard !octets.isEmpty else { throw EncodingError(.malformedValue, at: octets.startIndex) }
            return (.ellipticCurve(try ECParameters(algorithm), point: octets), nil)
        default:
            return (.unsupported(algorithm.algorithm), nil)
        }
    }

    /// The octets of a positive number without leading zeros.
    ///
    /// Some encoders leave out the octet 00 that keeps a number with a high first bit from being negative. No RSA number is negative (RFC
    /// 8017, 3.1), so the magnitude can only be meant; OpenSSL reads it so as well.
    private static func magnitude(
        _ integer: ElementExtent, in bytes: ArraySlice<UInt8>, _ withoutSignOctet: inout SourceLocation?
    ) throws(EncodingError) -> ArraySlice<UInt8> {
        let content = bytes[integer.contentRange]
        let magnitude = content.drop { $0 == 0 }
        guard let first = content.first, !magnitude.isEmpty else { throw EncodingError(.malformedValue, at: integer.start) }
        if first & 0x80 != 0, withoutSignOctet == nil { withoutSignOctet = integer.place }
        return magnitude
    }
}

/// A SubjectPublicKeyInfo by offsets.
struct PublicKeyExtent: Sendable {
    let whole: Extent
    let algorithm: AlgorithmExtent
    let key: Extent

    init(_ cursor: inout ElementCursor, in bytes: borrowing ArraySlice<UInt8>) throws(EncodingError) {
        let sequence = try cursor.next(.sequence, in: bytes)
        var fields = ElementCursor(inside: sequence)
        algorithm = try AlgorithmExtent(&fields, in: bytes)
        key = Extent(try bitStringOctets(fields.next(.bitString, in: bytes), in: bytes))
        whole = Extent(sequence)
        guard fields.isAtEnd else { throw EncodingError(.trailingBytes, at: fields.position) }
    }
}
