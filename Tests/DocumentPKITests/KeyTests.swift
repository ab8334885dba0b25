import DocumentPKI
import Irregularities
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import TagLengthValue
import Testing

/// Keys made of certificates, and kept.
@Suite struct KeyTests {
    private static func certificate(_ key: IssuingKey) throws -> Certificate {
        try Certificate(Country.authority("CSCA", key: key).selfSigned()[...])
    }

    private static func explicit() throws -> IssuingKey {
        IssuingKey(try PrivateKey(curve: .brainpoolP256r1), form: .explicit, scheme: .ecdsa(.sha256))
    }

    @Test func explicitParametersOfAKnownCurveAreThatCurve() throws {
        for curve in [NamedCurve.p256, .p384, .p521, .brainpoolP256r1, .brainpoolP384r1, .brainpoolP512r1] {
            for form in [IssuingKey.ParameterForm.named, .explicit] {
                let key = IssuingKey(try PrivateKey(curve: curve), form: form, scheme: .ecdsa(.sha256))
                let certificate = try KeyTests.certificate(key)
                guard case .ellipticCurve(let parameters, _) = certificate.subjectPublicKeyInfo.key else {
                    Issue.record("no curve")
                    continue
                }
                #expect(parameters.namedCurve == curve, "\(curve) \(form)")
                #expect(throws: Never.self) { try certificate.subjectPublicKeyInfo.publicKey() }
            }
        }
    }

    /// CVE-2020-0601: a curve with another base point, under which anybody can make a private key for a given public key.
    @Test func aCurveOfSomeonesOwnIsRefused() throws {
        let bytes = Array(try KeyTests.certificate(KeyTests.explicit()).bytes)
        let parameters = try #require(DomainParameters.of(.brainpoolP256r1))
        for (name, number) in [
            ("prime", parameters.prime), ("a", parameters.a), ("b", parameters.b), ("generator", parameters.generator),
            ("order", parameters.order),
        ] {
            let place = try #require(bytes.firstRange(of: number))
            let changed = try Certificate(bytes.flipping(place.upperBound - 1)[...])
            #expect(throws: KeyError(.unknownCurve), "\(name)") { try changed.subjectPublicKeyInfo.publicKey() }
            // An authority with this key vouches for nothing, and says why.
            let authority = try Country.authority("CSCA", key: KeyTests.explicit())
            let store = Shelf([Array(changed.bytes)]).store()
            let result = try path(of: authority.signer(), in: store)
            #expect(result.outcome == .noIssuer && result.candidates.map(\.proof) == [.unsupported(.unknownCurve)], "\(name)")
        }
    }

    @Test func aPointThatIsNotOnTheCurveIsRefused() throws {
        let key = try KeyTests.explicit()
        let bytes = Array(try KeyTests.certificate(key).bytes)
        let place = try #require(bytes.firstRange(of: key.publicKeyOctets))
        let changed = try Certificate(bytes.flipping(place.upperBound - 1)[...])
        #expect(throws: KeyError(.malformedPublicKey)) { try changed.subjectPublicKeyInfo.publicKey() }
    }

