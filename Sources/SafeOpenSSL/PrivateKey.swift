import COpenSSL

/// A private key of the issuer of specimens; visible inside this package only, because the products verify and never sign.
///
/// It may be shared: an `EVP_PKEY` is not changed once it is made, and every signature has a context of its own.
@safe
package final class PrivateKey: @unchecked Sendable {
    package let kind: PublicKey.Kind
    let handle: KeyHandle

    /// Makes a new RSA key.
    package convenience init(rsaBits: Int, exponent: UInt = 65537) throws(OpenSSLError) {
        guard PublicKey.modulusBits.contains(rsaBits), let context = KeyContext(generating: "RSA"),
            let number = BigNumber((0..<8).map { UInt8(truncatingIfNeeded: exponent >> UInt(8 * (7 - $0))) }),
            unsafe EVP_PKEY_keygen_init(context.pointer) == 1,
            unsafe EVP_PKEY_CTX_set_rsa_keygen_bits(context.pointer, Int32(rsaBits)) == 1,
            unsafe EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context.pointer, number.pointer) == 1
        else { throw OpenSSLError(.generateKey) }
        try self.init(generatedBy: context)
    }

    /// Makes a new key on a curve.
    package convenience init(curve: NamedCurve) throws(OpenSSLError) {
        guard let context = KeyContext(generating: "EC"), unsafe EVP_PKEY_keygen_init(context.pointer) == 1,
            unsafe EVP_PKEY_CTX_set_group_name(context.pointer, curve.nameInOpenSSL) == 1
        else { throw OpenSSLError(.generateKey) }
        try self.init(generatedBy: context)
    }

    private convenience init(generatedBy context: KeyContext) throws(OpenSSLError) {
        var made: OpaquePointer?
        guard unsafe EVP_PKEY_generate(context.pointer, &made) == 1, let pointer = unsafe made else {
            throw OpenSSLError(.generateKey)
        }
        try unsafe self.init(KeyHandle(owning: pointer))
    }

    /// Reads an unencrypted private key from PEM.
    package convenience init(pem: String) throws(OpenSSLError) {
        let octets = Array(pem.utf8)
        // The empty password keeps OpenSSL from asking the terminal for one.
        var password: [UInt8] = [0]
        let read = unsafe octets.withUnsafeBufferPointer { octets in
            let bio = unsafe BIO_new_mem_buf(octets.baseAddress, Int32(clamping: octets.count))
            defer { unsafe BIO_free_all(bio) }
            return unsafe PEM_read_bio_PrivateKey(bio, nil, nil, &password)
        }
        guard let pointer = unsafe read else { throw OpenSSLError(.readKey) }
        try unsafe self.init(KeyHandle(owning: pointer))
    }

    init(_ handle: KeyHandle) throws(OpenSSLError) {
        self.handle = handle
        if unsafe EVP_PKEY_is_a(handle.pointer, "RSA") == 1 {
            kind = .rsa
            return
        }
        var name = [CChar](repeating: 0, count: 64)
        var length = 0
        guard unsafe EVP_PKEY_get_group_name(handle.pointer, &name, name.count, &length) == 1,
            let curve = NamedCurve.allCases.first(where: { name.prefix(length).elementsEqual($0.nameInOpenSSL.utf8.map(CChar.init)) })
        else { throw OpenSSLError(.readKey, .keyKind) }
        kind = .ellipticCurve(curve)
    }

    /// The key as unencrypted PKCS #8 in PEM.
    package func pem() throws(OpenSSLError) -> String {
        guard let bio = unsafe BIO_new(BIO_s_mem()) else { throw OpenSSLError(.allocate) }
        defer { unsafe BIO_free_all(bio) }
        var length = 0
        guard unsafe PEM_write_bio_PKCS8PrivateKey(bio, handle.pointer, nil, nil, 0, nil, nil) == 1,
            let start = unsafe mrtd_bio_bytes(bio, &length)
        else { throw OpenSSLError(.writeKey) }
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
    }

    /// The modulus of an RSA key, big-endian and without leading zeros.
    package var modulus: [UInt8]? { kind == .rsa ? handle.number("n") : nil }

    /// The public exponent of an RSA key, big-endian and without leading zeros.
    package var exponent: [UInt8]? { kind == .rsa ? handle.number("e") : nil }

    /// The public point of a key on a curve in the uncompressed form.
    package var point: [UInt8]? {
        guard case .ellipticCurve(let curve) = kind, let x = handle.number("qx"), let y = handle.number("qy") else { return nil }
        func padded(_ number: [UInt8]) -> [UInt8] {
            [UInt8](repeating: 0, count: max(0, curve.fieldSize - number.count)) + number
        }
        return [0x04] + padded(x) + padded(y)
    }

    /// The key that verifies what this one signs.
    package func publicKey() throws(OpenSSLError) -> PublicKey {
        if let modulus, let exponent { return try PublicKey(rsaModulus: modulus[...], exponent: exponent[...]) }
        guard case .ellipticCurve(let curve) = kind, let point else { throw OpenSSLError(.readKey, .keyKind) }
        return try PublicKey(curve: curve, point: point[...])
    }

    /// Signs a digest; the scheme must fit the kind of key.
    package func sign(_ digest: Digest, scheme: SignatureScheme) throws(OpenSSLError) -> [UInt8] {
        switch (kind, scheme) {
        case (.rsa, .rsaPKCS1), (.rsa, .rsaPSS): return try signature(of: digest, scheme)
        case (.ellipticCurve, .ecdsa): return try signature(of: digest, scheme)
        case (.ellipticCurve(let curve), .plainECDSA):
            guard let numbers = ECDSASignature(lenientSequence: try signature(of: digest, scheme)[...], for: curve) else {
                throw OpenSSLError(.sign)
            }
            return numbers.plain(for: curve)
        default: throw OpenSSLError(.sign, .keyKind)
        }
    }

    private func signature(of digest: Digest, _ scheme: SignatureScheme) throws(OpenSSLError) -> [UInt8] {
        guard let context = KeyContext(handle), unsafe EVP_PKEY_sign_init(context.pointer) == 1, context.configure(for: scheme) else {
            throw OpenSSLError(.sign)
        }
        var length = Int(unsafe EVP_PKEY_get_size(handle.pointer))
        var signature = [UInt8](repeating: 0, count: length)
        let status = unsafe signature.withUnsafeMutableBufferPointer { signature in
            unsafe digest.storage.span.withUnsafeBufferPointer { digestBuffer in
                unsafe EVP_PKEY_sign(context.pointer, signature.baseAddress, &length, digestBuffer.baseAddress, digest.count)
            }
        }
        guard status == 1 else { throw OpenSSLError(.sign) }
        return Array(signature.prefix(length))
    }
}
