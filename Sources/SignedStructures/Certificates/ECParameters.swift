import Irregularities
public import TagLengthValue

/// The curve of an elliptic-curve key.
///
///     EcpkParameters ::= CHOICE { ecParameters ECParameters, namedCurve OBJECT IDENTIFIER, implicitlyCA NULL }
///
/// RFC 3279, 2.3.5. Doc 9303-12, 4.1.6.3 asks for explicit parameters.
public enum ECParameters: Sendable, Hashable {
    case named(OID)
    case explicit(ExplicitCurve)
    case implicit

    init(_ algorithm: AlgorithmIdentifier) throws(EncodingError) {
        guard let parameters = algorithm.parameters else {
            self = .implicit
            return
        }
        try self.init(reading: parameters)
    }

    /// Reads the parameters from their element, such as that of a PACE domain parameter info.
    public init(_ parameters: Element) throws(StructureError) {
        do {
            try self.init(reading: parameters)
        } catch {
            throw StructureError(error, in: .subjectPublicKeyInfo)
        }
    }

    private init(reading parameters: Element) throws(EncodingError) {
        switch parameters.tag {
        case .null: self = .implicit
        case .objectIdentifier:
            guard let curve = OID(content: parameters.content) else {
                throw EncodingError(.malformedValue, at: parameters.offset)
            }
            self = .named(curve)
        case .sequence: self = .explicit(try ExplicitCurve(parameters))
        default: throw EncodingError(.unexpectedTag, at: parameters.offset, expected: .sequence, found: parameters.tag)
        }
    }
}

/// A curve over a prime field written out in numbers.
///
///     ECParameters ::= SEQUENCE {
///         version INTEGER { ecpVer1(1) }, fieldID FieldID, curve Curve, base ECPoint, order INTEGER, cofactor INTEGER OPTIONAL }
///     FieldID ::= SEQUENCE { fieldType OBJECT IDENTIFIER, parameters ANY DEFINED BY fieldType }
///     Curve ::= SEQUENCE { a FieldElement, b FieldElement, seed BIT STRING OPTIONAL }
///
/// RFC 3279, 2.3.5. All numbers are big-endian content octets as encoded, leading zeros included; whoever compares them drops those.
public struct ExplicitCurve: Sendable, Hashable {
    public let prime: ArraySlice<UInt8>
    public let a: ArraySlice<UInt8>
    public let b: ArraySlice<UInt8>
    /// The base point as encoded, with its first octet.
    public let generator: ArraySlice<UInt8>
    public let order: ArraySlice<UInt8>
    public let cofactor: ArraySlice<UInt8>?
    public let seed: ArraySlice<UInt8>?

    init(_ parameters: Element) throws(EncodingError) {
        let bytes = parameters.bytes
        var fields = ElementCursor(over: parameters.content)
        _ = try fields.next(.integer, in: bytes)
        let field = try fields.next(.sequence, in: bytes)
        var fieldParts = ElementCursor(inside: field)
        let fieldType = try fieldParts.next(.objectIdentifier, in: bytes)
        guard OID(content: bytes[fieldType.contentRange]) == .primeField else {
            throw EncodingError(.malformedValue, at: fieldType.start)
        }
        prime = bytes[try fieldParts.next(.integer, in: bytes).contentRange]
        var curve = ElementCursor(inside: try fields.next(.sequence, in: bytes))
        a = bytes[try curve.next(.octetString, in: bytes).contentRange]
        b = bytes[try curve.next(.octetString, in: bytes).contentRange]
        if let bits = try curve.nextIf(.bitString, in: bytes) {
            seed = bytes[try bitStringOctets(bits, in: bytes)]
        } else {
            seed = nil
        }
        generator = bytes[try fields.next(.octetString, in: bytes).contentRange]
        order = bytes[try fields.next(.integer, in: bytes).contentRange]
        cofactor = try fields.nextIf(.integer, in: bytes).map { bytes[$0.contentRange] }
    }
}
