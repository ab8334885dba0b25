import SafeOpenSSL
import TestSupport
import Testing

@Suite struct DigestTests {
    /// FIPS 180-4, RFC 1321 and the page of RIPEMD-160's authors: the digests of nothing and of "abc".
    static let table: [(DigestAlgorithm, String, String)] = [
        (.md5, "", "d41d8cd98f00b204e9800998ecf8427e"),
        (.md5, "abc", "900150983cd24fb0d6963f7d28e17f72"),
        (.sha1, "", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        (.sha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (.sha224, "", "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f"),
        (.sha224, "abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"),
        (.sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (.sha384, "", "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b"),
        (.sha384, "abc", "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"),
        (
            .sha512, "",
            "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"
        ),
        (
            .sha512, "abc",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        ),
        (.ripemd160, "", "9c1185a5c5e9fc54612808977ee8f548b2258d31"),
        (.ripemd160, "abc", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"),
        (.sha512t224, "", "6ed0dd02806fa89e25de060c19d3ac86cabb87d6a0ddd05c333b84f4"),
        (.sha512t224, "abc", "4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa"),
        (.sha512t256, "", "c672b8d1ef56ed28ab87c3622c5114069bdd3ad7b8f9737498d0c01ecef0967a"),
        (.sha512t256, "abc", "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23"),
    ]

    @Test func digestsAreThoseOfTheStandards() throws {
        let engine = DigestEngine()
        for (algorithm, text, expected) in DigestTests.table {
            let file = [0xFF] + Array(text.utf8) + [0xFF]
            let slice = file[1..<file.count - 1]
            let digest = try engine.digest(algorithm, of: slice)
            #expect(digest.hex == expected)
            #expect(digest.bytes == bytes(hex: expected))
            #expect(digest.matches(bytes(hex: expected)[...]))
            #expect(digest == Digest(algorithm, bytes: bytes(hex: expected)[...]))
            #expect(digest.count == algorithm.outputLength)
            if let first = slice.first {
                #expect(try engine.digest(algorithm, prefix: first, of: slice.dropFirst()) == digest)
                #expect(try engine.digest(algorithm, prefix: first ^ 1, of: slice.dropFirst()) != digest)
            }
            #expect(try engine.digest(algorithm, ofPieces: slice.map { [$0][...] } + [[]]) == digest)
        }
        #expect(Set(DigestTests.table.map(\.0)) == Set(DigestAlgorithm.allCases))
    }

    @Test func oneOctetAlone() throws {
        #expect(try DigestEngine().digest(.sha256, prefix: 0x31, of: []) == DigestEngine().digest(.sha256, of: [0x31]))
    }

    @Test func onlyAllOctetsMatch() throws {
        let engine = DigestEngine()
        for algorithm in DigestAlgorithm.allCases {
            let digest = try engine.digest(algorithm, of: [1, 2, 3])
            let right = digest.bytes
            #expect(!digest.matches(right.dropLast()))
            #expect(!digest.matches((right + [0])[...]))
            #expect(!digest.matches([]))
            for place in right.indices {
                var wrong = right
                wrong[place] ^= 0x80
                #expect(!digest.matches(wrong[...]))
                #expect(Digest(algorithm, bytes: wrong[...]) != digest)
            }
            #expect(Digest(algorithm, bytes: right.dropFirst()) == nil)
            #expect(Digest(algorithm, bytes: (right + [0])[...]) == nil)
        }
        let zeros = [UInt8](repeating: 0, count: 20)
        #expect(Digest(.sha1, bytes: zeros[...])?.hashValue == Digest(.sha1, bytes: zeros[...])?.hashValue)
    }

    @Test func namesAndRawValuesStay() {
        #expect(
            DigestAlgorithm.allCases.map(\.name) == [
                "MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "RIPEMD-160", "SHA-512/224", "SHA-512/256",
            ])
        #expect(DigestAlgorithm.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 7, 8])
    }
}
