import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// Faults of paths from a signer to an anchor.
extension FaultFolder {
    mutating func makePath() throws(OpenSSLError) {
        switch fault {
        case .linkCycle: try makeLoop(2)
        case .linkLoop: try makeLoop(InfrastructureFault.loopLength)
        case .linkOrphan: try makeOrphan()
        case .rogueAuthority: try makeRogue(withKeyIdentifier: true)
        case .sameNameOtherKey: try makeRogue(withKeyIdentifier: false)
        case .keyIdentifierCollision: try makeCollision(2, signers: 2)
        case .authorityFlood: try makeCollision(InfrastructureFault.floodSize, signers: 1)
        case .customCurve: try makeCustomCurve()
        case .signerAsAuthority: try makeSignerAsAuthority()
        case .selfSignatureBroken: try makeBrokenSelfSignature()
        default: try makeFlippedBit()
        }
    }

    private mutating func makeLoop(_ length: Int) throws(OpenSSLError) {
        var authorities: [CertificateAuthority] = []
        for number in 1...length { authorities.append(try authority("CSCA Utopia of the loop \(number)")) }
        for number in 0..<length {
            let next = (number + 1) % length
            let bytes = try link(from: authorities[number], to: authorities[next], number: number)
            let issuer = (number + length - 1) % length
            add("store/\(linkName(number, next, length))", .link, bytes, signedBy: "store/\(linkName(issuer, number, length))")
        }
        add("dsc.cer", .documentSigner, try signer(of: authorities[0]).bytes, signedBy: "store/\(linkName(length - 1, 0, length))")
    }

    private func linkName(_ from: Int, _ to: Int, _ length: Int) -> String { "link-\(from + 1)-\(to + 1).cer" }

    private mutating func makeOrphan() throws(OpenSSLError) {
        let (nowhere, authority) = (try authority("CSCA Utopia that is nowhere"), try authority("CSCA Utopia of the orphan"))
        add("store/link.cer", .link, try link(from: nowhere, to: authority))
        add("dsc.cer", .documentSigner, try signer(of: authority).bytes, signedBy: "store/link.cer")
    }

    /// The main store is the one that counts: the stranger's certificate is in it for nobody.
    private mutating func makeRogue(withKeyIdentifier: Bool) throws(OpenSSLError) {
        var stranger = CertificateAuthority(name: newest.authority.name, key: try key())
        stranger.serialNumber = newest.authority.serialNumber
        let identifier = withKeyIdentifier ? try newest.authority.key.keyIdentifier() : nil
        add("csca.cer", .csca, try own(stranger, keyIdentifier: identifier), signedBy: "csca.cer", ownStore: false)
        add("dsc.cer", .documentSigner, try signer(of: stranger, keyIdentifier: identifier).bytes, signedBy: "csca.cer", ownStore: false) {
            $0.isForged = withKeyIdentifier
        }
    }

    private mutating func makeCollision(_ count: Int, signers: Int) throws(OpenSSLError) {
        let name = try authority("CSCA Utopia of the collision").name
        var authorities: [CertificateAuthority] = []
        for number in 1...count {
            var authority = CertificateAuthority(name: name, key: try key())
            authority.serialNumber = [0x05, UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
            authorities.append(authority)
        }
        let identifier = try authorities[0].key.keyIdentifier()
        for (index, authority) in authorities.enumerated() {
            let path = "store/csca-\(index + 1).cer"
            add(path, .csca, try own(authority, keyIdentifier: identifier), signedBy: path, chainsTo: path)
        }
        for (index, authority) in authorities.enumerated().suffix(signers) {
            let anchor = "store/csca-\(index + 1).cer"
            add(
                "dsc-\(index + 1).cer", .documentSigner, try signer(of: authority, keyIdentifier: identifier).bytes, signedBy: anchor,
                chainsTo: anchor)
        }
    }

    private mutating func makeCustomCurve() throws(OpenSSLError) {
        let victim = CertificateAuthority(
            name: Name(unit: "Country Signing", commonName: "CSCA Utopia of the curve"), key: try key().written(.explicit))
        add("store/csca.cer", .csca, try own(victim), signedBy: "store/csca.cer", chainsTo: "store/csca.cer")
        let right = try signer(of: victim).bytes
        add("dsc-right.cer", .documentSigner, right, signedBy: "store/csca.cer", chainsTo: "store/csca.cer")
        guard let point = victim.key.key.point else { return }
        // The scalar 1 on a base point that is the victim's public key: the public keys are the same octets.
        let key = IssuingKey(
            try PrivateKey(curve: .p256, scalar: [0x01]), form: .imitating(generator: point), scheme: .ecdsa(.sha256))
        let imitation = CertificateAuthority(name: victim.name, key: key)
        add("imitation.cer", .csca, try own(imitation), signedBy: "imitation.cer")
        add("dsc.cer", .documentSigner, try signer(of: imitation).bytes, signedBy: "imitation.cer") { $0.isForged = true }
    }

    private mutating func makeSignerAsAuthority() throws(OpenSSLError) {
        let authority = try authority("CSCA Utopia of the signer")
        add("store/csca.cer", .csca, try own(authority), signedBy: "store/csca.cer", chainsTo: "store/csca.cer")
        let first = try signer(of: authority)
        add("dsc-1.cer", .documentSigner, first.bytes, signedBy: "store/csca.cer", chainsTo: "store/csca.cer")
        let place = path
        let usurper = CertificateAuthority(name: first.request.subject, key: first.request.key)
        add("dsc-2.cer", .documentSigner, try signer(of: usurper).bytes, signedBy: "dsc-1.cer") { file in
            // Also where the first signer is in the store.
            file.store.append(place)
        }
    }

    private mutating func makeBrokenSelfSignature() throws(OpenSSLError) {
        let authority = try authority("CSCA Utopia of the signature")
        var bytes = try own(authority)
        bytes[bytes.count - 3] ^= 0x01
        add("store/csca.cer", .csca, bytes) { $0.isSignatureValid = false }
        // Whether its key counts depends on who vouches for the certificate; its own signature does not.
        add("dsc.cer", .documentSigner, try signer(of: authority).bytes, signedBy: "store/csca.cer")
    }

    private mutating func makeFlippedBit() throws(OpenSSLError) {
        let right = try signer(of: newest.authority)
        var bytes = right.bytes
        guard let place = bytes.lastIndex(of: UInt8(ascii: "F")) else { return }
        // The F of "Faults" in the subject.
        let subject = Array("Faults".utf8)
        let start = bytes.firstRange(of: subject)?.lowerBound ?? place
        bytes[start] ^= 0x01
        add("dsc.cer", .documentSigner, bytes, ownStore: false) {
            $0.isForged = true
            $0.isSignatureValid = false
        }
        let anchor = newest.path
        add("dsc-right.cer", .documentSigner, right.bytes, ownStore: false) { file in
            file.signedBy = anchor
            file.chainsTo = anchor
        }
    }
}
