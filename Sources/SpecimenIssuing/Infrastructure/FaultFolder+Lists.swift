import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// Faults of revocation lists and master lists.
extension FaultFolder {
    // MARK: Revocation lists

    mutating func makeRevocation() throws(OpenSSLError) {
        let authority = try authority("CSCA Utopia of the list")
        add("store/csca.cer", .csca, try own(authority), signedBy: "store/csca.cer", chainsTo: "store/csca.cer")
        let signer = try signer(of: authority)
        let time = infrastructure.plan.time
        var content = RevocationListContent(
            number: 3, thisUpdate: time.days(-14), nextUpdate: time.days(76),
            revoked: [(signer.request.form.content(ofSerialNumber: signer.request.serialNumber), time.days(-20))])
        var revokes = false
        switch fault {
        case .revocationListSignature:
            var bytes = try authority.revocationList(content)
            bytes[bytes.count - 3] ^= 0x01
            add("list.crl", .revocationList, bytes) { $0.isSignatureValid = false }
        case .revocationListByStranger:
            let stranger = CertificateAuthority(name: authority.name, key: try key())
            var bytes = try stranger.revocationList(content)
            // The key identifier of the real authority, as a forger would write it; the signature is made anew over it.
            let (own, real) = (try stranger.key.keyIdentifier(), try authority.key.keyIdentifier())
            if let list = try? CertificateRevocationList(bytes[...]) {
                let body = Array(list.tbsCertList).replacing(own, with: real)
                bytes = try CertificateAuthority.signed(body, by: stranger.key)
            }
            add("list.crl", .revocationList, bytes) { $0.isForged = true }
        case .revocationListStale:
            content.thisUpdate = time.days(-455)
            content.nextUpdate = time.days(-365)
            content.revoked[0].date = time.days(-460)
            revokes = true
            add("list.crl", .revocationList, try authority.revocationList(content), signedBy: "store/csca.cer", chainsTo: "store/csca.cer")
        case .revocationListPEM:
            revokes = true
            let text = Base64.pem("X509 CRL", try authority.revocationList(content))
            add("list.crl", .revocationList, text, signedBy: "store/csca.cer", chainsTo: "store/csca.cer")
        default:
            revokes = true
            for deviation in RevocationListContent.Deviation.allCases {
                var deviating = content
                deviating.deviations = [deviation]
                if deviation == .emptyEntries { deviating.revoked = [] }
                add(
                    "\(deviation.name).crl", .revocationList, try authority.revocationList(deviating), signedBy: "store/csca.cer",
                    chainsTo: "store/csca.cer"
                ) { $0.deviations = [deviation.name] }
            }
        }
        let place = path
        let name = fault == .revocationListForms ? "reason-codes.crl" : "list.crl"
        add("dsc.cer", .documentSigner, signer.bytes, signedBy: "store/csca.cer", chainsTo: "store/csca.cer") { file in
            if revokes { file.revokedBy = "\(place)/\(name)" }
        }
    }

    /// Signers with serial numbers that the standard does not allow, all of them revoked: they are compared octet by octet.
    mutating func makeRevokedSerials() throws(OpenSSLError) {
        let authority = try authority("CSCA Utopia of the serial numbers")
        let anchor = "store/csca.cer"
        add(anchor, .csca, try own(authority), signedBy: anchor, chainsTo: anchor)
        let time = infrastructure.plan.time
        var content = RevocationListContent(number: 3, thisUpdate: time.days(-14), nextUpdate: time.days(76), revoked: [])
        let place = path
        for (name, serialNumber) in [("negative", CertificateForm.SerialNumber.negative), ("zero", .zero), ("long", .long)] {
            var request = try signerRequest()
            request.form.serialNumber = serialNumber
            content.revoked.append((request.form.content(ofSerialNumber: request.serialNumber), time.days(-20)))
            add("dsc-\(name).cer", .documentSigner, try authority.issue(request), signedBy: anchor, chainsTo: anchor) {
                $0.revokedBy = "\(place)/list.crl"
            }
        }
        // The number of the first without its sign is another signer's, who is not revoked.
        var request = try signerRequest()
        let negative = content.revoked[0].serialNumber
        request = CertificateRequest(
            request.profile, subject: request.subject, key: request.key, serialNumber: negative, validity: request.validity,
            privateKeyUsage: request.privateKeyUsage, documentTypes: request.documentTypes)
        add("dsc-positive.cer", .documentSigner, try authority.issue(request), signedBy: anchor, chainsTo: anchor)
        add("list.crl", .revocationList, try authority.revocationList(content), signedBy: anchor, chainsTo: anchor)
    }

