package import SafeOpenSSL
package import SignedStructures
import TagLengthValue

/// A private key with the way its public key is written and its signatures are made.
package struct IssuingKey: Sendable {
    /// How the curve of a key is written in its SubjectPublicKeyInfo.
    package enum ParameterForm: Sendable, Hashable {
        case named
        /// All domain parameters, as Doc 9303-12, 4.1.6.3 asks of certificates.
        case explicit
        /// All domain parameters in a way that real keys have them and the standard does not ask for.
        case explicitAs(ParameterDeviation)
        /// All domain parameters with another base point: a curve that nobody named, which makes any point the public key of the
        /// scalar 1 (CVE-2020-0601).
        case imitating(generator: [UInt8])
    }

    /// What real keys do to explicit parameters; none of it changes the curve that signs.
    package enum ParameterDeviation: String, Sendable, Hashable, CaseIterable {
        case seed, cofactorAbsent, generatorCompressed, pointCompressed, leadingZero, leadingZerosDropped
        /// The parameters, or the name, of the other curve of the same size.
        case otherCurve, otherCurveNamed
    }

    /// How the parameters of a signature's AlgorithmIdentifier are written.
    package enum AlgorithmParameters: Sendable, Hashable {
        /// NULL for PKCS #1 (RFC 4055, 5), all of them for PSS, none for ECDSA (RFC 5758, 3.2).
        case standard
        case absent, null
        /// Of PSS: an empty SEQUENCE, which means SHA-1 and a salt of 20 octets.
        case defaults
    }

    package let key: PrivateKey
    package let form: ParameterForm
    package let scheme: SignatureScheme
    /// Whether the DigestInfo of PKCS #1 signatures has its NULL.
    package var hasNullInDigestInfo = true
    package var parameters = AlgorithmParameters.standard

    package init(_ key: PrivateKey, form: ParameterForm = .explicit, scheme: SignatureScheme) {
        self.key = key
        self.form = form
        self.scheme = scheme
    }

    /// The same key with its curve written in another way.
    package func written(_ form: ParameterForm) -> IssuingKey { IssuingKey(key, form: form, scheme: scheme) }

    /// The same key whose signatures' parameters are written in another way.
    package func stating(_ parameters: AlgorithmParameters) -> IssuingKey {
        var key = self
        key.parameters = parameters
        return key
    }

    /// The same key that signs in another way.
    package func signing(_ scheme: SignatureScheme) -> IssuingKey { IssuingKey(key, form: form, scheme: scheme) }

    /// Signs some bytes, with the same result every time.
    package func sign(_ bytes: [UInt8]) throws(OpenSSLError) -> [UInt8] {
        let digest = try DigestEngine().digest(scheme.digestAlgorithm, of: bytes[...])
        if case .imitating(let generator) = form { return try key.signature(of: digest, onGenerator: generator) }
        return try key.reproducibleSignature(of: digest, scheme: scheme, withNull: hasNullInDigestInfo)
    }

    /// The public key as certificates, DG14 and DG15 hold it (RFC 5280, 4.1.2.7).
    package var subjectPublicKeyInfo: [UInt8] {
        encoded { writer in
            writer.write(.sequence) { info in
                switch key.kind {
                case .rsa: info.writeAlgorithm(.rsaEncryption, withNull: true)
                case .ellipticCurve(let curve): writeAlgorithm(of: curve, to: &info)
                }
                info.writeBitString(publicKeyOctets)
            }
        }
    }

    /// The content of the BIT STRING of the public key: the point, or RSAPublicKey ::= SEQUENCE { modulus, publicExponent }.
    package var publicKeyOctets: [UInt8] {
        if case .imitating(let generator) = form { return generator }
        if let point = key.point { return form == .explicitAs(.pointCompressed) ? IssuingKey.compressed(point) : point }
        return encoded { writer in
            writer.write(.sequence) { numbers in
                numbers.writeUnsignedInteger(key.modulus ?? [])
                numbers.writeUnsignedInteger(key.exponent ?? [])
            }
        }
    }

    /// The SHA-1 of the public key octets (RFC 5280, 4.2.1.2, method 1).
    package func keyIdentifier() throws(OpenSSLError) -> [UInt8] {
        try DigestEngine().digest(.sha1, of: publicKeyOctets[...]).bytes
    }
}

