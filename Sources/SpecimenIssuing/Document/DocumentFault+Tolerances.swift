import SafeOpenSSL
import SignedStructures
import TagLengthValue

extension DocumentFault {
    /// What real issuers write otherwise than the standard asks; the proof stays intact, and a report says so.
    static let tolerances: [DocumentFault] =
        files + fileTolerances + portraitTolerances + detailTolerances + contents + securityInfoTolerances + messages + signatures
        + answerTolerances
        + certificateTolerances

    // MARK: Files

    private static let files: [DocumentFault] = [
        .tolerance("common-data-absent", "no EF.COM (China)", finds: "lds.files-agree common-data-absent") {
            $0.removed = ["EF_COM.bin"]
        },
        .tolerance(
            "common-data-unknown-group", "EF.COM lists a data group that the standard does not know (China)",
            finds: "EF.COM unknown-data-group"
        ) {
            $0.files["EF_COM.bin"] = listingUnknownGroup
        },
        .tolerance("data-group-padded", "DG2 filled to the size of its file with FF", finds: "DG2 padded-file") {
            $0.files["EF_DG2.bin"] = { $0 + [UInt8](repeating: 0xFF, count: 16) }
        },
        .tolerance("security-object-padded", "EF.SOD filled to the size of its file with zeros", finds: "EF.SOD padded-file") {
            $0.files["EF_SOD.bin"] = { $0 + [UInt8](repeating: 0x00, count: 32) }
        },
        .tolerance("security-object-trailed", "EF.SOD with a status word behind it", finds: "EF.SOD status-word") {
            $0.files["EF_SOD.bin"] = { $0 + [0x90, 0x00] }
        },
    ]

    /// EF.COM whose tag list ends with `71`, as for a DG17; the lengths of the file are of one octet.
    private static let listingUnknownGroup: DocumentForm.Edit = { file in
        guard file.count > 2, let list = file.lastIndex(of: 0x5C), list + 1 < file.count else { return file }
        var changed = file + [0x71]
        changed[1] += 1
        changed[list + 1] += 1
        return changed
    }

    // MARK: The content of data groups

    private static let contents: [DocumentFault] = [
        .tolerance(
            "dates-binary", "dates of DG11 and DG12 as binary-coded decimals (Malaysia, Spain, France)", finds: "DG11 binary-date",
            "DG12 binary-date"
        ) {
            $0.plan = {
                $0.dataGroups.formUnion([11, 12])
                $0.hasBinaryDates = true
            }
        },
        .tolerance("text-latin-1", "the place of birth in DG11 in Latin-1", finds: "DG11 text-encoding") {
            $0.plan = {
                $0.dataGroups.insert(11)
                $0.placeOfBirth = [0xCE, 0x4C, 0x45]
            }
        },
        .tolerance(
            "name-given-names-first", "the name in DG11 begins with the given names, blanks between all words",
            finds: "consistency.names name-order"
        ) { $0.plan = { $0.state(fullName: $0.zone.secondaryIdentifier + " " + $0.zone.primaryIdentifier) } },
    ]

    // MARK: The message of EF.SOD

    private static func message(
        _ name: String, _ summary: String, finds findings: String..., by deviation: SecurityObjectContent.Deviation
    ) -> DocumentFault {
        .tolerance(name, summary, finds: findings) { form in form.securityObject = { $0.deviations = [deviation] } }
    }

