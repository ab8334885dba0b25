/// What is wrong with documents, as deviation lists (Doc 9303-12, 10) and defect lists (BSI TR-03129-2, 7) name it.
public enum DeviationKind: String, Sendable, Hashable, CaseIterable {
    // Certificates and keys
    case documentSignerSignature = "document-signer-signature"
    case documentSignerEncoding = "document-signer-encoding"
    case authorityEncoding = "authority-encoding"
    case activeAuthenticationKeyCompromised = "active-authentication-key-compromised"
    case chipAuthenticationKeyCompromised = "chip-authentication-key-compromised"
    case certificateRevoked = "certificate-revoked"
    case certificateReplaced = "certificate-replaced"
    // Files of the chip
    case dataGroupMalformed = "data-group-malformed"
    case dataGroupHashWrong = "data-group-hash-wrong"
    case securityObjectSignatureWrong = "security-object-signature-wrong"
    case commonDataInconsistent = "common-data-inconsistent"
    case electronicIdentityMalformed = "electronic-identity-malformed"
    case electronicIdentityIntegrity = "electronic-identity-integrity"
    case cardSecurityMalformed = "card-security-malformed"
    case chipSecurityMalformed = "chip-security-malformed"
    case powerDownRequired = "power-down-required"
    // The zone and the rest
    case zoneDataWrong = "zone-data-wrong"
    case zoneCheckDigitWrong = "zone-check-digit-wrong"
    case chip = "chip"
    case nationalUse = "national-use"
    /// An identifier that this table does not have.
    case unknown = "unknown"

    init(_ identifier: OID) {
        self = DeviationKind.identifiers[identifier] ?? .unknown
    }

    /// ICAO's below 2.23.136.1.1.7, BSI's below 0.4.0.127.0.7.3.1.5.
    private static let identifiers: [OID: DeviationKind] = Dictionary(
        uniqueKeysWithValues: [
            ("2.23.136.1.1.7.1.1", .documentSignerSignature), ("2.23.136.1.1.7.1.2", .documentSignerEncoding),
            ("2.23.136.1.1.7.1.3", .authorityEncoding), ("2.23.136.1.1.7.1.4", .activeAuthenticationKeyCompromised),
            ("2.23.136.1.1.7.2.1", .dataGroupMalformed), ("2.23.136.1.1.7.2.2", .dataGroupHashWrong),
            ("2.23.136.1.1.7.2.3", .securityObjectSignatureWrong), ("2.23.136.1.1.7.2.4", .commonDataInconsistent),
            ("2.23.136.1.1.7.3.1", .zoneDataWrong), ("2.23.136.1.1.7.3.2", .zoneCheckDigitWrong), ("2.23.136.1.1.7.4", .chip),
            ("2.23.136.1.1.7.5", .nationalUse), ("0.4.0.127.0.7.3.1.5.1.1", .certificateRevoked),
            ("0.4.0.127.0.7.3.1.5.1.2", .certificateReplaced), ("0.4.0.127.0.7.3.1.5.1.3", .chipAuthenticationKeyCompromised),
            ("0.4.0.127.0.7.3.1.5.1.4", .activeAuthenticationKeyCompromised), ("0.4.0.127.0.7.3.1.5.2.1", .dataGroupMalformed),
            ("0.4.0.127.0.7.3.1.5.2.2", .securityObjectSignatureWrong), ("0.4.0.127.0.7.3.1.5.3.1", .electronicIdentityMalformed),
            ("0.4.0.127.0.7.3.1.5.3.2", .electronicIdentityIntegrity), ("0.4.0.127.0.7.3.1.5.4.1", .cardSecurityMalformed),
            ("0.4.0.127.0.7.3.1.5.4.2", .chipSecurityMalformed), ("0.4.0.127.0.7.3.1.5.4.3", .powerDownRequired),
        ].compactMap { (row: (String, DeviationKind)) in OID(dotted: row.0).map { ($0, row.1) } })
}
