import CivilTime
import Irregularities
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import TestSupport
import Testing

@Suite struct CertificateDeviationTests {
    /// An authority and a signer of a kind, with the keys that a deviation needs.
    struct Parties {
        let authority: CertificateAuthority
        let subjectKey: IssuingKey

        init(_ need: CertificateDeviation.Need) throws {
            var pool = KeyPool(seed: 5)
            func key(_ name: String, _ number: Int) throws -> IssuingKey {
                try pool.key(#require(SigningAlgorithm.named(name)), number)
            }
            let issuer =
                switch need {
                case .issuerRSA: "rsa-2048-pkcs1-sha256"
                case .issuerPSS: "rsa-2048-pss-sha256"
                case .anyKey, .issuerCurve, .subjectCurveOfTwo: "secp384r1-explicit-sha384"
                // Its coefficient b begins with a zero octet.
                case .subjectCurve: "secp521r1-explicit-sha512"
                }
            authority = CertificateAuthority(
                name: Name(unit: "Country Signing", commonName: "CSCA Utopia"), key: try key(issuer, 1))
            subjectKey = try key(need == .subjectCurveOfTwo ? "secp384r1-explicit-sha384" : "secp521r1-explicit-sha512", 2)
        }

        /// A request under the profile; a CSCA is its own subject.
        func request(_ profile: CertificateProfile) -> CertificateRequest {
            let isOwn = profile == .countrySigningCA
            return CertificateRequest(
                profile, subject: isOwn ? authority.name : Name(unit: "Signing", commonName: "Signer 7"),
                key: isOwn ? authority.key : subjectKey, serialNumber: [0x2A, 0x01], validity: Series.passport.plan.authority.validity,
                privateKeyUsage: Series.passport.plan.authority.keyUsage, documentTypes: profile == .documentSigner ? ["P", "PT"] : [])
        }
    }

    /// What our own reader finds irregular of each deviation; the rest is for a linter to say.
    static let irregular: [String: [ReasonCode]] = [
        "version-one": [.unknownVersion], "serial-negative": [.negativeSerialNumber], "time-generalized": [.malformedTime],
        "time-fraction": [.malformedTime], "time-without-seconds": [.malformedTime], "time-offset": [.malformedTime],
        "pss-parameters-defaults": [], "pss-parameters-absent": [.pssParametersAbsent], "rsa-without-null": [.parametersWithoutNull],
        "ecdsa-with-null": [.parametersWithNull], "algorithms-differ-rsa": [.algorithmMismatch],
        "algorithms-differ-ecdsa": [.algorithmMismatch], "subject-key-identifier-raw": [.rawKeyIdentifier],
        "parameters-leading-zero": [.fieldElementLength],
        "parameters-zeros-dropped": [.fieldElementLength],
        "document-types-unsorted": [.unsortedSet], "document-types-without-set": [.documentTypesWithoutSet],
        "document-types-without-version": [.documentTypesWithoutVersion], "document-types-several-sets": [.documentTypesInSeveralSets],
        "document-types-bare-string": [.documentTypesBareString], "document-types-raw-character": [.documentTypesBareCharacters],
        "document-types-filler": [.documentTypesWithFiller],
    ]

