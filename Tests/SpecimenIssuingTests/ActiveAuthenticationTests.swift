import LogicalDataStructure
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import Testing

/// The answers of specimens' chips, opened again by hand from what DG15 says.
@Suite struct ActiveAuthenticationTests {
    @Test(arguments: ActiveAuthenticationForm.allCases) func theAnswerVerifies(_ form: ActiveAuthenticationForm) throws {
        var issuer = DocumentIssuer(seed: 7)
        var plan = DocumentPlan(.passport, algorithm: SigningAlgorithm.named("secp256r1-named-sha256"), seed: 7)
        plan.activeAuthentication = form
        let document = try issuer.issue(plan)
        let answer = try #require(document.activeAuthentication)
        #expect(answer.challenge == DocumentIssuer.challenge && answer.challenge.count == 8)
        let key = try ActiveAuthenticationTests.key(document)
        #expect(try ActiveAuthenticationTests.verifies(answer.signature, answer.challenge, key, form))
        // Another challenge has another answer.
        #expect(try !ActiveAuthenticationTests.verifies(answer.signature, answer.challenge.dropLast() + [0], key, form))
    }

    private static func key(_ document: IssuedDocument) throws -> PublicKeyMaterial {
        let file = try #require(document.files.first { $0.name == "EF_DG15.bin" })
        // 6F, its length in three octets where the key is RSA, else in one or two.
        let header = file.bytes[1] < 0x80 ? 2 : 2 + Int(file.bytes[1] & 0x7F)
        return try SubjectPublicKeyInfo(file.bytes[header...]).key
    }

    private static func verifies(
        _ signature: [UInt8], _ challenge: [UInt8], _ key: PublicKeyMaterial, _ form: ActiveAuthenticationForm
    ) throws -> Bool {
        switch key {
        case .rsa(let modulus, let exponent):
            let trailer = try #require(form.trailer)
            let usable = try PublicKey(rsaModulus: modulus, exponent: exponent)
            let block = try #require(try usable.recoveredBlock(of: signature[...]))
            let end = block.count - trailer.octets.count
            let start = end - trailer.digest.outputLength
            let digest = try DigestEngine().digest(trailer.digest, ofPieces: [block[1..<start], challenge[...]])
            return block[0] == 0x6A && block.suffix(trailer.octets.count) == trailer.octets[...]
                && Array(block[start..<end]) == digest.bytes
        case .ellipticCurve(_, let point):
            let usable = try PublicKey(curve: .p256, point: point)
            let digest = try DigestEngine().digest(.sha256, of: challenge[...])
            return usable.verify(signature[...], over: digest, scheme: .plainECDSA(.sha256)) == .valid
        case .unsupported: return false
        }
    }
}
