import DocumentPKI
import DocumentVerification
import Irregularities
import LogicalDataStructure
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import TagLengthValue
import Testing
import TravelDocuments

/// A recorded answer under the key in DG15: what comes out for each kind of key, hash function and form.
@Suite struct ActiveAuthenticationReplayTests {
    private static let challenge: [UInt8] = [0xF1, 0x73, 0x58, 0x99, 0x74, 0xBF, 0x40, 0xC6]

    private static func fact(
        _ files: Laboratory.Files, _ signature: [UInt8], challenge: [UInt8] = challenge
    ) throws -> ActiveAuthenticationFact? {
        let captured = files.map { file in
            let number = Int(file.name.filter(\.isNumber)).flatMap(DataGroupNumber.init(rawValue:))
            return CapturedFile(name: file.name, role: number.map { .dataGroup($0) }, roleIdentifiedBy: .name, bytes: file.bytes[...])
        }
        let transcript = ActiveAuthenticationTranscript(challenge: challenge[...], signature: signature[...])
        return try Laboratory.record(
            Capture(path: "made", kind: .chipFiles, adapter: "test", files: captured, activeAuthentication: transcript)
        ).activeAuthentication
    }

    /// DG15 with a key on a curve, and DG14 that states an algorithm, or none.
    private static func files(_ key: IssuingKey, stating algorithm: DigestAlgorithm?) throws -> Laboratory.Files {
        let oid = algorithm.flatMap { function -> SigningAlgorithm? in
            SigningAlgorithm.all.first { $0.scheme == .plainECDSA(function) }
        }
        let stated = oid.flatMap { IssuingKey(key.key, form: .named, scheme: $0.scheme).statedAlgorithm }
        return [
            ("EF_DG14.bin", DataGroups.fourteen(chipAuthentication: key, activeAuthentication: stated)),
            ("EF_DG15.bin", DataGroups.fifteen(key)),
        ]
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let curve: NamedCurve
        /// What DG14 states, and what the chip hashes by.
        let stated: DigestAlgorithm?
        let used: DigestAlgorithm
        let proof: SignatureProof
        var testDescription: String { "\(curve.name), \(stated?.name ?? "none") stated, \(used.name) used" }

        init(_ curve: NamedCurve, _ stated: DigestAlgorithm?, _ used: DigestAlgorithm, _ proof: SignatureProof = .valid) {
            (self.curve, self.stated, self.used, self.proof) = (curve, stated, used, proof)
        }
    }

    private static let usual = SignatureProof.validWithDeviation(.hashFunctionNotStated)

    /// Doc 9303-11, 6.1.2.3: without a statement the longest function that is no longer than the order.
    private static let rows: [Row] = [
        Row(.p192, nil, .sha1, usual), Row(.p224, nil, .sha224, usual), Row(.p256, nil, .sha256, usual),
        Row(.brainpoolP320r1, nil, .sha256, usual),
        Row(.p384, nil, .sha384, usual), Row(.brainpoolP512r1, nil, .sha512, usual), Row(.p521, nil, .sha512, usual),
        Row(.p256, .sha256, .sha256), Row(.p256, .sha512, .sha512), Row(.brainpoolP256r1, .sha1, .sha1), Row(.p384, .sha224, .sha224),
        Row(.p256, nil, .sha1, .validWithDeviation(.otherHashFunction)),
        Row(.p256, .sha256, .sha384, .validWithDeviation(.otherHashFunction)),
        Row(.p521, nil, .sha256, .validWithDeviation(.otherHashFunction)), Row(.p256, .sha256, .md5, .invalid),
    ]

    @Test(arguments: rows) func theHashFunctionIsFound(_ row: Row) throws {
        let key = IssuingKey(try PrivateKey(curve: row.curve), form: .named, scheme: .plainECDSA(row.used))
        let files = try ActiveAuthenticationReplayTests.files(key, stating: row.stated)
        let answer = try key.sign(ActiveAuthenticationReplayTests.challenge)
        let fact = try #require(try ActiveAuthenticationReplayTests.fact(files, answer))
        #expect(fact.proof == row.proof)
        if row.proof != .invalid { #expect(fact.digestAlgorithm == row.used) }
        let other = try ActiveAuthenticationReplayTests.fact(files, answer, challenge: [UInt8](repeating: 7, count: 8))
        #expect(other?.proof == .invalid)
    }

    @Test(arguments: ActiveAuthenticationForm.allCases) func everyFormVerifies(_ form: ActiveAuthenticationForm) throws {
        var issuer = DocumentIssuer(seed: 31)
        var plan = DocumentPlan(.passport, algorithm: SigningAlgorithm.named("secp256r1-named-sha256"), seed: 31)
        plan.activeAuthentication = form
        let document = try issuer.issue(plan)
        let answer = try #require(document.activeAuthentication)
        let fact = try ActiveAuthenticationReplayTests.fact(document.files, answer.signature, challenge: answer.challenge)
        #expect(fact == ActiveAuthenticationFact(proof: .valid, digestAlgorithm: form.trailer?.digest ?? .sha256))
        let changed = answer.signature.dropLast() + [(answer.signature.last ?? 0) ^ 0x10]
        #expect(try ActiveAuthenticationReplayTests.fact(document.files, Array(changed), challenge: answer.challenge)?.proof == .invalid)
    }

    @Test func nothingIsVerifiedWithoutKeyOrRecording() throws {
        let key = IssuingKey(try PrivateKey(curve: .p256), form: .named, scheme: .plainECDSA(.sha256))
        let files = try ActiveAuthenticationReplayTests.files(key, stating: nil)
        #expect(try Laboratory.record(files).activeAuthentication == nil)
        #expect(try ActiveAuthenticationReplayTests.fact(files.without("EF_DG15.bin"), [1]) == nil)
        #expect(try ActiveAuthenticationReplayTests.fact(files.setting("EF_DG15.bin", [0x6F, 0x00]), [1]) == nil)
    }
}

extension IssuingKey {
    /// The identifier of the key's signatures alone.
    fileprivate var statedAlgorithm: OID? {
        var reader = ElementReader(signatureAlgorithm[...])
        guard let sequence = try? reader.next() else { return nil }
        var inner = sequence.elements()
        return (try? inner.next()).flatMap { OID(content: $0.content) }
    }
}
