import SignedStructures
import TagLengthValue

/// The deviations that stand in the extensions.
extension CertificateDeviation {
    // MARK: Key identifiers

    static let identifiers: [CertificateDeviation] = [
        edit("subject-key-identifier-absent", "no subject key identifier", .remove(.subjectKeyIdentifier)),
        edit(
            "subject-key-identifier-raw", "the subject key identifier's octets without their OCTET STRING (Lithuania)",
            .replace(.subjectKeyIdentifier) { $0.subjectKeyIdentifier }),
        edit(
            "subject-key-identifier-short", "a subject key identifier of 8 octets",
            .replace(.subjectKeyIdentifier) { content in encoded { $0.write(.octetString, content.subjectKeyIdentifier.suffix(8)) } }),
        edit(
            "subject-key-identifier-long", "a subject key identifier of 32 octets that is no hash of the key",
            .replace(.subjectKeyIdentifier) { content in
                encoded { $0.write(.octetString, content.subjectKeyIdentifier + content.subjectKeyIdentifier.prefix(12)) }
            }),
        edit(
            "subject-key-identifier-other", "a subject key identifier of 20 octets that is not the key's (12 link certificates)",
            .replace(.subjectKeyIdentifier) { content in
                encoded { $0.write(.octetString, content.subjectKeyIdentifier.map { $0 ^ 0x5A }) }
            }),
        edit("authority-key-identifier-absent", "no authority key identifier (98 CSCAs)", .remove(.authorityKeyIdentifier)),
        edit(
            "authority-key-identifier-issuer-and-serial", "an authority key identifier of issuer and serial number alone",
            .replace(.authorityKeyIdentifier) { authorityKeyIdentifier($0, withKey: false) }),
        edit(
            "authority-key-identifier-both", "an authority key identifier of key, issuer and serial number",
            .replace(.authorityKeyIdentifier) { authorityKeyIdentifier($0, withKey: true) }),
        edit(
            "authority-key-identifier-half", "an authority key identifier with an issuer and no serial number (Ukraine)",
            .replace(.authorityKeyIdentifier) { content in
                encoded { writer in
                    writer.write(.sequence) { sequence in
                        sequence.write(.context(1)) { names in names.write(.context(4)) { $0.append(content.authorityName.bytes) } }
                    }
                }
            }),
    ]

    /// AuthorityKeyIdentifier ::= SEQUENCE { [0] key, [1] issuer GeneralNames, [2] serial number } (RFC 5280, 4.2.1.1).
    private static func authorityKeyIdentifier(_ content: ExtensionContent, withKey: Bool) -> [UInt8] {
        encoded { writer in
            writer.write(.sequence) { sequence in
                if withKey { sequence.write(.contextPrimitive(0), content.authorityKeyIdentifier) }
                sequence.write(.context(1)) { names in names.write(.context(4)) { $0.append(content.authorityName.bytes) } }
                sequence.write(.contextPrimitive(2), content.authoritySerialNumber)
            }
        }
    }

    // MARK: Usages, constraints, what is missing and what is too much

