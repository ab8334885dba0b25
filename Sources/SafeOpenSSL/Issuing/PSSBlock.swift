/// The encoded message of RSASSA-PSS with a salt that is computed from the key and the digest (RFC 8017, 9.1.1).
struct PSSBlock {
    let modulus: [UInt8]
    let maskDigest: DigestAlgorithm
    let saltLength: Int

    /// The whole block, in the octets of the modulus.
    func encoded(_ digest: Digest) throws(OpenSSLError) -> [UInt8] {
        let engine = DigestEngine()
        // emBits is one less than the bits of the modulus, whose first octet is not zero.
        let bits = 8 * modulus.count - (modulus.first?.leadingZeroBitCount ?? 0) - 1
        let length = (bits + 7) / 8
        guard saltLength >= 0, length >= digest.count + saltLength + 2 else { throw OpenSSLError(.sign, .modulusUnusable) }
        let salt = try stretched(modulus + digest.bytes, to: saltLength, by: digest.algorithm, engine)
        let zeros = [UInt8](repeating: 0, count: 8)
        let hash = try engine.digest(digest.algorithm, ofPieces: [zeros[...], digest.bytes[...], salt[...]]).bytes
        let padding = [UInt8](repeating: 0, count: length - saltLength - hash.count - 2)
        let mask = try stretched(hash, to: length - hash.count - 1, by: maskDigest, engine)
        var masked = zip(padding + [0x01] + salt, mask).map { $0 ^ $1 }
        masked[0] &= 0xFF >> UInt8(8 * length - bits)
        return [UInt8](repeating: 0, count: modulus.count - length) + masked + hash + [0xBC]
    }

    /// MGF1 (RFC 8017, B.2.1).
    private func stretched(
        _ seed: [UInt8], to length: Int, by algorithm: DigestAlgorithm, _ engine: DigestEngine
    ) throws(OpenSSLError) -> [UInt8] {
        var octets: [UInt8] = []
        var counter: UInt32 = 0
        while octets.count < length {
            let suffix = (0..<4).map { UInt8(truncatingIfNeeded: counter >> UInt32(24 - 8 * $0)) }
            octets += try engine.digest(algorithm, ofPieces: [seed[...], suffix[...]]).bytes
            counter += 1
        }
        return Array(octets.prefix(length))
    }
}
