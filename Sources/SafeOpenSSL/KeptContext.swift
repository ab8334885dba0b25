import COpenSSL

/// A context that stays initialised for the verification by one scheme.
struct KeptContext {
    let scheme: SignatureScheme
    let context: KeyContext
}

extension PublicKey {
    /// The number of contexts that a key keeps.
    ///
    /// A signer uses one scheme, sometimes two; salt lengths come from the input, so that an unlimited number of schemes can be met.
    static let contextLimit = 4

    /// The context for the scheme, kept or made; nil where OpenSSL cannot do the scheme.
    func context(for scheme: SignatureScheme) throws(OpenSSLError) -> KeyContext? {
        for kept in keptContexts where kept.scheme == scheme { return kept.context }
        guard let context = KeyContext(handle) else { throw OpenSSLError(.verify) }
        guard unsafe EVP_PKEY_verify_init(context.pointer) == 1, context.configure(for: scheme) else {
            ErrorQueue.clear()
            return nil
        }
        if keptContexts.count == PublicKey.contextLimit { keptContexts.removeFirst() }
        keptContexts.append(KeptContext(scheme: scheme, context: context))
        return context
    }
}

extension KeyContext {
    /// Whether the signature is one of the digest; every refusal of OpenSSL, a wrong length for example, is "no".
    func verifies(_ signature: ArraySlice<UInt8>, of digest: Digest) -> Bool {
        // The size guards against a null pointer, which OpenSSL may read as "no signature asked for".
        guard !signature.isEmpty else { return false }
        let status = unsafe signature.withUnsafeBufferPointer { signature in
            unsafe digest.storage.span.withUnsafeBufferPointer { digestBuffer in
                unsafe EVP_PKEY_verify(
                    pointer, signature.baseAddress, signature.count, digestBuffer.baseAddress, digest.count)
            }
        }
        guard status == 1 else {
            ErrorQueue.clear()
            return false
        }
        return true
    }
}
