import CivilTime
package import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// A synthetic document with what proves it.
package struct IssuedDocument: Sendable {
    package let plan: DocumentPlan
    /// The name of what is wrong or odd about it, or nil.
    package let fault: String?
    /// Names such as `EF_DG1.bin`, in the order of the standard's table.
    package let files: [(name: String, bytes: [UInt8])]
    /// The challenge and the answer of its chip; nil where it has no DG15.
    package let activeAuthentication: ActiveAuthenticationAnswer?
    /// The lines of the MRZ as printed on the page.
    package let zone: [String]
    /// Whether the page differs from the chip, so that only an inspection of both can tell.
    package let pageDiffers: Bool
    /// CSCA, revocation list and, where the document needs it, document signer.
    package let store: [(name: String, bytes: [UInt8])]
}

/// Issues documents after plans; its keys follow from its seed and are made when they are first needed.
package struct DocumentIssuer {
    private var pool: KeyPool
    private var authorities: [String: Authority] = [:]

    private struct Authority {
        let issuer: CertificateAuthority
        let certificate: [UInt8]
        let revocationList: [UInt8]
    }

    /// The closure gives the PEM of a key by its name, or nil to have it made.
    package init(seed: UInt64, load: @escaping @Sendable (String) -> String? = { _ in nil }) {
        pool = KeyPool(seed: seed, load: load)
    }

    /// The numbers of the keys in the pool; each kind of key has one of each role.
    private enum KeyNumber { static let authority = 1, signer = 2, stranger = 3, activeAuthentication = 4, chipAuthentication = 5 }

    package static let challenge: [UInt8] = [0x55, 0x54, 0x4F, 0x20, 0x26, 0x06, 0x01, 0x3C]

    /// Issues the document of a plan, right or with one fault.
    package mutating func issue(_ plan: DocumentPlan, fault: DocumentFault? = nil) throws(OpenSSLError) -> IssuedDocument {
        var form = DocumentForm()
        fault?.apply(&form)
        var plan = plan
        form.plan(&plan)
        let authority = try self.authority(plan.authorityAlgorithm)
        let signer = form.signerKey(try pool.key(plan.signerAlgorithm, KeyNumber.signer))
        let certifier = try self.certifier(form.certifier, authority.issuer, plan)
        let certificate = try self.certificate(of: signer, by: certifier, plan, form)
        var page = plan.zone
        form.printed?(&page)
        let printed = page.lines()
        var groups: [(number: UInt, bytes: [UInt8])] = []
        for number in plan.dataGroups.union([1, 2]).sorted() {
            let made = try dataGroup(number, plan, plan.zone.lines(wrong: form.wrongDigits))
            groups.append((number, form.groups[number]?(made) ?? made))
        }
        let content = try securityObject(groups, signer, certificate, certifier.name, plan, form)
        var files = [(name: "EF_COM.bin", bytes: DocumentIssuer.common(groups.map(\.number), plan, form))]
        files += groups.filter { !form.withheld.contains($0.number) }.map { ("EF_DG\($0.number).bin", $0.bytes) }
        files.append(("EF_SOD.bin", try content.file()))
        if plan.dataGroups.contains(14) { files.append(("EF_CardAccess.bin", DataGroups.cardAccess)) }
        if plan.hasCardSecurity { files.append(("EF_CardSecurity.bin", try cardSecurity(content))) }
        for index in files.indices { if let edit = form.files[files[index].name] { files[index].bytes = edit(files[index].bytes) } }
        var store = [(name: "csca.cer", bytes: authority.certificate), (name: "csca.crl", bytes: authority.revocationList)]
        if form.certifier == .loopedAuthority { store = try loop(certifier, authority.issuer) }
        if form.storeHasSigner { store.append(("dsc.cer", certificate)) }
        return IssuedDocument(
            plan: plan, fault: fault?.name, files: files.filter { !$0.bytes.isEmpty }, activeAuthentication: try answer(plan, form),
            zone: printed, pageDiffers: form.printed != nil, store: store)
    }

    // MARK: Certificates

    private mutating func authority(_ algorithm: SigningAlgorithm) throws(OpenSSLError) -> Authority {
        if let known = authorities[algorithm.name] { return known }
        let issuer = CertificateAuthority(
            name: Name(unit: "Country Signing", commonName: "CSCA Utopia \(algorithm.name)"),
            key: try pool.key(algorithm, KeyNumber.authority))
        let certificate = try issuer.issue(
            CertificateRequest(
                .countrySigningCA, subject: issuer.name, key: issuer.key, serialNumber: [0x01], validity: DocumentIssuer.authorityValidity,
                privateKeyUsage: DocumentIssuer.authorityKeyUsage))
        let list = RevocationListContent(
            number: 3, thisUpdate: Utopia.revocationListUpdate, nextUpdate: Utopia.revocationListNextUpdate,
            revoked: [(DocumentIssuer.revokedSerialNumber, Utopia.revocationDate)])
        let made = Authority(issuer: issuer, certificate: certificate, revocationList: try issuer.revocationList(list))
        authorities[algorithm.name] = made
        return made
    }

    private static let authorityValidity = Period(time(2020, 1, 1), time(2040, 1, 1))
    private static let authorityKeyUsage = Period(time(2020, 1, 1), time(2028, 1, 1))

    static let revokedSerialNumber: [UInt8] = [0x0D, 0x52]

    private static func serialNumber(_ plan: DocumentPlan, _ form: DocumentForm) -> [UInt8] {
        var choices = ChoiceGenerator(seed: plan.seed, label: "serial number")
        return form.isRevoked ? revokedSerialNumber : [0x40] + choices.octets(7)
    }

    /// Who makes the signer's certificate.
    private mutating func certifier(
        _ certifier: DocumentForm.Certifier, _ authority: CertificateAuthority, _ plan: DocumentPlan
    ) throws(OpenSSLError) -> CertificateAuthority {
        func named(_ name: String) -> Name { Name(unit: "Country Signing", commonName: name) }
        let stranger = try certifier == .authority ? authority.key : pool.key(plan.authorityAlgorithm, KeyNumber.stranger)
        return switch certifier {
        case .authority: authority
        case .stranger, .strangerAsAuthority: CertificateAuthority(name: authority.name, key: stranger)
        case .unknownAuthority: CertificateAuthority(name: named("CSCA Utopia that no store has"), key: stranger)
        case .loopedAuthority: CertificateAuthority(name: named("CSCA Utopia of the loop"), key: stranger)
        }
    }

    /// The certificates by which two authorities certify each other.
    private func loop(
        _ first: CertificateAuthority, _ second: CertificateAuthority
    ) throws(OpenSSLError) -> [(name: String, bytes: [UInt8])] {
        func link(from old: CertificateAuthority, to new: CertificateAuthority, _ number: UInt8) throws(OpenSSLError) -> [UInt8] {
            try old.issue(
                CertificateRequest(
                    .link, subject: new.name, key: new.key, serialNumber: [0x07, number], validity: DocumentIssuer.authorityValidity,
                    privateKeyUsage: DocumentIssuer.authorityKeyUsage))
        }
        return [("link-1-2.cer", try link(from: first, to: second, 1)), ("link-2-1.cer", try link(from: second, to: first, 2))]
    }

    private mutating func certificate(
        of key: IssuingKey, by certifier: CertificateAuthority, _ plan: DocumentPlan, _ form: DocumentForm
    ) throws(OpenSSLError) -> [UInt8] {
        let validity = form.validity(plan.dateOfIssue)
        let codes = form.documentTypes ?? Set([String(plan.kind.documentCode.prefix(1)), plan.kind.documentCode]).sorted()
        var request = CertificateRequest(
            .documentSigner,
            subject: Name(
                country: form.signerCountry, unit: "Document Signing", commonName: "Document Signer \(plan.signerAlgorithm.name)"),
            key: key, serialNumber: DocumentIssuer.serialNumber(plan, form), validity: validity,
            privateKeyUsage: Period(validity.notBefore, validity.notBefore.days(91)), documentTypes: codes)
        form.certificate(&request.form)
        guard form.certifier == .strangerAsAuthority else { return try certifier.issue(request) }
        return try certifier.issue(request, authorityKeyIdentifier: authority(plan.authorityAlgorithm).issuer.key.keyIdentifier())
    }

    // MARK: Files

    private static let tags: [UInt8] = [
        0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70,
    ]

    private static func common(_ numbers: [UInt], _ plan: DocumentPlan, _ form: DocumentForm) -> [UInt8] {
        DataGroups.common(
            ldsVersion: plan.ldsVersion, tags: numbers.filter { !form.unnamed.contains($0) }.map { tags[Int($0) - 1] })
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
        case 15: return DataGroups.fifteen(IssuingKey(try activeAuthenticationKey(plan), form: .named, scheme: .plainECDSA(.sha256)))
        case 16: return DataGroups.sixteen(recorded: plan.dateOfIssue.eightDigits)
        default: return DataGroups.opaque(Tag(UInt32(DocumentIssuer.tags[Int(number) - 1])), choices.octets(24))
        }
    }

    private mutating func chipAuthenticationKey() throws(OpenSSLError) -> IssuingKey {
        IssuingKey(
            try pool.privateKey(.curve(.brainpoolP256r1), KeyNumber.chipAuthentication), form: .explicit, scheme: .ecdsa(.sha256))
    }

    private mutating func activeAuthenticationKey(_ plan: DocumentPlan) throws(OpenSSLError) -> PrivateKey {
        try pool.privateKey(plan.activeAuthentication.key, KeyNumber.activeAuthentication)
    }

    private mutating func answer(_ plan: DocumentPlan, _ form: DocumentForm) throws(OpenSSLError) -> ActiveAuthenticationAnswer? {
        guard plan.dataGroups.contains(15) else { return nil }
        var nonce = ChoiceGenerator(seed: plan.seed, label: "active authentication")
        let answer = try plan.activeAuthentication.answer(to: DocumentIssuer.challenge, by: activeAuthenticationKey(plan), nonce: &nonce)
        return ActiveAuthenticationAnswer(challenge: answer.challenge, signature: form.answer(answer.signature))
    }

    private func securityObject(
        _ groups: [(number: UInt, bytes: [UInt8])], _ signer: IssuingKey, _ certificate: [UInt8], _ issuer: Name,
        _ plan: DocumentPlan, _ form: DocumentForm
    ) throws(OpenSSLError) -> SecurityObjectContent {
        var hashes: [(number: UInt, value: [UInt8])] = []
        for group in groups where !form.unlisted.contains(group.number) {
            hashes.append((group.number, try DigestEngine().digest(plan.hashAlgorithm, of: group.bytes[...]).bytes))
        }
        var certificateForm = CertificateForm()
        form.certificate(&certificateForm)
        var content = SecurityObjectContent(
            hashes: hashes, signer: signer, certificate: certificate,
            issuer: certificateForm.issuer.reduce(issuer) { $0.changed($1) },
            serialNumberContent: certificateForm.content(ofSerialNumber: DocumentIssuer.serialNumber(plan, form)),
            keyIdentifier: try signer.keyIdentifier(),
            authorityCertificate: authorities[plan.authorityAlgorithm.name]?.certificate ?? [])
        content.ldsObjectVersion = plan.ldsObjectVersion
        content.ldsVersion = plan.ldsVersion
        content.hashAlgorithm = plan.hashAlgorithm
        content.signingTime = plan.hasSigningTime ? Timestamp(plan.dateOfIssue, hour: 9, minute: 30) : nil
        form.securityObject(&content)
        return content
    }

    private mutating func cardSecurity(_ object: SecurityObjectContent) throws(OpenSSLError) -> [UInt8] {
        try SignedMessage(
            contentType: .securityObject, content: DataGroups.cardSecurityInfos(try chipAuthenticationKey()), signer: object.signer,
            identifier: .issuerAndSerialNumber(object.issuer, object.serialNumberContent), certificates: [object.certificate],
            signingTime: object.signingTime
        ).bytes()
    }

    /// Every key that was asked for, with its name, as PKCS #8 in PEM.
    package func keys() throws(OpenSSLError) -> [(name: String, pem: String)] { try pool.texts() }
}
