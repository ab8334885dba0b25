import Irregularities
import SafeOpenSSL
import SignedStructures
import TagLengthValue

extension ProfileRule {
    private static func rule(
        _ id: String, _ severity: Severity, _ citation: String, _ message: String,
        for roles: Set<CertificateRole> = CertificateRole.all, isMet: @escaping @Sendable (ProfiledCertificate) -> Bool
    ) -> ProfileRule {
        ProfileRule(id, severity, citation, message, .certificate(roles, isMet))
    }

    /// What the profile's tables ask for.
    private static func rule(
        _ id: String, _ message: String, for roles: Set<CertificateRole> = CertificateRole.all,
        isMet: @escaping @Sendable (ProfiledCertificate) -> Bool
    ) -> ProfileRule {
        rule(id, .error, profile, message, for: roles, isMet: isMet)
    }

    // MARK: Version, serial number, validity

    static let fields: [ProfileRule] = [
        rule("version", "the version is not 3") { $0.certificate.version == 3 },
        rule("serial-number-positive", "the serial number is zero or negative") {
            $0.certificate.serialNumber.first.map { $0 & 0x80 == 0 } ?? false && $0.certificate.serialNumber.contains { $0 != 0 }
        },
        rule("serial-number-length", "the serial number has more than 20 octets") { $0.certificate.serialNumber.count <= 20 },
        rule("serial-number-minimal", "the serial number has a superfluous leading octet") { isMinimal($0.certificate.serialNumber) },
        rule("signature-algorithms-agree", "the two signature algorithms of the certificate differ") {
            $0.certificate.tbsSignatureAlgorithm.bytes == $0.certificate.signatureAlgorithm.bytes
        },
        rule("validity-form", "a time of the validity is not UTCTime with seconds and Z until 2049, or GeneralizedTime from 2050") {
            $0.times.count == 2 && $0.times.allSatisfy(EncodedTimeForm.isRegular)
        },
        rule("validity-order", .error, "RFC 5280, 4.1.2.5", "the validity ends before it begins") {
            $0.certificate.validity.notBefore <= $0.certificate.validity.notAfter
        },
        rule("unique-identifiers", "issuerUniqueID or subjectUniqueID is present") { !$0.certificate.hasUniqueIdentifiers },
        rule("extensions-present", "there are no extensions") { !$0.extensions.isEmpty },
        rule("extensions-distinct", .error, "RFC 5280, 4.2", "an extension occurs twice") {
            Set($0.extensions.map(\.oid)).count == $0.extensions.count
        },
        rule("defaults-left-out", "critical is written where it is FALSE, the default") {
            $0.extensions.allSatisfy { $0.flag == nil || $0.isCritical }
        },
        rule("boolean-true", .error, "X.690, 11.1", "TRUE is not written as FF") {
            $0.extensions.allSatisfy { $0.flag.map { $0.elementsEqual([0xFF]) || $0.elementsEqual([0x00]) } ?? true }
        },
    ]

    /// Whether an INTEGER has no more octets than its number and sign need.
    static func isMinimal(_ content: ArraySlice<UInt8>) -> Bool {
        guard content.count > 1, let first = content.first, let second = content.dropFirst().first else { return !content.isEmpty }
        return !(first == 0 && second & 0x80 == 0 || first == 0xFF && second & 0x80 != 0)
    }

    // MARK: Names

    static let names: [ProfileRule] = [
        rule("issuer-country", "the issuer names no country") { $0.issuer.contains { $0.type == .countryName } },
        rule("subject-country", "the subject names no country") { $0.subject.contains { $0.type == .countryName } },
        rule("country-letters", "a country has not two letters") {
            $0.attributes(.countryName).allSatisfy { attribute in
                let text = attribute.string?.utf8.map { $0 | 0x20 } ?? []
                return text.count == 2 && text.allSatisfy { (0x61...0x7A).contains($0) }
            }
        },
        rule("country-upper-case", "a country is written in lower case") {
            $0.attributes(.countryName).allSatisfy { $0.string.map { $0 == $0.uppercased() } ?? true }
        },
        rule("country-string-type", "a country is no PrintableString") {
            $0.attributes(.countryName).allSatisfy { $0.value.tag == .printableString }
        },
        rule("countries-agree", "issuer and subject name different countries") {
            guard let issuer = $0.certificate.issuerCountry, let subject = $0.certificate.country else { return true }
            return issuer == subject
        },
        rule("common-name", "a name has no common name") {
            $0.issuer.contains { $0.type == .commonName } && $0.subject.contains { $0.type == .commonName }
        },
        rule("name-string-types", "a name has a string that is neither PrintableString nor UTF8String") {
            ($0.issuer + $0.subject).allSatisfy { attribute in
                // IA5String by their definition, and judged by rules of their own.
                [.countryName, .serialNumberAttribute, .emailAddress, .domainComponent].contains(attribute.type)
                    || attribute.value.tag == .printableString || attribute.value.tag == .utf8String
            }
        },
        rule("name-serial-number-type", "a serialNumber of a name is no PrintableString") {
            $0.attributes(.serialNumberAttribute).allSatisfy { $0.value.tag == .printableString }
        },
        rule("name-characters", .warning, "RFC 5280, A.1", "a name holds octets that its string type does not allow") {
            $0.certificate.issuer.irregularities.isEmpty && $0.certificate.subject.irregularities.isEmpty
        },
        rule("name-without-address", .information, "RFC 5280, 4.1.2.6", "a name holds an e-mail address") {
            $0.attributes(.emailAddress).isEmpty
        },
    ]