    static let usages: [CertificateDeviation] = [
        edit("key-usage-absent", "no key usage (China)", .remove(.keyUsage)),
        edit("key-usage-not-critical", "key usage not critical", .critical(.keyUsage, false)),
        edit(
            "key-usage-extra-bits", "digitalSignature and nonRepudiation besides the bits of a CSCA (Belgium, Finland)",
            for: CertificateProfile.authorities, .replace(.keyUsage) { _ in encoded { $0.write(.bitString, [0x01, 0xC6]) } }),
        edit(
            "key-usage-non-repudiation", "nonRepudiation besides digitalSignature", for: CertificateProfile.signers,
            .replace(.keyUsage) { _ in encoded { $0.write(.bitString, [0x06, 0xC0]) } }),
        edit("private-key-usage-absent", "no private key usage period", .remove(.privateKeyUsagePeriod)),
        edit(
            "alternative-names-absent", "neither subjectAltName nor issuerAltName", .remove(.subjectAlternativeName),
            .remove(.issuerAlternativeName)),
        edit("distribution-points-absent", "no CRL distribution points", .remove(.cRLDistributionPoints)),
        edit(
            "basic-constraints-absent", "a CSCA without basic constraints (Belgium, Order of Malta)", for: CertificateProfile.authorities,
            .remove(.basicConstraints)),
        edit(
            "basic-constraints-not-critical", "basic constraints not critical (China, Ivory Coast)", for: CertificateProfile.authorities,
            .critical(.basicConstraints, false)),
        edit(
            "basic-constraints-without-length", "a CSCA without path length", for: CertificateProfile.authorities,
            .replace(.basicConstraints) { _ in encoded { writer in writer.write(.sequence) { $0.write(.boolean, [0xFF]) } } }),
        edit(
            "basic-constraints-length-one", "a CSCA with the path length 1", for: CertificateProfile.authorities,
            .replace(.basicConstraints) { _ in
                encoded { writer in
                    writer.write(.sequence) { constraints in
                        constraints.write(.boolean, [0xFF])
                        constraints.writeInteger(1)
                    }
                }
            }),
        edit(
            "basic-constraints-length-two", "a link certificate with the path length 2 (Portugal)", for: [.link],
            .replace(.basicConstraints) { _ in
                encoded { writer in
                    writer.write(.sequence) { constraints in
                        constraints.write(.boolean, [0xFF])
                        constraints.writeInteger(2)
                    }
                }
            }),
        edit(
            "basic-constraints-no-authority", "a link certificate with cA FALSE (Cameroon, Turkey, Luxembourg)", for: [.link],
            .replace(.basicConstraints) { _ in encoded { $0.write(.sequence, []) } }),
        edit(
            "basic-constraints-of-signer", "basic constraints in a signer (France, Australia)", for: CertificateProfile.signers,
            .add(.basicConstraints, critical: true) { _ in encoded { $0.write(.sequence, []) } }),
        edit(
            "extended-key-usage-absent", "a list signer without extended key usage", for: [.masterListSigner, .deviationListSigner],
            .remove(.extendedKeyUsage)),
        edit(
            "extended-key-usage-not-critical", "extended key usage not critical",
            for: [.masterListSigner, .deviationListSigner, .barcodeSigner], .critical(.extendedKeyUsage, false)),
        edit(
            "extended-key-usage-of-document-signer", "clientAuth and emailProtection in a document signer", for: [.documentSigner],
            .add(.extendedKeyUsage, critical: false) { _ in purposesOfInternet([2, 4]) }),
        edit(
            "extended-key-usage-time-stamping", "a critical timeStamping in a document signer (8)", for: [.documentSigner],
            .add(.extendedKeyUsage, critical: true) { _ in purposesOfInternet([8]) }),
        edit("name-change-absent", "no nameChange where the name changes (49 link certificates)", for: [.link], .remove(.nameChange)),
        edit(
            "netscape-type", "Netscape's certificate type (United States, Iceland, Romania)",
            .add(.netscapeCertificateType, critical: false) { _ in encoded { $0.write(.bitString, [0x00, 0x07]) } }),
        edit(
            "microsoft-extensions", "Microsoft's certificate template name and CA version",
            .add(OID(dotted: "1.3.6.1.4.1.311.20.2") ?? .defectList, critical: false) { _ in
                encoded { $0.write(.bmpString, Array("SubCA".utf8).flatMap { [0, $0] }) }
            },
            .add(OID(dotted: "1.3.6.1.4.1.311.21.1") ?? .defectList, critical: false) { _ in encoded { $0.writeInteger(0) } }),
        edit(
            "private-extension", "a private extension that nobody knows",
            .add(.defectList, critical: false) { _ in encoded { $0.write(.utf8String, text: "Utopia") } }),
        edit(
            "private-extension-critical", "a critical private extension that nobody knows",
            .add(.defectList, critical: true) { _ in encoded { $0.write(.utf8String, text: "Utopia") } }),
    ]

    /// The purposes below 1.3.6.1.5.5.7.3 (RFC 5280, 4.2.1.12).
    private static func purposesOfInternet(_ arcs: [UInt8]) -> [UInt8] {
        encoded { writer in
            writer.write(.sequence) { purposes in
                for arc in arcs { purposes.write(.objectIdentifier, [0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, arc]) }
            }
        }
    }

    // MARK: Document type lists

    /// The encodings that were met besides the standard's, over 28 720 document signers.
    static let documentTypes: [CertificateDeviation] = [
        edit("document-types-absent", "no document type list (a third of all)", for: [.documentSigner], .remove(.documentTypeList)),
        types("document-types-unsorted", "the SET not in DER's order (France, Spain, Bulgaria)") { content, writer in
            writer.write(.sequence) { list in
                list.writeInteger(0)
                list.write(.set) { set in
                    for type in content.documentTypes.sorted().reversed() + ["AA"] { set.write(.printableString, text: type) }
                }
            }
        },
        types("document-types-without-set", "strings without version and SET (Tanzania)") { content, writer in
            writer.write(.sequence) { list in for type in content.documentTypes { list.write(.printableString, text: type) } }
        },
        types("document-types-without-version", "the SET without version (China)") { content, writer in
            writer.write(.sequence) { list in
                list.write(.set) { set in for type in content.documentTypes { set.write(.printableString, text: type) } }
            }
        },
        types("document-types-several-sets", "a SET for each type (Moldova)") { content, writer in
            writer.write(.sequence) { list in
                list.writeInteger(0)
                for type in content.documentTypes + ["PT"] { list.write(.set) { $0.write(.printableString, text: type) } }
            }
        },
        types("document-types-bare-string", "one bare PrintableString (Oman)") { content, writer in
            writer.write(.printableString, text: content.documentTypes.first ?? "P")
        },
        types("document-types-raw-character", "one raw character (Morocco)") { content, writer in
            writer.append((content.documentTypes.first ?? "P").utf8.prefix(1))
        },
        types("document-types-filler", "a type with the zone's filler, P<") { content, writer in
            writer.write(.sequence) { list in
                list.writeInteger(0)
                list.write(.set) { $0.write(.printableString, text: String(((content.documentTypes.first ?? "P") + "<").prefix(2))) }
            }
        },
        types("document-types-malformed", "a number in place of the list") { _, writer in writer.writeInteger(0) },
        edit(
            "document-types-obsolete-identifier", "the list under 2.23.136.1.1.4 (France)", for: [.documentSigner],
            .identifier(.documentTypeList, by: .documentTypeListObsolete)),
    ]

    private static func types(
        _ name: String, _ summary: String, _ write: @escaping @Sendable (ExtensionContent, inout ElementWriter) -> Void
    ) -> CertificateDeviation {
        edit(name, summary, for: [.documentSigner], .replace(.documentTypeList) { content in encoded { write(content, &$0) } })
    }
}
