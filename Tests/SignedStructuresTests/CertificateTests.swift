import CivilTime
import Irregularities
import SignedStructures
import TagLengthValue
import TestSupport
import Testing

@Suite struct CertificateTests {
    @Test func theVectorsAreThere() {
        #expect(Vectors.certificates.count == 15)
        #expect(Vectors.revocationLists.count == 2)
        #expect(Vectors.signedData.count == 9)
    }

    @Test(arguments: Vectors.certificates)
    func fieldsAgreeWithAnotherReader(vector: Vectors.CertificateVector) throws {
        // The certificate stands inside a larger file: indices are the file's.
        let file = [0xAA, 0xBB] + vector.file + [0xCC]
        let certificate = try Certificate(file[2..<file.count - 1])
        let expected = vector.expected
        #expect(certificate.bytes.startIndex == 2 && Array(certificate.bytes) == vector.file)
        #expect(certificate.version == expected.version)
        #expect(Array(certificate.serialNumber) == bytes(hex: expected.serialNumber))
        #expect(Array(certificate.issuer.bytes) == bytes(hex: expected.issuer))
        #expect(Array(certificate.subject.bytes) == bytes(hex: expected.subject))
        #expect(certificate.subject.country == expected.country)
        #expect(certificate.country == "UT")
        #expect(certificate.validity.notBefore.description == expected.notBefore)
        #expect(certificate.validity.notAfter.description == expected.notAfter)
        #expect(Array(certificate.tbsCertificate) == bytes(hex: expected.tbs))
        #expect(certificate.signatureAlgorithm.algorithm.description == expected.signatureAlgorithm)
        #expect(certificate.tbsSignatureAlgorithm == certificate.signatureAlgorithm)
        #expect(Array(certificate.signature) == bytes(hex: expected.signature))
        #expect(certificate.subjectKeyIdentifier.map(Array.init) == expected.subjectKeyIdentifier.map { bytes(hex: $0) })
        #expect(certificate.authorityKeyIdentifier.map(Array.init) == expected.authorityKeyIdentifier.map { bytes(hex: $0) })
        #expect(certificate.keyUsage?.rawValue == expected.keyUsage)
        #expect(certificate.basicConstraints?.isCA == expected.isCA)
        #expect(certificate.basicConstraints?.pathLength == expected.pathLength)
        #expect(certificate.extendedKeyUsage.map(\.description) == expected.extendedKeyUsage)
        #expect(certificate.isSelfIssued == (expected.issuer == expected.subject))
        let extensions = certificate.extensions
        #expect(extensions.map(\.oid.description) == expected.extensions.map(\.identifier))
        #expect(extensions.map(\.isCritical) == expected.extensions.map(\.isCritical))
        #expect(extensions.map { Array($0.value) } == expected.extensions.map { bytes(hex: $0.value) })
        for found in extensions { #expect(certificate.isCritical(found.oid) == found.isCritical) }
    }

    @Test(arguments: Vectors.certificates)
    func keysAgreeWithAnotherReader(vector: Vectors.CertificateVector) throws {
        let certificate = try Certificate(vector.file[...])
        let expected = vector.expected
        let key = certificate.subjectPublicKeyInfo
        #expect(Array(key.bytes) == bytes(hex: expected.spki))
        #expect(key.irregularities.isEmpty)
        #expect(key.algorithm.algorithm.description == expected.keyAlgorithm)
        #expect(try SubjectPublicKeyInfo(key.bytes) == key)
        switch key.key {
        case .rsa(let modulus, let exponent):
            #expect(Array(modulus) == expected.modulus.map { bytes(hex: $0) })
            #expect(Array(exponent) == expected.exponent.map { bytes(hex: $0) })
        case .ellipticCurve(.named(let curve), let point):
            #expect(curve.description == expected.curve)
            #expect(Array(point) == expected.point.map { bytes(hex: $0) })
        case .ellipticCurve(.explicit(let curve), let point):
            let numbers = try #require(expected.explicit)
            #expect(Array(point) == expected.point.map { bytes(hex: $0) })
            #expect(Array(curve.prime) == bytes(hex: numbers.prime))
            #expect(Array(curve.a) == bytes(hex: numbers.a))
            #expect(Array(curve.b) == bytes(hex: numbers.b))
            #expect(Array(curve.generator) == bytes(hex: numbers.generator))
            #expect(Array(curve.order) == bytes(hex: numbers.order))
            #expect(curve.cofactor.map(Array.init) == numbers.cofactor.map { bytes(hex: $0) })
            #expect(curve.seed.map(Array.init) == numbers.seed.map { bytes(hex: $0) })
        case .ellipticCurve(.implicit, _):
            Issue.record("no vector has an implicit curve")
        case .unsupported(let algorithm):
            #expect(["ed25519", "dsa"].contains(vector.name))
            #expect(algorithm.description == expected.keyAlgorithm)
        }
    }

    @Test(
        arguments: [
            ("csca-rsa", .rsaPKCS1(.sha256)), ("dsc-rsa-e3", .rsaPKCS1(.sha1)),
            ("dsc-pss-sha256", .rsaPSS(hash: .sha256, maskHash: .sha256, saltLength: 32)),
            ("dsc-pss-defaults", .rsaPSS(hash: .sha1, maskHash: .sha1, saltLength: 20)),
            ("dsc-pss-mixed", .rsaPSS(hash: .sha512, maskHash: .sha256, saltLength: 64)), ("csca-p256-named", .ecdsa(.sha256)),
            ("csca-brainpool-explicit", .ecdsa(.sha384)), ("dsc-p384-explicit-seed", .ecdsa(.sha512)),
            ("dsc-p521-explicit", .ecdsa(.sha224)), ("dsa", .unsupported(.dsaWithSHA256)),
        ] as [(String, SignatureAlgorithm)])
    func signatureAlgorithms(name: String, algorithm: SignatureAlgorithm) throws {
        let vector = try #require(Vectors.certificates.first { $0.name == name })
        let certificate = try Certificate(vector.file[...])
        #expect(certificate.signatureAlgorithm.signatureAlgorithm == algorithm)
        #expect(certificate.signatureAlgorithm.signatureIrregularities.isEmpty)
        if case .rsaPSS(let hash, let maskHash, let saltLength) = algorithm {
            let pss = try #require(vector.expected.pss)
            #expect((hash.oid.description, maskHash.oid.description, saltLength) == (pss.hash, pss.maskHash, pss.saltLength))
        }
    }

    @Test(arguments: Vectors.certificates)
    func whatTheCommandMadeIsRegular(vector: Vectors.CertificateVector) throws {
        let certificate = try Certificate(vector.file[...])
        let expected: [ReasonCode] = vector.name == "csca-p256-named" ? [.negativeSerialNumber] : []
        #expect(certificate.irregularities.map(\.code) == expected)
    }

    @Test func extensionsOfTheProfile() throws {
        let file = Vectors.certificate("csca-rsa")
        let certificate = try Certificate(file[...])
        #expect(certificate.keyUsage == [.keyCertSign, .cRLSign])
        #expect(certificate.privateKeyUsagePeriod?.notBefore?.description == "2020-01-01T00:00:00Z")
        #expect(certificate.privateKeyUsagePeriod?.notAfter?.description == "2025-01-01T00:00:00Z")
        #expect(certificate.subjectAlternativeName?.localityName == "UTO")
        #expect(certificate.subjectAlternativeName?.stateOrProvinceName == "Northern Utopia")
        #expect(certificate.subjectAlternativeName?.contacts == ["csca@example.org"])
        #expect(certificate.issuerAlternativeName?.localityName == "UTO")
        #expect(certificate.issuerAlternativeName?.contacts == [])
        #expect(certificate.cRLDistributionPoints?.first == 0x30)
        #expect(!certificate.hasNameChange && certificate.documentTypeList == nil && !certificate.hasUniqueIdentifiers)
        #expect(certificate.isCritical(.keyUsage) && !certificate.isCritical(.subjectKeyIdentifier) && !certificate.isCritical(.nameChange))
        let signer = Vectors.certificate("dsc-rsa-e3")
        #expect(try Certificate(signer[...]).documentTypeList?.types == ["P", "ID"])
        #expect(try Certificate(signer[...]).keyUsage == [.digitalSignature])
        let link = Vectors.certificate("link")
        #expect(try Certificate(link[...]).hasNameChange)
        #expect(try Certificate(link[...]).authorityCertificateSerialNumber?.elementsEqual(certificate.serialNumber) == true)
        let lister = Vectors.certificate("master-list-signer")
        #expect(try Certificate(lister[...]).extendedKeyUsage == [.masterListSigner, #require(OID(dotted: "1.3.6.1.5.5.7.3.4"))])
    }

    @Test func equalityIsThatOfTheBytes() throws {
        let file = Vectors.certificate("csca-rsa")
        let elsewhere = [0, 0, 0] + file
        let first = try Certificate(file[...])
        #expect(try Set([first, Certificate(elsewhere[3...])]).count == 1)
        let other = Vectors.certificate("link")
        #expect(try first != Certificate(other[...]))
    }
}
