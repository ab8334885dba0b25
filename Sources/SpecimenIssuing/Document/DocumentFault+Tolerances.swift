import SafeOpenSSL
import SignedStructures
import TagLengthValue

extension DocumentFault {
    /// What real issuers write in another way; the proof stays intact, and a report says so.
    static let tolerances: [DocumentFault] = files + messages + signatures + answers + certificates

    private static func message(
        _ name: String, _ summary: String, tells reasons: [String] = [], _ deviation: SecurityObjectContent.Deviation
    ) -> DocumentFault {
        DocumentFault(name, summary, tells: reasons) { form in form.securityObject = { $0.deviations = [deviation] } }
    }

    // MARK: Files

    private static let files: [DocumentFault] = [
        recordLength(-8, "New Zealand"), recordLength(-1, "United Kingdom"),
        DocumentFault("dates-binary", "dates of DG11 and DG12 as binary-coded decimals (Malaysia, Spain, France)") {
            $0.plan = {
                $0.dataGroups.formUnion([11, 12])
                $0.hasBinaryDates = true
            }
        },
        DocumentFault("text-latin-1", "the place of birth in DG11 in Latin-1", tells: ["text-encoding"]) {
            $0.plan = {
                $0.dataGroups.insert(11)
                $0.placeOfBirth = [0xCE, 0x4C, 0x45]
            }
        },
        DocumentFault("name-in-national-characters", "the name in DG11 in letters that the zone transliterates") {
            $0.plan = { plan in
                plan.zone.primaryIdentifier = "MUELLER AAKESSON"
                plan.zone.secondaryIdentifier = "ZOE FRANCOISE"
                plan.state(fullName: "M\u{DC}LLER<\u{C5}KESSON<<ZO\u{CB}<FRAN\u{C7}OISE")
            }
        },
        DocumentFault(
            "name-given-names-first", "the name in DG11 begins with the given names, blanks between all words", tells: ["name-order"]
        ) { $0.plan = { $0.state(fullName: $0.zone.secondaryIdentifier + " " + $0.zone.primaryIdentifier) } },
        DocumentFault(
            "name-in-another-script", "the name in DG11 in Greek letters, for which the standard has no transliteration",
            tells: ["untransliterable-character"]
        ) { $0.plan = { $0.state(fullName: "\u{3A3}\u{39F}\u{39B}\u{39C}<<\u{39C}\u{399}\u{3A1}\u{391}") } },
        DocumentFault("common-data-absent", "no EF.COM (China)") { $0.files["EF_COM.bin"] = { _ in [] } },
        DocumentFault("data-group-padded", "DG2 filled to the size of its file with FF", tells: ["padded-file"]) {
            $0.files["EF_DG2.bin"] = { $0 + [UInt8](repeating: 0xFF, count: 16) }
        },
        DocumentFault("security-object-padded", "EF.SOD filled to the size of its file with zeros", tells: ["padded-file"]) {
            $0.files["EF_SOD.bin"] = { $0 + [UInt8](repeating: 0x00, count: 32) }
        },
        DocumentFault("security-object-trailed", "EF.SOD with a status word behind it", tells: ["status-word"]) {
            $0.files["EF_SOD.bin"] = { $0 + [0x90, 0x00] }
        },
    ]

