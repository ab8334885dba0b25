import SafeOpenSSL
import TestSupport
import Testing

@Suite struct PrivateKeyTests {
    @Test func whatIsSignedVerifies() throws {
        let engine = DigestEngine()
        let digest = try engine.digest(.sha256, of: Array("Utopia".utf8)[...])
        let other = try engine.digest(.sha256, of: Array("Eutopia".utf8)[...])
        let pss = SignatureScheme.rsaPSS(.sha256, maskDigest: .sha256, saltLength: 32)
        var table: [(PrivateKey, [SignatureScheme])] = [
            (try PrivateKey(rsaBits: 2048), [.rsaPKCS1(.sha256), pss]),
            (try PrivateKey(rsaBits: 1024, exponent: 3), [.rsaPKCS1(.sha256), pss]),
        ]
        for curve in NamedCurve.allCases { table.append((try PrivateKey(curve: curve), [.ecdsa(.sha256), .plainECDSA(.sha256)])) }
        for (key, schemes) in table {
            let again = try PrivateKey(pem: key.pem())
            #expect(again.kind == key.kind)
            let verifier = try again.publicKey()
            #expect(verifier.kind == key.kind)
            for scheme in schemes {
                let signature = try again.sign(digest, scheme: scheme)
                #expect(verifier.verify(signature[...], over: digest, scheme: scheme) == .valid)
                #expect(verifier.verify(signature[...], over: other, scheme: scheme) == .invalid)
            }
        }
    }

    @Test func aSchemeOfAnotherKindIsRefused() throws {
        let digest = try DigestEngine().digest(.sha256, of: [])
        let rsa = try PrivateKey(rsaBits: 1024)
        let curve = try PrivateKey(curve: .p256)
        #expect(rsa.point == nil)
        #expect(curve.modulus == nil)
        for (key, scheme) in [(rsa, SignatureScheme.ecdsa(.sha256)), (curve, .rsaPKCS1(.sha256))] {
            do throws(OpenSSLError) {
                _ = try key.sign(digest, scheme: scheme)
                Issue.record("\(scheme) was done")
            } catch {
                #expect(error.cause == .keyKind)
            }
        }
    }

    @Test func whatIsNoKeyIsRefused() throws {
        let pem = try PrivateKey(curve: .p256).pem()
        for text in ["", "nothing", String(pem.dropLast(60)), pem.replacing("PRIVATE", with: "PUBLIC")] {
            #expect(throws: OpenSSLError.self) { _ = try PrivateKey(pem: text) }
        }
        #expect(throws: OpenSSLError.self) { _ = try PrivateKey(rsaBits: 20_000) }
    }
}
