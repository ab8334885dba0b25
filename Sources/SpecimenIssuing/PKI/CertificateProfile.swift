package import CivilTime
package import SignedStructures
import TagLengthValue

/// What kind of certificate is issued; the profile of Doc 9303-12, 7.1 decides the extensions.
package enum CertificateProfile: String, Sendable, CaseIterable {
    case countrySigningCA = "csca"
    case link
    case documentSigner = "document-signer"
    case masterListSigner = "master-list-signer"
    case deviationListSigner = "deviation-list-signer"
    /// Of visible digital seals (Doc 9303-13).
    case barcodeSigner = "barcode-signer"
    /// Of seals for non-constrained environments (VDS-NC).
    case nonConstrainedBarcodeSigner = "non-constrained-barcode-signer"
    case travelStampSigner = "travel-stamp-signer"
    case visaSigner = "visa-signer"
    case biometricsSigner = "biometrics-signer"

    static let authorities: [CertificateProfile] = [.countrySigningCA, .link]
    /// Those that carry everything that their table asks for; the signers of seals and of LDS2 carry next to nothing.
    static let whole: [CertificateProfile] = authorities + [.documentSigner, .masterListSigner, .deviationListSigner]
    static let withExtendedKeyUsage = CertificateProfile.allCases.filter { $0.extendedKeyUsage != nil }

    /// The purpose in the extended key usage, nil where there must be none (Doc 9303-12, 7.1.1).
    package var extendedKeyUsage: OID? {
        switch self {
        case .countrySigningCA, .link, .documentSigner: nil
        case .masterListSigner: .masterListSigner
        case .deviationListSigner: .deviationListSigner
        case .barcodeSigner: .visibleDigitalSealSigner
        case .nonConstrainedBarcodeSigner: .nonConstrainedSealSigner
        case .travelStampSigner: .lds2TravelStampSigner
        case .visaSigner: .lds2VisaSigner
        case .biometricsSigner: .lds2AdditionalBiometricsSigner
        }
    }

    /// Whether the certificate's key signs certificates.
    package var isAuthority: Bool { CertificateProfile.authorities.contains(self) }
}

/// What the extensions of a certificate are made of.
package struct ExtensionContent: Sendable {
    package let profile: CertificateProfile
    package let authorityKeyIdentifier: [UInt8]
    package let authorityName: Name
    /// The serial number of the authority's own certificate, as content octets.
    package let authoritySerialNumber: [UInt8]
    package let subjectKeyIdentifier: [UInt8]
    /// When the private key may sign; the certificate lives as long as the documents.
    package let privateKeyUsage: (notBefore: Timestamp, notAfter: Timestamp)
    /// The three letters of the MRZ.
    package let state: String
    /// The document codes of the MRZ that a document signer may sign: `P`, `I`, `ID`.
    package let documentTypes: [String]
    package let revocationListAddress: String
    /// Whether a link certificate leads to another name (Doc 9303-12, 7.1.1.3).
    package let changesName: Bool
}

/// One row of the profile's table.
struct ExtensionRow: Sendable {
    let identifier: OID
    let isCritical: Bool
    let profiles: [CertificateProfile]
    let write: @Sendable (ExtensionContent, inout ElementWriter) -> Void