extension IssuingKey {
    /// The AlgorithmIdentifier of the key's signatures.
    package var signatureAlgorithm: [UInt8] {
        encoded { writer in
            switch scheme {
            case .rsaPKCS1(let digest): writer.writeAlgorithm(digest.rsaIdentifier, withNull: parameters != .absent)
            case .rsaPSS(let digest, let mask, let salt):
                switch parameters {
                case .standard: IssuingKey.writePSS(digest, mask, salt, to: &writer)
                case .absent: writer.writeAlgorithm(.rsassaPSS, withNull: false)
                case .null: writer.writeAlgorithm(.rsassaPSS, withNull: true)
                case .defaults:
                    writer.write(.sequence) { algorithm in
                        algorithm.write(.rsassaPSS)
                        algorithm.write(.sequence, [])
                    }
                }
            case .ecdsa(let digest): writer.writeAlgorithm(digest.ecdsaIdentifier, withNull: parameters == .null)
            case .plainECDSA(let digest): writer.writeAlgorithm(digest.plainIdentifier, withNull: parameters == .null)
            }
        }
    }

    /// RSASSA-PSS-params ::= SEQUENCE { [0] hash, [1] mask generation, [2] salt length }; the trailer is the default (RFC 4055, 3.1).
    private static func writePSS(_ digest: DigestAlgorithm, _ mask: DigestAlgorithm, _ salt: Int, to writer: inout ElementWriter) {
        writer.write(.sequence) { algorithm in
            algorithm.write(.rsassaPSS)
            algorithm.write(.sequence) { parameters in
                parameters.write(.context(0)) { $0.writeAlgorithm(digest.identifier, withNull: true) }
                parameters.write(.context(1)) { wrapper in
                    wrapper.write(.sequence) { generation in
                        generation.write(.mgf1)
                        generation.writeAlgorithm(mask.identifier, withNull: true)
                    }
                }
                parameters.write(.context(2)) { $0.writeInteger(UInt(max(0, salt))) }
            }
        }
    }
}

extension DigestAlgorithm {
    package var identifier: OID {
        switch self {
        case .md5: .md5
        case .sha1: .sha1
        case .sha224: .sha224
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        case .ripemd160: .ripemd160
        case .sha512t224: .sha512t224
        case .sha512t256: .sha512t256
        }
    }

    /// The functions that chips alone use sign nothing here; SHA-1 stands for them.
    var rsaIdentifier: OID {
        switch self {
        case .md5: .md5WithRSAEncryption
        case .sha1, .ripemd160, .sha512t224, .sha512t256: .sha1WithRSAEncryption
        case .sha224: .sha224WithRSAEncryption
        case .sha256: .sha256WithRSAEncryption
        case .sha384: .sha384WithRSAEncryption
        case .sha512: .sha512WithRSAEncryption
        }
    }

    /// There is no ECDSA with MD5, nor with what chips alone use; SHA-1 stands for them.
    var ecdsaIdentifier: OID {
        switch self {
        case .md5, .sha1, .ripemd160, .sha512t224, .sha512t256: .ecdsaWithSHA1
        case .sha224: .ecdsaWithSHA224
        case .sha256: .ecdsaWithSHA256
        case .sha384: .ecdsaWithSHA384
        case .sha512: .ecdsaWithSHA512
        }
    }

    var plainIdentifier: OID {
        switch self {
        case .md5, .sha1, .ripemd160, .sha512t224, .sha512t256: .plainECDSAWithSHA1
        case .sha224: .plainECDSAWithSHA224
        case .sha256: .plainECDSAWithSHA256
        case .sha384: .plainECDSAWithSHA384
        case .sha512: .plainECDSAWithSHA512
        }
    }
}
