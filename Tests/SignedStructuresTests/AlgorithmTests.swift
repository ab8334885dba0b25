import Irregularities
import SignedStructures
import TagLengthValue
import TestSupport
import Testing

@Suite struct AlgorithmTests {
    /// RFC 8017, RFC 4055, RFC 5758 and TR-03111, and what deviates from them.
    @Test(
        arguments: [
            ("300D06092A864886F70D0101050500", .rsaPKCS1(.sha1), nil), ("300D06092A864886F70D01010B0500", .rsaPKCS1(.sha256), nil),
            ("300D06092A864886F70D0101010500", .rsaPKCS1(nil), nil),
            ("300B06092A864886F70D01010B", .rsaPKCS1(.sha256), .parametersWithoutNull),
            ("300F06092A864886F70D01010B04020500", .rsaPKCS1(.sha256), .algorithmParameters),
            ("300906052B0E03021D0500", .rsaPKCS1(.sha1), nil),
            ("300A06082A8648CE3D040302", .ecdsa(.sha256), nil), ("300C06082A8648CE3D0403020500", .ecdsa(.sha256), .parametersWithNull),
            ("300C060A04007F00070101040103", .plainECDSA(.sha256), nil),
            ("300C060A04007F00070101040106", .unsupported(.plainECDSAWithRIPEMD160), nil),
            ("300906072A8648CE3D0402", .unsupported(OID(dotted: "1.2.840.10045.4.2") ?? .data), nil),
            // PSS: no parameters, NULL, defaults, an empty hash field, salt length alone.
            ("300B06092A864886F70D01010A", .rsaPSS(hash: .sha1, maskHash: .sha1, saltLength: 20), .pssParametersAbsent),
            ("300D06092A864886F70D01010A0500", .rsaPSS(hash: .sha1, maskHash: .sha1, saltLength: 20), .algorithmParameters),
            ("300D06092A864886F70D01010A3000", .rsaPSS(hash: .sha1, maskHash: .sha1, saltLength: 20), nil),
            ("301206092A864886F70D01010A3005A203020120", .rsaPSS(hash: .sha1, maskHash: .sha1, saltLength: 32), nil),
            ("301206092A864886F70D01010A3005A303020101", .rsaPSS(hash: .sha1, maskHash: .sha1, saltLength: 20), .trailerFieldPresent),
            ("301206092A864886F70D01010A3005A303020102", .rsaPSS(hash: .sha1, maskHash: .sha1, saltLength: 20), .algorithmParameters),
            // SHA-256 without NULL, and a mask generation function without its hash.
            (
                "302706092A864886F70D01010A301AA00D300B0609608648016503040201A109" + "300706" + "052B0E03021A", .unsupported(.sha1),
                .algorithmParameters
            ),
            (
                "304106092A864886F70D01010A3034A00F300D06096086480165030402010500A11C301A06092A864886F70D010108300D06096086480165030402010500A203020120",
                .rsaPSS(hash: .sha256, maskHash: .sha256, saltLength: 32), nil
            ),
            ("301506092A864886F70D01010A3008A0063004" + "06022A03", .unsupported(OID(dotted: "1.2.3") ?? .data), .algorithmParameters),
            ("301206092A864886F70D01010A3005A2030201FF", .unsupported(.rsassaPSS), .algorithmParameters),
            ("301006092A864886F70D01010A3003A00101", .unsupported(.rsassaPSS), .algorithmParameters),
            ("300E06092A864886F70D01010A040100", .unsupported(.rsassaPSS), .algorithmParameters),
            ("301406092A864886F70D01010A3007A2030201200500", .rsaPSS(hash: .sha1, maskHash: .sha1, saltLength: 32), .algorithmParameters),
        ] as [(String, SignatureAlgorithm, ReasonCode?)])
    func signatures(hex: String, algorithm: SignatureAlgorithm, code: ReasonCode?) throws {
        let file = [0xEE] + bytes(hex: hex)
        let identifier = try AlgorithmIdentifier(file[1...])
        #expect(identifier.signatureAlgorithm == algorithm)
        #expect(identifier.signatureIrregularities.map(\.code) == (code.map { [$0] } ?? []))
        #expect(identifier.bytes.count == file.count - 1)
    }

    @Test(
        arguments: [
            ("300B0609608648016503040201", HashFunction.sha256, true), ("300D06096086480165030402010500", .sha256, true),
            ("300706052B0E03021A", .sha1, true), ("300C06082A864886F70D02050500", .md5, true), ("300706052B24030201", nil, true),
            ("300F0609608648016503040201040200" + "00", .sha256, false),
        ] as [(String, HashFunction?, Bool)])
    func digests(hex: String, hash: HashFunction?, hasNoParameters: Bool) throws {
        let file = bytes(hex: hex)
        let identifier = try AlgorithmIdentifier(file[...])
        #expect(identifier.hashFunction == hash)
        #expect(identifier.hasNoParameters == hasNoParameters)
    }

    @Test func equalMeansEqualBytes() throws {
        let with = bytes(hex: "300D06096086480165030402010500")
        let without = bytes(hex: "300B0609608648016503040201")
        #expect(try AlgorithmIdentifier(with[...]) == AlgorithmIdentifier(with[...]))
        #expect(try AlgorithmIdentifier(with[...]) != AlgorithmIdentifier(without[...]))
        #expect(try AlgorithmIdentifier(with[...]).parameters?.tag == .null)
        #expect(try AlgorithmIdentifier(without[...]).parameters == nil)
    }

    @Test(arguments: ["", "30", "3000", "0500", "3002" + "0500", "30020600", "3003060180"])
    func bytesThatAreNone(hex: String) {
        let file = bytes(hex: hex)
        let error = #expect(throws: StructureError.self) { try AlgorithmIdentifier(file[...]) }
        #expect(error?.structure == .algorithmIdentifier)
    }

    @Test(
        arguments: [
            ("0500", ECParameters.implicit), ("06082A8648CE3D030107", .named(.secp256r1)),
            ("06092B2403030208010107", .named(.brainpoolP256r1)),
            ("0600", nil), ("3000", nil), ("040100", nil),
        ] as [(String, ECParameters?)])
    func curves(hex: String, curve: ECParameters?) throws {
        let file = bytes(hex: hex)
        var reader = ElementReader(file[...])
        let element = try #require(try reader.next())
        guard let curve else {
            let error = #expect(throws: StructureError.self) { try ECParameters(element) }
            #expect(error?.structure == .subjectPublicKeyInfo)
            return
        }
        #expect(try ECParameters(element) == curve)
    }
}
