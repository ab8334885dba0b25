public import Irregularities
import TagLengthValue

/// How a signature is made: what an AlgorithmIdentifier of a signature means.
public enum SignatureAlgorithm: Sendable, Hashable {
    /// RSASSA-PKCS1-v1_5 (RFC 8017, 8.2). Without a hash function the identifier is rsaEncryption, and the hash function is that of the
    /// SignerInfo's digestAlgorithm.
    case rsaPKCS1(HashFunction?)
    /// RSASSA-PSS (RFC 8017, 8.1) with the parameters of RFC 4055; the salt length counts octets.
    case rsaPSS(hash: HashFunction, maskHash: HashFunction, saltLength: Int)
    /// ECDSA with the signature as a DER SEQUENCE of r and s (RFC 5480).
    case ecdsa(HashFunction)
    /// ECDSA with the signature as r and s side by side, each as long as the curve's order (BSI TR-03111, 5.2.1).
    case plainECDSA(HashFunction)
    /// Any other identifier, that of a part of PSS parameters included.
    case unsupported(OID)

    /// The hash function that the identifier names.
    public var hashFunction: HashFunction? {
        switch self {
        case .rsaPKCS1(let hash): hash
        case .rsaPSS(let hash, _, _), .ecdsa(let hash), .plainECDSA(let hash): hash
        case .unsupported: nil
        }
    }

    /// What an identifier means that stands alone, without parameters, as in DG14.
    public init(oid: OID) { self = AlgorithmIdentifier.signatureAlgorithms[oid] ?? .unsupported(oid) }
}

extension AlgorithmIdentifier {
    /// What the identifier means as that of a signature.
    public var signatureAlgorithm: SignatureAlgorithm {
        // The two that most signers use need no search.
        if algorithm == .sha256WithRSAEncryption { return .rsaPKCS1(.sha256) }
        if algorithm == .ecdsaWithSHA256 { return .ecdsa(.sha256) }
        if algorithm == .rsassaPSS { return PSSParameters(of: self).algorithm }
        return AlgorithmIdentifier.signatureAlgorithms[algorithm] ?? .unsupported(algorithm)
    }

    /// Deviations of the parameters of a signature's identifier from RFC 4055, RFC 5758 and TR-03111.
    ///
    /// RSASSA-PKCS1-v1_5 has NULL parameters, ECDSA none; PSS states them.
    public var signatureIrregularities: [Irregularity] {
        let code: ReasonCode? =
            switch signatureAlgorithm {
            case .rsaPKCS1 where bytes[parametersPlace].isEmpty: .parametersWithoutNull
            case .rsaPKCS1: hasNoParameters ? nil : .algorithmParameters
            case .ecdsa, .plainECDSA:
                bytes[parametersPlace].isEmpty ? nil : hasNoParameters ? .parametersWithNull : .algorithmParameters
            case .rsaPSS: parameters == nil ? .pssParametersAbsent : PSSParameters(of: self).irregularity
            case .unsupported: algorithm == .rsassaPSS ? .algorithmParameters : nil
            }
        return code.map { [Irregularity($0, at: SourceLocation(of: bytes))] } ?? []
    }

    private var parametersPlace: Range<Int> {
        guard let parameters else { return bytes.endIndex..<bytes.endIndex }
        return parameters.bytes.startIndex..<parameters.bytes.endIndex
    }

    /// Doc 9303-12, 4.1.6 with the algorithms that older documents carry, in the order of the standards.
    fileprivate static let signatureAlgorithms: [OID: SignatureAlgorithm] = [
        .rsaEncryption: .rsaPKCS1(nil),
        .md5WithRSAEncryption: .rsaPKCS1(.md5),
        .sha1WithRSAEncryption: .rsaPKCS1(.sha1),
        .sha1WithRSASignature: .rsaPKCS1(.sha1),
        .sha224WithRSAEncryption: .rsaPKCS1(.sha224),
        .sha256WithRSAEncryption: .rsaPKCS1(.sha256),
        .sha384WithRSAEncryption: .rsaPKCS1(.sha384),
        .sha512WithRSAEncryption: .rsaPKCS1(.sha512),
        .ecdsaWithSHA1: .ecdsa(.sha1),
        .ecdsaWithSHA224: .ecdsa(.sha224),
        .ecdsaWithSHA256: .ecdsa(.sha256),
        .ecdsaWithSHA384: .ecdsa(.sha384),
        .ecdsaWithSHA512: .ecdsa(.sha512),
        .plainECDSAWithSHA1: .plainECDSA(.sha1),
        .plainECDSAWithSHA224: .plainECDSA(.sha224),
        .plainECDSAWithSHA256: .plainECDSA(.sha256),
        .plainECDSAWithSHA384: .plainECDSA(.sha384),
        .plainECDSAWithSHA512: .plainECDSA(.sha512),
    ]
}

