import Irregularities
public import SafeOpenSSL
public import SignedStructures

/// What the verification of one SignerInfo brought, step by step (RFC 5652, 5.4 and 5.6).
public struct SignerProof: Sendable, Hashable {
    /// The digest of the content under the SignerInfo's digest algorithm; nil where that is not supported.
    public let contentDigest: Digest?
    /// Whether the messageDigest attribute is that digest; nil without signed attributes or without digest.
    public let messageDigestMatches: Bool?
    /// Whether the contentType attribute is the content's type; nil without signed attributes.
    public let contentTypeMatches: Bool?
    /// Whether the CMSAlgorithmProtection attribute names the algorithms that are used (RFC 6211, 3); nil where there is none that can be read.
    public let algorithmProtectionMatches: Bool?
    /// The signature over the signed attributes or, without them, over the content.
    public let signature: SignatureProof
    /// Whether the signature verified only over attributes put into DER order (some issuers sign one order and store another).
    public let attributesWereReordered: Bool

    /// The signature's proof; invalid where the signed attributes do not belong to the content, unsupported where nobody can say.
    ///
    /// The digest algorithm of a SignerInfo is not signed. If an unknown one let the comparison with the content fall away, a valid signature over the
    /// attributes would speak for any content.
    public var overall: SignatureProof {
        if messageDigestMatches == false || contentTypeMatches == false || algorithmProtectionMatches == false { return .invalid }
        let isCompared = contentTypeMatches == nil || messageDigestMatches != nil
        return isCompared || !signature.isValid ? signature : .unsupported(.unsupportedAlgorithm)
    }
}

/// The verification of one SignerInfo over one content: each step its own call and its own fact (law 7).
public struct SignerVerification {
    private let signer: SignerInfo
    private let content: ArraySlice<UInt8>
    private let contentType: OID

    public init(_ signer: SignerInfo, content: ArraySlice<UInt8>, contentType: OID) {
        self.signer = signer
        self.content = content
        self.contentType = contentType
    }

    /// Verifies the signature under a key and the attributes against the content.
    public func proof(by info: SubjectPublicKeyInfo, keys: inout KeyCache) -> SignerProof {
        proof(by: keys.key(info), engine: keys.digests)
    }

    /// The steps that need no key, for a SignerInfo whose signer certificate is missing.
    public func proofWithoutKey(engine: DigestEngine) -> SignerProof {
        proof(by: .failure(KeyError(.signerCertificateMissing)), engine: engine)
    }

    /// Verifies under a key that is already made, or says why there is none.
    public func proof(by key: Result<PublicKey, KeyError>, engine: DigestEngine) -> SignerProof {
        let hash = signer.digestAlgorithm.hashFunction
        let digest = hash.flatMap { try? engine.digest($0.digestAlgorithm, of: content) }
        let attributes = signer.signedAttributes
        let matches = attributes.flatMap { attributes in digest.map { $0.matches(attributes.messageDigest ?? []) } }
        let outcome = signature(by: key, contentDigest: digest, engine: engine)
        return SignerProof(
            contentDigest: digest, messageDigestMatches: matches, contentTypeMatches: attributes.map { $0.contentType == contentType },
            algorithmProtectionMatches: attributes?.algorithmProtection.map(isProtected), signature: outcome.proof,
            attributesWereReordered: outcome.reordered)
    }

    /// Whether the protected algorithms are those of the SignerInfo; rsaEncryption says the same as the identifier with the hash function.
    private func isProtected(_ protection: AlgorithmProtection) -> Bool {
        let hash = signer.digestAlgorithm.hashFunction
        guard protection.digestAlgorithm.algorithm == signer.digestAlgorithm.algorithm else { return false }
        let (signed, used) = (protection.signatureAlgorithm, signer.signatureAlgorithm)
        guard let scheme = used.signatureAlgorithm.scheme(defaultHash: hash) else { return signed.algorithm == used.algorithm }
        return signed.signatureAlgorithm.scheme(defaultHash: hash) == scheme
    }

    private func signature(
        by key: Result<PublicKey, KeyError>, contentDigest: Digest?, engine: DigestEngine
    ) -> (proof: SignatureProof, reordered: Bool) {
        let algorithm = signer.signatureAlgorithm.signatureAlgorithm
        guard let scheme = algorithm.scheme(defaultHash: signer.digestAlgorithm.hashFunction) else {
            return (.unsupported(.unsupportedAlgorithm), false)
        }
        let usable: PublicKey
        switch key {
        case .success(let key): usable = key
        case .failure(let error): return (.unsupported(error.code), false)
        }
        guard let attributes = signer.signedAttributes else {
            guard let contentDigest, contentDigest.algorithm == scheme.digestAlgorithm else {
                guard let own = try? engine.digest(scheme.digestAlgorithm, of: content) else {
                    return (.unsupported(.unsupportedAlgorithm), false)
                }
                return (SignatureProof(usable.verify(signer.signature, over: own, scheme: scheme)), false)
            }
            return (SignatureProof(usable.verify(signer.signature, over: contentDigest, scheme: scheme)), false)
        }
        // RFC 5652, 5.4: what is signed is the SET OF (31), not the implicit [0] that stands in the message.
        guard let digest = try? engine.digest(scheme.digestAlgorithm, prefix: 0x31, of: attributes.bytes.dropFirst()) else {
            return (.unsupported(.unsupportedAlgorithm), false)
        }
        let proof = SignatureProof(usable.verify(signer.signature, over: digest, scheme: scheme))
        guard proof == .invalid, !attributes.isDistinguished, let sorted = attributes.sortedDER,
            let second = try? engine.digest(scheme.digestAlgorithm, of: sorted[...])
        else { return (proof, false) }
        let again = SignatureProof(usable.verify(signer.signature, over: second, scheme: scheme))
        return again.isValid ? (again, true) : (proof, false)
    }
}

/// How well a certificate answers to a SignerInfo's identifier.
public enum IdentifierMatch: Int, Sendable, Hashable, Comparable {
    /// Same serial number and the same relative distinguished names in another order (a real issuer: Malaysia).
    case namesInOtherOrder
    /// Same serial number and the same name after folding case, blanks and string types.
    case folded
    /// As the standard wants it.
    case exact

    public static func < (left: IdentifierMatch, right: IdentifierMatch) -> Bool { left.rawValue < right.rawValue }
}

extension SignerIdentifier {
    /// Whether and how a certificate is the one that the identifier names.
    public func matches(_ certificate: Certificate) -> IdentifierMatch? {
        switch self {
        case .subjectKeyIdentifier(let identifier):
            return certificate.subjectKeyIdentifier == identifier ? .exact : nil
        case .issuerAndSerialNumber(let issuer, let serialNumber):
            guard haveSameBytes(certificate.serialNumber, serialNumber) else { return nil }
            if haveSameBytes(issuer.bytes, certificate.issuer.bytes) { return .exact }
            if issuer.folded == certificate.issuer.folded { return .folded }
            return issuer.foldedUnordered == certificate.issuer.foldedUnordered ? .namesInOtherOrder : nil
        }
    }

    /// Whether two identifiers name one signer, names compared folded.
    public func isSame(as other: SignerIdentifier) -> Bool {
        switch (self, other) {
        case (.subjectKeyIdentifier(let own), .subjectKeyIdentifier(let identifier)): own == identifier
        case (.issuerAndSerialNumber(let issuer, let number), .issuerAndSerialNumber(let name, let serialNumber)):
            number == serialNumber && issuer.foldedUnordered == name.foldedUnordered
        default: false
        }
    }
}
