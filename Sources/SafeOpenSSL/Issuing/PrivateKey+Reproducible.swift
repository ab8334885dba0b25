import COpenSSL

/// Signatures that are the same whenever the same key signs the same digest.
///
/// OpenSSL 3.0 takes the nonce of ECDSA and the salt of PSS from its random generator. Samples that can be made again, byte for byte, need
/// the deterministic nonce of RFC 6979 and a salt that is computed.
extension PrivateKey {
    /// Signs a digest; the scheme must fit the kind of key, and the digest be made by the scheme's function.
    ///
    /// - Parameter withNull: whether the DigestInfo of PKCS #1 has its NULL; lists without it exist.
    package func reproducibleSignature(
        of digest: Digest, scheme: SignatureScheme, withNull: Bool = true
    ) throws(OpenSSLError) -> [UInt8] {
        guard digest.algorithm == scheme.digestAlgorithm else { throw OpenSSLError(.sign, .keyKind) }
        switch (kind, scheme) {
        case (.rsa, .rsaPKCS1):
            guard let length = modulus?.count, let block = PKCS1Block.encoded(digest, length: length, withNull: withNull) else {
                throw OpenSSLError(.sign, .modulusUnusable)
            }
            return try rawSignature(of: block)
        case (.rsa, .rsaPSS(_, let maskDigest, let saltLength)):
            guard let modulus else { throw OpenSSLError(.sign, .keyKind) }
            let block = PSSBlock(modulus: modulus, maskDigest: maskDigest, saltLength: saltLength)
            return try rawSignature(of: block.encoded(digest))
        case (.ellipticCurve(let curve), .ecdsa): return try numbers(of: digest, curve, generator: []).sequence
        case (.ellipticCurve(let curve), .plainECDSA): return try numbers(of: digest, curve, generator: []).plain(for: curve)
        default: throw OpenSSLError(.sign, .keyKind)
        }
    }

    /// Signs a digest on the curve's equation with another base point, as whoever imitates a key would (CVE-2020-0601).
    ///
    /// With the scalar 1 the public key is the base point itself: any point of the curve, hence anybody's public key.
    package func signature(of digest: Digest, onGenerator generator: [UInt8]) throws(OpenSSLError) -> [UInt8] {
        guard case .ellipticCurve(let curve) = kind else { throw OpenSSLError(.sign, .keyKind) }
        return try numbers(of: digest, curve, generator: generator).sequence
    }

    private func numbers(of digest: Digest, _ curve: NamedCurve, generator: [UInt8]) throws(OpenSSLError) -> ECDSASignature {
        guard let parameters = DomainParameters.of(curve), let scalar = handle.number("priv") else { throw OpenSSLError(.sign, .keyKind) }
        var nonces = try DeterministicNonce(scalar: scalar, order: parameters.order, orderBits: curve.orderBits, digest: digest)
        // A nonce that makes r or s zero is as rare as a guess of the key; the next one is taken (RFC 6979, 3.2).
        for _ in 0..<2 {
            let nonce = try nonces.next()
            let size = curve.orderSize
            var (r, s) = ([UInt8](repeating: 0, count: size), [UInt8](repeating: 0, count: size))
            let octets = digest.bytes
            let made = unsafe mrtd_ecdsa_with_nonce(
                curve.nameInOpenSSL, generator, generator.count, scalar, scalar.count, nonce, nonce.count, octets, octets.count, &r, &s,
                Int32(size))
            if made == 1, let numbers = ECDSASignature(plain: (r + s)[...], for: curve) { return numbers }
        }
        throw OpenSSLError(.sign)
    }

    /// The private operation on a whole block, as long as the modulus and below it.
    package func rawSignature(of block: [UInt8]) throws(OpenSSLError) -> [UInt8] {
        guard let context = KeyContext(handle), unsafe EVP_PKEY_sign_init(context.pointer) == 1,
            unsafe EVP_PKEY_CTX_set_rsa_padding(context.pointer, RSA_NO_PADDING) == 1
        else { throw OpenSSLError(.sign) }
        var length = block.count
        var signature = [UInt8](repeating: 0, count: length)
        guard unsafe EVP_PKEY_sign(context.pointer, &signature, &length, block, block.count) == 1, length == block.count else {
            throw OpenSSLError(.sign)
        }
        return signature
    }
}
