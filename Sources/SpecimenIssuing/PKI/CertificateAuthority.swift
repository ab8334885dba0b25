package import CivilTime
package import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// The time from the first to the last moment of something.
package struct Period: Sendable {
    package let notBefore: Timestamp
    package let notAfter: Timestamp

    package init(_ notBefore: Timestamp, _ notAfter: Timestamp) {
        self.notBefore = notBefore
        self.notAfter = notAfter
    }
}

/// What is asked of an authority for one certificate.
package struct CertificateRequest {
    package let profile: CertificateProfile
    package let subject: Name
    package let key: IssuingKey
    /// The octets of the serial number: positive, at most 20.
    package let serialNumber: [UInt8]
    package let validity: Period
    package let privateKeyUsage: Period
    package let documentTypes: [String]

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
}

/// A CSCA: its name and its key.
package struct CertificateAuthority {
    package let name: Name
    package let key: IssuingKey
    /// The three letters of the MRZ.
    package let state: String

    package init(name: Name, key: IssuingKey, state: String = "UTO") {
        self.name = name
        self.key = key
        self.state = state
    }

    /// Where this authority's revocation lists would be published; the domain is reserved and never resolves (RFC 2606).
    private var revocationListAddress: String { "https://pkd.utopia.example/crl/\(state).crl" }

    /// Issues a certificate; `authorityKeyIdentifier` is that of the authority's key unless one is forced.
    package func issue(_ request: CertificateRequest, authorityKeyIdentifier: [UInt8]? = nil) throws(OpenSSLError) -> [UInt8] {
        let ownIdentifier = try key.keyIdentifier()
        let content = try ExtensionContent(
            profile: request.profile, authorityKeyIdentifier: authorityKeyIdentifier ?? ownIdentifier,
            subjectKeyIdentifier: request.key.keyIdentifier(),
            privateKeyUsage: (request.privateKeyUsage.notBefore, request.privateKeyUsage.notAfter), state: state,
            documentTypes: request.documentTypes, revocationListAddress: revocationListAddress, changesName: request.subject != name)
        let toBeSigned = encoded { writer in
            writer.write(.sequence) { body in
                body.write(.context(0)) { $0.writeInteger(2) }
                body.writeUnsignedInteger(request.serialNumber)
                body.append(key.signatureAlgorithm)
                body.append(name.bytes)
                body.write(.sequence) { validity in
                    validity.writeTime(request.validity.notBefore)
                    validity.writeTime(request.validity.notAfter)
                }
                body.append(request.subject.bytes)
                body.append(request.key.subjectPublicKeyInfo)
                body.write(.context(3)) { $0.append(content.bytes) }
            }
        }
        return try signed(toBeSigned)
    }

    /// A revocation list of version 2 with the key identifier and a number (Doc 9303-12, 7.1.4); an empty list of entries is left out.
    package func revocationList(
        number: UInt, thisUpdate: Timestamp, nextUpdate: Timestamp, revoked: [(serialNumber: [UInt8], date: Timestamp)]
    ) throws(OpenSSLError) -> [UInt8] {
        let identifier = try key.keyIdentifier()
        let toBeSigned = encoded { writer in
            writer.write(.sequence) { body in
                body.writeInteger(1)
                body.append(key.signatureAlgorithm)
                body.append(name.bytes)
                body.writeTime(thisUpdate)
                body.writeTime(nextUpdate)
                if !revoked.isEmpty {
                    body.write(.sequence) { list in
                        for entry in revoked {
                            list.write(.sequence) { item in
                                item.writeUnsignedInteger(entry.serialNumber)
                                item.writeTime(entry.date)
                            }
                        }
                    }
                }
                body.write(.context(0)) { wrapper in
                    wrapper.write(.sequence) { extensions in
                        extensions.write(.sequence) { item in
                            item.write(.authorityKeyIdentifier)
                            item.write(.octetString) { $0.write(.sequence) { $0.write(.contextPrimitive(0), identifier) } }
                        }
                        extensions.write(.sequence) { item in
                            item.write(.cRLNumber)
                            item.write(.octetString) { $0.writeInteger(number) }
                        }
                    }
                }
            }
        }
        return try signed(toBeSigned)
    }

    /// SEQUENCE { toBeSigned, signatureAlgorithm, signature BIT STRING }.
    private func signed(_ toBeSigned: [UInt8]) throws(OpenSSLError) -> [UInt8] {
        let signature = try key.sign(toBeSigned)
        return encoded { writer in
            writer.write(.sequence) { outer in
                outer.append(toBeSigned)
                outer.append(key.signatureAlgorithm)
                outer.writeBitString(signature)
            }
        }
    }
}