    // MARK: Keys and signatures

    private static let suites = "ICAO Doc 9303-12, 4.1.6"

    static let keys: [ProfileRule] = [
        rule("rsa-size-csca", .error, suites, "the RSA key of a CSCA has fewer than 3072 bits", for: CertificateRole.authorities) {
            hasModulus($0, of: 3072)
        },
        rule(
            "rsa-size-signer", .error, suites, "the RSA key has fewer than 2048 bits",
            for: CertificateRole.all.subtracting(CertificateRole.authorities)
        ) { hasModulus($0, of: 2048) },
        rule("curve-size-csca", .error, suites, "the curve of a CSCA has fewer than 256 bits", for: CertificateRole.authorities) {
            $0.curve.map { $0.orderBits >= 256 } ?? true
        },
        rule(
            "curve-size-signer", .error, suites, "the curve has fewer than 224 bits",
            for: CertificateRole.all.subtracting(CertificateRole.authorities)
        ) { $0.curve.map { $0.orderBits >= 224 } ?? true },
        rule("curve-known", .error, suites, "the curve is none that is known by all of its parameters") {
            if case .ellipticCurve = $0.key.key { $0.curve != nil } else { true }
        },
        rule("curve-explicit", .error, suites, "the curve is named, where its parameters must be written out") {
            if case .ellipticCurve(.named, _) = $0.key.key { false } else { true }
        },
        rule("curve-cofactor", .error, suites, "the parameters of the curve lack the cofactor") {
            if case .ellipticCurve(.explicit(let curve), _) = $0.key.key { curve.cofactor != nil } else { true }
        },
        rule("curve-base-point", .error, suites, "the base point of the curve is compressed") {
            if case .ellipticCurve(.explicit(let curve), _) = $0.key.key { curve.generator.first == 4 } else { true }
        },
        rule("public-point", .error, suites, "the public point is compressed") {
            if case .ellipticCurve(_, let point) = $0.key.key { point.first == 4 } else { true }
        },
        rule("key-kind", .error, suites, "the public key is neither RSA nor of an elliptic curve") {
            if case .unsupported = $0.key.key { false } else { true }
        },
        rule("signature-kind", .error, suites, "the signature is of an algorithm that the standard does not name") {
            if case .unsupported = $0.certificate.signatureAlgorithm.signatureAlgorithm { false } else { true }
        },
        rule("signature-hash", .warning, suites, "the signature rests on SHA-1 or MD5") {
            switch $0.certificate.signatureAlgorithm.signatureAlgorithm.hashFunction {
            case .md5, .sha1: false
            case .sha224, .sha256, .sha384, .sha512, nil: true
            }
        },
        rule(
            "signature-parameters", .error, "RFC 4055, 3 and 5; RFC 5758, 3.2",
            "the parameters of the signature algorithm are not those that it asks for"
        ) { $0.certificate.signatureAlgorithm.hasParametersOfItsStandard },
    ]

    private static func hasModulus(_ subject: ProfiledCertificate, of bits: Int) -> Bool {
        guard case .rsa(let modulus, _) = subject.key.key, let first = modulus.first else { return true }
        return modulus.count * 8 - first.leadingZeroBitCount >= bits
    }
}

extension AlgorithmIdentifier {
    /// Whether a signature's parameters are those that its standard asks for.
    ///
    /// A stated trailer field counts as right: RFC 4055, 3.1 has every reader know it.
    var hasParametersOfItsStandard: Bool { signatureIrregularities.allSatisfy { $0.code == .trailerFieldPresent } }
}