    // MARK: Master lists

    mutating func makeList() throws(OpenSSLError) {
        let authority = try authority("CSCA Utopia of the master list")
        let anchor = try own(authority)
        let isStrange = fault == .listByStranger
        let anchorPath = isStrange ? "csca.cer" : "store/csca.cer"
        add(anchorPath, .csca, anchor, signedBy: anchorPath, chainsTo: isStrange ? nil : anchorPath, ownStore: !isStrange)
        let request = try masterListSigner()
        let certificate = try authority.issue(request)
        let kind = request.profile == .documentSigner ? IssuedFile.Kind.documentSigner : .listSigner
        add("signer.cer", kind, certificate, signedBy: anchorPath, chainsTo: isStrange ? nil : anchorPath, ownStore: !isStrange)
        let held = infrastructure.files.filter { $0.path.hasPrefix("csca/") }.map(\.bytes) + [anchor]
        var message = SignedMessage(
            contentType: .cscaMasterList, content: content(held), signer: request.key,
            identifier: .subjectKeyIdentifier(try request.key.keyIdentifier()), certificates: [certificate],
            signingTime: infrastructure.plan.time.days(-10))
        if fault == .listMessageDigest { message.messageDigest = [UInt8](repeating: 0x5A, count: 32) }
        if fault == .listContentType { message.signedContentType = .data }
        var bytes = try message.bytes()
        if fault == .listSignature { bytes[bytes.count - 3] ^= 0x01 }
        let isSignatureValid = ![.listSignature, .listMessageDigest, .listContentType].contains(fault)
        let isAccepted = [.listUnsorted, .listDuplicates, .listGarbage].contains(fault)
        add(
            "list.ml", .masterList, bytes, signedBy: "signer.cer", chainsTo: isAccepted ? anchorPath : nil, ownStore: !isStrange
        ) { $0.isSignatureValid = isSignatureValid }
    }

    private mutating func masterListSigner() throws(OpenSSLError) -> CertificateRequest {
        let request = try signerRequest(fault == .listSignerUsage ? .documentSigner : .masterListSigner)
        guard fault == .listSignerExpired else { return request }
        let past = Period(infrastructure.plan.time.days(-500), infrastructure.plan.time.days(-100))
        return CertificateRequest(
            request.profile, subject: request.subject, key: request.key, serialNumber: request.serialNumber, validity: past,
            privateKeyUsage: past)
    }

    private func content(_ held: [[UInt8]]) -> [UInt8] {
        var held = held.sorted { $0.lexicographicallyPrecedes($1) }
        switch fault {
        case .listUnsorted: held.reverse()
        case .listDuplicates: held.insert(held[0], at: 0)
        case .listGarbage: held.insert([0x30, 0x03, 0x02, 0x01, 0x05], at: 1)
        default: break
        }
        return encoded { writer in
            writer.write(.sequence) { list in
                list.writeInteger(0)
                list.write(.set, held.joined())
            }
        }
    }
}

extension RevocationListContent.Deviation {
    /// `reason-codes`: the name in words parted by hyphens.
    package var name: String {
        rawValue.reduce(into: "") { text, character in
            if character.isUppercase { text.append("-") }
            text.append(contentsOf: character.lowercased())
        }
    }
}
