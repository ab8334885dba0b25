import DocumentPKI
import Irregularities
import LogicalDataStructure
import SafeOpenSSL
import SignedStructures
import TravelDocuments

/// The verification of a recorded answer under the key in DG15.
extension DocumentVerifier {
    /// Nil where no answer was recorded, or DG15 is absent or cannot be read.
    ///
    /// The key is made anew: it is one chip's own, so that keeping it would only drive out the keys of issuers.
    static func activeAuthentication(of document: TravelDocument, engine: DigestEngine) -> ActiveAuthenticationFact? {
        guard let recorded = document.capture.activeAuthentication, let chip = document.chip, let file = chip.dataGroup15 else {
            return nil
        }
        do throws(KeyError) {
            let key = try file.publicKey.publicKey()
            switch key.kind {
            case .rsa:
                let found = key.verify(recorded.signature, recoveringBefore: recorded.challenge, engine: engine)
                let proof = SignatureProof(found.result)
                // Below 1024 bits others than the chip may have found the key: the answer verifies, and it is told.
                let isShort = proof == .valid && key.bits < 1024
                return ActiveAuthenticationFact(
                    proof: isShort ? .validWithDeviation(.weakAlgorithm) : proof, digestAlgorithm: found.digestAlgorithm)
            case .ellipticCurve(let curve):
                let stated = chip.dataGroup14?.activeAuthenticationSignatureAlgorithm.map(SignatureAlgorithm.init(oid:))
                if let function = stated?.hashFunction?.digestAlgorithm { return verify(recorded, by: key, function, engine) }
                let found = verify(recorded, by: key, usualFunction(for: curve), engine)
                guard found.proof == .valid else { return found }
                // Doc 9303-11, 9.2 has DG14 state it for each key on a curve.
                return ActiveAuthenticationFact(proof: .validWithDeviation(.hashFunctionNotStated), digestAlgorithm: found.digestAlgorithm)
            }
        } catch {
            return ActiveAuthenticationFact(proof: .unsupported(error.code), digestAlgorithm: nil)
        }
    }

    /// The longest function that is no longer than the order (Doc 9303-11, 6.1.2.3), for chips whose DG14 states none.
    private static func usualFunction(for curve: NamedCurve) -> DigestAlgorithm {
        switch curve.orderBits {
        case ..<224: .sha1
        case ..<256: .sha224
        case ..<384: .sha256
        case ..<512: .sha384
        default: .sha512
        }
    }

    /// ECDSA in the plain form, or in DER, which is told.
    ///
    /// Some chips hash by another function than DG14 states or the order asks for. Any of these functions ties the answer to the challenge, so
    /// that the others are tried, and it is told.
    private static func verify(
        _ recorded: ActiveAuthenticationTranscript, by key: PublicKey, _ expected: DigestAlgorithm, _ engine: DigestEngine
    ) -> ActiveAuthenticationFact {
        var failure: SignatureProof?
        for function in [expected] + functions.filter({ $0 != expected }) {
            guard let digest = try? engine.digest(function, of: recorded.challenge) else { continue }
            let proof = SignatureProof(key.verify(recorded.signature, over: digest, scheme: .plainECDSA(function)))
            guard proof.isValid else {
                failure = failure ?? proof
                continue
            }
            return ActiveAuthenticationFact(
                proof: function == expected ? proof : .validWithDeviation(.otherHashFunction), digestAlgorithm: function)
        }
        return ActiveAuthenticationFact(proof: failure ?? .unsupported(.unsupportedAlgorithm), digestAlgorithm: expected)
    }

    private static let functions: [DigestAlgorithm] = [.sha1, .sha224, .sha256, .sha384, .sha512]
}
