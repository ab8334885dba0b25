package import CivilTime
package import SafeOpenSSL
package import SignedStructures
import TagLengthValue

/// What an EF.SOD is made of.
///
/// Doc 9303-10, 4.6.2. What can be falsified before it is signed is a variable, and stands at its right value at first.
package struct SecurityObjectContent {
    /// The version of LDSSecurityObject: 1 carries the LDS version.
    package var ldsObjectVersion: UInt = 0
    package var ldsVersion = "0107"
    package var hashAlgorithm: DigestAlgorithm = .sha256
    /// The hash value of each data group, in order.
    package var hashes: [(number: UInt, value: [UInt8])]
    package var signingTime: Timestamp?
    package var contentType = OID.ldsSecurityObject
    /// The content type among the signed attributes.
    package var signedContentType = OID.ldsSecurityObject
    /// Replaces the digest among the signed attributes.
    package var messageDigest: [UInt8]?
    package let signer: IssuingKey
    package let certificate: [UInt8]
    package let issuer: Name
    package let serialNumber: [UInt8]

    package init(hashes: [(number: UInt, value: [UInt8])], signer: IssuingKey, certificate: [UInt8], issuer: Name, serialNumber: [UInt8]) {
        self.hashes = hashes
        self.signer = signer
        self.certificate = certificate
        self.issuer = issuer
        self.serialNumber = serialNumber
    }

    /// LDSSecurityObject ::= SEQUENCE { version, hashAlgorithm, SEQUENCE OF { number, value }, ldsVersionInfo OPTIONAL }.
    package var ldsSecurityObject: [UInt8] {
        encoded { writer in
            writer.write(.sequence) { object in
                object.writeInteger(ldsObjectVersion)
                object.writeAlgorithm(hashAlgorithm.identifier, withNull: true)
                object.write(.sequence) { list in
                    for hash in hashes {
                        list.write(.sequence) { item in
                            item.writeInteger(hash.number)
                            item.write(.octetString, hash.value)
                        }
                    }
                }
                if ldsObjectVersion == 1 {
                    object.write(.sequence) { version in
                        version.write(.printableString, text: ldsVersion)
                        version.write(.printableString, text: "040000")
                    }
                }
            }
        }
    }

    /// The whole file: `77` around the ContentInfo of a SignedData of version 3.
    package func file() throws(OpenSSLError) -> [UInt8] {
        let content = ldsSecurityObject
        let attributes = try signedAttributes(content)
        let signature = try signer.sign(encoded { $0.writeSetOf(attributes) })
        let digestAlgorithm = encoded { $0.writeAlgorithm(signer.scheme.digestAlgorithm.identifier, withNull: true) }
        return encoded { writer in
            writer.write(Tag(0x77)) { file in
                file.write(.sequence) { info in
                    info.write(.signedData)
                    info.write(.context(0)) { wrapper in
                        wrapper.write(.sequence) { data in
                            data.writeInteger(3)
                            data.writeSetOf([digestAlgorithm])
                            data.write(.sequence) { encapsulated in
                                encapsulated.write(contentType)
                                encapsulated.write(.context(0)) { $0.write(.octetString, content) }
                            }
                            data.write(.context(0), certificate)
                            data.write(.set) { writeSignerInfo(digestAlgorithm, attributes, signature, to: &$0) }
                        }
                    }
                }
            }
        }
    }

    private func writeSignerInfo(
        _ digestAlgorithm: [UInt8], _ attributes: [[UInt8]], _ signature: [UInt8], to set: inout ElementWriter
    ) {
        set.write(.sequence) { info in
            info.writeInteger(1)
            info.write(.sequence) { identifier in
                identifier.append(issuer.bytes)
                identifier.writeUnsignedInteger(serialNumber)
            }
            info.append(digestAlgorithm)
            info.writeSetOf(attributes, tag: .context(0))
            info.append(signer.signatureAlgorithm)
            info.write(.octetString, signature)
        }
    }

    /// contentType, messageDigest and, where given, signingTime (RFC 5652, 11).
    private func signedAttributes(_ content: [UInt8]) throws(OpenSSLError) -> [[UInt8]] {
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
            attribute(.contentTypeAttribute) { $0.write(signedContentType) },
            attribute(.messageDigestAttribute) { $0.write(.octetString, messageDigest ?? right) },
        ]
        if let signingTime { attributes.append(attribute(.signingTimeAttribute) { $0.writeTime(signingTime) }) }
        return attributes
    }
}
