import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// One way in which real certificates depart from Doc 9303-12, 7.1, by name; the proof of what they sign stays intact.
package struct CertificateDeviation: Sendable {
    /// What the issuer's or the subject's key must be, so that the deviation can be.
    package enum Need: Sendable, Hashable {
        case anyKey, issuerRSA, issuerPSS, issuerCurve, subjectCurve
        /// The subject's curve is one of two of its size.
        case subjectCurveOfTwo
    }

    package let name: String
    /// What is different, and where it was met.
    package let summary: String
    package let profiles: [CertificateProfile]
    package let need: Need
    package let apply: @Sendable (inout CertificateForm) -> Void

    init(
        _ name: String, _ summary: String, for profiles: [CertificateProfile] = CertificateProfile.whole, need: Need = .anyKey,
        _ apply: @escaping @Sendable (inout CertificateForm) -> Void
    ) {
        self.name = name
        self.summary = summary
        self.profiles = profiles
        self.need = need
        self.apply = apply
    }

    /// All deviations, in the order of the fields of a certificate.
    package static let all: [CertificateDeviation] = fields + names + algorithms + keys + identifiers + usages + documentTypes

    package static func named(_ name: String) -> CertificateDeviation? { all.first { $0.name == name } }

    // MARK: Version, serial number, validity

    private static let fields: [CertificateDeviation] = [
        CertificateDeviation("version-one", "no version field, hence version 1, with extensions all the same") { $0.version = nil },
        CertificateDeviation("serial-negative", "negative serial number (Albania, Kazakhstan, Mozambique)") { $0.serialNumber = .negative },
        CertificateDeviation("serial-zero", "serial number zero (Vatican)") { $0.serialNumber = .zero },
        CertificateDeviation("serial-long", "serial number of 24 octets, where 20 are allowed") { $0.serialNumber = .long },
        CertificateDeviation("time-generalized", "GeneralizedTime before 2050 (Kazakhstan)") { $0.time = .generalized },
        CertificateDeviation("time-fraction", "GeneralizedTime with a fraction of a second") { $0.time = .generalizedWithFraction },
        CertificateDeviation("time-without-seconds", "UTCTime without seconds") { $0.time = .withoutSeconds },
        CertificateDeviation("time-offset", "UTCTime with an offset in place of Z") { $0.time = .withOffset },
        CertificateDeviation("unique-identifiers", "an issuerUniqueID") { $0.hasUniqueIdentifiers = true },
        CertificateDeviation("boolean-one", "TRUE written as 01 (Ukraine)") { $0.trueOctet = 0x01 },
        CertificateDeviation("defaults-encoded", "critical written where it is FALSE, the default") { $0.encodesDefaults = true },
    ]

    // MARK: Names

    private static let names: [CertificateDeviation] = [
        both("country-lower-case", "lower-case country in both names (United Kingdom, Romania, Slovenia)", .lowerCaseCountry),
        CertificateDeviation(
            "subject-country-lower-case", "lower-case country in the subject alone (Canada, Ireland)", for: CertificateProfile.signers
        ) { $0.subject = [.lowerCaseCountry] },
        CertificateDeviation(
            "subject-country-three-letters", "three letters as the subject's country", for: CertificateProfile.signers
        ) { $0.subject = [.threeLetterCountry] },
        both("country-utf8-string", "country as UTF8String (Morocco)", .country(.utf8String)),
        both("names-printable-string", "all of the names as PrintableString", .texts(.printableString)),
        both("names-t61-string", "all of the names but the country as T61String (Czechia, Italy)", .texts(.teletexString)),
        both("names-bmp-string", "all of the names but the country as BMPString", .texts(.bmpString)),
        both("names-universal-string", "all of the names but the country as UniversalString", .texts(.universalString)),
        both("names-rdn-order", "the RDNs in the reverse order (Malaysia, in signer identifiers)", .reversed),
        both("names-other-case", "all of the names but the country in capitals", .otherCase),
        both("names-doubled-blanks", "doubled blanks in the names, and blanks around them", .doubledBlanks),
        CertificateDeviation("subject-without-common-name", "no common name (United States, New Zealand, Singapore)") {
            $0.subject = [.withoutCommonName]
        },
        CertificateDeviation("subject-email-address", "an emailAddress in the subject (Greece, Russia, Israel)") {
            $0.subject = [.withEmailAddress]
        },
    ]

    private static func both(_ name: String, _ summary: String, _ deviation: NameDeviation) -> CertificateDeviation {
        CertificateDeviation(name, summary) {
            $0.issuer = [deviation]
            $0.subject = [deviation]
        }
    }

    // MARK: Signature algorithms

    private static let algorithms: [CertificateDeviation] = [
        CertificateDeviation("pss-parameters-defaults", "empty parameters of RSASSA-PSS: SHA-1 and a salt of 20", need: .issuerPSS) {
            $0.signer = { $0.signing(sha1PSS).stating(.defaults) }
        },
        CertificateDeviation("pss-parameters-absent", "no parameters of RSASSA-PSS, meant as their defaults", need: .issuerPSS) {
            $0.signer = { $0.signing(sha1PSS).stating(.absent) }
        },
        CertificateDeviation("rsa-without-null", "no NULL in the signature algorithm (Iceland, Yemen)", need: .issuerRSA) {
            $0.signer = { $0.stating(.absent) }
        },
        CertificateDeviation("ecdsa-with-null", "NULL in the signature algorithm (Latvia, Japan, Austria, Germany)", need: .issuerCurve) {
            $0.signer = { $0.stating(.null) }
        },
        CertificateDeviation("algorithms-differ-rsa", "NULL in the inner signature algorithm and none in the outer one", need: .issuerRSA) {
            $0.outerParameters = .absent
        },
        CertificateDeviation(
            "algorithms-differ-ecdsa", "NULL in the outer signature algorithm and none in the inner one", need: .issuerCurve
        ) { $0.outerParameters = .null },
        CertificateDeviation("digest-info-without-null", "DigestInfo without NULL (ICAO's master list of 2023)", need: .issuerRSA) {
            $0.signer = { key in
                var key = key
                key.hasNullInDigestInfo = false
                return key
            }
        },
    ]

    private static let sha1PSS = SignatureScheme.rsaPSS(.sha1, maskDigest: .sha1, saltLength: 20)

    // MARK: Explicit parameters

    private static let keys: [CertificateDeviation] = [
        key("parameters-seed", "explicit parameters with a seed (1 128 of 3 039 certificates)", .seed),
        key("parameters-without-cofactor", "explicit parameters without cofactor (Ukraine)", .cofactorAbsent),
        key("parameters-compressed-generator", "explicit parameters with a compressed base point", .generatorCompressed),
        key("parameters-leading-zero", "coefficients with a superfluous leading zero (P-384, 49 octets)", .leadingZero),
        key("parameters-zeros-dropped", "coefficients without their leading zeros (P-521, 65 octets)", .leadingZerosDropped),
        key("point-compressed", "the public point compressed", .pointCompressed),
        key(
            "parameters-of-other-curve", "explicit parameters of another curve of the same size than the key's", .otherCurve,
            .subjectCurveOfTwo),
        key(
            "name-of-other-curve", "the name of another curve of the same size than the key's (Lithuania)", .otherCurveNamed,
            .subjectCurveOfTwo),
    ]

    private static func key(
        _ name: String, _ summary: String, _ deviation: IssuingKey.ParameterDeviation, _ need: Need = .subjectCurve
    ) -> CertificateDeviation {
        CertificateDeviation(name, summary, need: need) { $0.keyParameters = deviation }
    }

    /// What an edit of the extensions makes.
    static func edit(
        _ name: String, _ summary: String, for profiles: [CertificateProfile] = CertificateProfile.whole, _ edits: ExtensionEdit...
    ) -> CertificateDeviation {
        CertificateDeviation(name, summary, for: profiles) { $0.extensionEdits = edits }
    }
}

extension CertificateProfile {
    /// Those whose keys sign no certificates and that carry every extension.
    static let signers: [CertificateProfile] = [.documentSigner, .masterListSigner, .deviationListSigner]
}
