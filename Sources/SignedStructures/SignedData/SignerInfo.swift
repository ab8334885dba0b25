public import Irregularities
import TagLengthValue

/// How a SignerInfo names its signer's certificate (RFC 5652, 5.3).
public enum SignerIdentifier: Sendable, Hashable {
    /// The serial number is the raw content of the INTEGER.
    case issuerAndSerialNumber(DistinguishedName, serialNumber: ArraySlice<UInt8>)
    case subjectKeyIdentifier(ArraySlice<UInt8>)
}

/// One signature of a SignedData and what it covers.
///
///     SignerInfo ::= SEQUENCE {
///         version CMSVersion, sid SignerIdentifier, digestAlgorithm AlgorithmIdentifier, signedAttrs [0] IMPLICIT SET OF Attribute OPTIONAL,
///         signatureAlgorithm AlgorithmIdentifier, signature OCTET STRING, unsignedAttrs [1] IMPLICIT SET OF Attribute OPTIONAL }
///
/// RFC 5652, 5.3.
public final class SignerInfo: Sendable {
    public let bytes: ArraySlice<UInt8>
    public let version: Int
    public let identifier: SignerIdentifier
    public let digestAlgorithm: AlgorithmIdentifier
    /// Nil where the signature covers the content itself.
    public let signedAttributes: SignedAttributes?
    public let signatureAlgorithm: AlgorithmIdentifier
    public let signature: ArraySlice<UInt8>
    /// The element [1], not looked into.
    public let unsignedAttributes: ArraySlice<UInt8>?
    private let structural: [Irregularity]

    /// All that was tolerated in reading the SignerInfo, the parameters of its signature algorithm included.
    public var irregularities: [Irregularity] {
        structural + (signedAttributes?.signingTimeIrregularity.map { [$0] } ?? []) + signatureAlgorithm.signatureIrregularities
    }

    init(_ cursor: inout ElementCursor, in bytes: borrowing ArraySlice<UInt8>) throws(EncodingError) {
        let whole = try cursor.next(.sequence, in: bytes)
        var irregularities: [Irregularity] = []
        var fields = ElementCursor(inside: whole)
        let versionField = try fields.next(.integer, in: bytes)
        version = smallInteger(bytes[versionField.contentRange])
        identifier = try SignerInfo.readIdentifier(&fields, in: bytes)
        digestAlgorithm = AlgorithmIdentifier(try AlgorithmExtent(&fields, in: bytes), in: bytes)
        if let attributes = try fields.nextIf(.context(0), in: bytes) {
            let read = try SignedAttributes(attributes, in: bytes)
            irregularities += read.irregularities
            signedAttributes = read
        } else {
            signedAttributes = nil
        }
        signatureAlgorithm = AlgorithmIdentifier(try AlgorithmExtent(&fields, in: bytes), in: bytes)
        signature = bytes[try fields.next(.octetString, in: bytes).contentRange]
        unsignedAttributes = try fields.nextIf(.context(1), in: bytes).map { bytes[$0.range] }
        if let trailing = fields.trailing() { irregularities.append(trailing) }
        let code: ReasonCode? =
            switch (identifier, version) {
            case (.issuerAndSerialNumber, 1), (.subjectKeyIdentifier, 3): nil
            case (.issuerAndSerialNumber, 3): .version3WithSerialNumber
            case (.subjectKeyIdentifier, 1): .version1WithKeyIdentifier
            default: .unknownVersion
            }
        if let code { irregularities.append(Irregularity(code, at: versionField.place)) }
        self.bytes = bytes[whole.range]
        structural = irregularities
    }

    private static func readIdentifier(
        _ fields: inout ElementCursor, in bytes: ArraySlice<UInt8>
    ) throws(EncodingError) -> SignerIdentifier {
        if let identifier = try fields.nextIf(.contextPrimitive(0), in: bytes) {
            return .subjectKeyIdentifier(bytes[identifier.contentRange])
        }
        var parts = ElementCursor(inside: try fields.next(.sequence, in: bytes))
        let issuer = try parts.next(.sequence, in: bytes)
        let serial = try parts.next(.integer, in: bytes)
        guard parts.isAtEnd else { throw EncodingError(.trailingBytes, at: parts.position) }
        return .issuerAndSerialNumber(DistinguishedName(bytes[issuer.range]), serialNumber: bytes[serial.contentRange])
    }
}
