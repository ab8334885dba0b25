import SafeOpenSSL
import SignedStructures

/// Certificates with one deviation each, and paths through them.
extension Infrastructure {
    /// A folder for each deviation and each place of a path that has it, under an authority of the kind of key that it needs.
    ///
    /// A signer that deviates stands in the folder itself; a CSCA and a link certificate that do have a regular signer below them, because what
    /// counts is the path.
    mutating func issueDeviations() throws(OpenSSLError) {
        let signers: [CertificateProfile: IssuedFile.Kind] = [.documentSigner: .documentSigner, .masterListSigner: .listSigner]
        for deviation in plan.deviations {
            let folder = DeviationFolder(deviation, parties: try parties(deviation.need))
            if let profile = deviation.profiles.first(where: { signers[$0] != nil }), let kind = signers[profile] {
                let signer = try folder.parties.authority.issue(deviatingSigner(profile, folder).with(deviation))
                addDeviating("csca.cer", .csca, try own(folder), in: folder, "", isDeviating: false)
                addDeviating("\(profile.rawValue).cer", kind, signer, in: folder, "")
            }
            if deviation.profiles.contains(.countrySigningCA) { try issueDeviatingAuthority(folder) }
            if deviation.profiles.contains(.link) { try issueDeviatingLink(folder) }
        }
    }

    /// What the files of one deviation have in common.
    private struct DeviationFolder {
        let deviation: CertificateDeviation
        let parties: (authority: CertificateAuthority, subject: IssuingKey)

        init(_ deviation: CertificateDeviation, parties: (authority: CertificateAuthority, subject: IssuingKey)) {
            self.deviation = deviation
            self.parties = parties
        }

        /// The authority that a link certificate leads to.
        var next: CertificateAuthority {
            var next = CertificateAuthority(
                name: Name(unit: "Country Signing", commonName: "CSCA Utopia of deviations 2"), key: parties.subject)
            next.serialNumber = [0x05]
            return next
        }
    }

    /// A CSCA that deviates, and a regular signer below it.
    private mutating func issueDeviatingAuthority(_ folder: DeviationFolder) throws(OpenSSLError) {
        var authority = folder.parties.authority
        // What a curve's parameters can have is a matter of the subject's key, which here is the CSCA's own.
        if [.subjectCurve, .subjectCurveOfTwo].contains(folder.deviation.need) {
            authority = CertificateAuthority(name: authority.name, key: folder.parties.subject)
        }
        var request = selfRequest(authority).with(folder.deviation)
        // A CSCA's issuer is its subject, whatever the deviation does to one of them.
        request.form.issuer = request.form.subject
        addDeviating("csca.cer", .csca, try authority.issue(request), in: folder, "/csca")
        let signer = try authority.issue(deviatingSigner(.documentSigner, folder))
        addDeviating("dsc.cer", .documentSigner, signer, in: folder, "/csca", isDeviating: false)
    }

    /// A link certificate that deviates between a regular CSCA and a regular signer.
    private mutating func issueDeviatingLink(_ folder: DeviationFolder) throws(OpenSSLError) {
        let (authority, next) = (folder.parties.authority, folder.next)
        let template = selfRequest(next)
        let request = CertificateRequest(
            .link, subject: next.name, key: next.key, serialNumber: [0x2A, 0x02], validity: template.validity,
            privateKeyUsage: template.privateKeyUsage)
        addDeviating("csca.cer", .csca, try own(folder), in: folder, "/link", isDeviating: false)
        addDeviating("link.cer", .link, try authority.issue(request.with(folder.deviation)), in: folder, "/link")
        let signer = try next.issue(deviatingSigner(.documentSigner, folder))
        addDeviating("dsc.cer", .documentSigner, signer, in: folder, "/link", signedBy: "link.cer", isDeviating: false)
    }

    private func own(_ folder: DeviationFolder) throws(OpenSSLError) -> [UInt8] {
        try folder.parties.authority.issue(selfRequest(folder.parties.authority))
    }

    private func deviatingSigner(_ profile: CertificateProfile, _ folder: DeviationFolder) -> CertificateRequest {
        CertificateRequest(
            profile, subject: Name(unit: "Deviations", commonName: folder.deviation.name), key: folder.parties.subject,
            serialNumber: [0x2A, 0x01], validity: Period(plan.time.days(-60), plan.time.days(3000)),
            privateKeyUsage: Period(plan.time.days(-60), plan.time.days(30)), documentTypes: profile == .documentSigner ? ["P"] : [])
    }

    private mutating func addDeviating(
        _ name: String, _ kind: IssuedFile.Kind, _ bytes: [UInt8], in folder: DeviationFolder, _ part: String,
        signedBy: String = "csca.cer", isDeviating: Bool = true
    ) {
        let place = "deviations/\(folder.deviation.name)\(part)"
        let isStored = kind == .csca || kind == .link
        var file = IssuedFile(place + (isStored ? "/store/" : "/") + name, kind, bytes)
        file.signedBy = "\(place)/store/\(signedBy)"
        file.chainsTo = "\(place)/store/csca.cer"
        file.store = [place + "/store"]
        if isDeviating {
            file.deviations = [folder.deviation.name]
            file.remark = folder.deviation.summary
        }
        add(file)
    }

    /// An authority and a subject's key of the kinds that a deviation needs.
    private mutating func parties(
        _ need: CertificateDeviation.Need
    ) throws(OpenSSLError) -> (authority: CertificateAuthority, subject: IssuingKey) {
        func algorithm(_ name: String) -> SigningAlgorithm { SigningAlgorithm.named(name) ?? plan.signerAlgorithms[0] }
        let issuer =
            switch need {
            case .issuerRSA: algorithm("rsa-2048-pkcs1-sha256")
            case .issuerPSS: algorithm("rsa-2048-pss-sha256")
            case .anyKey, .issuerCurve, .subjectCurve, .subjectCurveOfTwo: algorithm("secp384r1-explicit-sha384")
            }
        var authority = CertificateAuthority(
            name: Name(unit: "Country Signing", commonName: "CSCA Utopia of deviations"), key: try pool.key(issuer, 400))
        authority.serialNumber = [0x04]
        let subject = need == .subjectCurveOfTwo ? "secp384r1-explicit-sha384" : "secp521r1-explicit-sha512"
        return (authority, try pool.key(algorithm(subject), 401))
    }

    /// The request for an authority's own certificate.
    func selfRequest(_ authority: CertificateAuthority) -> CertificateRequest {
        CertificateRequest(
            .countrySigningCA, subject: authority.name, key: authority.key, serialNumber: authority.serialNumber,
            validity: Period(plan.time.days(-700), plan.time.days(4800)),
            privateKeyUsage: Period(plan.time.days(-700), plan.time.days(1100)))
    }
}
