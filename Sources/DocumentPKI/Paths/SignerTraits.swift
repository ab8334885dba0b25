public import SignedStructures

/// What checks ask of a document signer's certificate and its path, read once for all documents that it signed.
public final class SignerTraits: Sendable {
    /// The countries that the signer and its CSCA name, in upper case: the subject's, or else the issuer's; the issuer's; the CSCA's.
    public let countries: [String]
    /// The country that the CSCA at the end of the path names; nil where the path has none.
    public let authorityCountry: String?
    /// Whether the certificate at the end of the path names no country, so that nothing ties the key to a state.
    public let hasAuthorityWithoutCountry: Bool
    /// The size of the public key.
    public let keySize: KeySize
    /// Whether the key usage has digitalSignature or nonRepudiation; nil where the certificate states no key usage.
    public let maySignData: Bool?
    /// Whether the certificate says that it is for another work than signing documents: that of an authority, of a signer of lists or seals.
    public let isForOtherPurpose: Bool
    /// The document types that the signer may sign, empty where the list cannot be read; nil where the certificate has none.
    public let documentTypes: [DocumentTypeCode]?
    /// The validity periods of the signer and of the CSCAs of its path, in this order.
    public let validities: [Validity]

    public init(of certificate: Certificate, path: PathSearchResult?) {
        let authorities = path?.path.filter { $0.role == .countrySigningCA }.map(\.certificate) ?? []
        authorityCountry = authorities.last?.country
        countries = [certificate.country ?? certificate.issuerCountry, certificate.issuerCountry, authorityCountry]
            .compactMap { $0 }
        hasAuthorityWithoutCountry = authorities.last.map { $0.country == nil } ?? false
        keySize = KeySize(of: certificate.subjectPublicKeyInfo.key)
        maySignData = certificate.keyUsage.map { !$0.isDisjoint(with: [.digitalSignature, .nonRepudiation]) }
        isForOtherPurpose = certificate.isForOtherPurposeThanDocuments
        documentTypes = certificate.documentTypeList.map { list in list.types.compactMap { DocumentTypeCode($0) } }
        validities = ([certificate] + authorities).map(\.validity)
    }
}

/// How large a public key is, as far as its encoding tells.
public enum KeySize: Sendable, Hashable {
    /// The octets of the modulus without leading zeros.
    case rsa(modulusOctets: Int)
    /// The octets of a coordinate of the point: as long as an element of the field.
    case ellipticCurve(coordinateOctets: Int)
    /// A key of a kind that is not read.
    case unknown

    init(of key: PublicKeyMaterial) {
        self =
            switch key {
            case .rsa(let modulus, _): .rsa(modulusOctets: modulus.count)
            case .ellipticCurve(_, let point): .ellipticCurve(coordinateOctets: (point.count - 1) / (point.first == 4 ? 2 : 1))
            case .unsupported: .unknown
            }
    }
}

/// A document type as two characters of a zone, so that comparing it with one makes no text.
public struct DocumentTypeCode: Sendable, Hashable {
    public let first: UInt8
    /// The filler where the type is a single letter.
    public let second: UInt8

    public init(_ first: UInt8, _ second: UInt8) {
        self.first = first
        self.second = second
    }

    /// The code of a type without fillers, or nil where it has not one or two characters.
    public init?(_ type: String) {
        let characters = Array(type.utf8)
        guard (1...2).contains(characters.count) else { return nil }
        self.init(characters[0], characters.count == 2 ? characters[1] : UInt8(ascii: "<"))
    }

    public var isSingleLetter: Bool { second == UInt8(ascii: "<") }
}
