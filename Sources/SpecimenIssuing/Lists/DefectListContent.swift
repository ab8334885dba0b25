package import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// What a defect list says of document signers (BSI TR-03129-2).
///
///     DefectList ::= SEQUENCE { version INTEGER { v1(0) }, hashAlg OBJECT IDENTIFIER, defects SET OF Defect }
///     Defect ::= SEQUENCE { signerIdentifier SignerIdentifier, certificateHash OCTET STRING OPTIONAL, knownDefects SET OF KnownDefect }
///     KnownDefect ::= SEQUENCE { defectType OBJECT IDENTIFIER, parameters ANY OPTIONAL }
package struct DefectListContent: Sendable {
    private var signers: [(issuer: Name, serialNumber: [UInt8], certificate: [UInt8])] = []

    package init() {}

    /// Adds the next signer; the types of defect are taken in turn.
    package mutating func add(_ certificate: [UInt8], _ request: CertificateRequest, issuer: Name) {
        signers.append((issuer, request.form.content(ofSerialNumber: request.serialNumber), certificate))
    }

    /// The types below 0.4.0.127.0.7.3.1.5: certificate revoked (with a status), active authentication key revoked, security object invalid.
    private static let types: [(arcs: String, status: UInt8?)] = [("1.1", 0), ("1.4", nil), ("2.2", nil)]

    package func bytes() throws(OpenSSLError) -> [UInt8] {
        var defects: [[UInt8]] = []
        for (index, signer) in signers.enumerated() {
            let hash = try DigestEngine().digest(.sha256, of: signer.certificate[...]).bytes
            let type = DefectListContent.types[index % DefectListContent.types.count]
            defects.append(
                encoded { writer in
                    writer.write(.sequence) { defect in
                        defect.write(.sequence) { pair in
                            pair.append(signer.issuer.bytes)
                            pair.write(.integer, signer.serialNumber)
                        }
                        defect.write(.octetString, hash)
                        defect.write(.set) { $0.write(.sequence) { DefectListContent.write(type, to: &$0) } }
                    }
                })
        }
        return encoded { writer in
            writer.write(.sequence) { list in
                list.writeInteger(0)
                list.write(.sha256)
                list.writeSetOf(defects)
            }
        }
    }

    private static func write(_ type: (arcs: String, status: UInt8?), to known: inout ElementWriter) {
        if let identifier = OID(dotted: "0.4.0.127.0.7.3.1.5." + type.arcs) { known.write(identifier) }
        if let status = type.status { known.write(Tag(0x0A), [status]) }
    }
}
