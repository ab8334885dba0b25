public import DocumentPKI
public import SafeOpenSSL

/// What a recorded answer to a challenge comes to under the key in DG15 (Doc 9303-11, 6.1).
///
/// It says whether the chip that has the key gave this answer at some time, and nothing about when.
public struct ActiveAuthenticationFact: Sendable, Hashable {
    /// Whether the answer is the signature over the challenge; `unsupported` where key, scheme or hash function is not computed here.
    public let proof: SignatureProof
    /// The function that made the hash; nil where that is not known.
    public let digestAlgorithm: DigestAlgorithm?

    public init(proof: SignatureProof, digestAlgorithm: DigestAlgorithm?) {
        self.proof = proof
        self.digestAlgorithm = digestAlgorithm
    }
}
