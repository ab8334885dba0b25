package import CivilTime
import SignedStructures
import TagLengthValue

/// What kind of certificate is issued; the profile of Doc 9303-12, 7.1 decides the extensions.
package enum CertificateProfile: Sendable, CaseIterable {
    case countrySigningCA, link, documentSigner
}

/// What the extensions of a certificate are made of.
package struct ExtensionContent: Sendable {
    package let profile: CertificateProfile
    package let authorityKeyIdentifier: [UInt8]
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
        ExtensionRow(identifier: .subjectKeyIdentifier, isCritical: false, profiles: CertificateProfile.allCases) { content, writer in
            writer.write(.octetString, content.subjectKeyIdentifier)
        },
        ExtensionRow(identifier: .keyUsage, isCritical: true, profiles: CertificateProfile.allCases) { content, writer in
            // digitalSignature is bit 0; keyCertSign and cRLSign are bits 5 and 6. The first octet counts the unused bits.
            writer.write(.bitString, content.profile == .documentSigner ? [0x07, 0x80] : [0x01, 0x06])
        },
        ExtensionRow(identifier: .privateKeyUsagePeriod, isCritical: false, profiles: CertificateProfile.allCases) { content, writer in
            writer.write(.sequence) { period in
                period.write(.contextPrimitive(0), text: content.privateKeyUsage.notBefore.generalized)
                period.write(.contextPrimitive(1), text: content.privateKeyUsage.notAfter.generalized)
            }
        },
        ExtensionRow(
            identifier: .subjectAlternativeName, isCritical: false, profiles: CertificateProfile.allCases, write: writeAlternativeName),
        ExtensionRow(
            identifier: .issuerAlternativeName, isCritical: false, profiles: CertificateProfile.allCases, write: writeAlternativeName),
        ExtensionRow(identifier: .basicConstraints, isCritical: true, profiles: [.countrySigningCA, .link]) { _, writer in
            writer.write(.sequence) { constraints in
                constraints.write(.boolean, [0xFF])
                constraints.writeInteger(0)
            }
        },
        ExtensionRow(identifier: .cRLDistributionPoints, isCritical: false, profiles: CertificateProfile.allCases) { content, writer in
            writer.write(.sequence) { points in
                points.write(.sequence) { point in
                    point.write(.context(0)) { name in
                        name.write(.context(0)) { $0.write(.contextPrimitive(6), text: content.revocationListAddress) }
                    }
                }
            }
        },
        ExtensionRow(identifier: .nameChange, isCritical: false, profiles: [.link]) { _, writer in writer.write(.null, []) },
        ExtensionRow(identifier: .documentTypeList, isCritical: false, profiles: [.documentSigner]) { content, writer in
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
}

extension ExtensionContent {
    /// Extensions ::= SEQUENCE OF SEQUENCE { extnID, critical DEFAULT FALSE, extnValue OCTET STRING }, by one loop over the table.
    package var bytes: [UInt8] {
        encoded { writer in
            writer.write(.sequence) { list in
                for row in ExtensionRow.table where row.profiles.contains(profile) {
                    guard row.identifier != .nameChange || changesName else { continue }
                    list.write(.sequence) { item in
                        item.write(row.identifier)
                        if row.isCritical { item.write(.boolean, [0xFF]) }
                        item.write(.octetString) { row.write(self, &$0) }
                    }
                }
            }
        }
    }
}
