package import CivilTime
package import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// The time from the first to the last moment of something.
package struct Period: Sendable, Hashable {
    package let notBefore: Timestamp
    package let notAfter: Timestamp

    package init(_ notBefore: Timestamp, _ notAfter: Timestamp) {
        self.notBefore = notBefore
        self.notAfter = notAfter
    }
}

/// What is asked of an authority for one certificate.
package struct CertificateRequest: Sendable {
    package let profile: CertificateProfile
    package let subject: Name
    package let key: IssuingKey
    /// The octets of the serial number: positive, at most 20.
    package let serialNumber: [UInt8]
    package let validity: Period
    package let privateKeyUsage: Period
    package let documentTypes: [String]
    package var form = CertificateForm()

    package init(
        _ profile: CertificateProfile, subject: Name, key: IssuingKey, serialNumber: [UInt8], validity: Period, privateKeyUsage: Period,
        documentTypes: [String] = []
    ) {
        self.profile = profile
        self.subject = subject
        self.key = key
        self.serialNumber = serialNumber
        self.validity = validity
        self.privateKeyUsage = privateKeyUsage
        self.documentTypes = documentTypes
    }

    /// The same request with a deviation.
    package func with(_ deviation: CertificateDeviation) -> CertificateRequest {
        var request = self
        deviation.apply(&request.form)
        return request
    }
}

/// A CSCA: its name and its key.
package struct CertificateAuthority: Sendable {
    package let name: Name
    package let key: IssuingKey
    /// The three letters of the MRZ.
    package let state: String
    /// The serial number of its own certificate, which some key identifiers name.
    package var serialNumber: [UInt8] = [1]

    package init(name: Name, key: IssuingKey, state: String = "UTO") {
        self.name = name
        self.key = key
        self.state = state
    }

    /// Where this authority's revocation lists would be published; the domain is reserved and never resolves (RFC 2606).
    private var revocationListAddress: String { "https://pkd.utopia.example/crl/\(state).crl" }

    /// Issues a certificate; `authorityKeyIdentifier` is that of the authority's key unless one is forced.
    package func issue(_ request: CertificateRequest, authorityKeyIdentifier: [UInt8]? = nil) throws(OpenSSLError) -> [UInt8] {
        let form = request.form
        let signer = form.signer(key)
        let subjectKey = form.keyParameters.map { request.key.written(.explicitAs($0)) } ?? request.key
        let ownIdentifier = try key.keyIdentifier()
        let content = ExtensionContent(
            profile: request.profile, authorityKeyIdentifier: authorityKeyIdentifier ?? ownIdentifier, authorityName: name,
            authoritySerialNumber: serialNumber,
            subjectKeyIdentifier: try subjectKey.keyIdentifier(),
            privateKeyUsage: (request.privateKeyUsage.notBefore, request.privateKeyUsage.notAfter), state: state,
            documentTypes: request.documentTypes, revocationListAddress: revocationListAddress, changesName: request.subject != name)
        let toBeSigned = encoded { writer in
            writer.write(.sequence) { body in
                if let version = form.version { body.write(.context(0)) { $0.writeInteger(version) } }
                body.write(.integer, form.content(ofSerialNumber: request.serialNumber))
                body.append(signer.signatureAlgorithm)
                body.append(form.name(name, form.issuer).bytes)
                body.write(.sequence) { validity in
                    form.write(request.validity.notBefore, to: &validity)
                    form.write(form.notAfter ?? request.validity.notAfter, to: &validity)
                }
                body.append(form.name(request.subject, form.subject).bytes)
                body.append(subjectKey.subjectPublicKeyInfo)
                if form.hasUniqueIdentifiers { body.write(.contextPrimitive(1), [0x00, 0x55, 0x54]) }
                body.write(.context(3)) { $0.append(content.bytes(form)) }
            }
        }
        return try CertificateAuthority.signed(toBeSigned, by: signer, outerParameters: form.outerParameters)
    }

    /// SEQUENCE { toBeSigned, signatureAlgorithm, signature BIT STRING }.
    static func signed(
        _ toBeSigned: [UInt8], by key: IssuingKey, outerParameters: IssuingKey.AlgorithmParameters? = nil
    ) throws(OpenSSLError) -> [UInt8] {
        let signature = try key.sign(toBeSigned)
        var outer = key
        if let outerParameters { outer.parameters = outerParameters }
        return encoded { writer in
            writer.write(.sequence) { whole in
                whole.append(toBeSigned)
                whole.append(outer.signatureAlgorithm)
                whole.writeBitString(signature)
            }
        }
    }
}
