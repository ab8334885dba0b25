package import CivilTime
package import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// What is asked of an authority for one revocation list (Doc 9303-12, 7.1.4).
package struct RevocationListContent: Sendable {
    /// What real lists do that the profile forbids.
    package enum Deviation: String, Sendable, Hashable, CaseIterable {
        case reasonCodes, issuingDistributionPoint, deltaIndicator, emptyEntries, nextUpdateAbsent, keyIdentifierAbsent, numberAbsent
    }

    package var number: UInt
    package var thisUpdate: Timestamp
    package var nextUpdate: Timestamp
    /// The content octets of each serial number, and when it was revoked.
    package var revoked: [(serialNumber: [UInt8], date: Timestamp)]
    package var deviations: Set<Deviation> = []
    /// What `reasonCodes` gives: 1 keyCompromise, 4 superseded (RFC 5280, 5.3.1).
    package var reason: UInt8 = 1
    /// Elements that stand behind the entries as they are.
    package var rawEntries: [[UInt8]] = []

    package init(number: UInt, thisUpdate: Timestamp, nextUpdate: Timestamp, revoked: [(serialNumber: [UInt8], date: Timestamp)]) {
        self.number = number
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.revoked = revoked
    }
}

extension CertificateAuthority {
    /// A revocation list of version 2 with the key identifier and a number (Doc 9303-12, 7.1.4); an empty list of entries is left out.
    package func revocationList(
        number: UInt, thisUpdate: Timestamp, nextUpdate: Timestamp, revoked: [(serialNumber: [UInt8], date: Timestamp)]
    ) throws(OpenSSLError) -> [UInt8] {
        let form = CertificateForm()
        let entries = revoked.map { (form.content(ofSerialNumber: $0.serialNumber), $0.date) }
        return try revocationList(
            RevocationListContent(number: number, thisUpdate: thisUpdate, nextUpdate: nextUpdate, revoked: entries))
    }

    /// A revocation list as its content has it.
    package func revocationList(_ content: RevocationListContent) throws(OpenSSLError) -> [UInt8] {
        let identifier = try key.keyIdentifier()
        let deviations = content.deviations
        let toBeSigned = encoded { writer in
            writer.write(.sequence) { body in
                body.writeInteger(1)
                body.append(key.signatureAlgorithm)
                body.append(name.bytes)
                body.writeTime(content.thisUpdate)
                if !deviations.contains(.nextUpdateAbsent) { body.writeTime(content.nextUpdate) }
                if !content.revoked.isEmpty || !content.rawEntries.isEmpty || deviations.contains(.emptyEntries) {
                    body.write(.sequence) { list in
                        for entry in content.revoked {
                            CertificateAuthority.write(
                                entry.serialNumber, entry.date, reason: deviations.contains(.reasonCodes) ? content.reason : nil, to: &list)
                        }
                        for entry in content.rawEntries { list.append(entry) }
                    }
                }
                body.write(.context(0)) { wrapper in
                    wrapper.write(.sequence) {
                        CertificateAuthority.writeListExtensions(content, identifier, to: &$0)
                    }
                }
            }
        }
        return try CertificateAuthority.signed(toBeSigned, by: key)
    }

    private static func write(_ serialNumber: [UInt8], _ date: Timestamp, reason: UInt8?, to list: inout ElementWriter) {
        list.write(.sequence) { item in
            item.write(.integer, serialNumber)
            item.writeTime(date)
            guard let reason else { return }
            item.write(.sequence) { extensions in
                write(.reasonCode, critical: false, to: &extensions) { $0.write(Tag(0x0A), [reason]) }
            }
        }
    }

    private static func writeListExtensions(_ content: RevocationListContent, _ identifier: [UInt8], to list: inout ElementWriter) {
        let deviations = content.deviations
        if !deviations.contains(.keyIdentifierAbsent) {
            write(.authorityKeyIdentifier, critical: false, to: &list) { value in
                value.write(.sequence) { $0.write(.contextPrimitive(0), identifier) }
            }
        }
        if !deviations.contains(.numberAbsent) {
            write(.cRLNumber, critical: false, to: &list) { $0.writeInteger(content.number) }
        }
        if deviations.contains(.deltaIndicator) {
            write(.deltaCRLIndicator, critical: true, to: &list) { $0.writeInteger(max(1, content.number) - 1) }
        }
        if deviations.contains(.issuingDistributionPoint) {
            write(.issuingDistributionPoint, critical: true, to: &list) { value in
                value.write(.sequence) { point in
                    point.write(.context(0)) { name in
                        name.write(.context(0)) { $0.write(.contextPrimitive(6), text: "https://pkd.utopia.example/crl/UTO.crl") }
                    }
                }
            }
        }
    }

    private static func write(
        _ identifier: OID, critical: Bool, to list: inout ElementWriter, _ value: (inout ElementWriter) -> Void
    ) {
        list.write(.sequence) { item in
            item.write(identifier)
            if critical { item.write(.boolean, [0xFF]) }
            item.write(.octetString, value)
        }
    }
}
