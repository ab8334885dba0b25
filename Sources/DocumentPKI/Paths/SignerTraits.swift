public import SignedStructures

/// What checks ask of a document signer's certificate and its path, read once for all documents that it signed.
public final class SignerTraits: Sendable {
    /// The countries that the signer and its CSCA name, in upper case: the subject's, or else the issuer's; the issuer's; the CSCA's.
    public let countries: [String]
    /// The size of the public key.
    public let keySize: KeySize
    /// The validity periods of the signer and of the CSCAs of its path, in this order.
    public let validities: [Validity]

    public init(of certificate: Certificate, path: PathSearchResult?) {
        let authorities = path?.path.filter { $0.role == .countrySigningCA }.map(\.certificate) ?? []
        countries = [certificate.country ?? certificate.issuerCountry, certificate.issuerCountry, authorities.last?.country]
            .compactMap { $0 }
        keySize = KeySize(of: certificate.subjectPublicKeyInfo.key)
        validities = ([certificate] + authorities).map(\.validity)
    }
}

/// How large a public key is, as far as its encoding tells.
public enum KeySize: Sendable, Hashable {
    /// The octets of the modulus without leading zeros.
    case rsa(modulusOctets: Int)
    /// The octets of the point as encoded, the first of which tells its form.
    case ellipticCurve(pointOctets: Int, isUncompressed: Bool)
    /// A key of a kind that is not read.
    case unknown

    init(of key: PublicKeyMaterial) {
        self =
            switch key {
            case .rsa(let modulus, _): .rsa(modulusOctets: modulus.count)
            case .ellipticCurve(_, let point): .ellipticCurve(pointOctets: point.count, isUncompressed: point.first == 4)
            case .unsupported: .unknown
            }
    }
}
