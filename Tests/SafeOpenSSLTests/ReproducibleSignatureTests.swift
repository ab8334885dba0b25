import SafeOpenSSL
import TestSupport
import Testing

@Suite struct ReproducibleSignatureTests {
    /// RFC 6979, A.2.5 to A.2.7: the message "sample", and for P-521 the hash of which has fewer bits than the order.
    static let vectors: [(curve: NamedCurve, scalar: String, hash: DigestAlgorithm, r: String, s: String)] = [
        (
            .p256, "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721", .sha256,
            "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
            "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"
        ),
        (
            .p384, "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5", .sha384,
            "94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46",
            "99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8"
        ),
        (
            .p521,
            "00FAD06DAA62BA3B25D2FB40133DA757205DE67F5BB0018FEE8C86E1B68C7E75CAA896EB32F1F47C70855836A6D16FCC1466F6D8FBEC67DB89EC0C08B0E996B83538",
            .sha512,
            "00C328FAFCBD79DD77850370C46325D987CB525569FB63C5D3BC53950E6D4C5F174E25A1EE9017B5D450606ADD152B534931D7D4E8455CC91F9B15BF05EC36E377FA",
            "00617CCE7CF5064806C467F678D3B4080D6F1CC50AF26CA209417308281B68AF282623EAA63E5B5C0723D8B8C37FF0777B1A20F8CCB1DCCC43997F1EE0E44DA4A67A"
        ),
    ]

    @Test(arguments: vectors.indices) func noncesAreThoseOfTheStandard(_ index: Int) throws {
        let vector = ReproducibleSignatureTests.vectors[index]
        let key = try PrivateKey(curve: vector.curve, scalar: bytes(hex: vector.scalar))
        let digest = try DigestEngine().digest(vector.hash, of: Array("sample".utf8)[...])
        let signature = try key.reproducibleSignature(of: digest, scheme: .plainECDSA(vector.hash))
        #expect(signature == bytes(hex: vector.r) + bytes(hex: vector.s))
    }

    /// Every curve with every hash: our signatures are the same twice, OpenSSL verifies them, and a changed digest fails.
    @Test(arguments: NamedCurve.allCases) func curvesVerify(_ curve: NamedCurve) throws {
        guard DomainParameters.of(curve) != nil else { return }
        let key = try PrivateKey(curve: curve, scalar: [0x12, 0x34, 0x56, 0x78, 0x9A])
        for hash in DigestAlgorithm.allCases {
            let digest = try DigestEngine().digest(hash, of: [1, 2, 3])
            let other = try DigestEngine().digest(hash, of: [1, 2, 4])
            for scheme in [SignatureScheme.ecdsa(hash), .plainECDSA(hash)] {
                let signature = try key.reproducibleSignature(of: digest, scheme: scheme)
                #expect(try signature == key.reproducibleSignature(of: digest, scheme: scheme))
                #expect(try key.publicKey().verify(signature[...], over: digest, scheme: scheme) == .valid)
                #expect(try key.publicKey().verify(signature[...], over: other, scheme: scheme) == .invalid)
            }
        }
    }

    /// Keys of made primes sign as those of OpenSSL do, and have the length and the exponent that was asked for.
    @Test(arguments: [UInt(65537), 3]) func madePrimesVerify(_ exponent: UInt) throws {
        // 2000 bits: a modulus whose bits are no multiple of the hash's, and quickly made.
        for octets in [64, 125] {
            let start = (0..<octets).map { UInt8(truncatingIfNeeded: $0 * 37 + 11) }
            let key = try PrivateKey(rsaPrimesFrom: start, start.reversed(), exponent: exponent)
            let again = try PrivateKey(rsaPrimesFrom: start, start.reversed(), exponent: exponent)
            #expect(key.modulus == again.modulus && key.modulus?.count == 2 * octets && key.modulus?.first.map { $0 >= 0x80 } == true)
            #expect(key.exponent == (exponent == 3 ? [3] : [1, 0, 1]))
            let digest = try DigestEngine().digest(.sha256, of: [1, 2, 3])
            let other = try DigestEngine().digest(.sha256, of: [1, 2, 4])
            let schemes = [SignatureScheme.rsaPKCS1(.sha256)] + [0, 20, 28].map { .rsaPSS(.sha256, maskDigest: .sha384, saltLength: $0) }
            for scheme in schemes {
                let signature = try key.reproducibleSignature(of: digest, scheme: scheme)
                #expect(try signature == key.reproducibleSignature(of: digest, scheme: scheme))
                #expect(try key.publicKey().verify(signature[...], over: digest, scheme: scheme) == .valid, "\(scheme)")
                #expect(try key.publicKey().verify(signature[...], over: other, scheme: scheme) == .invalid, "\(scheme)")
            }
            // What OpenSSL signs with the key is the same, where nothing is random.
            #expect(try key.sign(digest, scheme: .rsaPKCS1(.sha256)) == key.reproducibleSignature(of: digest, scheme: .rsaPKCS1(.sha256)))
            let without = try key.reproducibleSignature(of: digest, scheme: .rsaPKCS1(.sha256), withNull: false)
            let result = try key.publicKey().verify(without[...], over: digest, scheme: .rsaPKCS1(.sha256))
            #expect(result == .validWithDeviation(.digestInfoWithoutNull))
        }
    }

    @Test func whatCannotBeMadeIsRefused() throws {
        #expect(throws: OpenSSLError.self) { try PrivateKey(curve: .p256, scalar: [0]) }
        #expect(throws: OpenSSLError.self) { try PrivateKey(curve: .p256, scalar: [UInt8](repeating: 0xFF, count: 32)) }
        #expect(throws: OpenSSLError.self) { try PrivateKey(rsaPrimesFrom: [1, 2, 3], [1, 2, 3]) }
        #expect(throws: OpenSSLError.self) { try PrivateKey(rsaPrimesFrom: [UInt8](repeating: 1, count: 64), [2]) }
        let digest = try DigestEngine().digest(.sha256, of: [1])
        let key = try PrivateKey(curve: .p256, scalar: [5])
        #expect(throws: OpenSSLError.self) { try key.reproducibleSignature(of: digest, scheme: .rsaPKCS1(.sha256)) }
        #expect(throws: OpenSSLError.self) { try key.reproducibleSignature(of: digest, scheme: .ecdsa(.sha1)) }
    }

    /// The scalar 1 on a base point that is somebody's public key: the key looks like theirs, and on their own curve nothing verifies.
    @Test func imitatedKeysFailOnTheRealCurve() throws {
        let victim = try PrivateKey(curve: .p384, scalar: [0x77, 0x01])
        let imitation = try PrivateKey(curve: .p384, scalar: [1])
        let digest = try DigestEngine().digest(.sha384, of: [9])
        let point = try #require(victim.point)
        let forged = try imitation.signature(of: digest, onGenerator: point)
        #expect(try victim.publicKey().verify(forged[...], over: digest, scheme: .ecdsa(.sha384)) == .invalid)
        // On the real base point the same code makes what the real curve verifies.
        let generator = try #require(DomainParameters.of(.p384)?.generator)
        let own = try imitation.signature(of: digest, onGenerator: generator)
        #expect(try imitation.publicKey().verify(own[...], over: digest, scheme: .ecdsa(.sha384)) == .valid)
    }
}
