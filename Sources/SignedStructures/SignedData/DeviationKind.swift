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
    case documentSignerMalformed = "document-signer-malformed"
    case authenticationProtocolFailure = "authentication-protocol-failure"
    case validityPeriodIncorrect = "validity-period-incorrect"
    case issuingCountryWrong = "issuing-country-wrong"
    // Files of the chip
    case dataGroupMalformed = "data-group-malformed"
    case dataGroupHashWrong = "data-group-hash-wrong"
    case securityObjectSignatureWrong = "security-object-signature-wrong"
    case wrongSignerIdentifier = "wrong-signer-identifier"
    case commonDataInconsistent = "common-data-inconsistent"
    case electronicIdentityMalformed = "electronic-identity-malformed"
    case electronicIdentityIntegrity = "electronic-identity-integrity"
    case electronicIdentityInfoMissing = "electronic-identity-info-missing"
    case electronicIdentityGroupMissing = "electronic-identity-group-missing"
    case cardSecurityMalformed = "card-security-malformed"
    case chipSecurityMalformed = "chip-security-malformed"
    case powerDownRequired = "power-down-required"
    case privilegedTerminalInfoMissing = "privileged-terminal-info-missing"
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

    /// ICAO's below 2.23.136.1.1.7, BSI's below 0.4.0.127.0.7.3.1.5; `vendor-notes/tools/bsi-defect-list.md` says where the latter were found.
    private static let identifiers: [OID: DeviationKind] = Dictionary(
        uniqueKeysWithValues: (icao.map { ("2.23.136.1.1.7." + $0, $1) } + bsi.map { ("0.4.0.127.0.7.3.1.5." + $0, $1) })
            .compactMap { (row: (String, DeviationKind)) in OID(dotted: row.0).map { ($0, row.1) } })

    private static let icao: [(arcs: String, kind: DeviationKind)] = [
        ("1.1", .documentSignerSignature), ("1.2", .documentSignerEncoding), ("1.3", .authorityEncoding),
        ("1.4", .activeAuthenticationKeyCompromised), ("2.1", .dataGroupMalformed), ("2.2", .dataGroupHashWrong),
        ("2.3", .securityObjectSignatureWrong), ("2.4", .commonDataInconsistent), ("3.1", .zoneDataWrong), ("3.2", .zoneCheckDigitWrong),
        ("4", .chip), ("5", .nationalUse),
    ]

    private static let bsi: [(arcs: String, kind: DeviationKind)] = [
        ("1.1", .certificateRevoked), ("1.2", .certificateReplaced), ("1.3", .chipAuthenticationKeyCompromised),
        ("1.4", .activeAuthenticationKeyCompromised), ("1.5", .authenticationProtocolFailure), ("1.6", .validityPeriodIncorrect),
        ("2.1", .dataGroupMalformed), ("2.2", .securityObjectSignatureWrong), ("2.3", .commonDataInconsistent),
        ("2.4", .wrongSignerIdentifier), ("2.5", .issuingCountryWrong), ("3.1", .electronicIdentityMalformed),
        ("3.2", .electronicIdentityIntegrity), ("3.3", .electronicIdentityInfoMissing), ("3.4", .electronicIdentityGroupMissing),
        ("4.1", .cardSecurityMalformed), ("4.2", .chipSecurityMalformed), ("4.3", .powerDownRequired), ("4.4", .documentSignerMalformed),
        ("4.5", .privilegedTerminalInfoMissing),
    ]
}