    /// Doc 9303-12, 7.1, tables 5 to 10, in their order: what these certificates carry.
    static let table: [ExtensionRow] = [
        ExtensionRow(identifier: .authorityKeyIdentifier, isCritical: false, profiles: CertificateProfile.allCases) { content, writer in
            writer.write(.sequence) { $0.write(.contextPrimitive(0), content.authorityKeyIdentifier) }
        },
        ExtensionRow(identifier: .subjectKeyIdentifier, isCritical: false, profiles: CertificateProfile.whole) { content, writer in
            writer.write(.octetString, content.subjectKeyIdentifier)
        },
        ExtensionRow(identifier: .keyUsage, isCritical: true, profiles: CertificateProfile.whole) { content, writer in
            // digitalSignature is bit 0; keyCertSign and cRLSign are bits 5 and 6. The first octet counts the unused bits.
            writer.write(.bitString, content.profile.isAuthority ? [0x01, 0x06] : [0x07, 0x80])
        },
        ExtensionRow(identifier: .privateKeyUsagePeriod, isCritical: false, profiles: CertificateProfile.whole) { content, writer in
            writer.write(.sequence) { period in
                period.write(.contextPrimitive(0), text: content.privateKeyUsage.notBefore.generalized)
                period.write(.contextPrimitive(1), text: content.privateKeyUsage.notAfter.generalized)
            }
        },
        ExtensionRow(
            identifier: .subjectAlternativeName, isCritical: false, profiles: CertificateProfile.whole, write: writeAlternativeName),
        ExtensionRow(
            identifier: .issuerAlternativeName, isCritical: false, profiles: CertificateProfile.whole, write: writeAlternativeName),
        ExtensionRow(identifier: .basicConstraints, isCritical: true, profiles: CertificateProfile.authorities) { _, writer in
            writer.write(.sequence) { constraints in
                constraints.write(.boolean, [0xFF])
                constraints.writeInteger(0)
            }
        },
        ExtensionRow(
            identifier: .extendedKeyUsage, isCritical: true, profiles: CertificateProfile.withExtendedKeyUsage
        ) { content, writer in
            writer.write(.sequence) { purposes in
                if let purpose = content.profile.extendedKeyUsage { purposes.write(purpose) }
            }
        },
        ExtensionRow(identifier: .cRLDistributionPoints, isCritical: false, profiles: CertificateProfile.whole) { content, writer in
            writer.write(.sequence) { points in
                points.write(.sequence) { point in
                    point.write(.context(0)) { name in
                        name.write(.context(0)) { $0.write(.contextPrimitive(6), text: content.revocationListAddress) }
                    }
                }
            }
        },
        ExtensionRow(identifier: .nameChange, isCritical: false, profiles: [.link]) { _, writer in writer.write(.null, []) },
        ExtensionRow(identifier: .documentTypeList, isCritical: false, profiles: [.documentSigner, .barcodeSigner]) { content, writer in
            writer.write(.sequence) { list in
                list.writeInteger(0)
                list.writeSetOf(content.documentTypes.map { type in encoded { $0.write(.printableString, text: type) } })
            }
        },
    ]

    /// GeneralNames of one directoryName with the state's code, and an address.
    private static func writeAlternativeName(_ content: ExtensionContent, _ writer: inout ElementWriter) {
        writer.write(.sequence) { names in
            names.write(.contextPrimitive(1), text: "csca@utopia.example")
            names.write(.context(4)) { $0.append(Name(locality: content.state).bytes) }
        }
    }

    /// Whether this certificate carries the row's extension.
    func applies(to content: ExtensionContent) -> Bool {
        switch identifier {
        case .nameChange: content.changesName && profiles.contains(content.profile)
        // Optional where seals are signed.
        case .documentTypeList where content.profile == .barcodeSigner: !content.documentTypes.isEmpty
        default: profiles.contains(content.profile)
        }
    }
}

/// One extension: extnID, critical, and what extnValue wraps.
struct IssuedExtension: Sendable {
    var identifier: OID
    var isCritical: Bool
    var value: [UInt8]
}

extension ExtensionContent {
    /// The extensions that the profile asks for, by one loop over the table.
    var extensions: [IssuedExtension] {
        ExtensionRow.table.filter { $0.applies(to: self) }.map { row in
            IssuedExtension(identifier: row.identifier, isCritical: row.isCritical, value: encoded { row.write(self, &$0) })
        }
    }

    /// Extensions ::= SEQUENCE OF SEQUENCE { extnID, critical DEFAULT FALSE, extnValue OCTET STRING }, as the form has them.
    func bytes(_ form: CertificateForm) -> [UInt8] {
        var list = extensions
        for edit in form.extensionEdits { edit.apply(to: &list, self) }
        return encoded { writer in
            writer.write(.sequence) { extensions in
                for item in list {
                    extensions.write(.sequence) { writer in
                        writer.write(item.identifier)
                        if item.isCritical {
                            writer.write(.boolean, [form.trueOctet])
                        } else if form.encodesDefaults {
                            writer.write(.boolean, [0x00])
                        }
                        writer.write(.octetString, item.value)
                    }
                }
            }
        }
    }
}
