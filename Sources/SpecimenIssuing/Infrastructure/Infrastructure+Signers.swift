import CivilTime
import SafeOpenSSL

extension Infrastructure {
    // MARK: Document signers

    /// Issues the document signers, evenly over the time in which the generations signed.
    mutating func issueDocumentSigners() throws(OpenSSLError) {
        let count = min(max(0, plan.signers), InfrastructurePlan.signerLimit)
        let digits = max(5, String(count).count)
        let days = (plan.time.secondsSinceEpoch - generations[0].validity.notBefore.secondsSinceEpoch) / 86400 - 100
        var choices = ChoiceGenerator(seed: plan.seed, label: "document signers")
        for index in 0..<count {
            let number = String(index + 1)
            let text = String(repeating: "0", count: digits - number.count) + number
            let start = generations[0].validity.notBefore.days(Int(days) * index / max(1, count))
            let position = generations.lastIndex { $0.validity.notBefore <= start } ?? 0
            let request = try documentSigner(index, text, from: start, choices.octets(4))
            let generation = generations[position]
            let certificate = try generation.authority.issue(request)
            let revokedIn = revocation(index + 1, position)
            let path = "dsc/dsc-\(text).cer"
            documentSigners.append(
                Signer(path: path, generation: position, request: request, certificate: certificate, revokedIn: revokedIn))
            var file = IssuedFile(path, .documentSigner, certificate)
            file.signedBy = generation.path
            file.chainsTo = generation.path
            file.revokedBy = revokedIn.map { generations[$0].revocationListPath }
            file.algorithm = generation.algorithm.name
            add(file)
        }
    }

    private mutating func documentSigner(
        _ index: Int, _ text: String, from start: Timestamp, _ random: [UInt8]
    ) throws(OpenSSLError) -> CertificateRequest {
        let algorithm = plan.signerAlgorithms[index % plan.signerAlgorithms.count]
        // The numbers of signers' keys begin after those of the authorities.
        let key = try pool.key(algorithm, 100 + index / plan.signerAlgorithms.count % InfrastructurePlan.signerKeys)
        // A name beyond ASCII now and then: directories write it in base64.
        let unit = index % 7 == 3 ? "Signature des documents, Île d’Utopie" : "Document Signing"
        let number = (0..<4).map { UInt8(truncatingIfNeeded: (index + 1) >> (24 - 8 * $0)) }
        // The first octet is neither zero nor negative, and the last four make the number unique.
        let serialNumber = [0x40 | random[0] & 0x3F] + random.dropFirst() + number
        return CertificateRequest(
            .documentSigner, subject: Name(unit: unit, commonName: "Document Signer \(text)"), key: key, serialNumber: serialNumber,
            validity: Period(start, start.days(3745)), privateKeyUsage: Period(start, start.days(91)),
            documentTypes: index % 3 == 2 ? ["I", "ID"] : ["P"])
    }

    /// The generation whose list revokes a signer, nil for the most.
    ///
    /// Two in fifty are revoked: one by its own authority, one by the newest, whose list is the country's (Doc 9303-12, 7.1.4). The first
    /// of several authorities keeps an empty list.
    private func revocation(_ number: Int, _ generation: Int) -> Int? {
        switch number % 50 {
        case 5: generation == 0 ? generations.count - 1 : generation
        case 2: generations.count - 1
        default: nil
        }
    }

    // MARK: Signers of seals and of LDS2

    mutating func issueSealSigners() throws(OpenSSLError) {
        let kinds: [(CertificateProfile, Name, [UInt8], [String])] = [
            // The subject is the seal's signer identifier, UTAB, and the serial number its certificate reference (Doc 9303-13).
            (.barcodeSigner, Name(organization: nil, commonName: "AB"), [0x0A], ["V"]),
            (.barcodeSigner, Name(organization: nil, commonName: "CD"), [0x0B], []),
            (.nonConstrainedBarcodeSigner, Name(organization: nil, commonName: "EF"), [0x0C], []),
            (.travelStampSigner, Name(organization: nil, commonName: "STAMP1"), [0x0D], []),
            (.visaSigner, Name(organization: nil, commonName: "VISA1"), [0x0E], []),
            (.biometricsSigner, Name(organization: nil, commonName: "BIO1"), [0x0F], []),
        ]
        let algorithm = InfrastructurePlan.usualSignerAlgorithms[1]
        var numbers: [CertificateProfile: Int] = [:]
        for (index, kind) in kinds.enumerated() {
            numbers[kind.0, default: 0] += 1
            let validity = Period(plan.time.days(-60), plan.time.days(1000))
            let request = CertificateRequest(
                kind.0, subject: kind.1, key: try pool.key(algorithm, 300 + index), serialNumber: kind.2, validity: validity,
                privateKeyUsage: Period(validity.notBefore, plan.time.days(300)), documentTypes: kind.3)
            let path = "signers/\(kind.0.rawValue)-\(numbers[kind.0] ?? 0).cer"
            add(signed(IssuedFile(path, .sealSigner, try newest.authority.issue(request)), by: newest))
        }
    }

    /// The file with the truth of what an authority signs.
    func signed(_ file: IssuedFile, by generation: Generation) -> IssuedFile {
        var file = file
        file.signedBy = generation.path
        file.chainsTo = generation.path
        file.algorithm = generation.algorithm.name
        return file
    }

    // MARK: Deviations

    /// One certificate for each deviation and each kind of certificate that has it, under an authority of the kind of key that it needs.
    mutating func issueDeviations() throws(OpenSSLError) {
        let kinds: [CertificateProfile: IssuedFile.Kind] = [.documentSigner: .documentSigner, .masterListSigner: .listSigner]
        for deviation in plan.deviations {
            guard let profile = deviation.profiles.first(where: { kinds[$0] != nil }) ?? deviation.profiles.last else { continue }
            let parties = try parties(deviation.need)
            let isAuthority = profile.isAuthority
            let request = CertificateRequest(
                profile,
                subject: isAuthority ? newest.authority.name : Name(unit: "Deviations", commonName: deviation.name),
                key: isAuthority ? newest.authority.key : parties.subject, serialNumber: [0x2A, 0x01],
                validity: Period(plan.time.days(-60), plan.time.days(3000)),
                privateKeyUsage: Period(plan.time.days(-60), plan.time.days(30)),
                documentTypes: profile == .documentSigner ? ["P"] : [])
            let folder = "deviations/\(deviation.name)"
            let anchor = try parties.authority.issue(selfRequest(parties.authority))
            let anchorPath = folder + "/store/csca.cer"
            for (path, kind, bytes, names) in [
                (anchorPath, IssuedFile.Kind.csca, anchor, []),
                (
                    "\(folder)/\(profile.rawValue).cer", kinds[profile] ?? .link,
                    try parties.authority.issue(request.with(deviation)), [deviation.name]
                ),
            ] {
                var file = IssuedFile(path, kind, bytes)
                file.signedBy = anchorPath
                file.chainsTo = anchorPath
                file.store = [folder + "/store"]
                file.deviations = names
                file.remark = names.isEmpty ? nil : deviation.summary
                add(file)
            }
        }
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
        return (authority, try pool.key(algorithm("secp521r1-explicit-sha512"), 401))
    }

    /// The request for an authority's own certificate.
    func selfRequest(_ authority: CertificateAuthority) -> CertificateRequest {
        CertificateRequest(
            .countrySigningCA, subject: authority.name, key: authority.key, serialNumber: authority.serialNumber,
            validity: Period(plan.time.days(-700), plan.time.days(4800)),
            privateKeyUsage: Period(plan.time.days(-700), plan.time.days(1100)))
    }
}
