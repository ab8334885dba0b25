import CivilTime
import DocumentPKI
import Foundation
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import TagLengthValue
import TestSupport
import Testing

/// Every rule of the profiles is met by what is issued as asked for, and broken by a vector of its own.
@Suite struct ProfileRuleTests {
    private let workshop: ProfileWorkshop

    init() throws { workshop = try ProfileWorkshop() }

    private typealias Vector = (name: String, rules: Set<String>, isWhole: Bool, bytes: [UInt8], signsMasterLists: Bool)

    @Test func whatIsIssuedAsAskedForIsClean() throws {
        for profile in CertificateProfile.allCases {
            for key in [ProfileWorkshop.IssuerKey.curve, .rsa, .pss] {
                let authority = try workshop.authority(key)
                let bytes = try authority.issue(workshop.request(profile, from: authority))
                #expect(try ProfileWorkshop.findings(bytes) == [], "\(profile) by \(key)")
            }
        }
        let list = try workshop.authority().revocationList(content())
        #expect(ProfileRule.findings(try CertificateRevocationList(list[...])).isEmpty)
    }

    @Test func everyRuleIsBrokenByItsVector() throws {
        var broken: Set<String> = []
        for vector in try deviations() + table() + edits() + shapes() {
            let found = Set(try ProfileWorkshop.findings(vector.bytes, signsMasterLists: vector.signsMasterLists))
            if vector.isWhole { #expect(found == vector.rules, "\(vector.name)") }
            #expect(vector.rules.isSubset(of: found), "\(vector.name): \(found)")
            broken.formUnion(vector.rules)
        }
        for (name, rules, bytes) in try revocationLists() {
            #expect(Set(ProfileRule.findings(try CertificateRevocationList(bytes[...])).map(\.id)) == rules, "\(name)")
            broken.formUnion(rules)
        }
        #expect(Set(ProfileRule.all.map(\.id)) == broken)
        #expect(ProfileRule.all.count == broken.count, "an id occurs twice")
    }

    /// What the specimens know of real departures, and which rules each breaks in a certificate of its first profile.
    @Test func everyKnownDeviationHasItsRules() {
        #expect(Set(CertificateDeviation.all.map(\.name)) == Set(ProfileRuleTests.rulesOfDeviations.keys))
    }

    private static let rulesOfDeviations: [String: Set<String>] = [
        "version-one": ["version"], "serial-negative": ["serial-number-positive"], "serial-zero": ["serial-number-positive"],
        "serial-long": ["serial-number-length"], "time-generalized": ["validity-form"], "time-fraction": ["validity-form"],
        "time-without-seconds": ["validity-form"], "time-offset": ["validity-form"], "unique-identifiers": ["unique-identifiers"],
        "boolean-one": ["boolean-true"], "defaults-encoded": ["defaults-left-out"], "country-lower-case": ["country-upper-case"],
        "subject-country-lower-case": ["country-upper-case"], "subject-country-three-letters": ["country-letters", "countries-agree"],
        "country-utf8-string": ["country-string-type"], "names-printable-string": [], "names-t61-string": ["name-string-types"],
        "names-bmp-string": ["name-string-types"], "names-universal-string": ["name-string-types"], "names-rdn-order": [],
        "names-other-case": [], "names-doubled-blanks": [], "subject-without-common-name": ["common-name"],
        "subject-email-address": ["name-without-address"], "pss-parameters-defaults": ["signature-hash"],
        "pss-parameters-absent": ["signature-hash", "signature-parameters"], "rsa-without-null": ["signature-parameters"],
        "ecdsa-with-null": ["signature-parameters"], "algorithms-differ-rsa": ["signature-algorithms-agree", "signature-parameters"],
        "algorithms-differ-ecdsa": ["signature-algorithms-agree", "signature-parameters"], "digest-info-without-null": [],
        "parameters-seed": [], "parameters-without-cofactor": ["curve-cofactor"],
        "parameters-compressed-generator": ["curve-base-point"], "parameters-leading-zero": [], "parameters-zeros-dropped": [],
        "point-compressed": ["public-point"], "subject-key-identifier-absent": ["subject-key-identifier-missing"],
        "subject-key-identifier-raw": ["subject-key-identifier-form"], "subject-key-identifier-short": [],
        "subject-key-identifier-long": [], "authority-key-identifier-absent": ["authority-key-identifier-missing"],
        "authority-key-identifier-issuer-and-serial": ["authority-key-identifier-key"], "authority-key-identifier-both": [],
        "authority-key-identifier-half": ["authority-key-identifier-key", "extension-syntax"],
        "key-usage-absent": ["key-usage-missing"], "key-usage-not-critical": ["key-usage-criticality"],
        "key-usage-extra-bits": ["key-usage-csca"], "key-usage-non-repudiation": ["key-usage-signer"],
        "private-key-usage-absent": ["private-key-usage-period-missing"],
        "alternative-names-absent": ["subject-alternative-name-missing", "issuer-alternative-name-missing"],
        "distribution-points-absent": ["crl-distribution-points-missing"], "basic-constraints-absent": ["basic-constraints-missing"],
        "basic-constraints-not-critical": ["basic-constraints-criticality"],
        "basic-constraints-without-length": ["basic-constraints-path-length"],
        "basic-constraints-length-one": ["basic-constraints-path-length"],
        "basic-constraints-no-authority": ["basic-constraints-authority", "basic-constraints-path-length"],
        "basic-constraints-of-signer": ["basic-constraints-forbidden"], "extended-key-usage-absent": ["extended-key-usage-missing"],
        "extended-key-usage-not-critical": ["extended-key-usage-criticality"],
        "extended-key-usage-of-document-signer": ["extended-key-usage-forbidden"], "name-change-absent": ["name-change-stated"],
        "netscape-type": ["netscape-certificate-type-forbidden"], "private-extension": [],
        "private-extension-critical": ["private-extension-criticality"], "document-types-absent": ["document-type-list-missing"],
        "name-of-other-curve": ["curve-explicit"], "parameters-of-other-curve": [],
        "document-types-unsorted": ["document-type-list-order"], "document-types-without-set": ["document-type-list-syntax"],
        "document-types-without-version": ["document-type-list-syntax"], "document-types-several-sets": ["document-type-list-syntax"],
        "document-types-bare-string": ["document-type-list-syntax"], "document-types-raw-character": ["document-type-list-syntax"],
        "document-types-filler": ["document-type-list-syntax"],
        "document-types-obsolete-identifier": ["document-type-list-identifier"],
    ]

    private func deviations() throws -> [Vector] {
        try CertificateDeviation.all.map { deviation in
            // The first profile for which the extension is more than optional.
            var profile = deviation.profiles.contains(.documentSigner) ? CertificateProfile.documentSigner : deviation.profiles[0]
            if deviation.name.hasPrefix("subject-key-identifier") { profile = .countrySigningCA }
            let key: ProfileWorkshop.IssuerKey =
                switch deviation.need {
                case .issuerRSA: .rsa
                case .issuerPSS: .pss
                case .anyKey, .issuerCurve, .subjectCurve, .subjectCurveOfTwo: .curve
                }
            let authority = try workshop.authority(key)
            let bytes = try authority.issue(workshop.request(profile, from: authority).with(deviation))
            return (deviation.name, ProfileRuleTests.rulesOfDeviations[deviation.name] ?? [], true, bytes, profile == .masterListSigner)
        }
    }

    // MARK: The table of extensions

    /// Name, identifier, CSCA, link, document signer, list signers (m, o, x), critical: Doc 9303-12, 7.1, written down once more.
    private static let rows = """
        authority-key-identifier 2.5.29.35 omm m no
        subject-key-identifier 2.5.29.14 mmo o no
        key-usage 2.5.29.15 mmm m yes
        private-key-usage-period 2.5.29.16 mmm o no
        certificate-policies 2.5.29.32 ooo o no
        policy-mappings 2.5.29.33 xxx x -
        subject-alternative-name 2.5.29.17 mmm m no
        issuer-alternative-name 2.5.29.18 mmm m no
        subject-directory-attributes 2.5.29.9 xxx x -
        basic-constraints 2.5.29.19 mmx x yes
        name-constraints 2.5.29.30 xxx x -
        policy-constraints 2.5.29.36 xxx x -
        extended-key-usage 2.5.29.37 xxx m yes
        crl-distribution-points 2.5.29.31 mmm m no
        inhibit-any-policy 2.5.29.54 xxx x -
        freshest-crl 2.5.29.46 xxx x -
        authority-information-access 1.3.6.1.5.5.7.1.1 ooo o no
        subject-information-access 1.3.6.1.5.5.7.1.11 ooo o no
        name-change 2.23.136.1.1.6.1 oox x no
        document-type-list 2.23.136.1.1.6.2 xxm x no
        netscape-certificate-type 2.16.840.1.113730.1.1 xxx x -
        """

    private func table() throws -> [Vector] {
        let authority = try workshop.authority()
        let columns: [CertificateProfile] = [.countrySigningCA, .link, .documentSigner, .masterListSigner, .deviationListSigner]
        var vectors: [Vector] = []
        for row in ProfileRuleTests.rows.split(separator: "\n") {
            let cells = row.split(separator: " ").map(String.init)
            let oid = try #require(OID(dotted: cells[1]))
            for (index, profile) in columns.enumerated() {
                let letter = Array(cells[2] + cells[3] + cells[3])[index]
                func add(_ rule: String, _ edits: [ExtensionEdit]) throws {
                    var request = workshop.request(profile, from: authority)
                    request.form.extensionEdits = edits
                    let bytes = try authority.issue(request)
                    vectors.append(("\(cells[0]) of \(profile)", [cells[0] + rule], false, bytes, profile == .masterListSigner))
                }
                let empty: @Sendable (ExtensionContent) -> [UInt8] = { _ in [0x30, 0x00] }
                // A deviation list signer without its purpose is a document signer to whoever looks at it.
                let isPurposeOfDeviationList = profile == .deviationListSigner && cells[0] == "extended-key-usage"
                if letter == "m", !isPurposeOfDeviationList { try add("-missing", [.remove(oid)]) }
                if letter == "x" { try add("-forbidden", [.add(oid, critical: false, empty)]) }
                if letter != "x" {
                    try add(
                        "-criticality",
                        [
                            .remove(oid),
                            .add(oid, critical: cells[4] == "no") { content in
                                cells[0] == "extended-key-usage"
                                    ? purposes([content.profile.extendedKeyUsage ?? .masterListSigner]) : [0x30, 0x00]
                            },
                        ])
                }
            }
        }
        return vectors
    }

    // MARK: Values of extensions, signers of seals

    private func edits() throws -> [Vector] {
        let authority = try workshop.authority()
        let mail: (inout ElementWriter) -> Void = { $0.write(.contextPrimitive(1), Array("csca@utopia.example".utf8)) }
        let state: (inout ElementWriter) -> Void = { names in names.write(.context(4)) { $0.append(Name(locality: "UTO").bytes) } }
        func names(_ parts: [(inout ElementWriter) -> Void]) -> [UInt8] {
            ProfileWorkshop.der { writer in writer.write(.sequence) { names in for part in parts { part(&names) } } }
        }
        @Sendable func point(_ address: String, withReasons: Bool = false) -> [UInt8] {
            ProfileWorkshop.der { writer in
                writer.write(.sequence) { points in
                    points.write(.sequence) { point in
                        point.write(.context(0)) { name in
                            name.write(.context(0)) { $0.write(.contextPrimitive(6), Array(address.utf8)) }
                        }
                        if withReasons { point.write(.contextPrimitive(1), [0x06, 0x40]) }
                    }
                }
            }
        }
        let (mailOnly, stateOnly) = (names([mail]), names([state]))
        let rows: [(CertificateProfile, Set<String>, [ExtensionEdit])] = [
            (
                .documentSigner, ["private-key-usage-period-ends", "extension-syntax"],
                [.replace(.privateKeyUsagePeriod) { _ in [0x30, 0] }]
            ),
            (
                .masterListSigner, ["extended-key-usage-purpose"],
                [
                    .replace(.extendedKeyUsage) { _ in purposes([.masterListSigner, .deviationListSigner]) }
                ]
            ),
            (.link, ["name-change-value"], [.replace(.nameChange) { _ in [0x30, 0x00] }]),
            (.documentSigner, ["subject-alternative-name-state"], [.replace(.subjectAlternativeName) { _ in mailOnly }]),
            (.documentSigner, ["issuer-alternative-name-state"], [.replace(.issuerAlternativeName) { _ in mailOnly }]),
            (.documentSigner, ["subject-alternative-name-contact"], [.replace(.subjectAlternativeName) { _ in stateOnly }]),
            (.countrySigningCA, ["alternative-names-agree"], [.replace(.issuerAlternativeName) { _ in stateOnly }]),
            (
                .documentSigner, ["crl-distribution-points-address"],
                [
                    .replace(.cRLDistributionPoints) { _ in point("ftp://pkd.utopia.example/UTO.crl") }
                ]
            ),
            (
                .documentSigner, ["crl-distribution-points-plain"],
                [
                    .replace(.cRLDistributionPoints) { _ in point("ldap://pkd.utopia.example/UTO", withReasons: true) }
                ]
            ),
            (.barcodeSigner, ["bare-signer-key-identifier"], [.remove(.authorityKeyIdentifier)]),
            (.visaSigner, ["bare-signer-purpose-criticality"], [.critical(.extendedKeyUsage, false)]),
            (
                .barcodeSigner, ["barcode-signer-extensions"],
                [
                    .add(.subjectKeyIdentifier, critical: false) { _ in [0x04, 0x01, 0x55] }
                ]
            ),
            (
                .travelStampSigner, ["lds2-signer-extensions"],
                [
                    .add(.subjectKeyIdentifier, critical: false) { _ in [0x04, 0x01, 0x55] }
                ]
            ),
            (
                .documentSigner, ["extensions-distinct"],
                [
                    .add(.certificatePolicies, critical: false) { _ in [0x30, 0x00] },
                    .add(.certificatePolicies, critical: false) { _ in [0x30, 0x00] },
                ]
            ),
        ]
        return try rows.map { profile, rules, edits in
            var request = workshop.request(profile, from: authority)
            request.form.extensionEdits = edits
            return ("\(rules)", rules, true, try authority.issue(request), false)
        }
    }

    // MARK: Names, keys, fields

    private func shapes() throws -> [Vector] {
        let authority = try workshop.authority()
        let usual = workshop.request(.documentSigner, from: authority)
        let signer = try authority.issue(usual)
        func named(_ profile: CertificateProfile, _ name: Name) throws -> [UInt8] {
            let usual = workshop.request(profile, from: authority)
            return try authority.issue(
                CertificateRequest(
                    profile, subject: name, key: usual.key, serialNumber: usual.serialNumber, validity: usual.validity,
                    privateKeyUsage: usual.privateKeyUsage, documentTypes: usual.documentTypes))
        }
        func keyed(_ profile: CertificateProfile, _ key: IssuingKey) throws -> [UInt8] {
            let issuer = profile == .countrySigningCA ? CertificateAuthority(name: Name(commonName: "CSCA"), key: key) : authority
            let usual = workshop.request(profile, from: issuer)
            return try issuer.issue(
                CertificateRequest(
                    profile, subject: usual.subject, key: key, serialNumber: usual.serialNumber, validity: usual.validity,
                    privateKeyUsage: usual.privateKeyUsage, documentTypes: usual.documentTypes))
        }
        func timed(_ profile: CertificateProfile, _ validity: Period, _ usage: Period) throws -> [UInt8] {
            let usual = workshop.request(profile, from: authority)
            return try authority.issue(
                CertificateRequest(
                    profile, subject: usual.subject, key: usual.key, serialNumber: usual.serialNumber, validity: validity,
                    privateKeyUsage: usage, documentTypes: usual.documentTypes))
        }
        func name(without type: OID) -> Name {
            var name = Name(commonName: "Signer")
            name.attributes.removeAll { $0.type == type }
            return name
        }
        func name(with attribute: Name.Attribute) -> Name {
            var name = Name(commonName: "Signer")
            name.attributes.append(attribute)
            return name
        }
        let nameless = CertificateAuthority(name: name(without: .countryName), key: authority.key)
        var bareRequest = usual
        bareRequest.form.extensionEdits = CertificateProfileExtensions.all.map { .remove($0) }
        let (at, usage) = (ProfileWorkshop.at, usual.privateKeyUsage)
        let curve = IssuingKey(try PrivateKey(curve: .p256), scheme: .ecdsa(.sha256))
        let small = IssuingKey(try PrivateKey(curve: .p224), scheme: .ecdsa(.sha256))
        let rows: [(Set<String>, [UInt8])] = [
            (["serial-number-minimal"], ProfileWorkshop.patched(signer, [0x02, 0x02, 0x01, 0x23], [0x02, 0x02, 0x00, 0x23])),
            (["validity-order", "private-key-usage-period-inside"], try timed(.documentSigner, Period(at(2036, 1), at(2024, 1)), usage)),
            (["private-key-usage-period-inside"], try timed(.documentSigner, Period(at(2024, 2), at(2036, 1)), usage)),
            (["dsc-key-period"], try timed(.documentSigner, usual.validity, Period(at(2024, 1), at(2025, 1)))),
            (["csca-key-period"], try timed(.countrySigningCA, usual.validity, Period(at(2024, 1), at(2030, 1)))),
            (["issuer-country"], try nameless.issue(usual)),
            (["subject-country"], try named(.documentSigner, name(without: .countryName))),
            (["name-serial-number-type"], try named(.documentSigner, name(with: .init(.serialNumberAttribute, .utf8String, "7")))),
            (["name-characters"], try named(.documentSigner, name(with: .init(.organizationalUnitName, .printableString, "A_B")))),
            (["bare-signer-subject"], try named(.visaSigner, Name(commonName: "Visa 1"))),
            (["barcode-signer-name"], try named(.barcodeSigner, Name(organization: nil, commonName: "Seal"))),
            (["lds2-signer-name"], try named(.visaSigner, Name(organization: nil, commonName: "Visa signer 1"))),
            (["rsa-size-csca"], try keyed(.countrySigningCA, IssuingKey(try PrivateKey(rsaBits: 2048), scheme: .rsaPKCS1(.sha256)))),
            (["rsa-size-signer"], try keyed(.documentSigner, IssuingKey(try PrivateKey(rsaBits: 1024), scheme: .rsaPKCS1(.sha256)))),
            (["curve-size-csca"], try keyed(.countrySigningCA, small)),
            (["curve-size-signer"], try keyed(.documentSigner, IssuingKey(try PrivateKey(curve: .p192), scheme: .ecdsa(.sha256)))),
            (["curve-explicit"], try keyed(.documentSigner, curve.written(.named))),
            (["curve-known"], try keyed(.documentSigner, curve.written(.imitating(generator: curve.publicKeyOctets)))),
            (["key-kind"], ProfileWorkshop.patched(signer, OID.ecPublicKey.content, OID.ecPublicKey.content.dropLast() + [0x09])),
            (
                ["signature-kind"],
                ProfileWorkshop.patched(signer, OID.ecdsaWithSHA256.content, OID.ecdsaWithSHA256.content.dropLast() + [0x09])
            ),
        ]
        let bare: Vector = ("no extensions", ["extensions-present"], false, try authority.issue(bareRequest), false)
        return rows.map { ("\($0.0)", $0.0, true, $0.1, false) } + [bare]
    }

    // MARK: Revocation lists

    private func content(_ deviation: RevocationListContent.Deviation? = nil, next: Timestamp = ProfileWorkshop.at(2026, 8))
        -> RevocationListContent
    {
        var content = RevocationListContent(
            number: 0x7F, thisUpdate: ProfileWorkshop.at(2026, 6), nextUpdate: next,
            revoked: deviation == .emptyEntries ? [] : [([0x09], ProfileWorkshop.at(2025))])
        if let deviation { content.deviations = [deviation] }
        return content
    }

    private func revocationLists() throws -> [(String, Set<String>, [UInt8])] {
        let authority = try workshop.authority()
        let usual = try authority.revocationList(content())
        func list(_ deviation: RevocationListContent.Deviation) throws -> [UInt8] { try authority.revocationList(content(deviation)) }
        func inEntries(_ octet: UInt8) throws -> [UInt8] {
            ProfileWorkshop.patched(try list(.reasonCodes), [0x55, 0x1D, 0x15], [0x55, 0x1D, octet])
        }
        var nameless = Name(commonName: "CSCA")
        nameless.attributes.removeAll { $0.type == .countryName }
        let rsa = try workshop.authority(.rsa)
        let rows: [(Set<String>, [UInt8])] = [
            (["crl-version"], ProfileWorkshop.patched(usual, [0x02, 0x01, 0x01, 0x30], [0x02, 0x01, 0x02, 0x30])),
            (
                ["crl-signature-algorithms-agree"],
                ProfileWorkshop.patched(usual, OID.ecdsaWithSHA256.content, OID.ecdsaWithSHA384.content, onlyLast: true)
            ),
            (
                ["crl-signature-parameters"],
                try CertificateAuthority(name: rsa.name, key: rsa.key.stating(.absent)).revocationList(content())
            ),
            (["crl-issuer-country"], try CertificateAuthority(name: nameless, key: authority.key).revocationList(content())),
            (["crl-country-upper-case"], ProfileWorkshop.patched(usual, [0x13, 0x02, 0x55, 0x54], [0x13, 0x02, 0x75, 0x74])),
            (["crl-times-form"], ProfileWorkshop.patched(usual, Array("260601000000Z".utf8), Array("2606010000+00".utf8))),
            (["crl-times-form"], ProfileWorkshop.patched(usual, Array("250101000000Z".utf8), Array("2501010000+00".utf8))),
            (["crl-next-update"], try list(.nextUpdateAbsent)),
            (["crl-interval"], try authority.revocationList(content(next: ProfileWorkshop.at(2026, 11)))),
            (["crl-empty-entries"], try list(.emptyEntries)),
            (["crl-authority-key-identifier"], try list(.keyIdentifierAbsent)),
            (["crl-number"], try list(.numberAbsent)),
            (["crl-number-form"], ProfileWorkshop.patched(usual, [0x04, 0x03, 0x02, 0x01, 0x7F], [0x04, 0x03, 0x02, 0x01, 0xFF])),
            (["crl-delta-indicator"], try list(.deltaIndicator)),
            (["crl-issuing-distribution-point"], try list(.issuingDistributionPoint)),
            (["crl-freshest-crl"], ProfileWorkshop.patched(try list(.deltaIndicator), [0x55, 0x1D, 0x1B], [0x55, 0x1D, 0x2E])),
            (["crl-extension-criticality"], ProfileWorkshop.patched(try list(.deltaIndicator), [0x55, 0x1D, 0x1B], [0x55, 0x1D, 0x12])),
            (["crl-reason-code"], try list(.reasonCodes)), (["crl-hold-instruction"], try inEntries(0x17)),
            (["crl-invalidity-date"], try inEntries(0x18)), (["crl-certificate-issuer"], try inEntries(0x1D)),
        ]
        return rows.map { ("\($0.0)", $0.0, $0.1) }
    }
}

/// ExtKeyUsageSyntax of these purposes.
private func purposes(_ identifiers: [OID]) -> [UInt8] {
    ProfileWorkshop.der { writer in
        writer.write(.sequence) { list in for identifier in identifiers { list.write(.objectIdentifier, identifier.content) } }
    }
}

/// The extensions that a document signer has.
private enum CertificateProfileExtensions {
    static let all: [OID] = [
        .authorityKeyIdentifier, .subjectKeyIdentifier, .keyUsage, .privateKeyUsagePeriod, .subjectAlternativeName,
        .issuerAlternativeName, .cRLDistributionPoints, .documentTypeList,
    ]
}

/// How often the CSCAs of a published list depart from their profile; a reader in Python that shares no code with this one counts the same.
@Suite(.enabled(if: ThirdPartyData.isPresent("master-lists"))) struct PublishedProfileTests {
    @Test func theGermanListOfMay2026() throws {
        var keys = KeyCache()
        let folder = try #require(ThirdPartyData.folder("master-lists"))
        let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent("DE_ML_2026-05-28-08-28-45.ml")))
        let list = try MasterList(bytes[...], keys: &keys)
        var counts: [String: Int] = [:]
        for certificate in list.content.certificates.compactMap({ try? Certificate($0) }) {
            guard let role = CertificateRole(certificate) else { continue }
            for rule in ProfileRule.findings(certificate, as: role) { counts[rule.id, default: 0] += 1 }
        }
        let expected = [
            "serial-number-positive": 2, "country-upper-case": 13, "countries-agree": 2, "common-name": 10, "curve-explicit": 4,
            "signature-hash": 34, "authority-key-identifier-missing": 2, "key-usage-missing": 1, "key-usage-criticality": 11,
            "subject-alternative-name-missing": 155, "issuer-alternative-name-missing": 171, "crl-distribution-points-missing": 147,
            "private-key-usage-period-missing": 118, "basic-constraints-missing": 1, "basic-constraints-criticality": 2,
            "netscape-certificate-type-forbidden": 2, "extended-key-usage-forbidden": 1,
        ]
        #expect(counts.filter { expected[$0.key] != nil } == expected)
    }
}