    @Test func namesAreStable() {
        let names = CertificateDeviation.all.map(\.name)
        #expect(Set(names).count == names.count && names.count > 60)
        for name in names { #expect(name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(name)") }
        #expect(Set(CertificateDeviation.all.map(\.summary)).count == names.count)
        #expect(CertificateDeviationTests.irregular.keys.allSatisfy { CertificateDeviation.named($0) != nil })
        #expect(CertificateDeviation.named("none") == nil)
    }

    /// Each deviation changes the certificate under each of its profiles, our reader reads it, and the authority's key verifies it.
    @Test(arguments: CertificateDeviation.all.map(\.name)) func deviationsLeaveTheProofIntact(_ name: String) throws {
        let deviation = try #require(CertificateDeviation.named(name))
        let parties = try Parties(deviation.need)
        for profile in deviation.profiles {
            let request = parties.request(profile)
            let regular = try parties.authority.issue(request)
            let bytes = try parties.authority.issue(request.with(deviation))
            let isChanged = bytes != regular
            #expect(isChanged, "\(profile)")
            let certificate = try Certificate(bytes[...])
            let expected = CertificateDeviationTests.irregular[name] ?? []
            for code in expected {
                #expect(certificate.allIrregularities.contains(code), "\(profile): \(certificate.allIrregularities)")
            }
            #expect(try Certificate(regular[...]).allIrregularities.isEmpty)
            let signed = try #require(SignatureScheme(certificate.signatureAlgorithm.signatureAlgorithm))
            let digest = try DigestEngine().digest(signed.digestAlgorithm, of: certificate.tbsCertificate)
            let result = try parties.authority.key.key.publicKey().verify(certificate.signature, over: digest, scheme: signed)
            #expect(result == (name == "digest-info-without-null" ? .validWithDeviation(.digestInfoWithoutNull) : .valid), "\(profile)")
        }
    }

    /// What openssl, which knows nothing of Doc 9303, says: it reads every one but those, and verifies them.
    @Test(.enabled(if: Subprocess.isAvailable("openssl"))) func opensslReadsAndVerifies() throws {
        var claims: [OpenSSLProgram.Claim] = []
        for deviation in CertificateDeviation.all {
            let parties = try Parties(deviation.need)
            let anchor = try parties.authority.issue(parties.request(.countrySigningCA))
            for profile in deviation.profiles where profile != .countrySigningCA {
                let bytes = try parties.authority.issue(parties.request(profile).with(deviation))
                claims.append(OpenSSLProgram.Claim(name: deviation.name, certificate: bytes, signer: anchor))
            }
        }
        // What OpenSSL 3.0 refuses, and real lists have, is why block and key are taken apart here.
        #expect(try OpenSSLProgram.unconfirmed(claims) == ["digest-info-without-null"])
    }

    /// The profiles of signers that carry little say so to openssl.
    @Test(.enabled(if: Subprocess.isAvailable("openssl"))) func profilesCarryWhatTheyShould() throws {
        let parties = try Parties(.anyKey)
        let expected: [(CertificateProfile, String?, Int)] = [
            (.countrySigningCA, nil, 8), (.documentSigner, nil, 8), (.masterListSigner, "2.23.136.1.1.3", 8),
            (.deviationListSigner, "2.23.136.1.1.8", 8), (.barcodeSigner, "2.23.136.1.1.11.1", 2),
            (.nonConstrainedBarcodeSigner, "2.23.136.1.1.14.2", 2), (.travelStampSigner, "2.23.136.1.1.9.8.1", 2),
            (.visaSigner, "2.23.136.1.1.9.8.2", 2), (.biometricsSigner, "2.23.136.1.1.9.8.3", 2), (.link, nil, 9),
        ]
        #expect(expected.count == CertificateProfile.allCases.count)
        for (profile, purpose, count) in expected {
            let bytes = try parties.authority.issue(parties.request(profile))
            #expect(try Certificate(bytes[...]).extensions.count == count, "\(profile)")
            let text = try OpenSSLProgram.run(["x509", "-inform", "DER", "-noout", "-text"], bytes).text
            #expect(text.contains("X509v3 Extended Key Usage: critical") == (purpose != nil), "\(profile)")
            if let purpose { #expect(text.contains(purpose), "\(profile)") }
            #expect(text.contains("2.23.136.1.1.6.1") == (profile == .link))
            #expect(text.contains("CA:TRUE, pathlen:0") == (profile == .countrySigningCA || profile == .link))
        }
    }
}

extension Certificate {
    /// The codes of all that our reader finds irregular of the certificate and of its algorithm.
    fileprivate var allIrregularities: [ReasonCode] {
        (irregularities + signatureAlgorithm.signatureIrregularities).map(\.code)
    }
}