    /// A key whose parameters are those of the other curve of its size signs, and it is told; a size that one curve alone has leaves no choice.
    @Test(arguments: NamedCurve.allCases) func aKeyOnTheOtherCurveOfItsSizeIsTold(_ curve: NamedCurve) throws {
        let forms: [IssuingKey.ParameterDeviation] = [.otherCurve, .otherCurveNamed]
        let other = NamedCurve.allCases.filter { $0.fieldSize == curve.fieldSize && $0 != curve }
        #expect(other.isEmpty == [.p521, .brainpoolP160r1, .brainpoolP320r1, .brainpoolP512r1].contains(curve))
        let right = IssuingKey(try PrivateKey(curve: curve), scheme: .ecdsa(.sha256))
        for form in forms where !other.isEmpty {
            let certificate = try KeyTests.certificate(right.written(.explicitAs(form)))
            guard case .ellipticCurve(let parameters, _) = certificate.subjectPublicKeyInfo.key else { throw KeyError(.unknownCurve) }
            #expect(parameters.namedCurve == other.first)
            let key = try certificate.subjectPublicKeyInfo.publicKey()
            #expect(key.kind == .ellipticCurve(curve) && key.isOnOtherCurve)
            var keys = KeyCache()
            func proof(_ signature: ArraySlice<UInt8>) -> SignatureProof {
                keys.verify(
                    signature, over: certificate.tbsCertificate, algorithm: certificate.signatureAlgorithm.signatureAlgorithm,
                    by: certificate.subjectPublicKeyInfo)
            }
            #expect(proof(certificate.signature) == .validWithDeviation(.otherCurve))
            let stranger = IssuingKey(try PrivateKey(curve: curve), scheme: .ecdsa(.sha256))
            #expect(proof(try stranger.sign(Array(certificate.tbsCertificate))[...]) == .invalid)
        }
        // A compressed point says nothing of its curve, and a point of no curve is no key.
        let point = right.publicKeyOctets
        let stated = other.first ?? curve
        for wrong in [[UInt8(0x02)] + point[1...curve.fieldSize], point.flipping(-1)] {
            #expect(throws: OpenSSLError.self) { try PublicKey(onOtherCurveThan: stated, point: wrong[...]) }
        }
    }

    @Test func theCacheKeepsKeysAndFailures() throws {
        var keys = KeyCache()
        let right = try KeyTests.certificate(Country.key())
        let first = try keys.key(right.subjectPublicKeyInfo).get()
        // The same octets in other memory are the same key.
        let copy = try Certificate(Array(right.bytes)[...])
        #expect(try keys.key(copy.subjectPublicKeyInfo).get() === first)
        #expect(try keys.key(KeyTests.certificate(Country.key()).subjectPublicKeyInfo).get() !== first)
        let bytes = Array(try KeyTests.certificate(KeyTests.explicit()).bytes)
        let generator = try #require(DomainParameters.of(.brainpoolP256r1)).generator
        let wrong = try Certificate(bytes.flipping(try #require(bytes.firstRange(of: generator)).upperBound - 1)[...])
        for _ in 0..<2 { #expect(throws: KeyError(.unknownCurve)) { try keys.key(wrong.subjectPublicKeyInfo).get() } }
    }

    @Test func identitiesAreDigests() throws {
        var keys = KeyCache()
        let certificate = try KeyTests.certificate(Country.key())
        let expected = try DigestEngine().digest(.sha256, of: certificate.bytes).hex
        for _ in 0..<2 { #expect(try keys.identity(certificate).description == expected) }
        let other = try Certificate(Array(certificate.bytes).flipping(-1)[...])
        #expect(try keys.identity(other).description != expected)
    }

    @Test func aWorkerMeetsASignerOnce() throws {
        let authority = try Country.authority("CSCA")
        var cache = VerificationCache(store: Shelf([try authority.selfSigned()]).store())
        let bytes = try authority.signer()
        let first = try cache.signer(bytes[...])
        #expect(first.standing.path.outcome == .anchored && first.standing.traits.validities.count == 2)
        #expect(try cache.signer(Array(bytes)[...]) === first)
        // One bit of the signature makes another signer, whose proof is its own.
        let changed = try cache.signer(bytes.flipping(-1)[...])
        #expect(changed !== first && changed.standing.path.outcome == .noIssuer)
        #expect(throws: StructureError.self) { try cache.signer([0x30, 0x00]) }
    }

    @Test func unknownAlgorithmsAreUnsupported() throws {
        let authority = try Country.authority("CSCA")
        let identifier = OID.ecdsaWithSHA256.content
        var bytes = try authority.signer()
        while let place = bytes.firstRange(of: identifier) { bytes[place.upperBound - 1] = 0x7E }
        let result = try path(of: bytes, in: Shelf([try authority.selfSigned()]).store())
        #expect(result.outcome == .noIssuer && result.candidates.map(\.proof) == [.unsupported(.unsupportedAlgorithm)])
    }
}
