package import CivilTime
import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// The files of the chip.
extension DocumentIssuer {
    private static let tags: [UInt8] = [
        0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70,
    ]

    static func common(_ numbers: [UInt], _ plan: DocumentPlan, _ form: DocumentForm) -> [UInt8] {
        DataGroups.common(
            ldsVersion: plan.ldsVersion, tags: numbers.filter { !form.unnamed.contains($0) }.map { tags[Int($0) - 1] })
    }

    mutating func dataGroups(_ plan: DocumentPlan, _ form: DocumentForm) throws(OpenSSLError) -> [(number: UInt, bytes: [UInt8])] {
        let zone = plan.zone.lines(wrong: form.wrongDigits)
        var groups: [(number: UInt, bytes: [UInt8])] = []
        for number in plan.dataGroups.union([1, 2]).sorted() {
            let made = try dataGroup(number, plan, zone)
            groups.append((number, form.groups[number]?(made) ?? made))
        }
        return groups
    }

    private mutating func dataGroup(_ number: UInt, _ plan: DocumentPlan, _ zone: [String]) throws(OpenSSLError) -> [UInt8] {
        var choices = ChoiceGenerator(seed: plan.seed, label: "data group \(number)")
        let picture = plan.pictureFormat == .jpeg2000 ? Picture.jpeg2000 : Picture.jpeg(Int(truncatingIfNeeded: plan.seed & 0xFF))
        switch number {
        case 1: return DataGroups.one(zone)
        case 2: return plan.faceFormat == .iso39794 ? DataGroups.two39794(picture) : DataGroups.two(picture)
        case 3: return DataGroups.three(empty: plan.hasEmptyFingers ? choices.octets(16) : nil)
        case 4: return DataGroups.four(empty: choices.octets(16))
        case 5: return DataGroups.displayed(Tag(0x65), Tag(0x5F40), picture)
        case 7: return DataGroups.displayed(Tag(0x67), Tag(0x5F43), Picture.jpeg(3))
        case 11: return DataGroups.eleven(plan.personalDetails)
        case 12: return DataGroups.twelve(plan.documentDetails)
        case 14:
            return DataGroups.fourteen(
                chipAuthentication: try chipAuthenticationKey(),
                activeAuthentication: plan.dataGroups.contains(15) && plan.activeAuthentication == .plainECDSA ? .plainECDSAWithSHA256 : nil
            )
        case 15:
            return DataGroups.fifteen(
                IssuingKey(
                    try activeAuthenticationKey(plan), form: plan.activeAuthenticationParameters, scheme: .plainECDSA(.sha256)))
        case 16: return DataGroups.sixteen(recorded: plan.dateOfIssue.eightDigits)
        default: return DataGroups.opaque(Tag(UInt32(DocumentIssuer.tags[Int(number) - 1])), choices.octets(24))
        }
    }

    private mutating func chipAuthenticationKey() throws(OpenSSLError) -> IssuingKey {
        IssuingKey(
            try pool.privateKey(.curve(.brainpoolP256r1), KeyNumber.chipAuthentication), form: .explicit, scheme: .ecdsa(.sha256))
    }

    private mutating func activeAuthenticationKey(_ plan: DocumentPlan) throws(OpenSSLError) -> PrivateKey {
        try pool.privateKey(plan.activeAuthenticationKey ?? plan.activeAuthentication.key, KeyNumber.activeAuthentication)
    }

    mutating func answer(_ plan: DocumentPlan, _ form: DocumentForm) throws(OpenSSLError) -> ActiveAuthenticationAnswer? {
        guard plan.dataGroups.contains(15) else { return nil }
        var nonce = ChoiceGenerator(seed: plan.seed, label: "active authentication")
        let answer = try plan.activeAuthentication.answer(to: DocumentIssuer.challenge, by: activeAuthenticationKey(plan), nonce: &nonce)
        return ActiveAuthenticationAnswer(challenge: answer.challenge, signature: form.answer(answer.signature))
    }

    func securityObject(
        _ groups: [(number: UInt, bytes: [UInt8])], _ signer: IssuingKey, _ certificate: [UInt8], _ issuer: Name, _ plan: DocumentPlan,
        _ form: DocumentForm
    ) throws(OpenSSLError) -> SecurityObjectContent {
        var hashes: [(number: UInt, value: [UInt8])] = []
        for group in groups where !form.unlisted.contains(group.number) {
            hashes.append((group.number, try DigestEngine().digest(plan.hashAlgorithm, of: group.bytes[...]).bytes))
        }
        var certificateForm = CertificateForm()
        form.certificate(&certificateForm)
        var content = SecurityObjectContent(
            hashes: hashes, signer: signer, certificate: certificate, issuer: certificateForm.issuer.reduce(issuer) { $0.changed($1) },
            serialNumberContent: certificateForm.content(ofSerialNumber: DocumentIssuer.serialNumber(plan, form)),
            keyIdentifier: try signer.keyIdentifier(), authorityCertificate: authorities[plan.authority.commonName]?.certificate ?? [])
        content.ldsObjectVersion = plan.ldsObjectVersion
        content.ldsVersion = plan.ldsVersion
        content.hashAlgorithm = plan.hashAlgorithm
        content.signingTime = plan.hasSigningTime ? plan.signingTime : nil
        form.securityObject(&content)
        return content
    }

    mutating func cardSecurity(_ object: SecurityObjectContent, _ form: DocumentForm) throws(OpenSSLError) -> [UInt8] {
        try SignedMessage(
            contentType: .securityObject, content: form.cardSecurityInfos(DataGroups.cardSecurityInfos(try chipAuthenticationKey())),
            signer: object.signer,
            identifier: .issuerAndSerialNumber(object.issuer, object.serialNumberContent), certificates: [object.certificate],
            signingTime: object.signingTime
        ).bytes()
    }
}

extension DocumentPlan {
    /// When EF.SOD is signed.
    package var signingTime: Timestamp? { Timestamp(dateOfIssue, hour: 9, minute: 30) }
}
