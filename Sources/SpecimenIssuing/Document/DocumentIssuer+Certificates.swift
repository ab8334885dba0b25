import CivilTime
package import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// The certificates of CSCA and document signer.
extension DocumentIssuer {
    /// A CSCA with its certificate and its revocation list.
    package struct Authority: Sendable {
        package let issuer: CertificateAuthority
        package let certificate: [UInt8]
        package let revocationList: [UInt8]

        /// The link certificate that makes another CSCA's key the successor of this one's.
        package func link(
            to new: CertificateAuthority, serialNumber: [UInt8], validity: Period, keyUsage: Period
        ) throws(OpenSSLError) -> [UInt8] {
            try issuer.issue(
                CertificateRequest(
                    .link, subject: new.name, key: new.key, serialNumber: serialNumber, validity: validity, privateKeyUsage: keyUsage))
        }
    }

    /// The CSCA of a plan, made once.
    package mutating func authority(_ plan: AuthorityPlan) throws(OpenSSLError) -> Authority {
        if let known = authorities[plan.commonName] { return known }
        let issuer = CertificateAuthority(
            name: Name(unit: "Country Signing", commonName: plan.commonName), key: try pool.key(plan.algorithm, KeyNumber.authority))
        let certificate = try issuer.issue(
            CertificateRequest(
                .countrySigningCA, subject: issuer.name, key: issuer.key, serialNumber: plan.serialNumber, validity: plan.validity,
                privateKeyUsage: plan.keyUsage))
        let list = RevocationListContent(
            number: 3, thisUpdate: Utopia.revocationListUpdate, nextUpdate: Utopia.revocationListNextUpdate,
            revoked: [(plan.revokedSerialNumber, Utopia.revocationDate)])
        let made = Authority(issuer: issuer, certificate: certificate, revocationList: try issuer.revocationList(list))
        authorities[plan.commonName] = made
        return made
    }

    /// The key of a plan's document signer.
    package mutating func signerKey(_ plan: DocumentPlan) throws(OpenSSLError) -> IssuingKey {
        try pool.key(plan.signerAlgorithm, KeyNumber.signer)
    }

    /// A key of nobody in Utopia that is like the CSCA's.
    package mutating func strangerKey(_ plan: DocumentPlan) throws(OpenSSLError) -> IssuingKey {
        try pool.key(plan.authority.algorithm, KeyNumber.stranger)
    }

    /// Who makes the signer's certificate.
    mutating func certifier(
        _ certifier: DocumentForm.Certifier, _ authority: CertificateAuthority, _ plan: DocumentPlan
    ) throws(OpenSSLError) -> CertificateAuthority {
        if certifier == .authority { return authority }
        let key = try strangerKey(plan)
        func named(_ name: String) -> CertificateAuthority {
            CertificateAuthority(name: Name(unit: "Country Signing", commonName: name), key: key)
        }
        return switch certifier {
        case .authority, .stranger, .strangerAsAuthority: CertificateAuthority(name: authority.name, key: key)
        case .unknownAuthority: named("CSCA Utopia that no store has")
        case .loopedAuthority: named("CSCA Utopia of the loop")
        }
    }

    /// The certificates by which two CSCAs certify each other.
    func loop(
        _ first: CertificateAuthority, _ second: Authority, _ plan: AuthorityPlan
    ) throws(OpenSSLError) -> [(name: String, bytes: [UInt8])] {
        let other = Authority(issuer: first, certificate: [], revocationList: [])
        func link(_ old: Authority, _ new: CertificateAuthority, _ number: UInt8) throws(OpenSSLError) -> [UInt8] {
            try old.link(to: new, serialNumber: [0x07, number], validity: plan.validity, keyUsage: plan.keyUsage)
        }
        return [("link-1-2.cer", try link(other, second.issuer, 1)), ("link-2-1.cer", try link(second, first, 2))]
    }

    static func serialNumber(_ plan: DocumentPlan, _ form: DocumentForm) -> [UInt8] {
        if form.isRevoked { return plan.authority.revokedSerialNumber }
        if let signer = plan.signer { return signer.serialNumber }
        var choices = ChoiceGenerator(seed: plan.seed, label: "serial number")
        return [0x40] + choices.octets(7)
    }

