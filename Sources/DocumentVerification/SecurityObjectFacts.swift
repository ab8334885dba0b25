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
        signer = signers.first(where: \.isProven) ?? signers.first { $0.proof.overall.isValid } ?? signers.first
    }
}

/// Where the certificate of a signer was found.
public enum SignerOrigin: Sendable, Hashable {
    /// In EF.SOD, and how well it answers to the signer identifier.
    case embedded(IdentifierMatch)
    /// In EF.SOD as its only certificate, or as the one whose key made the signature, although the signer identifier names another.
    case onlyEmbedded
    /// In the store, by the signer identifier.
    case store
    /// In a trusted defect list, which gives it in place of the one that EF.SOD carries or names.
    case defectList
    /// Nowhere.
    case missing
}

/// The facts about one SignerInfo.
public final class SignerFacts: Sendable {
    public let signerInfo: SignerInfo
    public let origin: SignerOrigin
    /// The signer's certificate with its path and revocation; nil where there is no certificate that can be read.
    public let standing: SignerStanding?
    /// Why a certificate that is there cannot be read.
    public let certificateError: StructureError?
    public let proof: SignerProof
    /// What defect lists say of the certificate that EF.SOD carries or names, where they give another or none was found.
    public let correction: SignerCorrection?

    /// The rules of the document signer's profile that its certificate does not meet (Doc 9303-12, 7.1), found anew at each call.
    public var profileFindings: [ProfileRule] { certificate.map { ProfileRule.findings($0, as: .documentSigner) } ?? [] }

    /// The entries of deviation and defect lists that may name documents of the signer: of the certificate that was used, and of the one that EF.SOD
    /// carries or names.
    public var deviations: [DeviationEntry] {
        let own = standing?.deviations ?? []
        guard let correction else { return own }
        return correction.entries + own.filter { entry in !correction.entries.contains { $0.isSame(as: entry) } }
    }

    /// Whether an entry may excuse what is wrong: it concerns the certificate that was used, or there is none.
    ///
    /// The signer identifier is not signed. What is said of the signer that it names may be held against a document, but not be said for it.
    func mayExcuse(_ entry: DeviationEntry) -> Bool {
        guard correction != nil, let standing else { return true }
        return standing.deviations.contains { $0.isSame(as: entry) }
    }
    public var certificate: Certificate? { standing?.certificate }
    public var identity: CertificateIdentity? { standing?.identity }
    public var path: PathSearchResult? { standing?.path }
    public var revocation: RevocationSearchResult? { standing?.revocation }
    /// What checks ask of certificate and path.
    public var traits: SignerTraits? { standing?.traits }
    /// Whose documents the signer makes: the state of the CSCA to which it chains; where there is none, the one that its certificate names as its issuer's.
    var country: String? { traits?.authorityCountry ?? certificate?.issuerCountry }
    /// Whether the signature is valid and the signer's path anchored.
    var isProven: Bool { proof.overall.isValid && path?.outcome == .anchored }

    public init(
        signerInfo: SignerInfo, origin: SignerOrigin, standing: SignerStanding?, certificateError: StructureError? = nil,
        proof: SignerProof,
        correction: SignerCorrection? = nil
    ) {
        self.signerInfo = signerInfo
        self.origin = origin
        self.standing = standing
        self.certificateError = certificateError
        self.proof = proof
        self.correction = correction
    }

    /// The same facts with what defect lists say.
    convenience init(_ facts: SignerFacts, correction: SignerCorrection) {
        self.init(
            signerInfo: facts.signerInfo, origin: facts.origin, standing: facts.standing, certificateError: facts.certificateError,
            proof: facts.proof, correction: correction)
    }
}
