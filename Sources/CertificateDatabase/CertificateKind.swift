import DocumentPKI
import SignedStructures

/// What a certificate of the store is for.
public enum CertificateKind: Int, Sendable, Hashable, CaseIterable {
    /// Subject equals issuer, and the certificate verifies with its own key.
    case countrySigningCA = 1
    /// Any other CA certificate.
    case link = 2
    /// Any certificate that is none of the others: of document signers, seal signers and the like.
    case documentSigner = 3
    /// A signer of master, deviation or defect lists.
    case listSigner = 4

    /// The word of the JSON shapes.
    public var word: String {
        switch self {
        case .countrySigningCA: "csca"
        case .link: "link"
        case .documentSigner: "dsc"
        case .listSigner: "listSigner"
        }
    }

    public init?(word: String) {
        guard let kind = CertificateKind.allCases.first(where: { $0.word == word }) else { return nil }
        self = kind
    }

    init(_ certificate: Certificate, keys: inout KeyCache) {
        if certificate.isAuthority {
            let isSelfSigned =
                certificate.isSelfIssued
                && keys.verify(
                    certificate.signature, over: certificate.tbsCertificate,
                    algorithm: certificate.signatureAlgorithm.signatureAlgorithm, by: certificate.subjectPublicKeyInfo
                ).isValid
            self = isSelfSigned ? .countrySigningCA : .link
        } else {
            let purposes = certificate.extendedKeyUsage
            let signsLists = purposes.contains(.masterListSigner) || purposes.contains(.deviationListSigner)
            self = signsLists ? .listSigner : .documentSigner
        }
    }
}
