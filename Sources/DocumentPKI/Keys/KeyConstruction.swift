public import Irregularities
public import SafeOpenSSL
public import SignedStructures

/// Why no key could be made of a SubjectPublicKeyInfo.
public struct KeyError: Error, Sendable, Hashable {
    /// `unknown-curve`, `unsupported-algorithm` or `malformed-public-key`.
    public let code: ReasonCode

    public init(_ code: ReasonCode) {
        self.code = code
    }
}

extension SubjectPublicKeyInfo {
    /// Makes the key that these octets describe.
    ///
    /// Explicit elliptic curve parameters are accepted only where all of p, a, b, G, n and, where given, h are those of a known
    /// curve (Doc 9303-12, 4.1.6 asks for explicit parameters; a curve of someone's own is refused: CVE-2020-0601). A point that is not on
    /// the stated curve may be on the other one of the same size; the key then says so.
    public func publicKey() throws(KeyError) -> PublicKey {
        switch key {
        case .rsa(let modulus, let exponent):
            do { return try PublicKey(rsaModulus: modulus, exponent: exponent) } catch { throw KeyError(.malformedPublicKey) }
        case .ellipticCurve(let parameters, let point):
            guard let curve = parameters.namedCurve else { throw KeyError(.unknownCurve) }
            return try SubjectPublicKeyInfo.key(on: curve, point)
        case .unsupported:
            throw KeyError(.unsupportedAlgorithm)
        }
    }

    /// The key on the curve that is stated, or, where the point is not on it, on the other curve of the same size (Lithuania).
    private static func key(on curve: NamedCurve, _ point: ArraySlice<UInt8>) throws(KeyError) -> PublicKey {
        do { return try PublicKey(curve: curve, point: point) } catch {
            guard error.cause == .pointNotOnCurve else { throw KeyError(.malformedPublicKey) }
        }
        do { return try PublicKey(onOtherCurveThan: curve, point: point) } catch { throw KeyError(.malformedPublicKey) }
    }
}

extension ECParameters {
    /// The known curve that the parameters name or spell out, or nil.
    public var namedCurve: NamedCurve? {
        switch self {
        case .named(let identifier):
            NamedCurve(oidDotted: identifier.description)
        case .explicit(let curve):
            NamedCurve.matching(
                prime: curve.prime, a: curve.a, b: curve.b, generator: curve.generator, order: curve.order, cofactor: curve.cofactor)
        case .implicit:
            nil
        }
    }
}

extension HashFunction {
    /// The same function as libcrypto's.
    public var digestAlgorithm: DigestAlgorithm {
        switch self {
        case .md5: .md5
        case .sha1: .sha1
        case .sha224: .sha224
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        }
    }
}

extension SignatureAlgorithm {
    /// How a signature of this algorithm is verified, or nil where it is not supported.
    ///
    /// `rsaEncryption` names no hash function: it is then the one given, in a SignerInfo that of its digestAlgorithm.
    public func scheme(defaultHash: HashFunction? = nil) -> SignatureScheme? {
        switch self {
        case .rsaPKCS1(let hash):
            (hash ?? defaultHash).map { .rsaPKCS1($0.digestAlgorithm) }
        case .rsaPSS(let hash, let maskHash, let saltLength):
            .rsaPSS(hash.digestAlgorithm, maskDigest: maskHash.digestAlgorithm, saltLength: saltLength)
        case .ecdsa(let hash):
            .ecdsa(hash.digestAlgorithm)
        case .plainECDSA(let hash):
            .plainECDSA(hash.digestAlgorithm)
        case .unsupported:
            nil
        }
    }
}

extension PublicKeyMaterial {
    /// Whether a key of this kind can make signatures of a scheme; one whose kind is not read may.
    func mayMake(_ scheme: SignatureScheme) -> Bool {
        switch (self, scheme) {
        case (.rsa, .ecdsa), (.rsa, .plainECDSA), (.ellipticCurve, .rsaPKCS1), (.ellipticCurve, .rsaPSS): false
        default: true
        }
    }
}
