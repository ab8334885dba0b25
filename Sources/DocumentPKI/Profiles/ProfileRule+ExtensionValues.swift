import CivilTime
import Irregularities
import SignedStructures
import TagLengthValue

extension ProfileRule {
    private static func rule(
        _ id: String, _ severity: Severity, _ citation: String, _ message: String,
        for roles: Set<CertificateRole> = CertificateRole.tabled, isMet: @escaping @Sendable (ProfiledCertificate) -> Bool
    ) -> ProfileRule {
        ProfileRule(id, severity, citation, message, .certificate(roles, isMet))
    }

    /// What the profile's tables ask for.
    private static func rule(
        _ id: String, _ message: String, for roles: Set<CertificateRole> = CertificateRole.tabled,
        isMet: @escaping @Sendable (ProfiledCertificate) -> Bool
    ) -> ProfileRule {
        rule(id, .error, profile, message, for: roles, isMet: isMet)
    }

    /// What the extensions that are there hold; one that is absent breaks none of these.
    static let extensionValues: [ProfileRule] = identifiers + usages + alternativeNames + distributionPoints + documentTypes + privates

    private static let identifiers: [ProfileRule] = [
        rule("authority-key-identifier-key", "the authority key identifier has no key identifier", for: CertificateRole.all) {
            !$0.has(.authorityKeyIdentifier) || $0.certificate.authorityKeyIdentifier != nil
        },
        rule("subject-key-identifier-form", "the subject key identifier is not an OCTET STRING") {
            $0.value(.subjectKeyIdentifier).map { (try? ElementReader.only(.octetString, in: $0)) != nil } ?? true
        },
        rule("extension-syntax", .error, "RFC 5280, 4.2.1", "an extension cannot be read whole", for: CertificateRole.all) { subject in
            // Of the value, and not of how critical is written.
            let values = Set(subject.extensions.map { SourceLocation(of: $0.value) })
            return !subject.certificate.irregularities.contains { $0.code == .malformedExtension && $0.place.map(values.contains) ?? false }
        },
    ]

    private static let usages: [ProfileRule] = [
        rule("key-usage-csca", "the key usage is not keyCertSign and cRLSign alone", for: CertificateRole.authorities) {
            $0.certificate.keyUsage.map { $0 == [.keyCertSign, .cRLSign] } ?? true
        },
        rule(
            "key-usage-signer", "the key usage is not digitalSignature alone",
            for: CertificateRole.tabled.subtracting(CertificateRole.authorities)
        ) { $0.certificate.keyUsage.map { $0 == .digitalSignature } ?? true },
        rule("private-key-usage-period-ends", "the private key usage period has neither a beginning nor an end") {
            guard $0.has(.privateKeyUsagePeriod) else { return true }
            return $0.certificate.privateKeyUsagePeriod.map { $0.notBefore != nil || $0.notAfter != nil } ?? false
        },
        rule(
            "private-key-usage-period-inside", .warning, "ICAO Doc 9303-12, 5.2",
            "the private key may sign outside of the certificate's validity"
        ) {
            guard let period = $0.certificate.privateKeyUsagePeriod else { return true }
            let validity = $0.certificate.validity
            return [period.notBefore, period.notAfter].allSatisfy { $0.map { validity.contains($0) } ?? true }
        },
        rule(
            "csca-key-period", .warning, "ICAO Doc 9303-12, 5.2", "the private key of a CSCA signs for more than five years",
            for: [.countrySigningCA]
        ) {
            signs($0, atMostDays: 5 * 366)
        },
        rule(
            "dsc-key-period", .warning, "ICAO Doc 9303-12, 5.2", "the private key of a document signer signs for more than three months",
            for: [.documentSigner]
        ) {
            signs($0, atMostDays: 93)
        },
        rule("basic-constraints-authority", "the basic constraints do not say that this is an authority", for: CertificateRole.authorities)
        {
            $0.certificate.basicConstraints.map(\.isCA) ?? true
        },
        rule("basic-constraints-path-length", "the path length is not 0", for: CertificateRole.authorities) {
            $0.certificate.basicConstraints.map { $0.pathLength == 0 } ?? true
        },
        rule(
            "extended-key-usage-purpose", "the extended key usage is not the one purpose of such a signer",
            for: CertificateRole.listSigners.union(CertificateRole.bare)
        ) { subject in
            guard subject.has(.extendedKeyUsage) else { return true }
            let purposes = subject.certificate.extendedKeyUsage
            return purposes.count == 1 && purposes.allSatisfy(subject.role.purposes.contains)
        },
        rule("name-change-stated", "the name changes, and the extension name change is missing", for: [.link]) {
            $0.certificate.isSelfIssued || $0.has(.nameChange)
                || $0.certificate.issuer.folded == $0.certificate.subject.folded
        },
        rule("name-change-value", "the extension name change is not NULL", for: CertificateRole.authorities) {
            $0.value(.nameChange).map { $0.elementsEqual([0x05, 0x00]) } ?? true
        },
    ]

    private static func signs(_ subject: ProfiledCertificate, atMostDays days: Int64) -> Bool {
        guard let period = subject.certificate.privateKeyUsagePeriod, let first = period.notBefore, let last = period.notAfter else {
            return true
        }
        return last.secondsSinceEpoch - first.secondsSinceEpoch <= days * 86_400
    }

