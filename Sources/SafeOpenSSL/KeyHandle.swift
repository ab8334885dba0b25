import COpenSSL

/// An `EVP_PKEY` and its owner.
@safe
final class KeyHandle {
    let pointer: OpaquePointer

    /// Takes over the reference.
    init(owning pointer: OpaquePointer) {
        unsafe self.pointer = unsafe pointer
    }

    deinit {
        unsafe EVP_PKEY_free(pointer)
    }

    /// The big-endian octets of a number among the key's parameters, without leading zeros, or nil where it has none.
    func number(_ name: String) -> [UInt8]? {
        var number: OpaquePointer?
        defer { unsafe BN_clear_free(number) }
        guard unsafe EVP_PKEY_get_bn_param(pointer, name, &number) == 1, let number = unsafe number else {
            ErrorQueue.clear()
            return nil
        }
        return unsafe BigNumber.magnitude(of: number)
    }
}

/// An `EVP_PKEY_CTX` and its owner.
@safe
final class KeyContext {
    let pointer: OpaquePointer

    /// A context for an operation of the key.
    init?(_ key: KeyHandle) {
        guard let pointer = unsafe EVP_PKEY_CTX_new_from_pkey(nil, key.pointer, nil) else { return nil }
        unsafe self.pointer = unsafe pointer
    }

    /// A context for the generation of a key of the type, `RSA` or `EC`.
    init?(generating type: String) {
        guard let pointer = unsafe EVP_PKEY_CTX_new_from_name(nil, type, nil) else { return nil }
        unsafe self.pointer = unsafe pointer
    }

    deinit {
        unsafe EVP_PKEY_CTX_free(pointer)
    }

    /// Sets padding, digests and salt length after the operation was initialised; false where OpenSSL refuses.
    ///
    /// ECDSA needs none: without a digest set, OpenSSL takes digests of any length and truncates them to the order (FIPS 186-4, 6.4).
    func configure(for scheme: SignatureScheme, anySalt: Bool = false) -> Bool {
        switch scheme {
        case .ecdsa, .plainECDSA:
            return true
        case .rsaPKCS1(let digest):
            return unsafe EVP_PKEY_CTX_set_rsa_padding(pointer, RSA_PKCS1_PADDING) == 1 && setDigest(digest)
        case .rsaPSS(let digest, let maskDigest, let saltLength):
            guard let mask = FetchedDigest.of(maskDigest), let salt = Int32(exactly: saltLength), salt >= 0 else { return false }
            return unsafe EVP_PKEY_CTX_set_rsa_padding(pointer, RSA_PKCS1_PSS_PADDING) == 1 && setDigest(digest)
                && EVP_PKEY_CTX_set_rsa_mgf1_md(pointer, mask.pointer) == 1
                && EVP_PKEY_CTX_set_rsa_pss_saltlen(pointer, anySalt ? RSA_PSS_SALTLEN_AUTO : salt) == 1
        }
    }

    private func setDigest(_ algorithm: DigestAlgorithm) -> Bool {
        guard let digest = FetchedDigest.of(algorithm) else { return false }
        return unsafe EVP_PKEY_CTX_set_signature_md(pointer, digest.pointer) == 1
    }
}
