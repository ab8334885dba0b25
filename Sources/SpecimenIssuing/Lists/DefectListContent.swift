package import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// What a defect list says of document signers (BSI TR-03129-2).
///
///     DefectList ::= SEQUENCE { version INTEGER { v1(0) }, hashAlg OBJECT IDENTIFIER, defects SET OF Defect }
///     Defect ::= SEQUENCE { signerIdentifier SignerIdentifier, certificateHash OCTET STRING OPTIONAL, knownDefects SET OF KnownDefect }
///     KnownDefect ::= SEQUENCE { defectType OBJECT IDENTIFIER, parameters ANY OPTIONAL }
package struct DefectListContent: Sendable {
    /// A defect with its parameter.
    package enum Defect: Sendable {
        case certificateRevoked(status: UInt8)
        /// The certificate to use in place of the signer's.
        case certificateReplaced([UInt8])
        case chipAuthenticationKeyCompromised
        case activeAuthenticationKeyCompromised
        /// 0 chip authentication, 1 active authentication, 2 both, 3 PACE-CAM, 4 and 5 one of them with it, 6 all.
        case authenticationProtocolFailure(UInt8)
        /// 0 the CSCA's, 1 the signer's, 2 both.
        case validityPeriodIncorrect(UInt8)
        case dataGroupsMalformed([UInt8])
        case securityObjectInvalid
        case commonDataDiscrepancy
        /// The certificate of the signer that EF.SOD names wrongly.
        case wrongSignerIdentifier([UInt8])
        /// The same by its key identifier.
        case wrongSignerIdentifierByKey([UInt8])
        case issuingCountry(String)
        case cardSecurityMalformed
        case chipSecurityMalformed
        case powerDownRequired
        case documentSignerMalformed
    }

    /// How a list names a signer.
    package enum Signer: Sendable {
        /// The content octets of the serial number.
        case issuerAndSerialNumber(Name, [UInt8])
        case subjectKeyIdentifier([UInt8])
    }

    private var entries: [(signer: Signer, hash: [UInt8]?, defects: [Defect])] = []

    package init() {}

    /// Adds what is known of a signer's documents, with the SHA-256 of its certificate where that is given.
    package mutating func add(_ signer: Signer, certificate: [UInt8]? = nil, _ defects: [Defect]) throws(OpenSSLError) {
        let hash: [UInt8]? = if let certificate { try DigestEngine().digest(.sha256, of: certificate[...]).bytes } else { nil }
        entries.append((signer, hash, defects))
    }

    package func bytes() -> [UInt8] {
        let defects = entries.map { entry in
            encoded { writer in
                writer.write(.sequence) { defect in
                    switch entry.signer {
                    case .issuerAndSerialNumber(let issuer, let serialNumber):
                        defect.write(.sequence) { pair in
                            pair.append(issuer.bytes)
                            pair.write(.integer, serialNumber)
                        }
                    case .subjectKeyIdentifier(let identifier): defect.write(.contextPrimitive(0), identifier)
                    }
                    if let hash = entry.hash { defect.write(.octetString, hash) }
                    defect.writeSetOf(entry.defects.map { known in encoded { $0.write(.sequence) { known.write(to: &$0) } } })
                }
            }
        }
        return encoded { writer in
            writer.write(.sequence) { list in
                list.writeInteger(0)
                list.write(.sha256)
                list.writeSetOf(defects)
            }
        }
    }
}

extension DefectListContent.Defect {
    /// Writes the type, which stands below 0.4.0.127.0.7.3.1.5, and the parameter.
    fileprivate func write(to known: inout ElementWriter) {
        if let identifier = OID(dotted: "0.4.0.127.0.7.3.1.5." + arcs) { known.write(identifier) }
        switch self {
        case .certificateRevoked(let status): known.write(Tag(0x0A), [status])
        case .authenticationProtocolFailure(let code), .validityPeriodIncorrect(let code): known.write(Tag(0x0A), [code])
        case .certificateReplaced(let certificate), .wrongSignerIdentifier(let certificate): known.append(certificate)
        case .wrongSignerIdentifierByKey(let identifier): known.write(.contextPrimitive(0), identifier)
        case .dataGroupsMalformed(let numbers): known.writeSetOf(numbers.map { number in encoded { $0.write(.integer, [number]) } })
        case .issuingCountry(let country): known.write(.printableString, text: country)
        default: break
        }
    }

    private var arcs: String {
        switch self {
        case .certificateRevoked: "1.1"
        case .certificateReplaced: "1.2"
        case .chipAuthenticationKeyCompromised: "1.3"
        case .activeAuthenticationKeyCompromised: "1.4"
        case .authenticationProtocolFailure: "1.5"
        case .validityPeriodIncorrect: "1.6"
        case .dataGroupsMalformed: "2.1"
        case .securityObjectInvalid: "2.2"
        case .commonDataDiscrepancy: "2.3"
        case .wrongSignerIdentifier, .wrongSignerIdentifierByKey: "2.4"
        case .issuingCountry: "2.5"
        case .cardSecurityMalformed: "4.1"
        case .chipSecurityMalformed: "4.2"
        case .powerDownRequired: "4.3"
        case .documentSignerMalformed: "4.4"
        }
    }

    /// One of every type; those that give a certificate give this one.
    package static func everyKind(_ certificate: [UInt8]) -> [DefectListContent.Defect] {
        [
            .certificateRevoked(status: 0), .certificateReplaced(certificate), .chipAuthenticationKeyCompromised,
            .activeAuthenticationKeyCompromised, .authenticationProtocolFailure(1), .validityPeriodIncorrect(2),
            .dataGroupsMalformed([3, 4]),
            .securityObjectInvalid, .commonDataDiscrepancy, .wrongSignerIdentifier(certificate), .issuingCountry("UT"),
            .cardSecurityMalformed, .chipSecurityMalformed, .powerDownRequired, .documentSignerMalformed,
        ]
    }
}
