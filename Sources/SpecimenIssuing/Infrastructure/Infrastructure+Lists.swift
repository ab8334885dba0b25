import CivilTime
import SafeOpenSSL
import SignedStructures

extension Infrastructure {
    // MARK: Revocation lists

    /// Every generation keeps a list of its own, also where the key signs nothing else any more; those of expired ones are stale.
    mutating func issueRevocationLists() throws(OpenSSLError) {
        for (position, generation) in generations.enumerated() {
            let last = min(plan.time.days(-14), generation.validity.notAfter.days(-30))
            var content = RevocationListContent(
                number: UInt(17 + generation.number), thisUpdate: last, nextUpdate: last.days(90), revoked: [])
            for signer in documentSigners where signer.revokedIn == position {
                let date = min(last.days(-1), signer.request.validity.notBefore.days(200))
                content.revoked.append((signer.request.form.content(ofSerialNumber: signer.request.serialNumber), date))
            }
            var file = IssuedFile(generation.revocationListPath, .revocationList, try generation.authority.revocationList(content))
            file.holds = documentSigners.filter { $0.revokedIn == position }.map(\.path)
            add(signed(file, by: generation))
        }
    }

    // MARK: Lists that are CMS messages

    /// A signer of lists: its key, its certificate and how messages name it.
    struct ListSigner {
        let key: IssuingKey
        let path: String
        let certificate: [UInt8]
        let request: CertificateRequest
        let authority: Generation
        let algorithm: String

        func identifier(byKey: Bool) throws(OpenSSLError) -> SignedMessage.SignerIdentifier {
            if byKey { return .subjectKeyIdentifier(try key.keyIdentifier()) }
            return .issuerAndSerialNumber(
                authority.authority.name, request.form.content(ofSerialNumber: request.serialNumber))
        }
    }

    mutating func issueLists() throws(OpenSSLError) {
        let usual = plan.signerAlgorithms[0]
        let masterSigner = try listSigner(.masterListSigner, 1, usual)
        let rsa = InfrastructurePlan.usualSignerAlgorithms[0]
        let rsaSigner = try listSigner(.masterListSigner, 2, rsa)
        let pssSigner = try listSigner(.masterListSigner, 3, SigningAlgorithm.named("rsa-2048-pss-sha512") ?? rsa)
        for (index, form) in MasterListForm.allCases.enumerated() {
            try issueMasterList(form, index + 1, by: form == .pssSHA512 ? pssSigner : form.needsRSA ? rsaSigner : masterSigner)
        }
        try issueDeviationLists(by: listSigner(.deviationListSigner, 1, usual))
        try issueDefectList(by: listSigner(.deviationListSigner, 2, rsa))
    }

    private mutating func listSigner(
        _ profile: CertificateProfile, _ number: Int, _ algorithm: SigningAlgorithm
    ) throws(OpenSSLError) -> ListSigner {
        let place = (profile == .masterListSigner ? 200 : 210) + number
        let key = try pool.key(algorithm, place)
        let validity = Period(plan.time.days(-400), plan.time.days(330))
        let request = CertificateRequest(
            profile,
            subject: Name(unit: "Lists", commonName: "\(profile == .masterListSigner ? "Master" : "Deviation") List Signer \(number)"),
            key: key, serialNumber: [0x03, UInt8(place - 190)], validity: validity, privateKeyUsage: validity)
        let path = "signers/\(profile.rawValue)-\(number).cer"
        let certificate = try newest.authority.issue(request)
        add(signed(IssuedFile(path, .listSigner, certificate), by: newest))
        return ListSigner(
            key: key, path: path, certificate: certificate, request: request, authority: newest, algorithm: algorithm.name)
    }

    /// The certificates that a list can hold: CSCAs and links.
    private var listable: [IssuedFile] { files.filter { $0.path.hasPrefix("csca/") || $0.path.hasPrefix("link/") } }