    mutating func certificate(
        of key: IssuingKey, by certifier: CertificateAuthority, _ plan: DocumentPlan, _ form: DocumentForm
    ) throws(OpenSSLError) -> [UInt8] {
        let validity = form.validity?(plan.dateOfIssue) ?? plan.signer?.validity ?? DocumentForm.usualValidity(plan.dateOfIssue)
        let usual = Period(validity.notBefore, validity.notBefore.days(91))
        let types = form.documentTypes ?? [String(plan.kind.documentCode.prefix(1)), plan.kind.documentCode]
        let codes = Set(types + form.moreDocumentTypes).sorted()
        let name = plan.signer?.commonName ?? "Document Signer \(plan.signerAlgorithm.name)"
        var request = CertificateRequest(
            .documentSigner, subject: Name(country: form.signerCountry, unit: "Document Signing", commonName: name), key: key,
            serialNumber: DocumentIssuer.serialNumber(plan, form), validity: validity,
            privateKeyUsage: form.validity == nil ? plan.signer?.keyUsage ?? usual : usual, documentTypes: codes)
        form.certificate(&request.form)
        guard form.certifier == .strangerAsAuthority else { return try certifier.issue(request) }
        return try certifier.issue(request, authorityKeyIdentifier: authority(plan.authority).issuer.key.keyIdentifier())
    }

    /// A certificate of another key that has the same issuer, serial number and subject key identifier.
    mutating func namesake(
        of signer: IssuingKey, by certifier: CertificateAuthority, _ plan: DocumentPlan, _ form: DocumentForm
    ) throws(OpenSSLError) -> [UInt8] {
        let identifier = try signer.keyIdentifier()
        var form = form
        form.certificate = {
            $0.extensionEdits.append(.replace(.subjectKeyIdentifier) { _ in encoded { $0.write(.octetString, identifier) } })
        }
        return try certificate(of: pool.key(plan.signerAlgorithm, KeyNumber.otherSigner), by: certifier, plan, form)
    }

    /// The defect list that names the signer as EF.SOD does.
    mutating func defectList(
        _ signed: SecurityObjectContent, _ authority: CertificateAuthority, _ plan: DocumentPlan, _ form: DocumentForm
    ) throws(OpenSSLError) -> [UInt8] {
        let stranger = CertificateAuthority(name: authority.name, key: try strangerKey(plan))
        let listed = ListedSigner(
            right: try certificate(of: signed.signer, by: authority, plan, DocumentForm()),
            strange: try certificate(of: signed.signer, by: stranger, plan, DocumentForm()),
            keyIdentifier: try signed.signer.keyIdentifier())
        var content = DefectListContent()
        try content.add(
            .issuerAndSerialNumber(signed.issuer, signed.serialNumberContent),
            certificate: signed.deviations.contains(.certificateAbsent) ? nil : signed.certificate, form.defects?(listed) ?? [])
        return try list(.defectList, content.bytes(), authority, plan, form)
    }

    /// The deviation list that names the signer as EF.SOD does.
    mutating func deviationList(
        _ signed: SecurityObjectContent, _ authority: CertificateAuthority, _ plan: DocumentPlan, _ form: DocumentForm
    ) throws(OpenSSLError) -> [UInt8] {
        var deviation = DeviationListContent.Deviation()
        deviation.signer = .issuerAndSerialNumber(signed.issuer, signed.serialNumberContent)
        form.deviation?(&deviation)
        form.deviationCriteria(&deviation, plan)
        var content = DeviationListContent()
        content.deviations = [deviation]
        return try list(.deviationList, content.bytes(), authority, plan, form)
    }

    /// A list signed by a list signer of the CSCA, or of a stranger under its name.
    private mutating func list(
        _ type: OID, _ content: [UInt8], _ authority: CertificateAuthority, _ plan: DocumentPlan, _ form: DocumentForm
    ) throws(OpenSSLError) -> [UInt8] {
        let stranger = CertificateAuthority(name: authority.name, key: try strangerKey(plan))
        let key = try pool.key(plan.authority.algorithm, KeyNumber.listSigner)
        let validity = Period(time(2024, 1, 1), time(2034, 1, 1))
        let request = CertificateRequest(
            .deviationListSigner, subject: Name(unit: "Lists", commonName: "Deviation List Signer"), key: key, serialNumber: [0x44, 0x4C],
            validity: validity, privateKeyUsage: validity)
        return try SignedMessage(
            contentType: type, content: content, signer: key, identifier: .issuerAndSerialNumber(authority.name, [0x44, 0x4C]),
            certificates: [(form.hasStrangeList ? stranger : authority).issue(request)], signingTime: time(2026, 5, 20)
        ).bytes()
    }
}
