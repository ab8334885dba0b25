public import SignedStructures

extension SubjectPublicKeyInfo {
    /// The number that two keys share only where they are one, however each is written down.
    ///
    /// The modulus of RSA, the x coordinate of a point without leading zeros: parameters may be named or explicit, a point compressed or not. The
    /// point with the other y has the same holder. Of a key that is not read, its octets.
    public var keyNumber: ArraySlice<UInt8> {
        switch key {
        case .rsa(let modulus, _): return modulus
        case .ellipticCurve(_, let point):
            let isCompressed = point.first == 2 || point.first == 3
            let coordinates = point.dropFirst()
            return coordinates.prefix(isCompressed ? coordinates.count : coordinates.count / 2).drop { $0 == 0 }
        case .unsupported: return bytes
        }
    }
}