    private static let alternativeNames: [ProfileRule] = [
        rule("subject-alternative-name-state", "the subject alternative name has no directory name with the letters of the state") {
            $0.certificate.subjectAlternativeName.map(namesState) ?? true
        },
        rule("issuer-alternative-name-state", "the issuer alternative name has no directory name with the letters of the state") {
            $0.certificate.issuerAlternativeName.map(namesState) ?? true
        },
        rule("subject-alternative-name-contact", .warning, profile, "the subject alternative name names no way to contact the issuer") {
            $0.certificate.subjectAlternativeName.map { !$0.contacts.isEmpty } ?? true
        },
        rule("alternative-names-agree", "the two alternative names of a self-signed CSCA differ", for: [.countrySigningCA]) {
            guard let subject = $0.value(.subjectAlternativeName), let issuer = $0.value(.issuerAlternativeName) else { return true }
            return subject == issuer
        },
    ]

    /// Germany's code in the zone is one letter, all others have three.
    private static func namesState(_ name: AlternativeName) -> Bool {
        guard let letters = name.localityName?.utf8 else { return false }
        return [1, 3].contains(letters.count) && letters.allSatisfy { (0x41...0x5A).contains($0) }
    }

    private static let distributionPoints: [ProfileRule] = [
        rule("crl-distribution-points-address", "a distribution point has no address of ldap, http or https") {
            points(of: $0).allSatisfy { point in
                addresses(of: point).contains { text in ["ldap://", "ldaps://", "http://", "https://"].contains { text.hasPrefix($0) } }
            }
        },
        rule("crl-distribution-points-plain", "a distribution point states reasons or another issuer") {
            points(of: $0).allSatisfy { point in point.children.allSatisfy { $0.tag == .context(0) } }
        },
    ]

    private static func points(of subject: ProfiledCertificate) -> [Element] {
        subject.value(.cRLDistributionPoints).flatMap { try? ElementReader.only(.sequence, in: $0) }?.children ?? []
    }

    /// The URIs of DistributionPoint ::= SEQUENCE { [0] { [0] fullName GeneralNames | [1] … }, [1] reasons, [2] cRLIssuer } (RFC 5280, 4.2.1.13).
    private static func addresses(of point: Element) -> [String] {
        let names = point.children.first { $0.tag == .context(0) }?.children.first { $0.tag == .context(0) }?.children ?? []
        return names.filter { $0.tag == .contextPrimitive(6) }.map { String(decoding: $0.content, as: UTF8.self).lowercased() }
    }

    private static let documentTypes: [ProfileRule] = [
        rule(
            "document-type-list-syntax", "the document type list is not a version and one SET of types",
            for: [.documentSigner, .barcodeSigner]
        ) {
            $0.certificate.documentTypeList.map { $0.irregularities.allSatisfy { $0.code == .unsortedSet } } ?? true
        },
        rule(
            "document-type-list-order", .error, "X.690, 11.6", "the document types are not in the order of DER",
            for: [.documentSigner, .barcodeSigner]
        ) {
            !($0.certificate.documentTypeList?.irregularities.contains { $0.code == .unsortedSet } ?? false)
        },
        rule(
            "document-type-list-identifier", "the document type list stands under its obsolete identifier",
            for: [.documentSigner, .barcodeSigner]
        ) {
            !$0.extensions.contains { $0.oid == .documentTypeListObsolete }
        },
    ]

    private static let privates: [ProfileRule] = [
        rule("private-extension-criticality", "a private extension is critical") {
            $0.extensions.allSatisfy { isTabled($0.oid) || !$0.isCritical }
        }
    ]

    // MARK: Signers of seals and of LDS2

    private static func bare(
        _ id: String, _ citation: String, _ message: String, for roles: Set<CertificateRole>,
        isMet: @escaping @Sendable (ProfiledCertificate) -> Bool
    ) -> ProfileRule { ProfileRule(id, .error, citation, message, .certificate(roles, isMet)) }

    static let bareSigners: [ProfileRule] = [
        bare(
            "bare-signer-key-identifier", profile, "a signer of seals or of LDS2 has no authority key identifier", for: CertificateRole.bare
        ) { $0.has(.authorityKeyIdentifier) },
        bare(
            "bare-signer-purpose-criticality", profile, "the extended key usage of a signer of seals or of LDS2 is not critical",
            for: CertificateRole.bare
        ) { subject in subject.extensions.allSatisfy { $0.oid != .extendedKeyUsage || $0.isCritical } },
        bare("barcode-signer-extensions", profile, "a signer of seals has another extension", for: [.barcodeSigner]) { subject in
            subject.extensions.allSatisfy { [.authorityKeyIdentifier, .extendedKeyUsage, .documentTypeList].contains($0.oid) }
        },
        bare("lds2-signer-extensions", profile, "a signer of LDS2 has another extension", for: [.lds2Signer]) { subject in
            subject.extensions.allSatisfy { [.authorityKeyIdentifier, .extendedKeyUsage].contains($0.oid) }
        },
        bare(
            "bare-signer-subject", profile, "the subject is not a country and a common name alone", for: CertificateRole.bare
        ) { $0.subject.map(\.type).sorted { $0.description > $1.description } == [.countryName, .commonName] },
        bare("barcode-signer-name", profile, "the common name of a signer of seals is not two capital letters", for: [.barcodeSigner]) {
            let name = $0.certificate.subject.string(of: .commonName)?.utf8
            return name.map { $0.count == 2 && $0.allSatisfy { (0x41...0x5A).contains($0) } } ?? true
        },
        bare("lds2-signer-name", profile, "the common name of a signer of LDS2 has more than nine characters", for: [.lds2Signer]) {
            $0.certificate.subject.string(of: .commonName).map { $0.count <= 9 } ?? true
        },
    ]
}
