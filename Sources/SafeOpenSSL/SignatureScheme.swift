/// How a signature is made of a digest.
public enum SignatureScheme: Sendable, Hashable {
    /// RSASSA-PKCS1-v1_5 (RFC 8017, 8.2).
    case rsaPKCS1(DigestAlgorithm)
    /// RSASSA-PSS with MGF1 (RFC 8017, 8.1); the salt length is in octets.
    case rsaPSS(DigestAlgorithm, maskDigest: DigestAlgorithm, saltLength: Int)
    /// ECDSA with r and s as a DER SEQUENCE (RFC 3279, 2.2.3).
    case ecdsa(DigestAlgorithm)
    /// ECDSA with r and s one after the other in the octets of the curve's order (BSI TR-03111, 5.2.1; Doc 9303-11, 6.1; seals).
    case plainECDSA(DigestAlgorithm)

    /// The function that hashes what is signed.
    public var digestAlgorithm: DigestAlgorithm {
        switch self {
        case .rsaPKCS1(let digest), .rsaPSS(let digest, _, _), .ecdsa(let digest), .plainECDSA(let digest): digest
        }
    }
}

/// A departure from the stated scheme that leaves the proof intact.
public enum SignatureDeviation: String, Sendable, Hashable, CaseIterable {
    /// The DigestInfo of PKCS #1 lacks the NULL parameters; RFC 8017, A.2.4 asks verifiers to accept both.
    case digestInfoWithoutNull
    /// The salt of PSS has another length than the parameters state.
    case otherSaltLength
    /// r and s stand one after the other where a DER SEQUENCE was stated.
    case plainInsteadOfDER
    /// r and s stand in a DER SEQUENCE where the plain form was stated.
    case derInsteadOfPlain
    /// The SEQUENCE of r and s is not DER: superfluous or missing sign octets, other length forms, trailing zeros.
    case notDistinguishedEncoding
    /// The plain form is padded: r and s each have more or fewer octets than the curve's order.
    case paddedPlainForm
    /// The key's point is not on the curve stated for it but on the other one of the same size.
    case otherCurve
    /// A signature with message recovery is shorter or longer than the modulus by zeros, or claims to bring the whole message.
    case looseRecovery
}

/// What came out of the verification of one signature by one key.
public enum SignatureResult: Sendable, Hashable {
    case valid
    /// The key did sign the digest, but the signature is not written as the scheme asks.
    case validWithDeviation(SignatureDeviation)
    case invalid
    /// The scheme does not fit the kind of key or the digest, or OpenSSL lacks a function that it needs.
    case unsupported
    /// OpenSSL could not do its work, for want of memory for example; says nothing about the signature.
    case failure(OpenSSLError)

    /// Whether the key did sign the digest.
    public var isValid: Bool {
        switch self {
        case .valid, .validWithDeviation: true
        case .invalid, .unsupported, .failure: false
        }
    }
}
