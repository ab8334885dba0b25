import SignedStructures

extension ProfileRule {
    /// What the table says of an extension in one column.
    private enum Presence {
        case mandatory, optional, forbidden
    }

    /// One row of the table of extensions: the columns of CSCA, link certificate, document signer, and signers of lists.
    private struct ExtensionRow {
        let oid: OID
        let name: String
        let presence: (csca: Presence, link: Presence, signer: Presence, list: Presence)
        /// Nil where the extension must not be there at all.
        let isCritical: Bool?

        init(
            _ oid: OID, _ name: String, _ csca: Presence, _ link: Presence, _ signer: Presence, _ list: Presence, critical: Bool?
        ) {
            self.oid = oid
            self.name = name
            presence = (csca, link, signer, list)
            isCritical = critical
        }

        func roles(_ wanted: Presence) -> Set<CertificateRole> {
            var roles: Set<CertificateRole> = []
            if presence.csca == wanted { roles.insert(.countrySigningCA) }
            if presence.link == wanted { roles.insert(.link) }
            if presence.signer == wanted { roles.insert(.documentSigner) }
            if presence.list == wanted { roles.formUnion(CertificateRole.listSigners) }
            return roles
        }
    }

    /// Doc 9303-12, 7.1, tables 5 to 10, in their order.
    private static let extensionTable: [ExtensionRow] = [
        ExtensionRow(
            .authorityKeyIdentifier, "authority-key-identifier", .optional, .mandatory, .mandatory, .mandatory, critical: false),
        ExtensionRow(.subjectKeyIdentifier, "subject-key-identifier", .mandatory, .mandatory, .optional, .optional, critical: false),
        ExtensionRow(.keyUsage, "key-usage", .mandatory, .mandatory, .mandatory, .mandatory, critical: true),
        ExtensionRow(
            .privateKeyUsagePeriod, "private-key-usage-period", .mandatory, .mandatory, .mandatory, .optional, critical: false),
        ExtensionRow(.certificatePolicies, "certificate-policies", .optional, .optional, .optional, .optional, critical: false),
        ExtensionRow(.policyMappings, "policy-mappings", .forbidden, .forbidden, .forbidden, .forbidden, critical: nil),
        ExtensionRow(
            .subjectAlternativeName, "subject-alternative-name", .mandatory, .mandatory, .mandatory, .mandatory, critical: false),
        ExtensionRow(.issuerAlternativeName, "issuer-alternative-name", .mandatory, .mandatory, .mandatory, .mandatory, critical: false),
        ExtensionRow(
            .subjectDirectoryAttributes, "subject-directory-attributes", .forbidden, .forbidden, .forbidden, .forbidden, critical: nil),
        ExtensionRow(.basicConstraints, "basic-constraints", .mandatory, .mandatory, .forbidden, .forbidden, critical: true),
        ExtensionRow(.nameConstraints, "name-constraints", .forbidden, .forbidden, .forbidden, .forbidden, critical: nil),
        ExtensionRow(.policyConstraints, "policy-constraints", .forbidden, .forbidden, .forbidden, .forbidden, critical: nil),
        ExtensionRow(.extendedKeyUsage, "extended-key-usage", .forbidden, .forbidden, .forbidden, .mandatory, critical: true),
        ExtensionRow(
            .cRLDistributionPoints, "crl-distribution-points", .mandatory, .mandatory, .mandatory, .mandatory, critical: false),
        ExtensionRow(.inhibitAnyPolicy, "inhibit-any-policy", .forbidden, .forbidden, .forbidden, .forbidden, critical: nil),
        ExtensionRow(.freshestCRL, "freshest-crl", .forbidden, .forbidden, .forbidden, .forbidden, critical: nil),
        ExtensionRow(
            .authorityInformationAccess, "authority-information-access", .optional, .optional, .optional, .optional, critical: false),
        ExtensionRow(
            .subjectInformationAccess, "subject-information-access", .optional, .optional, .optional, .optional, critical: false),
        ExtensionRow(.nameChange, "name-change", .optional, .optional, .forbidden, .forbidden, critical: false),
        ExtensionRow(.documentTypeList, "document-type-list", .forbidden, .forbidden, .mandatory, .forbidden, critical: false),
        ExtensionRow(
            .netscapeCertificateType, "netscape-certificate-type", .forbidden, .forbidden, .forbidden, .forbidden, critical: nil),
    ]

    /// Whether an extension is a row of the table.
    static func isTabled(_ oid: OID) -> Bool { oid == .documentTypeListObsolete || extensionTable.contains { $0.oid == oid } }

    /// The rules of presence and criticality that the table makes.
    static let extensions: [ProfileRule] = extensionTable.flatMap { row -> [ProfileRule] in
        let (oid, words) = (row.oid, row.name.split(separator: "-").joined(separator: " "))
        var rules: [ProfileRule] = []
        func add(
            _ ending: String, _ message: String, _ roles: Set<CertificateRole>, _ isMet: @escaping @Sendable (ProfiledCertificate) -> Bool
        ) {
            guard !roles.isEmpty else { return }
            rules.append(ProfileRule(row.name + ending, .error, profile, message, .certificate(roles, isMet)))
        }
        add("-missing", "the extension \(words) is missing", row.roles(.mandatory)) { $0.has(oid) }
        add("-forbidden", "the extension \(words) has no place in such a certificate", row.roles(.forbidden)) { !$0.has(oid) }
        if let isCritical = row.isCritical {
            let message = "the extension \(words) is \(isCritical ? "not critical" : "critical")"
            add("-criticality", message, row.roles(.mandatory).union(row.roles(.optional))) { subject in
                subject.extensions.allSatisfy { !$0.isNamed(oid) || $0.isCritical == isCritical }
            }
        }
        return rules
    }
}
