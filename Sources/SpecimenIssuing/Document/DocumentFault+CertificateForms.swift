extension DocumentFault {
    /// Each known deviation of certificates in a document signer's, with what is found of it.
    static let certificateTolerances: [DocumentFault] = rows.compactMap { row in
        guard !row.findings.isEmpty, let deviation = CertificateDeviation.named(row.name) else { return nil }
        return .tolerance(
            "signer-\(row.name)", "signer's certificate: \(deviation.summary)", need: need(deviation), fails: row.fails,
            finds: row.findings.split(separator: ",").map { finding in
                finding.contains(" ") ? String(finding) : "document-signer \(finding)"
            }, repeats: row.repeats.map { "signer-\($0)" }, form(deviation))
    }

    /// What certificates may be and documents usually have otherwise.
    static let certificateVariants: [DocumentFault] = [
        ("names-printable-string", "ICAO Doc 9303-12, 7.1"), ("names-rdn-order", "RFC 5280, 4.1.2.4"),
        ("names-other-case", "RFC 5280, 7.1"), ("names-doubled-blanks", "RFC 5280, 7.1"), ("parameters-seed", "RFC 3279, 2.3.5"),
        ("subject-key-identifier-absent", "ICAO Doc 9303-12, 7.1"), ("subject-key-identifier-short", "RFC 5280, 4.2.1.2"),
        ("subject-key-identifier-long", "RFC 5280, 4.2.1.2"), ("authority-key-identifier-both", "RFC 5280, 4.2.1.1"),
        ("private-extension", "ICAO Doc 9303-12, 7.1"),
    ].compactMap { name, clause in
        CertificateDeviation.named(name).map { deviation in
            .variant(
                "signer-\(name)", "signer's certificate: \(deviation.summary)", need: need(deviation), allowedBy: clause, form(deviation))
        }
    }

    private static func form(_ deviation: CertificateDeviation) -> Edit {
        { form in
            form.certificate = deviation.apply
            // One type is in order however it is written.
            if deviation.name == "document-types-unsorted" { form.moreDocumentTypes = ["I", "P"] }
        }
    }

    /// The CSCA's key is of the signer's kind.
    private static func need(_ deviation: CertificateDeviation) -> Need {
        switch deviation.need {
        case .anyKey: .anyDocument
        case .issuerRSA: .rsaPKCS1
        case .issuerPSS: .rsaPSS
        case .issuerCurve: .curve
        case .subjectCurve: .explicitCurve
        case .subjectCurveOfTwo: .explicitCurveOfTwo
        }
    }

    private struct Row {
        let name: String
        /// What is found of the certificate, with commas between.
        let findings: String
        var fails: [String] = []
        var repeats: String?

        init(_ name: String, _ findings: String, fails: [String] = [], repeats: String? = nil) {
            self.name = name
            self.findings = findings
            self.fails = fails
            self.repeats = repeats
        }
    }

    /// In the order of the fields of a certificate.
    private static let rows: [Row] = [
        Row("version-one", "unknown-version"), Row("serial-negative", "negative-serial-number"),
        Row("serial-zero", "serial-number-positive"), Row("serial-long", "serial-number-length"),
        Row("time-generalized", "malformed-time"), Row("time-fraction", "malformed-time", repeats: "time-generalized"),
        Row("time-without-seconds", "malformed-time", repeats: "time-generalized"),
        Row("time-offset", "malformed-time", repeats: "time-generalized"), Row("unique-identifiers", "unique-identifiers"),
        Row("boolean-one", "boolean-true"), Row("defaults-encoded", "defaults-left-out"), Row("country-lower-case", "country-upper-case"),
        Row("subject-country-lower-case", "country-upper-case", repeats: "country-lower-case"),
        Row("subject-country-three-letters", "country-letters,countries-agree"), Row("country-utf8-string", "country-string-type"),
        Row("names-t61-string", "name-string-types"), Row("names-bmp-string", "name-string-types", repeats: "names-t61-string"),
        Row("names-universal-string", "name-string-types", repeats: "names-t61-string"),
        Row("subject-without-common-name", "common-name"), Row("subject-email-address", "name-without-address"),
        Row("pss-parameters-defaults", "signature-hash"), Row("pss-parameters-absent", "signature-hash,pss-parameters-absent"),
        Row("rsa-without-null", "parameters-without-null"), Row("ecdsa-with-null", "parameters-with-null"),
        Row("algorithms-differ-rsa", "algorithm-mismatch,parameters-without-null"),
        Row("algorithms-differ-ecdsa", "algorithm-mismatch,parameters-with-null"),
        Row("digest-info-without-null", "certification-path.signatures digest-info-without-null"),
        Row("parameters-without-cofactor", "curve-cofactor"), Row("parameters-compressed-generator", "curve-base-point"),
        Row("parameters-leading-zero", "field-element-length"), Row("point-compressed", "public-point"),
        Row("parameters-of-other-curve", "security-object.signature other-curve"),
        Row("name-of-other-curve", "security-object.signature other-curve,curve-explicit"),
        Row("subject-key-identifier-raw", "raw-key-identifier"),
        Row("authority-key-identifier-absent", "authority-key-identifier-missing"),
        Row("authority-key-identifier-issuer-and-serial", "authority-key-identifier-key"),
        Row("authority-key-identifier-half", "authority-key-identifier-key,extension-syntax"),
        Row("key-usage-absent", "key-usage-missing"), Row("key-usage-not-critical", "key-usage-criticality"),
        Row("key-usage-non-repudiation", "key-usage-signer"), Row("private-key-usage-absent", "private-key-usage-period-missing"),
        Row("alternative-names-absent", "subject-alternative-name-missing,issuer-alternative-name-missing"),
        Row("distribution-points-absent", "crl-distribution-points-missing"),
        Row("basic-constraints-of-signer", "basic-constraints-forbidden"),
        Row("extended-key-usage-of-document-signer", "extended-key-usage-forbidden"),
        Row("netscape-type", "netscape-certificate-type-forbidden"),
        Row("private-extension-critical", "private-extension-criticality"), Row("document-types-absent", "document-type-list-missing"),
        Row("document-types-unsorted", "unsorted-set"), Row("document-types-without-set", "document-types-without-set"),
        Row("document-types-without-version", "document-types-without-version"),
        Row("document-types-several-sets", "document-types-in-several-sets"),
        Row("document-types-bare-string", "document-types-bare-string"),
        Row("document-types-raw-character", "document-types-bare-characters"),
        Row("document-types-filler", "document-types-with-filler"),
        Row("document-types-obsolete-identifier", "document-type-list-identifier"),
    ]
}
