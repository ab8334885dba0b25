import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import TestSupport
import Testing

@Suite struct SigningAlgorithmTests {
    /// One key of each kind for all tests.
    static func pool() -> KeyPool { KeyPool(seed: 3) }

    @Test func namesAreStable() {
        let names = SigningAlgorithm.all.map(\.name)
        #expect(Set(names).count == names.count)
        // Two paddings and five hashes of six RSA keys; two encodings of signatures, two of curves, five hashes of nine curves.
        #expect(names.count == 60 + 180 && SigningAlgorithm.ofCertificates.count == 60 + 90)
        let known = [
            "rsa-2048-pkcs1-sha256", "rsa-3072-pss-sha384", "rsa-4096-e3-pkcs1-sha1", "secp224r1-named-sha224", "secp521r1-explicit-sha512",
            "brainpoolP256r1-explicit-sha256", "brainpoolP512r1-named-plain-sha512",
        ]
        for name in known { #expect(SigningAlgorithm.named(name)?.name == name) }
        #expect(SigningAlgorithm.named("rsa-1024-pkcs1-sha256") == nil)
    }

    @Test func oneSeedMakesOneKey() throws {
        for key in [SigningAlgorithm.Key.rsa(bits: 2048, exponent: 3), .curve(.p521), .curve(.brainpoolP224r1)] {
            var (one, other, third) = (KeyPool(seed: 1), KeyPool(seed: 1), KeyPool(seed: 2))
            // In another order, too.
            let late = try other.privateKey(key, 2)
            let first = try one.privateKey(key, 1)
            #expect(try octets(first) == octets(other.privateKey(key, 1)) && octets(late) == octets(one.privateKey(key, 2)))
            #expect(try octets(first) != octets(late) && octets(first) != octets(third.privateKey(key, 1)))
            #expect(try one.texts().map(\.name) == ["\(key.name)-1", "\(key.name)-2"])
            let texts = try one.texts()
            var loaded = KeyPool(seed: 99) { name in texts.first { $0.name == name }?.pem }
            #expect(try octets(loaded.privateKey(key, 1)) == octets(first))
        }
    }

    private func octets(_ key: PrivateKey) -> [UInt8] { key.point ?? key.modulus ?? [] }

    /// Each algorithm of certificates: `openssl` reads the key and verifies the signature of a certificate, and not of a changed one.
    @Test(.enabled(if: Subprocess.isAvailable("openssl"))) func opensslVerifiesEachAlgorithm() throws {
        var pool = SigningAlgorithmTests.pool()
        var claims: [OpenSSLProgram.Claim] = []
        for algorithm in SigningAlgorithm.ofCertificates {
            let authority = CertificateAuthority(name: Name(commonName: "CSCA Utopia"), key: try pool.key(algorithm, 1))
            let bytes = try authority.issue(
                CertificateRequest(
                    .countrySigningCA, subject: authority.name, key: authority.key, serialNumber: [1],
                    validity: Series.passport.plan.authority.validity, privateKeyUsage: Series.passport.plan.authority.keyUsage))
            #expect(try Certificate(bytes[...]).irregularities.isEmpty, "\(algorithm.name)")
            claims.append(OpenSSLProgram.Claim(name: algorithm.name, certificate: bytes, signer: bytes, scheme: algorithm.scheme))
            var changed = bytes
            changed[changed.count - 20] ^= 0x01
            claims.append(OpenSSLProgram.Claim(name: algorithm.name + " changed", certificate: changed, signer: bytes))
        }
        let names = SigningAlgorithm.ofCertificates.map { $0.name + " changed" }
        #expect(try OpenSSLProgram.unconfirmed(claims) == Set(names))
    }
}
