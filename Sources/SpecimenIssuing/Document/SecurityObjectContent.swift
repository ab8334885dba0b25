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
    /// How the message departs from what Doc 9303-10, 4.6.2.2 asks for.
    package var deviations: Set<Deviation> = []
    /// The function that LDSSecurityObject names, where it is another than the hashes are made by.
    package var statedHashAlgorithm: DigestAlgorithm?
    /// The AlgorithmIdentifier of the signature, where it is another.
    package var signatureAlgorithm: [UInt8]?
    /// Changes the signature.
    package var changeSignature: @Sendable ([UInt8]) -> [UInt8] = { $0 }
    package var signer: IssuingKey
    package let certificate: [UInt8]
    package let authorityCertificate: [UInt8]
    package var issuer: Name
    /// The content octets of the serial number in the signer identifier.
    package var serialNumberContent: [UInt8]
    package let keyIdentifier: [UInt8]

    /// One departure each, as real messages have it; most leave the proof intact.
    package enum Deviation: Sendable, Hashable {
        case signedAttributesAbsent
        /// The attributes stand in the reverse order, and are signed so or as DER.
        case attributesReversed, attributesReversedButSignedSorted
        case identifiedByKeyIdentifier, identifiedByKeyIdentifierInVersionOne, issuerAndSerialNumberInVersionThree
        case certificateAbsent
        /// The CSCA stands before the signer.
        case authorityFirst
        case indefiniteLength, wrapperAbsent
        case hashesReversed, firstHashTwice
        /// The SignerInfo states a digest algorithm that nobody knows.
        case digestAlgorithmUnknown
        /// A hash for a data group 17.
        case unknownGroupHash
        /// The same SignerInfo twice.
        case signerTwice
        /// Attributes beside the three, and the signing time in its other form.
        case furtherAttributes, generalizedSigningTime
        /// CMSAlgorithmProtection names another hash function than the message is made by.
        case algorithmProtectionWrong
        case versionInformationAbsent, versionInformationInVersionZero
    }

    package init(
        hashes: [(number: UInt, value: [UInt8])], signer: IssuingKey, certificate: [UInt8], issuer: Name, serialNumberContent: [UInt8],
        keyIdentifier: [UInt8] = [], authorityCertificate: [UInt8] = []
    ) {
        self.hashes = hashes
        self.signer = signer
        self.certificate = certificate
        self.issuer = issuer
        self.serialNumberContent = serialNumberContent
        self.keyIdentifier = keyIdentifier
        self.authorityCertificate = authorityCertificate
    }

    /// The same with a positive serial number.
    package init(hashes: [(number: UInt, value: [UInt8])], signer: IssuingKey, certificate: [UInt8], issuer: Name, serialNumber: [UInt8]) {
        self.init(
            hashes: hashes, signer: signer, certificate: certificate, issuer: issuer,
            serialNumberContent: CertificateForm().content(ofSerialNumber: serialNumber))
    }

    /// LDSSecurityObject ::= SEQUENCE { version, hashAlgorithm, SEQUENCE OF { number, value }, ldsVersionInfo OPTIONAL }.
    package var ldsSecurityObject: [UInt8] {
        encoded { writer in
            writer.write(.sequence) { object in
                object.writeInteger(ldsObjectVersion)
                object.writeAlgorithm((statedHashAlgorithm ?? hashAlgorithm).identifier, withNull: true)
                object.write(.sequence) { list in
                    for hash in listedHashes {
                        list.write(.sequence) { item in
                            item.writeInteger(hash.number)
                            item.write(.octetString, hash.value)
                        }
                    }
                }
                let isStated = ldsObjectVersion == 1 ? !deviations.contains(.versionInformationAbsent) : hasMisplacedVersion
                if isStated {
                    object.write(.sequence) { version in
                        version.write(.printableString, text: ldsVersion)
                        version.write(.printableString, text: "040000")
                    }
                }
            }
        }
    }

    private var hasMisplacedVersion: Bool { deviations.contains(.versionInformationInVersionZero) }

    private var listedHashes: [(number: UInt, value: [UInt8])] {
        if deviations.contains(.hashesReversed) { return hashes.reversed() }
        if deviations.contains(.unknownGroupHash), let last = hashes.last { return hashes + [(17, last.value)] }
        return deviations.contains(.firstHashTwice) ? hashes.prefix(1) + hashes : hashes
    }

    /// The whole file: `77` around the ContentInfo of a SignedData of version 3.
    package func file() throws(OpenSSLError) -> [UInt8] {
        let content = ldsSecurityObject
        let attributes = try signedAttributes(content).sorted { $0.lexicographicallyPrecedes($1) }
        let stored = isReversed ? attributes.reversed() : attributes
        let signed = deviations.contains(.attributesReversed) ? stored : attributes
        let signature =
            deviations.contains(.signedAttributesAbsent)
            ? try signer.sign(content) : try signer.sign(encoded { writer in writer.write(.set, signed.joined()) })
        let digestAlgorithm = encoded { $0.writeAlgorithm(signer.scheme.digestAlgorithm.identifier, withNull: true) }
        let message = message(content, digestAlgorithm) { set in
            for _ in 0..<(deviations.contains(.signerTwice) ? 2 : 1) {
                writeSignerInfo(digestAlgorithm, stored, changeSignature(signature), to: &set)
            }
        }
        return deviations.contains(.wrapperAbsent) ? message : encoded { $0.write(Tag(0x77), message) }
    }

    private var isReversed: Bool {
        deviations.contains(.attributesReversed) || deviations.contains(.attributesReversedButSignedSorted)
    }

    /// The ContentInfo.
    private func message(
        _ content: [UInt8], _ digestAlgorithm: [UInt8], _ writeSigner: (inout ElementWriter) -> Void
    ) -> [UInt8] {
        var certificates = deviations.contains(.certificateAbsent) ? [] : [certificate]
        if deviations.contains(.authorityFirst) { certificates.insert(authorityCertificate, at: 0) }
        let data = encoded { data in
            data.writeInteger(3)
            data.writeSetOf([digestAlgorithm])
            data.write(.sequence) { encapsulated in
                encapsulated.write(contentType)
                encapsulated.write(.context(0)) { $0.write(.octetString, content) }
            }
            if !certificates.isEmpty { data.write(.context(0), certificates.joined()) }
            data.write(.set, writeSigner)
        }
        let outer = deviations.contains(.indefiniteLength) ? indefinite : definite
        return outer(.sequence, encoded { $0.write(.signedData) } + outer(.context(0), outer(.sequence, data)))
    }

    private func definite(_ tag: Tag, _ content: [UInt8]) -> [UInt8] { encoded { $0.write(tag, content) } }

    /// An element whose end two zero octets mark (X.690, 8.1.3.6).
    private func indefinite(_ tag: Tag, _ content: [UInt8]) -> [UInt8] {
        [UInt8(truncatingIfNeeded: tag.rawValue), 0x80] + content + [0x00, 0x00]
    }

    /// SEQUENCE { 2.16.840.1.101.3.4.2.127 }, which stands for no algorithm.
    private static let unknownAlgorithm: [UInt8] = [0x30, 0x0B, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x7F]

    private func writeSignerInfo(
        _ digestAlgorithm: [UInt8], _ attributes: [[UInt8]], _ signature: [UInt8], to set: inout ElementWriter
    ) {
        let byKey = deviations.contains(.identifiedByKeyIdentifier) || deviations.contains(.identifiedByKeyIdentifierInVersionOne)
        let isVersionThree = deviations.contains(.identifiedByKeyIdentifier) || deviations.contains(.issuerAndSerialNumberInVersionThree)
        set.write(.sequence) { info in
            info.writeInteger(isVersionThree ? 3 : 1)
            if byKey {
                info.write(.contextPrimitive(0), keyIdentifier)
            } else {
                info.write(.sequence) { identifier in
                    identifier.append(issuer.bytes)
                    identifier.write(.integer, serialNumberContent)
                }
            }
            info.append(deviations.contains(.digestAlgorithmUnknown) ? SecurityObjectContent.unknownAlgorithm : digestAlgorithm)
            if !deviations.contains(.signedAttributesAbsent) { info.write(.context(0), attributes.joined()) }
            info.append(signatureAlgorithm ?? signer.signatureAlgorithm)
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
        if let signingTime {
            attributes.append(
                attribute(.signingTimeAttribute) { writer in
                    if deviations.contains(.generalizedSigningTime) {
                        writer.write(.generalizedTime, text: signingTime.description.filter(\.isNumber) + "Z")
                    } else {
                        writer.writeTime(signingTime)
                    }
                })
        }
        return deviations.contains(.furtherAttributes) ? attributes + (try furtherAttributes(attribute)) : attributes
    }

    /// CMSAlgorithmProtection ::= SEQUENCE { digestAlgorithm, signatureAlgorithm [1] } (RFC 6211, 2), and
    /// SigningCertificate ::= SEQUENCE { SEQUENCE OF ESSCertID } with the SHA-1 of the certificate (RFC 5035, 5).
    private func furtherAttributes(
        _ attribute: (OID, (inout ElementWriter) -> Void) -> [UInt8]
    ) throws(OpenSSLError) -> [[UInt8]] {
        let hash = try DigestEngine().digest(.sha1, of: certificate[...]).bytes
        let function = signer.scheme.digestAlgorithm
        let protected = deviations.contains(.algorithmProtectionWrong) ? function == .sha512 ? .sha256 : .sha512 : function
        // The implicit tag stands in the place of the SEQUENCE's.
        let algorithm = [0xA1] + (signatureAlgorithm ?? signer.signatureAlgorithm).dropFirst()
        return [
            attribute(.algorithmProtectionAttribute) { value in
                value.write(.sequence) { protection in
                    protection.writeAlgorithm(protected.identifier, withNull: true)
                    protection.append(algorithm)
                }
            },
            attribute(.signingCertificateAttribute) { value in
                value.write(.sequence) { certificate in
                    certificate.write(.sequence) { list in list.write(.sequence) { $0.write(.octetString, hash) } }
                }
            },
        ]
    }
}
