import CivilTime
import SignedStructures
import TagLengthValue

/// A revocation list as the rules look at it.
struct ProfiledRevocationList {
    let list: CertificateRevocationList
    let extensions: [EncodedExtension]
    /// Whether thisUpdate, nextUpdate and the dates of the entries have their form.
    let areTimesRegular: Bool
    /// Whether the list of entries is there.
    let hasEntries: Bool
    /// What extensions the entries have.
    let entryExtensions: Set<OID>

    init(_ list: CertificateRevocationList) {
        self.list = list
        var (isAfterUpdate, isRegular) = (false, true)
        var (extensions, entries): ([EncodedExtension], Element?) = ([], nil)
        var fields = (try? ElementReader.only(.sequence, in: list.tbsCertList))?.elements()
        while let field = try? fields?.next() {
            switch field.tag {
            case .utcTime, .generalizedTime:
                isAfterUpdate = true
                isRegular = isRegular && EncodedTimeForm.isRegular(field)
            case .context(0): extensions = EncodedExtension.all(inside: field)
            // Algorithm and issuer stand before the first time.
            case .sequence where isAfterUpdate: entries = field
            default: break
            }
        }
        var found: Set<OID> = []
        var reader = entries?.elements(.list)
        while let entry = try? reader?.next() {
            let parts = entry.children
            if parts.count > 1 { isRegular = isRegular && EncodedTimeForm.isRegular(parts[1]) }
            if parts.count > 2 { found.formUnion(parts[2].children.compactMap { EncodedExtension($0)?.oid }) }
        }
        areTimesRegular = isRegular
        self.extensions = extensions
        hasEntries = entries != nil
        entryExtensions = found
    }

    func has(_ identifier: OID) -> Bool { extensions.contains { $0.oid == identifier } }
}

extension ProfileRule {
    private static let listProfile = "ICAO Doc 9303-12, 7.1.4"

    private static func list(
        _ id: String, _ severity: Severity, _ citation: String, _ message: String,
        isMet: @escaping @Sendable (ProfiledRevocationList) -> Bool
    ) -> ProfileRule {
        ProfileRule(id, severity, citation, message, .revocationList(isMet))
    }

    private static func list(_ id: String, _ message: String, isMet: @escaping @Sendable (ProfiledRevocationList) -> Bool) -> ProfileRule {
        list(id, .error, listProfile, message, isMet: isMet)
    }

    /// Doc 9303-12, 7.1.4, in the order of the fields.
    static let revocationLists: [ProfileRule] = [
        list("crl-version", "the version is not 2") { $0.list.version == 2 },
        list("crl-signature-algorithms-agree", "the two signature algorithms of the list differ") {
            $0.list.tbsSignatureAlgorithm.bytes == $0.list.signatureAlgorithm.bytes
        },
        list(
            "crl-signature-parameters", .error, "RFC 4055, 3 and 5; RFC 5758, 3.2",
            "the parameters of the signature algorithm are not those that it asks for"
        ) {
            $0.list.signatureAlgorithm.hasParametersOfItsStandard
        },
        list("crl-issuer-country", "the issuer names no country") { $0.list.issuer.country != nil },
        list("crl-country-upper-case", "the country is written in lower case") {
            $0.list.issuer.country.map { $0 == $0.uppercased() } ?? true
        },
        list("crl-times-form", "a time is not UTCTime with seconds and Z until 2049, or GeneralizedTime from 2050") {
            $0.areTimesRegular
        },
        list("crl-next-update", "nextUpdate is missing") { $0.list.nextUpdate != nil },
        list("crl-interval", .warning, "ICAO Doc 9303-12, 5.5", "the next list is due later than 90 days after this one") {
            guard let next = $0.list.nextUpdate else { return true }
            return next.secondsSinceEpoch - $0.list.thisUpdate.secondsSinceEpoch <= 90 * 86_400
        },
        list("crl-empty-entries", "the list of entries is there and empty") { !$0.hasEntries || $0.list.revokedCount > 0 },
        list("crl-authority-key-identifier", "the authority key identifier is missing or has no key identifier") {
            $0.list.authorityKeyIdentifier != nil
        },
        list("crl-number", "the number of the list is missing") { $0.list.number != nil },
        list("crl-number-form", "the number of the list is negative, longer than 20 octets, or has a superfluous octet") {
            guard let number = $0.list.number else { return true }
            return isMinimal(number) && number.count <= 20 && number.first.map { $0 & 0x80 == 0 } ?? false
        },
        forbidden(.deltaCRLIndicator, "crl-delta-indicator", "the list says that it is a delta list"),
        forbidden(.issuingDistributionPoint, "crl-issuing-distribution-point", "the list states an issuing distribution point"),
        forbidden(.freshestCRL, "crl-freshest-crl", "the list points at a delta list"),
        list("crl-extension-criticality", "key identifier, number or alternative name of the list is critical") { subject in
            let plain: [OID] = [.authorityKeyIdentifier, .cRLNumber, .issuerAlternativeName]
            return subject.extensions.allSatisfy { !plain.contains($0.oid) || !$0.isCritical }
        },
        inEntries(.reasonCode, "crl-reason-code", "an entry states a reason"),
        inEntries(.holdInstructionCode, "crl-hold-instruction", "an entry states a hold instruction"),
        inEntries(.invalidityDate, "crl-invalidity-date", "an entry states since when the certificate is invalid"),
        inEntries(.certificateIssuer, "crl-certificate-issuer", "an entry names another issuer"),
    ]

    private static func forbidden(_ oid: OID, _ id: String, _ message: String) -> ProfileRule {
        list(id, .error, listProfile, message) { !$0.has(oid) }
    }

    private static func inEntries(_ oid: OID, _ id: String, _ message: String) -> ProfileRule {
        list(id, .error, listProfile, message) { !$0.entryExtensions.contains(oid) }
    }
}
