import LogicalDataStructure
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import Testing

/// What can be proved of a specimen with readers and keys alone, without the verifier that the faults are to test.
struct SpecimenFacts {
    let chip: ChipFiles
    let securityObject: SecurityObject
    let signer: SignerInfo

    init(_ specimen: IssuedDocument) throws {
        chip = ChipFiles(
            try specimen.files.map { file in
                ChipFile(try #require(SpecimenFacts.roles[file.name]), file.bytes[...])
            })
        securityObject = try #require(chip.securityObject)
        signer = try #require(securityObject.signedData.signerInfos.first)
    }

    static let roles: [String: ElementaryFile] = {
        var roles: [String: ElementaryFile] = ["EF_COM.bin": .common, "EF_SOD.bin": .securityObject, "EF_CardAccess.bin": .cardAccess]
        for number in 1...16 {
            if let group = DataGroupNumber(rawValue: number) { roles["EF_DG\(number).bin"] = .dataGroup(group) }
        }
        return roles
    }()

    /// The ids of those checks that must fail of the four that this looks at.
    func failures(of specimen: IssuedDocument, _ series: Series, _ utopia: Utopia) throws -> Set<String> {
        var failures: Set<String> = []
        if try !dataGroupsMatch() { failures.insert("security-object.data-group-hashes") }
        if try !attributesMatch() { failures.insert("security-object.signed-attributes") }
        if try !signatureHolds(utopia.signerKey(series)) { failures.insert("security-object.signature") }
        if try !signerIsCertified(specimen, by: utopia.authority(series).issuer.key) { failures.insert("certification-path.signatures") }
        return failures
    }

    static let examined: Set<String> = [
        "security-object.data-group-hashes", "security-object.signed-attributes", "security-object.signature",
        "certification-path.signatures",
    ]

    private func digestAlgorithm(_ oid: OID) throws -> DigestAlgorithm {
        try #require(HashFunction(oid: oid).flatMap { DigestAlgorithm(rawValue: $0.rawValue) })
    }

    private func dataGroupsMatch() throws -> Bool {
        let lds = try #require(securityObject.lds)
        let algorithm = try digestAlgorithm(lds.hashAlgorithm.algorithm)
        for (number, file) in chip.dataGroups {
            guard let listed = lds.dataGroupHashes.first(where: { $0.dataGroup == number }) else { return false }
            guard try DigestEngine().digest(algorithm, of: file.hashedBytes).matches(listed.value) else { return false }
        }
        return true
    }

    private func attributesMatch() throws -> Bool {
        let attributes = try #require(signer.signedAttributes)
        let content = try #require(securityObject.signedData.content)
        let digest = try DigestEngine().digest(digestAlgorithm(signer.digestAlgorithm.algorithm), of: content.bytes)
        return attributes.contentType == securityObject.signedData.contentType
            && attributes.messageDigest.map(digest.matches) == true
    }

    private func signatureHolds(_ key: IssuingKey) throws -> Bool {
        let attributes = try #require(signer.signedAttributes)
        let digest = try DigestEngine().digest(key.scheme.digestAlgorithm, prefix: 0x31, of: attributes.bytes.dropFirst())
        return try key.key.publicKey().verify(signer.signature, over: digest, scheme: key.scheme) == .valid
    }

    private func signerIsCertified(_ specimen: IssuedDocument, by key: IssuingKey) throws -> Bool {
        let certificate = try Certificate(specimen.signerCertificate[...])
        #expect(securityObject.signedData.certificates.first.map(Array.init) == specimen.signerCertificate)
        return try SpecimenFacts.isIssued(certificate, by: key)
    }

    static func isIssued(_ certificate: Certificate, by key: IssuingKey) throws -> Bool {
        let digest = try DigestEngine().digest(key.scheme.digestAlgorithm, of: certificate.tbsCertificate)
        return try key.key.publicKey().verify(certificate.signature, over: digest, scheme: key.scheme) == .valid
    }
}
