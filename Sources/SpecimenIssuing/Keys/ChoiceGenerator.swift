package import SafeOpenSSL

/// The source of everything that an issuer is free to choose: the same seed and label make the same choices (SplitMix64).
///
/// A label names what the choices are for, so that one more certificate does not change all that come after it.
package struct ChoiceGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64, label: String = "") {
        // FNV-1a of the label, mixed into the seed.
        let hash = label.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        state = seed ^ hash
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// So many octets.
    package mutating func octets(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 56) }
    }

    /// A whole number from zero to below the bound, which is at least one.
    package mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(max(1, bound)))
    }
}

extension SigningAlgorithm.Key {
    /// Makes the key that the generator's octets lead to: RSA by the first primes upwards from two of its numbers, a curve's by a scalar.
    ///
    /// RSA keys of 4096 bits take about two seconds, of 2048 a tenth of that.
    package func make(_ generator: inout ChoiceGenerator) throws(OpenSSLError) -> PrivateKey {
        switch self {
        case .rsa(let bits, let exponent):
            return try PrivateKey(rsaPrimesFrom: generator.octets(bits / 16), generator.octets(bits / 16), exponent: exponent)
        case .curve(let curve):
            var scalar = generator.octets(curve.orderSize)
            // A number of fewer bits than the order is below it, and never zero with the lowest bit set.
            scalar[0] &= UInt8(0xFF) >> UInt8(8 * curve.orderSize - curve.orderBits + 1)
            scalar[curve.orderSize - 1] |= 0x01
            return try PrivateKey(curve: curve, scalar: scalar)
        }
    }
}
