public import DocumentPKI
public import SignedStructures

/// What came out of EF.SOD: one set of facts for each SignerInfo.
public final class SecurityObjectFacts: Sendable {
    /// The most SignerInfos that are verified; Doc 9303-10, 4.6.2.2 recommends exactly one.
    public static let signerLimit = 4

    public let signers: [SignerFacts]

    /// The first signer whose signature is valid and whose path is anchored, else the first whose signature is valid, else the first.
    ///
    /// A signature that anybody added beside the state's must not hide it.
    public let signer: SignerFacts?

    public init(signers: [SignerFacts]) {
        self.signers = signers
        let valid = signers.first { $0.proof.overall.isValid }
        signer = signers.first { $0.proof.overall.isValid && $0.path?.outcome == .anchored } ?? valid ?? signers.first
    }
}

/// Where the certificate of a signer was found.
public enum SignerOrigin: Sendable, Hashable {
    /// In EF.SOD, and how well it answers to the signer identifier.
    case embedded(IdentifierMatch)
    /// In EF.SOD as its only certificate, although the signer identifier names another.
    case onlyEmbedded
    /// In the store, by the signer identifier.
    case store
    /// Nowhere.
    case missing
}

/// The facts about one SignerInfo.
public final class SignerFacts: Sendable {
    public let signerInfo: SignerInfo
    public let origin: SignerOrigin
    public let certificate: Certificate?
    public let identity: CertificateIdentity?
    /// Why a certificate that is there cannot be read.
    public let certificateError: StructureError?
    public let proof: SignerProof
    public let path: PathSearchResult?
    public let revocation: RevocationSearchResult?
    /// What checks ask of certificate and path; nil where there is no certificate.
    public let traits: SignerTraits?

    public init(
        signerInfo: SignerInfo, origin: SignerOrigin, certificate: Certificate?, identity: CertificateIdentity?,
        certificateError: StructureError?, proof: SignerProof, path: PathSearchResult?, revocation: RevocationSearchResult?,
        traits: SignerTraits? = nil
    ) {
        self.signerInfo = signerInfo
        self.origin = origin
        self.certificate = certificate
        self.identity = identity
        self.certificateError = certificateError
        self.proof = proof
        self.path = path
        self.revocation = revocation
        self.traits = traits ?? certificate.map { SignerTraits(of: $0, path: path) }
    }
}
