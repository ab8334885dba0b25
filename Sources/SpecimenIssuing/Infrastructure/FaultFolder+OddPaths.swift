import SafeOpenSSL
import SignedStructures

/// Paths that are odd and right, and certificates that nobody can judge.
extension FaultFolder {
    mutating func makeOddPath() throws(OpenSSLError) {
        switch fault {
        case .linkSelfIssued: try makeSelfIssuedLink()
        case .oneKeyTwoNames: try makeTwoNames()
        case .crossCertified: try makeCrossCertified()
        case .backupAuthorities: try makeBackups()
        default: try makeUnsupported()
        }
    }

    private mutating func makeSelfIssuedLink() throws(OpenSSLError) {
        let nowhere = try authority("CSCA Utopia of one name for all")
        let authority = CertificateAuthority(name: nowhere.name, key: try key())
        add("store/link.cer", .link, try link(from: nowhere, to: authority))
        add("dsc.cer", .documentSigner, try signer(of: authority).bytes, signedBy: "store/link.cer")
    }

    private mutating func makeTwoNames() throws(OpenSSLError) {
        let first = try authority("CSCA Utopia by its first name")
        var second = CertificateAuthority(
            name: Name(unit: "Country Signing", commonName: "CSCA Utopia by its second name"), key: first.key)
        second.serialNumber = [0x05, 0x02]
        for (number, authority) in [first, second].enumerated() {
            let path = "store/csca-\(number + 1).cer"
            add(path, .csca, try own(authority), signedBy: path, chainsTo: path)
            add("dsc-\(number + 1).cer", .documentSigner, try signer(of: authority).bytes, signedBy: path, chainsTo: path)
        }
    }

    private mutating func makeCrossCertified() throws(OpenSSLError) {
        let mainland = try authority("CSCA Utopia of the mainland")
        let islands = CertificateAuthority(
            name: Name(country: "ZZ", unit: "Country Signing", commonName: "CSCA of the islands"), key: try key())
        let anchor = "store/csca.cer"
        add(anchor, .csca, try own(mainland), signedBy: anchor, chainsTo: anchor)
        add("store/link.cer", .link, try link(from: mainland, to: islands), signedBy: anchor, chainsTo: anchor)
        add("dsc.cer", .documentSigner, try signer(of: islands).bytes, signedBy: "store/link.cer", chainsTo: anchor)
    }

    private mutating func makeBackups() throws(OpenSSLError) {
        let time = infrastructure.plan.time
        for number in 1...InfrastructureFault.backupCount {
            let authority = try authority("CSCA Utopia in reserve \(number)")
            let path = "store/csca-\(number).cer"
            var request = infrastructure.selfRequest(authority)
            if number <= InfrastructureFault.backupCount / 2 { request.form.notAfter = time.days(-1) }
            add(path, .csca, try authority.issue(request), signedBy: path, chainsTo: path)
            guard number == InfrastructureFault.backupCount - 3 else { continue }
            add("dsc.cer", .documentSigner, try signer(of: authority).bytes, signedBy: path, chainsTo: path)
        }
    }

    /// The signatures are right under another algorithm than is stated: whoever takes the stated one for what he knows accepts them.
    private mutating func makeUnsupported() throws(OpenSSLError) {
        let authority = try authority("CSCA Utopia of all algorithms")
        add("store/csca.cer", .csca, try own(authority), signedBy: "store/csca.cer", chainsTo: "store/csca.cer")
        for (name, algorithm) in InfrastructureFault.unsupportedAlgorithms {
            var request = try signerRequest()
            request.form.signer = { $0.stating(algorithm: algorithm) }
            add("dsc-\(name).cer", .documentSigner, try authority.issue(request))
        }
    }
}

extension InfrastructureFault {
    /// The CSCAs that a state holds in reserve.
    static let backupCount = 16

    /// id-tc26-signwithdigest-gost3410-12-256 and SM2 with SM3.
    static let unsupportedAlgorithms: [(name: String, identifier: OID?)] = [
        ("gost", OID(dotted: "1.2.643.7.1.1.3.2")), ("sm2", OID(dotted: "1.2.156.10197.1.501")),
    ]
}
