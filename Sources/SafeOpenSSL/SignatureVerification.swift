import COpenSSL

extension PublicKey {
    /// Verifies a signature over a digest.
    ///
    /// Tries the scheme as stated first, then the known deviations that leave the proof intact. `unsupported` where the scheme does not
    /// fit the key or the digest was made by another function than the scheme names.
    public func verify(_ signature: ArraySlice<UInt8>, over digest: Digest, scheme: SignatureScheme) -> SignatureResult {
        guard digest.algorithm == scheme.digestAlgorithm else { return .unsupported }
        do throws(OpenSSLError) {
            switch (kind, scheme) {
            case (.rsa, .rsaPKCS1): return try verifyPKCS1(signature, digest, scheme)
            case (.rsa, .rsaPSS): return try verifyPSS(signature, digest, scheme)
            case (.ellipticCurve(let curve), .ecdsa): return tellingCurve(try verifySequence(signature, digest, curve))
            case (.ellipticCurve(let curve), .plainECDSA): return tellingCurve(try verifyPlain(signature, digest, curve))
            case (.rsa, .ecdsa), (.rsa, .plainECDSA), (.ellipticCurve, .rsaPKCS1), (.ellipticCurve, .rsaPSS): return .unsupported
            }
        } catch {
            return .failure(error)
        }
    }

    /// The result with the deviation of a key whose curve is not the stated one; it weighs more than how r and s are written.
    private func tellingCurve(_ result: SignatureResult) -> SignatureResult {
        isOnOtherCurve && result.isValid ? .validWithDeviation(.otherCurve) : result
    }

    private func verifyPKCS1(
        _ signature: ArraySlice<UInt8>, _ digest: Digest, _ scheme: SignatureScheme
    ) throws(OpenSSLError) -> SignatureResult {
        guard let context = try context(for: scheme) else { return .unsupported }
        if context.verifies(signature, of: digest) { return .valid }
        // OpenSSL 3.0 knows only the DigestInfo with NULL; an ICAO master list of 2023 has the other.
        guard let block = try recoveredBlock(of: signature) else { return .invalid }
        let expected = PKCS1Block.encoded(digest, length: block.count, withNull: false)
        return expected == block ? .validWithDeviation(.digestInfoWithoutNull) : .invalid
    }

    private func verifyPSS(
        _ signature: ArraySlice<UInt8>, _ digest: Digest, _ scheme: SignatureScheme
    ) throws(OpenSSLError) -> SignatureResult {
        guard let context = try context(for: scheme) else { return .unsupported }
        if context.verifies(signature, of: digest) { return .valid }
        // The proof of PSS does not rest on the length of the salt, so a wrongly stated one is told, not fatal.
        guard let lenient = KeyContext(handle) else { throw OpenSSLError(.verify) }
        guard unsafe EVP_PKEY_verify_init(lenient.pointer) == 1, lenient.configure(for: scheme, anySalt: true) else {
            ErrorQueue.clear()
            return .unsupported
        }
        return lenient.verifies(signature, of: digest) ? .validWithDeviation(.otherSaltLength) : .invalid
    }

    private func verifySequence(
        _ signature: ArraySlice<UInt8>, _ digest: Digest, _ curve: NamedCurve
    ) throws(OpenSSLError) -> SignatureResult {
        guard let context = try context(for: .ecdsa(digest.algorithm)) else { return .unsupported }
        if context.verifies(signature, of: digest) { return .valid }
        if let lenient = ECDSASignature(lenientSequence: signature, for: curve) {
            let sequence = lenient.sequence
            // What is DER already was refused for its numbers.
            if !sequence.elementsEqual(signature), context.verifies(sequence[...], of: digest) {
                return .validWithDeviation(.notDistinguishedEncoding)
            }
        }
        if signature.count == 2 * curve.orderSize, let plain = ECDSASignature(plain: signature, for: curve),
            context.verifies(plain.sequence[...], of: digest)
        {
            return .validWithDeviation(.plainInsteadOfDER)
        }
        return .invalid
    }

    private func verifyPlain(
        _ signature: ArraySlice<UInt8>, _ digest: Digest, _ curve: NamedCurve
    ) throws(OpenSSLError) -> SignatureResult {
        guard let context = try context(for: .plainECDSA(digest.algorithm)) else { return .unsupported }
        if let plain = ECDSASignature(plain: signature, for: curve), context.verifies(plain.sequence[...], of: digest) {
            return signature.count == 2 * curve.orderSize ? .valid : .validWithDeviation(.paddedPlainForm)
        }
        if let sequence = ECDSASignature(lenientSequence: signature, for: curve), context.verifies(sequence.sequence[...], of: digest) {
            return .validWithDeviation(.derInsteadOfPlain)
        }
        return .invalid
    }

    /// The block that the raw RSA operation recovers from a signature, in the octets of the modulus, or nil where the signature is not
    /// one for this modulus.
    ///
    /// For DigestInfo without NULL and for ISO/IEC 9796-2 (active authentication), which OpenSSL does not know. Throws `keyKind` for a
    /// key of another kind.
    public func recoveredBlock(of signature: ArraySlice<UInt8>) throws(OpenSSLError) -> [UInt8]? {
        guard kind == .rsa else { throw OpenSSLError(.recover, .keyKind) }
        var length = (bits + 7) / 8
        guard signature.count == length else { return nil }
        guard let context = KeyContext(handle), unsafe EVP_PKEY_verify_recover_init(context.pointer) == 1,
            unsafe EVP_PKEY_CTX_set_rsa_padding(context.pointer, RSA_NO_PADDING) == 1
        else { throw OpenSSLError(.recover) }
        var block = [UInt8](repeating: 0, count: length)
        let status = unsafe signature.withUnsafeBufferPointer { signature in
            unsafe block.withUnsafeMutableBufferPointer { block in
                unsafe EVP_PKEY_verify_recover(context.pointer, block.baseAddress, &length, signature.baseAddress, signature.count)
            }
        }
        guard status == 1, length == block.count else {
            ErrorQueue.clear()
            return nil
        }
        return block
    }
}
