package import SafeOpenSSL

/// What the chip of a specimen answers to a challenge (Doc 9303-11, 6.1).
package struct ActiveAuthenticationAnswer: Sendable, Hashable {
    package let challenge: [UInt8]
    package let signature: [UInt8]
}

/// How a chip signs a challenge.
package enum ActiveAuthenticationForm: String, Sendable, Hashable, CaseIterable {
    /// ISO/IEC 9796-2, scheme 1, by the trailer: `BC` alone means SHA-1, the others name their function (ISO/IEC 10118-3).
    case trailerBC = "rsa-bc", trailer33CC = "rsa-33cc", trailer34CC = "rsa-34cc", trailer35CC = "rsa-35cc", trailer36CC = "rsa-36cc"
    case trailer38CC = "rsa-38cc", trailer31CC = "rsa-31cc", trailer39CC = "rsa-39cc", trailer3ACC = "rsa-3acc"
    /// ECDSA in the plain form with SHA-256.
    case plainECDSA = "ecdsa"

    /// The octets at the end of the block and the function that they mean; nil for ECDSA.
    package var trailer: (octets: [UInt8], digest: DigestAlgorithm)? {
        switch self {
        case .trailerBC: ([0xBC], .sha1)
        case .trailer33CC: ([0x33, 0xCC], .sha1)
        case .trailer34CC: ([0x34, 0xCC], .sha256)
        case .trailer35CC: ([0x35, 0xCC], .sha512)
        case .trailer36CC: ([0x36, 0xCC], .sha384)
        case .trailer38CC: ([0x38, 0xCC], .sha224)
        case .trailer31CC: ([0x31, 0xCC], .ripemd160)
        case .trailer39CC: ([0x39, 0xCC], .sha512t224)
        case .trailer3ACC: ([0x3A, 0xCC], .sha512t256)
        case .plainECDSA: nil
        }
    }

    /// What DG15's key is.
    package var key: SigningAlgorithm.Key { trailer == nil ? .curve(.p256) : .rsa(bits: 2048, exponent: 65537) }
}

extension ActiveAuthenticationForm {
    /// The answer to a challenge of eight octets; `nonce` fills the recoverable part of the block, as long as it needs.
    package func answer(
        to challenge: [UInt8], by key: PrivateKey, nonce: inout ChoiceGenerator
    ) throws(OpenSSLError) -> ActiveAuthenticationAnswer {
        guard let trailer, let length = key.modulus?.count else {
            let key = IssuingKey(key, form: .named, scheme: .plainECDSA(.sha256))
            return ActiveAuthenticationAnswer(challenge: challenge, signature: try key.sign(challenge))
        }
        // 6A, the recoverable part of the message, the hash of this part and the challenge, the trailer (ISO/IEC 9796-2, 9).
        let recoverable = nonce.octets(length - 1 - trailer.digest.outputLength - trailer.octets.count)
        let hash = try DigestEngine().digest(trailer.digest, ofPieces: [recoverable[...], challenge[...]])
        let signature = try key.rawSignature(of: [0x6A] + recoverable + hash.bytes + trailer.octets)
        return ActiveAuthenticationAnswer(challenge: challenge, signature: signature)
    }
}
