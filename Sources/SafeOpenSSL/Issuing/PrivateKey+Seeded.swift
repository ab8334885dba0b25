import COpenSSL

/// Keys that are computed from given octets, so that the same octets make the same key; for specimens only, whose keys are no secret.
extension PrivateKey {
    /// The candidates that are tried for one prime; one in 1 420 odd numbers of 2 048 bits is prime, so that none is never met.
    private static let primeSteps: Int32 = 1 << 16

    /// Makes the key of a scalar, big-endian, from 1 to the order of the curve less one.
    package convenience init(curve: NamedCurve, scalar: [UInt8]) throws(OpenSSLError) {
        let made = unsafe scalar.withUnsafeBufferPointer { scalar in
            unsafe mrtd_ec_key_pair(curve.nameInOpenSSL, scalar.baseAddress, scalar.count)
        }
        guard let pointer = unsafe made else { throw OpenSSLError(.generateKey) }
        try unsafe self.init(KeyHandle(owning: pointer))
    }

    /// Makes the RSA key whose primes are the first ones from two starting points upwards.
    ///
    /// Each starting point has half the octets of the modulus; its two highest bits and the lowest are set here, so that the modulus has
    /// exactly the length that two halves make. The exponent is a prime, 3 or 65537.
    package convenience init(rsaPrimesFrom first: [UInt8], _ second: [UInt8], exponent: UInt = 65537) throws(OpenSSLError) {
        guard first.count == second.count, PublicKey.modulusBits.contains(16 * first.count) else { throw OpenSSLError(.generateKey) }
        let (p, q) = (try PrivateKey.prime(from: first, exponent), try PrivateKey.prime(from: second, exponent))
        let made = unsafe p.withUnsafeBufferPointer { p in
            unsafe q.withUnsafeBufferPointer { q in unsafe mrtd_rsa_key_pair(p.baseAddress, q.baseAddress, p.count, exponent) }
        }
        guard let pointer = unsafe made else { throw OpenSSLError(.generateKey) }
        try unsafe self.init(KeyHandle(owning: pointer))
    }

    private static func prime(from start: [UInt8], _ exponent: UInt) throws(OpenSSLError) -> [UInt8] {
        var octets = start
        octets[0] |= 0xC0
        octets[octets.count - 1] |= 0x01
        let found = unsafe octets.withUnsafeMutableBufferPointer { octets in
            unsafe mrtd_next_prime(octets.baseAddress, octets.count, exponent, primeSteps)
        }
        guard found == 1 else { throw OpenSSLError(.generateKey) }
        return octets
    }
}
