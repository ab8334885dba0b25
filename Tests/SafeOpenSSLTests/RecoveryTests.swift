import SafeOpenSSL
import TestSupport
import Testing

/// Signatures with message recovery, ISO/IEC 9796-2, scheme 1; `Vectors/generate_recovery.py` made them.
@Suite struct RecoveryTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let key: Vectors.Key
        let challenge: String
        let signature: String
        let result: String
        let digest: String?

        var testDescription: String { name }

        var expected: RecoveryResult.Expectation {
            let result: SignatureResult =
                switch result {
                case "valid": .valid
                case "invalid": .invalid
                case "unsupported": .unsupported
                default: SignatureDeviation(rawValue: result).map { .validWithDeviation($0) } ?? .invalid
                }
            return RecoveryResult.Expectation(result: result, digest: digest.map(Vectors.digestNamed))
        }
    }

    private static let cases = Vectors.recovery

    @Test func allWaysAreThere() {
        #expect(RecoveryTests.cases.count > 60)
        #expect(Set(RecoveryTests.cases.map(\.result)) == ["valid", "invalid", "unsupported", "looseRecovery"])
        #expect(
            Set(RecoveryTests.cases.compactMap(\.digest)) == [
                "sha1", "sha224", "sha256", "sha384", "sha512", "ripemd160", "sha512t224", "sha512t256",
            ])
    }

    @Test(arguments: cases) func theVectorHolds(_ row: Case) throws {
        let found = try row.key.publicKey().verify(
            bytes(hex: row.signature)[...], recoveringBefore: bytes(hex: row.challenge)[...], engine: DigestEngine())
        #expect(RecoveryResult.Expectation(result: found.result, digest: found.digestAlgorithm) == row.expected)
    }

    /// A bit of a signature or of a challenge changed never verifies.
    @Test(arguments: cases.filter { $0.result == "valid" }.prefix(8)) func noBitCanChange(_ row: Case) throws {
        let (key, engine) = (try row.key.publicKey(), DigestEngine())
        let (signature, challenge) = (bytes(hex: row.signature), bytes(hex: row.challenge))
        for bit in 0..<8 * challenge.count {
            var other = challenge
            other[bit / 8] ^= 1 << (bit % 8)
            #expect(!key.verify(signature[...], recoveringBefore: other[...], engine: engine).result.isValid)
        }
        for bit in stride(from: 0, to: 8 * signature.count, by: 7) {
            var other = signature
            other[bit / 8] ^= 1 << (bit % 8)
            #expect(!key.verify(other[...], recoveringBefore: challenge[...], engine: engine).result.isValid)
        }
    }

    @Test func aKeyOnACurveHasNoRecovery() throws {
        let key = try #require(Vectors.signatures.first { $0.key.curve != nil }).key.publicKey()
        #expect(key.verify([1, 2, 3], recoveringBefore: [4], engine: DigestEngine()).result == .unsupported)
    }
}

extension RecoveryResult {
    /// What is compared of a result.
    struct Expectation: Equatable {
        let result: SignatureResult
        let digest: DigestAlgorithm?
    }
}