/// The parameters of RSASSA-PSS.
///
///     RSASSA-PSS-params ::= SEQUENCE {
///         hashAlgorithm    [0] HashAlgorithm DEFAULT sha1Identifier,
///         maskGenAlgorithm [1] MaskGenAlgorithm DEFAULT mgf1SHA1Identifier,
///         saltLength       [2] INTEGER DEFAULT 20,
///         trailerField     [3] INTEGER DEFAULT 1 }
///
/// RFC 4055, 3.1.
private struct PSSParameters {
    private(set) var algorithm: SignatureAlgorithm
    /// Nil where the parameters are present and readable and leave out the only trailer field there is.
    private(set) var irregularity: ReasonCode?

    init(of identifier: AlgorithmIdentifier) {
        // Defaults also where the parameters are absent, which RFC 4055, 3.1 forbids for signatures.
        algorithm = .rsaPSS(hash: .sha1, maskHash: .sha1, saltLength: 20)
        irregularity = .algorithmParameters
        guard let parameters = identifier.parameters else { return }
        do {
            try read(parameters)
        } catch {
            algorithm = .unsupported(.rsassaPSS)
        }
    }

    private mutating func read(_ parameters: Element) throws(EncodingError) {
        guard parameters.tag == .sequence else {
            guard parameters.tag == .null else { throw EncodingError(.unexpectedTag, at: parameters.offset) }
            return
        }
        let bytes = parameters.bytes
        var fields = ElementCursor(over: parameters.content)
        var (hash, maskHash, saltLength) = (OID.sha1, OID.sha1, 20)
        var trailer: Int?
        if let field = try fields.nextIf(.context(0), in: bytes) {
            var inner = ElementCursor(inside: field)
            hash = try AlgorithmExtent(&inner, in: bytes).algorithm
        }
        if let field = try fields.nextIf(.context(1), in: bytes) {
            var inner = ElementCursor(inside: field)
            let mask = try AlgorithmExtent(&inner, in: bytes)
            guard mask.algorithm == .mgf1 else {
                algorithm = .unsupported(mask.algorithm)
                return
            }
            var maskParameters = ElementCursor(over: bytes[mask.parameters])
            if !maskParameters.isAtEnd { maskHash = try AlgorithmExtent(&maskParameters, in: bytes).algorithm }
        }
        if let field = try fields.nextIf(.context(2), in: bytes) {
            var inner = ElementCursor(inside: field)
            saltLength = smallInteger(bytes[try inner.next(.integer, in: bytes).contentRange])
        }
        if let field = try fields.nextIf(.context(3), in: bytes) {
            var inner = ElementCursor(inside: field)
            trailer = smallInteger(bytes[try inner.next(.integer, in: bytes).contentRange])
        }
        guard let hashFunction = HashFunction(oid: hash) else {
            algorithm = .unsupported(hash)
            return
        }
        guard let maskHashFunction = HashFunction(oid: maskHash) else {
            algorithm = .unsupported(maskHash)
            return
        }
        guard saltLength >= 0 else { throw EncodingError(.malformedValue, at: parameters.offset) }
        algorithm = .rsaPSS(hash: hashFunction, maskHash: maskHashFunction, saltLength: saltLength)
        if fields.isAtEnd, trailer ?? 1 == 1 { irregularity = trailer == nil ? nil : .trailerFieldPresent }
    }
}