    private static let messages: [DocumentFault] = [
        content("data", .data, "China"), content("early", .earlySecurityObject, "France, Belgium"),
        content("sdu", .sduSecurityObject, "Sdu"),
        message(
            "indefinite-length", "EF.SOD in BER with indefinite lengths (New Zealand)", finds: "EF.SOD indefinite-length",
            by: .indefiniteLength),
        message("wrapper-absent", "EF.SOD without its tag 77", finds: "EF.SOD missing-wrapper", by: .wrapperAbsent),
        message(
            "attributes-unsorted", "signed attributes not in DER's order, and signed so", finds: "EF.SOD unsorted-set",
            by: .attributesReversed),
        message(
            "attributes-unsorted-signed-sorted", "signed attributes not in DER's order, but signed in it", finds: "EF.SOD unsorted-set",
            "security-object.signature attributes-reordered", by: .attributesReversedButSignedSorted),
        message(
            "signing-time-generalized", "the signing time as GeneralizedTime before 2050", finds: "EF.SOD signing-time-form",
            by: .generalizedSigningTime),
        message(
            "identified-by-key-version-one", "signer named by its key identifier, SignerInfo of version 1",
            finds: "EF.SOD version-1-with-key-identifier", by: .identifiedByKeyIdentifierInVersionOne),
        message(
            "identified-by-number-version-three", "signer named by its serial number, SignerInfo of version 3",
            finds: "EF.SOD version-3-with-serial-number", by: .issuerAndSerialNumberInVersionThree),
        .tolerance(
            "identifier-reordered", "RDNs of the signer identifier in another order than in the certificate (Malaysia)",
            finds: "security-object.signature signer-identifier-order"
        ) { form in form.securityObject = { $0.issuer = $0.issuer.changed(.reversed) } },
        .tolerance(
            "identifier-country-lower-case", "country in the signer identifier in lower case (Albania)",
            finds: "security-object.signature signer-identifier-spelling"
        ) { form in form.securityObject = { $0.issuer = $0.issuer.changed(.lowerCaseCountry) } },
        .tolerance(
            "identifier-string-type", "strings of another type in the signer identifier than in the certificate",
            finds: "security-object.signature signer-identifier-spelling", repeats: "identifier-country-lower-case"
        ) { form in form.securityObject = { $0.issuer = $0.issuer.changed(.texts(.teletexString)) } },
        .tolerance(
            "identifier-wrong", "signer identifier with another serial number than the only certificate's (Ukraine)",
            finds: "security-object.signature signer-identifier-mismatch"
        ) { form in form.securityObject = { $0.serialNumberContent = [0x2A] } },
        .tolerance(
            "certificate-in-store", "no certificate in EF.SOD, the signer's is in the store", finds: "EF.SOD certificates-absent"
        ) { form in
            form.securityObject = { $0.deviations = [.certificateAbsent] }
            form.storeHasSigner = true
        },
        .tolerance(
            "certificate-in-store-with-namesake",
            "the same, and before it one of another key with the same issuer, serial number and key identifier",
            finds: "EF.SOD certificates-absent", repeats: "certificate-in-store"
        ) { form in
            form.securityObject = { $0.deviations = [.certificateAbsent] }
            form.storeHasNamesake = true
            form.storeHasSigner = true
        },
        message("signers-two", "two SignerInfos, where one is recommended", finds: "EF.SOD several-signers", by: .signerTwice),
        message(
            "hashes-unsorted", "hashes in EF.SOD in the reverse order", finds: "EF.SOD unsorted-data-groups", by: .hashesReversed),
        message("hash-twice", "the hash of DG1 in EF.SOD twice", finds: "EF.SOD duplicate-data-group", by: .firstHashTwice),
        message(
            "hash-of-unknown-group", "EF.SOD lists a hash for a data group 17 (China)", finds: "EF.SOD unknown-data-group",
            by: .unknownGroupHash),
        .tolerance(
            "version-information-absent", "LDSSecurityObject of version 1 without the LDS version", finds: "EF.SOD version-information"
        ) { form in
            form.plan = {
                $0.ldsObjectVersion = 1
                $0.ldsVersion = "0108"
            }
            form.securityObject = { $0.deviations = [.versionInformationAbsent] }
        },
    ]

    private static func content(_ name: String, _ type: OID, _ issuer: String) -> DocumentFault {
        .tolerance("content-type-\(name)", "content type of EF.SOD is \(type) (\(issuer))", finds: "EF.SOD content-type-\(name)") { form in
            form.securityObject = {
                $0.contentType = type
                $0.signedContentType = type
            }
        }
    }
}