    private mutating func issueMasterList(_ form: MasterListForm, _ number: Int, by signer: ListSigner) throws(OpenSSLError) {
        var held = listable
        switch form {
        case .oldestDropped where generations.count > 1:
            held.removeAll { $0.path == generations[0].path || $0.signedBy == generations[0].path && $0.kind == .link }
        case .linksDropped: held.removeAll { $0.kind == .link }
        default: break
        }
        let listed = held.map(\.bytes) + (form == .signerInList ? [signer.certificate] : [])
        let isOwn = form == .signedByAuthority
        let byKey = form == .signerAndAuthority || form == .linksDropped
        var message = SignedMessage(
            contentType: .cscaMasterList, content: SignedMessage.masterListContent(listed),
            signer: isOwn ? newest.authority.key : signer.key,
            identifier: isOwn
                ? .issuerAndSerialNumber(newest.authority.name, newest.authority.serialNumber) : try signer.identifier(byKey: byKey),
            certificates: [isOwn ? newest.certificate : signer.certificate],
            // Each list is younger than the one before it.
            signingTime: plan.time.days(30 * number - 360))
        switch form {
        case .signerAndAuthority: message.certificates.append(newest.certificate)
        case .signerInList: message.certificates = []
        case .trailingBytes: message.trailingBytes = MasterListForm.trailing
        case .digestInfoWithoutNull: message.signer.hasNullInDigestInfo = false
        case .rsaEncryption: message.statesRSAEncryption = true
        default: break
        }
        var file = IssuedFile("ml/\(number)-\(form.rawValue).ml", .masterList, try message.bytes())
        file.signedBy = isOwn ? newest.path : signer.path
        file.chainsTo = newest.path
        file.algorithm = isOwn ? newest.algorithm.name : signer.algorithm
        file.holds = held.map(\.path) + (form == .signerInList ? [signer.path] : [])
        file.remark = form.summary
        add(file)
    }

    // MARK: Deviation lists and defect lists

    private mutating func issueDeviationLists(by signer: ListSigner) throws(OpenSSLError) {
        var choices = ChoiceGenerator(seed: plan.seed, label: "deviating documents")
        let numbers = DeviationListContent.documentNumbers(
            min(max(0, plan.deviatingDocuments), InfrastructurePlan.deviatingDocumentLimit), &choices)
        let victim = documentSigners.last
        let everyKind = try DeviationListContent.everyKind(
            of: victim.map { ($0.request, generations[$0.generation].authority.name, $0.certificate) })
        let lists: [(name: String, content: DeviationListContent, remark: String)] = [
            (
                "1-every-kind", everyKind,
                "every type of deviation and every way to name documents"
            ),
            ("2-document-numbers", .wrongHash(in: 12, documentNumbers: numbers), "a wrong hash of DG12 in \(numbers.count) documents"),
        ]
        for list in lists {
            let message = SignedMessage(
                contentType: .deviationList, content: list.content.bytes(), signer: signer.key,
                identifier: try signer.identifier(byKey: false), certificates: [signer.certificate], signingTime: plan.time.days(-20))
            var file = IssuedFile("dl/\(list.name).dl", .deviationList, try message.bytes())
            file.signedBy = signer.path
            file.chainsTo = newest.path
            file.algorithm = signer.algorithm
            file.remark = list.remark
            add(file)
        }
    }

    private mutating func issueDefectList(by signer: ListSigner) throws(OpenSSLError) {
        let named = documentSigners.suffix(3)
        var defects = DefectListContent()
        for (index, documentSigner) in named.enumerated() {
            let kinds = DefectListContent.Defect.everyKind(documentSigner.certificate).enumerated()
            let request = documentSigner.request
            try defects.add(
                .issuerAndSerialNumber(
                    generations[documentSigner.generation].authority.name, request.form.content(ofSerialNumber: request.serialNumber)),
                certificate: documentSigner.certificate, kinds.filter { $0.offset % named.count == index }.map(\.element))
        }
        let message = SignedMessage(
            contentType: .defectList, content: defects.bytes(), signer: signer.key, identifier: try signer.identifier(byKey: false),
            certificates: [signer.certificate], signingTime: plan.time.days(-20))
        var file = IssuedFile("dl/3-defects.bl", .defectList, try message.bytes())
        file.signedBy = signer.path
        file.chainsTo = newest.path
        file.algorithm = signer.algorithm
        file.holds = named.map(\.path)
        file.remark = "BSI TR-03129-2, every type of defect"
        add(file)
    }
}
