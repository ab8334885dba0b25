public import SignedStructures

/// What checks ask of a document signer's certificate and its path, read once for all documents that it signed.
public final class SignerTraits: Sendable {
    /// The countries that the signer and its CSCA name, in upper case: the subject's, or else the issuer's; the issuer's; the CSCA's.
    public let countries: [String]
    /// The numbers of the public key.
    public let key: PublicKeyMaterial
    /// The validity periods of the signer and of the CSCAs of its path, in this order.
    public let validities: [Validity]

    public init(of certificate: Certificate, path: PathSearchResult?) {
        let authorities = path?.path.filter { $0.role == .countrySigningCA }.map(\.certificate) ?? []
        countries = [certificate.country ?? certificate.issuerCountry, certificate.issuerCountry, authorities.last?.country]
            .compactMap { $0 }
        key = certificate.subjectPublicKeyInfo.key
        validities = ([certificate] + authorities).map(\.validity)
    }
}
