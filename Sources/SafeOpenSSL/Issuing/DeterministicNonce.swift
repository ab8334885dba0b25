/// The nonces of ECDSA for one key and one digest (RFC 6979, 3.2).
struct DeterministicNonce {
    private let engine = DigestEngine()
    private let algorithm: DigestAlgorithm
    private let order: [UInt8]
    private let orderBits: Int
    private var key: [UInt8]
    private var value: [UInt8]
    private var isFirst = true

    /// The order without leading zeros; the names of RFC 6979 are x for the scalar, q for the order, K and V for key and value.
    init(scalar: [UInt8], order: [UInt8], orderBits: Int, digest: Digest) throws(OpenSSLError) {
        algorithm = digest.algorithm
        self.order = order
        self.orderBits = orderBits
        key = [UInt8](repeating: 0x00, count: algorithm.outputLength)
        value = [UInt8](repeating: 0x01, count: algorithm.outputLength)
        let size = order.count
        var number = DeterministicNonce.leftmostBits(digest.bytes, orderBits, size: size)
        if !number.lexicographicallyPrecedes(order) { number = DeterministicNonce.difference(number, order) }
        let seed = [UInt8](repeating: 0, count: max(0, size - scalar.count)) + scalar + number
        for round in [UInt8(0x00), 0x01] {
            key = try authenticate(value + [round] + seed)
            value = try authenticate(value)
        }
    }

    /// The next nonce in the octets of the order, from 1 to the order less one.
    mutating func next() throws(OpenSSLError) -> [UInt8] {
        // A candidate is refused with a probability of less than a half; two hundred refusals in a row do not happen.
        for _ in 0..<200 {
            if !isFirst {
                key = try authenticate(value + [0x00])
                value = try authenticate(value)
            }
            isFirst = false
            var octets: [UInt8] = []
            while octets.count < order.count {
                value = try authenticate(value)
                octets += value
            }
            let candidate = DeterministicNonce.leftmostBits(octets, orderBits, size: order.count)
            if candidate.contains(where: { $0 != 0 }), candidate.lexicographicallyPrecedes(order) { return candidate }
        }
        throw OpenSSLError(.sign)
    }

    /// HMAC with the key (RFC 2104); all blocks here are 64 or 128 octets, and the key is never longer.
    private func authenticate(_ bytes: [UInt8]) throws(OpenSSLError) -> [UInt8] {
        let block = algorithm.outputLength > 32 ? 128 : 64
        let padded = key + [UInt8](repeating: 0, count: block - key.count)
        let inner = try engine.digest(algorithm, ofPieces: [padded.map { $0 ^ 0x36 }[...], bytes[...]])
        return try engine.digest(algorithm, ofPieces: [padded.map { $0 ^ 0x5C }[...], inner.bytes[...]]).bytes
    }

    /// bits2int: the first bits of some octets as a number in so many octets.
    private static func leftmostBits(_ octets: [UInt8], _ bits: Int, size: Int) -> [UInt8] {
        let taken = Array(octets.prefix(size))
        let surplus = max(0, 8 * taken.count - bits)
        var number = taken
        // The surplus is below eight bits: only P-521 has any.
        if surplus > 0 {
            for index in number.indices.reversed() {
                let above = index > 0 ? UInt16(taken[index - 1]) << 8 : 0
                number[index] = UInt8(truncatingIfNeeded: (above | UInt16(taken[index])) >> UInt16(surplus))
            }
        }
        return [UInt8](repeating: 0, count: max(0, size - number.count)) + number
    }

    /// The difference of two numbers of the same number of octets.
    private static func difference(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var result = left
        var borrow = 0
        for index in left.indices.reversed() {
            let value = Int(left[index]) - Int(right[index]) - borrow
            result[index] = UInt8(truncatingIfNeeded: value)
            borrow = value < 0 ? 1 : 0
        }
        return result
    }
}