    private static func recordLength(_ off: Int, _ country: String) -> DocumentFault {
        DocumentFault(
            "record-length-off-by-\(-off)", "the face record of DG2 states \(-off) octets too few (\(country))", tells: ["record-length"]
        ) { form in
            form.plan = { $0.faceFormat = .iso19794 }
            form.groups[2] = { file in
                guard let place = file.firstRange(of: Array("FAC\0010\0".utf8))?.upperBound else { return file }
                let length = file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } + off
                return file[..<place] + (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } + file[(place + 4)...]
            }
        }
    }

    // MARK: The message of EF.SOD

    private static let messages: [DocumentFault] = [
        content("data", .data, "China"), content("early", .earlySecurityObject, "France, Belgium"),
        content("sdu", .sduSecurityObject, "Sdu"),
        message(
            "indefinite-length", "EF.SOD in BER with indefinite lengths (New Zealand)", tells: ["indefinite-length"], .indefiniteLength),
        message("wrapper-absent", "EF.SOD without its tag 77", tells: ["missing-wrapper"], .wrapperAbsent),
        message("attributes-unsorted", "signed attributes not in DER's order, and signed so", tells: ["unsorted-set"], .attributesReversed),
        message(
            "attributes-unsorted-signed-sorted", "signed attributes not in DER's order, but signed in it", tells: ["unsorted-set"],
            .attributesReversedButSignedSorted),
        message("identified-by-key", "signer named by its key identifier, SignerInfo of version 3", .identifiedByKeyIdentifier),
        message(
            "identified-by-key-version-one", "signer named by its key identifier, SignerInfo of version 1", tells: ["unknown-version"],
            .identifiedByKeyIdentifierInVersionOne),
        message(
            "identified-by-number-version-three", "signer named by its serial number, SignerInfo of version 3", tells: ["unknown-version"],
            .issuerAndSerialNumberInVersionThree),
        DocumentFault(
            "identifier-reordered", "RDNs of the signer identifier in another order than in the certificate (Malaysia)",
            tells: ["signer-identifier-mismatch"]
        ) { form in form.securityObject = { $0.issuer = $0.issuer.changed(.reversed) } },
        DocumentFault(
            "identifier-country-lower-case", "country in the signer identifier in lower case (Albania)"
        ) { form in form.securityObject = { $0.issuer = $0.issuer.changed(.lowerCaseCountry) } },
        DocumentFault(
            "identifier-wrong", "signer identifier with another serial number than the only certificate's (Ukraine)",
            tells: ["signer-identifier-mismatch"]
        ) { form in form.securityObject = { $0.serialNumberContent = [0x2A] } },
        DocumentFault("certificate-in-store", "no certificate in EF.SOD, the signer's is in the store") { form in
            form.securityObject = { $0.deviations = [.certificateAbsent] }
            form.storeHasSigner = true
        },
        DocumentFault("certificate-nowhere", "no certificate in EF.SOD, and none in the store", conclusion: "undetermined") { form in
            form.securityObject = { $0.deviations = [.certificateAbsent] }
        },
        message("authority-first", "the CSCA's certificate before the signer's in EF.SOD", .authorityFirst),
        message("hashes-unsorted", "hashes in EF.SOD in the reverse order", tells: ["unsorted-data-groups"], .hashesReversed),
        message("hash-twice", "the hash of DG1 in EF.SOD twice", tells: ["duplicate-data-group"], .firstHashTwice),
        DocumentFault(
            "version-information-absent", "LDSSecurityObject of version 1 without the LDS version", tells: ["version-information"]
        ) { form in
            form.plan = {
                $0.ldsObjectVersion = 1
                $0.ldsVersion = "0108"
            }
            form.securityObject = { $0.deviations = [.versionInformationAbsent] }
        },
    ]

    private static func content(_ name: String, _ type: OID, _ issuer: String) -> DocumentFault {
        DocumentFault("content-type-\(name)", "content type of EF.SOD is \(type) (\(issuer))", tells: ["content-type"]) { form in
            form.securityObject = {
                $0.contentType = type
                $0.signedContentType = type
            }
        }
    }

    // MARK: Signatures

    private static let signatures: [DocumentFault] = [
        DocumentFault(
            "digest-info-without-null", "DigestInfo of the signature without NULL", need: .rsaPKCS1, tells: ["digest-info-without-null"]
        ) { form in
            form.signerKey = { key in
                var key = key
                key.hasNullInDigestInfo = false
                return key
            }
        },
        DocumentFault("rsa-encryption", "rsaEncryption as the signature's algorithm (Spain)", need: .rsaPKCS1) { form in
            form.securityObject = { $0.signatureAlgorithm = encoded { $0.writeAlgorithm(.rsaEncryption, withNull: true) } }
        },
        DocumentFault(
            "rsa-without-null", "no NULL in the signature's algorithm", need: .rsaPKCS1, tells: ["algorithm-parameters"]
        ) { form in form.signerKey = { $0.stating(.absent) } },
        DocumentFault(
            "pss-parameters-absent", "no parameters of RSASSA-PSS, meant as their defaults: SHA-1 and a salt of 20", need: .rsaPSS,
            fails: ["security-object.algorithm-strength"], conclusion: "passed", tells: ["algorithm-parameters"]
        ) { form in form.signerKey = { $0.signing(.rsaPSS(.sha1, maskDigest: .sha1, saltLength: 20)).stating(.absent) } },
        DocumentFault(
            "pss-salt-misstated", "RSASSA-PSS with a salt as long as the hash, where 20 octets are stated", need: .rsaPSS,
            tells: ["other-salt-length"]
        ) { form in
            form.securityObject = { content in
                let digest = content.signer.scheme.digestAlgorithm
                content.signatureAlgorithm =
                    content.signer.signing(.rsaPSS(digest, maskDigest: digest, saltLength: 20)).signatureAlgorithm
            }
        },
        DocumentFault(
            "ecdsa-with-null", "NULL in the signature's algorithm (Austria, Germany)", need: .curve, tells: ["algorithm-parameters"]
        ) { form in form.signerKey = { $0.stating(.null) } },
        DocumentFault(
            "ecdsa-plain", "r and s side by side, where the algorithm wants a SEQUENCE", need: .sequenceECDSA,
            tells: ["other-signature-form"]
        ) { form in
            form.securityObject = { content in
                content.signatureAlgorithm = content.signer.signatureAlgorithm
                content.signer = content.signer.signing(.plainECDSA(content.signer.scheme.digestAlgorithm))
            }
        },
        DocumentFault(
            "ecdsa-zero-octet", "a superfluous zero before r", need: .sequenceECDSA, tells: ["signature-encoding"]
        ) { form in
            form.securityObject = { content in
                content.changeSignature = { signature in
                    // SEQUENCE, its length in one octet or two, INTEGER, length, r, and s.
                    let body = signature.dropFirst(signature[1] == 0x81 ? 3 : 2)
                    guard let length = body.dropFirst().first else { return signature }
                    return encoded { $0.write(.sequence, [0x02, length + 1, 0x00] + body.dropFirst(2)) }
                }
            }
        },
    ]

    // MARK: Certificates

    /// The deviations of document signers' certificates that a reader of documents meets, and what it must tell of them.
    private static let certificates: [DocumentFault] = [
        ("serial-negative", ["negative-serial-number"]), ("time-generalized", ["malformed-time"]), ("country-lower-case", []),
        ("names-t61-string", []),
        ("document-types-absent", []), ("document-types-unsorted", ["unsorted-set"]),
        ("document-types-without-set", ["malformed-document-type-list"]),
        ("document-types-without-version", ["malformed-document-type-list"]),
        ("document-types-several-sets", ["malformed-document-type-list"]),
        ("document-types-bare-string", ["malformed-document-type-list"]),
        ("document-types-raw-character", ["malformed-document-type-list"]),
        ("document-types-filler", ["malformed-document-type-list"]),
        ("subject-key-identifier-raw", ["raw-key-identifier"]), ("key-usage-absent", []), ("key-usage-non-repudiation", []),
    ].compactMap { name, reasons in
        CertificateDeviation.named(name).map { deviation in
            DocumentFault("signer-\(name)", "signer's certificate: \(deviation.summary)", tells: reasons) {
                $0.certificate = deviation.apply
                // One type is in order however it is written.
                if name == "document-types-unsorted" { $0.documentTypes = ["I", "P"] }
            }
        }
    }
}
