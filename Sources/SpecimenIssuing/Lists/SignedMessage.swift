package import CivilTime
package import SafeOpenSSL
package import SignedStructures
import TagLengthValue

/// A CMS message with one signer (RFC 5652, 5): master lists, deviation lists, defect lists.
///
/// What can be falsified before it is signed is a variable, and stands at its right value at first.
package struct SignedMessage: Sendable {
    /// How the signer is named.
    package enum SignerIdentifier: Sendable {
        /// The content octets of the serial number.
        case issuerAndSerialNumber(Name, [UInt8])
        case subjectKeyIdentifier([UInt8])
    }

    package var contentType: OID
    package var content: [UInt8]
    package var signer: IssuingKey
    package var identifier: SignerIdentifier
    /// In the order given, as real messages have them: some put the wrong one first.
    package var certificates: [[UInt8]]
    package var signingTime: Timestamp?
    /// The content type among the signed attributes, where it is another.
    package var signedContentType: OID?
    /// Replaces the digest among the signed attributes.
    package var messageDigest: [UInt8]?
    /// rsaEncryption in place of the identifier with the hash function, as half of all RSA signers write it.
    package var statesRSAEncryption = false
    package var trailingBytes: [UInt8] = []

    package init(
        contentType: OID, content: [UInt8], signer: IssuingKey, identifier: SignerIdentifier, certificates: [[UInt8]],
        signingTime: Timestamp? = nil
    ) {
        self.contentType = contentType
        self.content = content
        self.signer = signer
        self.identifier = identifier
        self.certificates = certificates
        self.signingTime = signingTime
    }

    /// The ContentInfo, and what trails it.
    package func bytes() throws(OpenSSLError) -> [UInt8] {
        let attributes = try signedAttributes()
        let signature = try signer.sign(encoded { $0.writeSetOf(attributes) })
        let digestAlgorithm = encoded { $0.writeAlgorithm(signer.scheme.digestAlgorithm.identifier, withNull: true) }
        let message = encoded { writer in
            writer.write(.sequence) { info in
                info.write(.signedData)
                info.write(.context(0)) { wrapper in
                    wrapper.write(.sequence) { data in
                        // Version 3, because the content is not id-data (RFC 5652, 5.1).
                        data.writeInteger(3)
                        data.writeSetOf([digestAlgorithm])
                        data.write(.sequence) { encapsulated in
                            encapsulated.write(contentType)
                            encapsulated.write(.context(0)) { $0.write(.octetString, content) }
                        }
                        if !certificates.isEmpty { data.write(.context(0), certificates.joined()) }
                        data.write(.set) { write(attributes, signature, digestAlgorithm, to: &$0) }
                    }
                }
            }
        }
        return message + trailingBytes
    }

    private func write(
        _ attributes: [[UInt8]], _ signature: [UInt8], _ digestAlgorithm: [UInt8], to set: inout ElementWriter
    ) {
        set.write(.sequence) { info in
            switch identifier {
            case .issuerAndSerialNumber(let issuer, let serialNumber):
                info.writeInteger(1)
                info.write(.sequence) { pair in
                    pair.append(issuer.bytes)
                    pair.write(.integer, serialNumber)
                }
            case .subjectKeyIdentifier(let identifier):
                info.writeInteger(3)
                info.write(.contextPrimitive(0), identifier)
            }
            info.append(digestAlgorithm)
            info.writeSetOf(attributes, tag: .context(0))
            if statesRSAEncryption { info.writeAlgorithm(.rsaEncryption, withNull: true) } else { info.append(signer.signatureAlgorithm) }
            info.write(.octetString, signature)
        }
    }

    /// contentType, messageDigest and, where given, signingTime (RFC 5652, 11).
    private func signedAttributes() throws(OpenSSLError) -> [[UInt8]] {
        let right = try DigestEngine().digest(signer.scheme.digestAlgorithm, of: content[...]).bytes
        func attribute(_ type: OID, _ value: (inout ElementWriter) -> Void) -> [UInt8] {
            encoded { writer in
                writer.write(.sequence) { pair in
                    pair.write(type)
                    pair.write(.set, value)
                }
            }
        }
        var attributes = [
            attribute(.contentTypeAttribute) { $0.write(signedContentType ?? contentType) },
            attribute(.messageDigestAttribute) { $0.write(.octetString, messageDigest ?? right) },
        ]
        if let signingTime { attributes.append(attribute(.signingTimeAttribute) { $0.writeTime(signingTime) }) }
        return attributes
    }
}

extension SignedMessage {
    /// CscaMasterList ::= SEQUENCE { version INTEGER { v0(0) }, certList SET OF Certificate } (Doc 9303-12, 9.2).
    package static func masterListContent(_ certificates: [[UInt8]]) -> [UInt8] {
        encoded { writer in
            writer.write(.sequence) { list in
                list.writeInteger(0)
                list.writeSetOf(certificates)
            }
        }
    }
}
