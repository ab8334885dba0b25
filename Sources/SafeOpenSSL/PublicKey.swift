import COpenSSL

/// A public key of a signer, with the contexts of the schemes it verified last; owned by one worker and not `Sendable`.
///
/// Building one costs some microseconds for RSA and some twenty for a curve: keep it beside the certificate.
@safe
public final class PublicKey {
    public enum Kind: Sendable, Hashable {
        case rsa
        case ellipticCurve(NamedCurve)
    }

    public let kind: Kind
    /// The number of bits of the modulus or of the curve's order.
    public let bits: Int
    /// Whether the point is not on the curve that was stated for it, and the key's curve is the other one of the same size.
    public let isOnOtherCurve: Bool
    let handle: KeyHandle
    var keptContexts: [KeptContext] = []

    /// The bits of an RSA modulus that are taken: 512 is the smallest ever used in a travel document, and 16384 the largest that OpenSSL
    /// takes (OPENSSL_RSA_MAX_MODULUS_BITS), because the work grows with the square of the length.
    public static let modulusBits = 512...16384

    /// The longest exponent, in bits, that is taken with a modulus above 3072 bits.
    ///
    /// The work grows with its length; the bound is OpenSSL's own (OPENSSL_RSA_MAX_PUBEXP_BITS). With a shorter modulus any exponent
    /// below the modulus is taken.
    public static let exponentBitsOfLargeModulus = 64

    /// Makes an RSA key of the big-endian modulus and exponent; leading zeros are ignored.
    ///
    /// Throws `modulusUnusable` or `exponentUnusable` where no sound signature could be verified by it: an exponent of one for example
    /// makes every block its own signature.
    public init(rsaModulus: ArraySlice<UInt8>, exponent: ArraySlice<UInt8>) throws(OpenSSLError) {
        var modulus = Array(rsaModulus.drop { $0 == 0 }.reversed())
        var exponent = Array(exponent.drop { $0 == 0 }.reversed())
        let modulusBits = PublicKey.bitCount(modulus)
        let exponentBits = PublicKey.bitCount(exponent)
        guard PublicKey.modulusBits.contains(modulusBits), let lowest = modulus.first, lowest & 1 == 1 else {
            throw OpenSSLError(.buildKey, .modulusUnusable)
        }
        guard exponentBits >= 2, let lowest = exponent.first, lowest & 1 == 1, exponentBits < modulusBits,
            modulusBits <= 3072 || exponentBits <= PublicKey.exponentBitsOfLargeModulus
        else { throw OpenSSLError(.buildKey, .exponentUnusable) }
        let built = unsafe modulus.withUnsafeMutableBufferPointer { modulus in
            unsafe exponent.withUnsafeMutableBufferPointer { exponent in
                unsafe mrtd_rsa_public_key(modulus.baseAddress, modulus.count, exponent.baseAddress, exponent.count)
            }
        }
        guard let pointer = unsafe built else { throw OpenSSLError(.buildKey) }
        handle = unsafe KeyHandle(owning: pointer)
        kind = .rsa
        bits = modulusBits
        isOnOtherCurve = false
    }

    /// Makes a key of a point of the curve, uncompressed (`04`, x, y) or compressed (`02` or `03`, x).
    ///
    /// Throws `pointMalformed` for any other form, the point at infinity among them, and `pointNotOnCurve`.
    public convenience init(curve: NamedCurve, point: ArraySlice<UInt8>) throws(OpenSSLError) {
        try self.init(curve: curve, point: point, isOnOtherCurve: false)
    }

    /// Makes a key of a point that is not on the curve stated for it, where another curve with coordinates of the same size holds it.
    ///
    /// Only an uncompressed point says by itself which curve it is on: any x is a coordinate on about half of all curves. Throws
    /// `pointNotOnCurve` where no other curve holds it, and `pointMalformed` for a compressed point.
    public convenience init(onOtherCurveThan stated: NamedCurve, point: ArraySlice<UInt8>) throws(OpenSSLError) {
        guard point.first == 0x04 else { throw OpenSSLError(.buildKey, .pointMalformed) }
        guard let curve = stated.otherOfSameSize else { throw OpenSSLError(.buildKey, .pointNotOnCurve) }
        try self.init(curve: curve, point: point, isOnOtherCurve: true)
    }

    private init(curve: NamedCurve, point: ArraySlice<UInt8>, isOnOtherCurve: Bool) throws(OpenSSLError) {
        let size = curve.fieldSize
        switch point.first {
        case 0x04 where point.count == 1 + 2 * size: break
        case 0x02 where point.count == 1 + size, 0x03 where point.count == 1 + size: break
        default: throw OpenSSLError(.buildKey, .pointMalformed)
        }
        let built = unsafe point.withUnsafeBufferPointer { point in
            unsafe mrtd_ec_public_key(curve.nameInOpenSSL, point.baseAddress, point.count)
        }
        guard let pointer = unsafe built else { throw OpenSSLError(.buildKey, .pointNotOnCurve) }
        handle = unsafe KeyHandle(owning: pointer)
        kind = .ellipticCurve(curve)
        bits = curve.orderBits
        self.isOnOtherCurve = isOnOtherCurve
    }

    /// The bits of a number in little-endian octets of which the last is not zero.
    private static func bitCount(_ octets: [UInt8]) -> Int {
        guard let highest = octets.last else { return 0 }
        return 8 * octets.count - highest.leadingZeroBitCount
    }
}
