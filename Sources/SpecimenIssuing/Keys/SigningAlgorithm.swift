package import SafeOpenSSL

/// One way to sign, with the key that it needs: a row of the table that `--algorithm` chooses from.
package struct SigningAlgorithm: Sendable, Hashable {
    /// What kind of key it needs.
    package enum Key: Sendable, Hashable {
        case rsa(bits: Int, exponent: UInt)
        case curve(NamedCurve)

        /// `rsa-2048`, `rsa-2048-e3`, `brainpoolP256r1`.
        package var name: String {
            switch self {
            case .rsa(let bits, let exponent): exponent == 65537 ? "rsa-\(bits)" : "rsa-\(bits)-e\(exponent)"
            case .curve(let curve): curve.name
            }
        }
    }

    /// The stable name: key, form of the curve or padding of RSA, hash function, as `rsa-2048-pss-sha256`.
    package let name: String
    package let key: Key
    /// How the curve is written in the SubjectPublicKeyInfo.
    package let form: IssuingKey.ParameterForm
    package let scheme: SignatureScheme

    /// Whether its key is on one of two curves whose coordinates are equally long.
    package var isOnCurveOfTwo: Bool {
        if case .curve(let curve) = key { curve.otherOfSameSize != nil } else { false }
    }

    /// All algorithms, in the order of Doc 9303-12, 4.1.6: RSA, then curves.
    ///
    /// RSA of 2048, 3072 and 4096 bits with the exponents 65537 and 3, PKCS #1 v1.5 and PSS; the curves of FIPS 186-4 and RFC 5639 from
    /// 224 bits on, by name and with explicit parameters, with signatures in DER and in the plain form of TR-03111; SHA-1 to SHA-512.
    package static let all: [SigningAlgorithm] = rsa + curves

    /// Those that certificates are signed with: nobody signs a certificate with plain ECDSA.
    package static let ofCertificates: [SigningAlgorithm] = all.filter { algorithm in
        if case .plainECDSA = algorithm.scheme { return false }
        return true
    }

    /// The algorithm of a name, or nil.
    package static func named(_ name: String) -> SigningAlgorithm? { byName[name] }

    private static let byName = [String: SigningAlgorithm](all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    private static let hashes: [(name: String, algorithm: DigestAlgorithm)] = [
        ("sha1", .sha1), ("sha224", .sha224), ("sha256", .sha256), ("sha384", .sha384), ("sha512", .sha512),
    ]

    private static var rsa: [SigningAlgorithm] {
        [2048, 3072, 4096].flatMap { bits in
            [UInt(65537), 3].flatMap { exponent in
                let key = Key.rsa(bits: bits, exponent: exponent)
                return hashes.map { hash in
                    SigningAlgorithm(
                        name: "\(key.name)-pkcs1-\(hash.name)", key: key, form: .explicit, scheme: .rsaPKCS1(hash.algorithm))
                }
                    + hashes.map { hash in
                        // The salt is as long as the hash value, as RFC 4055, 3.1 recommends.
                        let scheme = SignatureScheme.rsaPSS(
                            hash.algorithm, maskDigest: hash.algorithm, saltLength: hash.algorithm.outputLength)
                        return SigningAlgorithm(name: "\(key.name)-pss-\(hash.name)", key: key, form: .explicit, scheme: scheme)
                    }
            }
        }
    }

    private static var curves: [SigningAlgorithm] {
        let all: [NamedCurve] = [
            .p224, .p256, .p384, .p521, .brainpoolP224r1, .brainpoolP256r1, .brainpoolP320r1, .brainpoolP384r1, .brainpoolP512r1,
        ]
        let forms: [(name: String, form: IssuingKey.ParameterForm)] = [("named", .named), ("explicit", .explicit)]
        return all.flatMap { curve in
            forms.flatMap { form in
                hashes.map { hash in
                    SigningAlgorithm(
                        name: "\(curve.name)-\(form.name)-\(hash.name)", key: .curve(curve), form: form.form, scheme: .ecdsa(hash.algorithm)
                    )
                }
                    + hashes.map { hash in
                        SigningAlgorithm(
                            name: "\(curve.name)-\(form.name)-plain-\(hash.name)", key: .curve(curve), form: form.form,
                            scheme: .plainECDSA(hash.algorithm))
                    }
            }
        }
    }
}
