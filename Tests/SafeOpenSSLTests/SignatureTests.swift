import SafeOpenSSL
import TestSupport
import Testing

@Suite struct SignatureTests {
    @Test func allVectorsAreRead() {
        #expect(Vectors.signatures.count > 680)
        #expect(Set(Vectors.signatures.map(\.name)).count == Vectors.signatures.count)
    }

    @Test(arguments: Vectors.signatures)
    func verifiesAsTheVectorSays(_ vector: Vectors.Case) throws {
        let key = try vector.key.publicKey()
        let signature = bytes(hex: vector.signature)
        let digest = try vector.digestValue()
        let scheme = vector.signatureScheme
        #expect(key.verify(signature[...], over: digest, scheme: scheme) == vector.expected)
        // A kept context must not remember anything of the signature before.
        #expect(key.verify(signature.reversed()[...], over: digest, scheme: scheme).isValid == false)
        #expect(key.verify(signature[...], over: digest, scheme: scheme) == vector.expected)
        // The same bytes inside a larger file.
        let file = [0x30, 0x82] + signature + [0x00]
        #expect(key.verify(file[2..<2 + signature.count], over: digest, scheme: scheme) == vector.expected)
    }

    /// The tampered twins: every valid signature with one bit of the digest or of the signature changed.
    @Test(arguments: Vectors.signatures.filter { $0.expected.isValid })
    func oneChangedBitIsSeen(_ vector: Vectors.Case) throws {
        let key = try vector.key.publicKey()
        let signature = bytes(hex: vector.signature)
        let digest = try vector.digestValue()
        let scheme = vector.signatureScheme
        for place in [0, digest.count - 1] {
            // A digest longer than the order is truncated (FIPS 186-4, 6.4), so its last octets are not signed.
            if place > 0, case .ellipticCurve(let curve) = key.kind, digest.count * 8 > curve.orderBits { continue }
            var octets = digest.bytes
            octets[place] ^= 0x01
            let changed = try #require(Digest(digest.algorithm, bytes: octets[...]))
            #expect(key.verify(signature[...], over: changed, scheme: scheme) == .invalid, "octet \(place) of the digest")
        }
        for place in [0, signature.count / 3, signature.count - 1] {
            var changed = signature
            changed[place] ^= 0x01
            #expect(key.verify(changed[...], over: digest, scheme: scheme) == .invalid, "octet \(place) of the signature")
        }
    }

    @Test func aDigestOfAnotherFunctionIsUnsupported() throws {
        let vector = try #require(Vectors.signatures.first { $0.name == "RSA-2048 PKCS#1 sha256" })
        let result = try vector.key.publicKey().verify(
            bytes(hex: vector.signature)[...], over: vector.digestValue(), scheme: .rsaPKCS1(.sha1))
        #expect(result == .unsupported)
    }

    /// More schemes than a key keeps contexts for, each met again after it was dropped.
    @Test func keysTakeAnyNumberOfSchemes() throws {
        let vectors = Vectors.signatures.filter { $0.name.hasPrefix("RSA-2048 PSS") || $0.name.hasPrefix("RSA-2048 PKCS#1") }
        let key = try #require(vectors.first).key.publicKey()
        #expect(vectors.count > 30)
        for _ in 0..<2 {
            for vector in vectors {
                let result = try key.verify(bytes(hex: vector.signature)[...], over: vector.digestValue(), scheme: vector.signatureScheme)
                #expect(result == vector.expected, "\(vector.name)")
            }
        }
    }

    @Test func randomSignaturesAreInvalidAndNeverTrap() throws {
        var random = SplitMix(state: 20_260_601)
        let vectors = Vectors.signatures.filter { $0.expected == .valid }
        for (index, vector) in vectors.enumerated() where index % 3 == 0 {
            let key = try vector.key.publicKey()
            let digest = try vector.digestValue()
            for _ in 0..<40 {
                let garbage = random.bytes(Int.random(in: 0...600, using: &random))
                #expect(key.verify(garbage[...], over: digest, scheme: vector.signatureScheme).isValid == false)
                var mutated = bytes(hex: vector.signature)
                for _ in 0..<3 { mutated[Int.random(in: mutated.indices, using: &random)] = UInt8.random(in: 0...255, using: &random) }
                guard mutated != bytes(hex: vector.signature) else { continue }
                #expect(key.verify(mutated[...], over: digest, scheme: vector.signatureScheme).isValid == false)
            }
        }
    }

    @Test func theRecoveredBlockIsThatOfPKCS1() throws {
        let vector = try #require(Vectors.signatures.first { $0.name == "RSA-2048 e=3 PKCS#1 sha256" })
        let key = try vector.key.publicKey()
        let signature = bytes(hex: vector.signature)
        let block = try #require(try key.recoveredBlock(of: signature[...]))
        #expect(block.prefix(3) == [0x00, 0x01, 0xFF])
        #expect(block.suffix(32) == (try vector.digestValue().bytes)[...])
        #expect(try key.recoveredBlock(of: signature.dropLast()) == nil)
        #expect(try key.recoveredBlock(of: [UInt8](repeating: 0xFF, count: 256)[...]) == nil)
        let curveKey = try #require(Vectors.signatures.first { $0.key.curve != nil }).key.publicKey()
        #expect(throws: OpenSSLError.self) { try curveKey.recoveredBlock(of: signature[...]) }
    }
}
