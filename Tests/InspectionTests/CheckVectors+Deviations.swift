import DocumentPKI
import DocumentVerification
import Foundation
import Inspection
import LogicalDataStructure
import MachineReadableZone
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import TravelDocuments

extension CheckVector {
    private static let known = "document.known-deviation"
    private static let compromise = "document.key-compromise"
    private static let hashes = "security-object.data-group-hashes"
    private static let signature = "security-object.signature"
    private static let agree = "lds.files-agree"
    private static let path = "certification-path.signatures"
    private static let revoked = "certification-path.revocation"

    private static func passport(_ store: InMemoryStore, changing files: String...) throws -> VerificationRecord {
        try Laboratory.record(files.reduce(Laboratory.files(.passport)) { $0.flippingLastBit(of: $1) }, store: store)
    }

    private static func signerCertificate() throws -> [UInt8] { try Laboratory.specimen(.passport).signerCertificate }

    /// An entry that is met or missed by one criterion.
    private static func criterion(
        _ name: String, _ expected: String, _ change: @escaping @Sendable (inout DeviationListContent.Deviation) throws -> Void
    ) -> CheckVector {
        CheckVector(known, name, expected) { try passport(ListWorkshop.store(.dataGroupMalformed, 2, change)) }
    }

    private static let criteria: [CheckVector] = [
        criterion("its number", "failed known-deviation") { $0.documentNumbers = ["UT0000000", ListWorkshop.passportNumber] },
        criterion("another number", "passed") { $0.documentNumbers = ["U00473K22"] },
        criterion("its number and type", "failed known-deviation") {
            $0.documentType = "P"
            $0.documentNumbers = [ListWorkshop.passportNumber]
        },
        criterion("its number and another type", "passed") {
            $0.documentType = "C"
            $0.documentNumbers = [ListWorkshop.passportNumber]
        },
        criterion("its type alone", "failed known-deviation") { $0.documentType = "P" },
        criterion("its signer's digest", "failed known-deviation") {
            $0.signer = .certificateDigest(try ListWorkshop.digest(of: signerCertificate()))
        },
        criterion("its signer's digest by SHA-1", "failed known-deviation") {
            $0.signer = .certificateDigest(try ListWorkshop.digest(of: signerCertificate(), .sha1))
        },
        criterion("its signer's key identifier", "failed known-deviation") {
            $0.signer = .subjectKeyIdentifier(Array(try Certificate(signerCertificate()[...]).subjectKeyIdentifier ?? []))
        },
        criterion("its signer's name and number", "failed known-deviation") {
            let number = Array(try Certificate(signerCertificate()[...]).serialNumber)
            $0.signer = .issuerAndSerialNumber(try Laboratory.utopia().authority(.passport).issuer.name, number)
        },
        criterion("another signer of that number", "passed") {
            let number = Array(try Certificate(signerCertificate()[...]).serialNumber)
            $0.signer = .issuerAndSerialNumber(Name(commonName: "CSCA of nobody"), number)
        },
        criterion("its signer and another's number", "passed") {
            $0.signer = .certificateDigest(try ListWorkshop.digest(of: signerCertificate()))
            $0.documentNumbers = ["U00473K22"]
        },
        criterion("its date of issue", "failed known-deviation") {
            $0.issued = Period(Laboratory.at(2024, 1, 1), Laboratory.at(2026, 5, 1))
        },
        criterion("another date of issue", "passed") { $0.issued = Period(Laboratory.at(2019, 1, 1), Laboratory.at(2020, 1, 1)) },
    ]

    static let deviations: [CheckVector] =
        criteria + [
            CheckVector(known, "no list", "notApplicable no-deviation-list") { try Laboratory.record(Laboratory.files(.passport)) },
            CheckVector(known, "a stranger's list is said and counts for nothing", "undetermined signer-not-trusted") {
                try passport(ListWorkshop.store(.dataGroupMalformed, 2, by: .stranger))
            },
            CheckVector(known, "a document signer may not sign lists", "undetermined signer-not-trusted") {
                try passport(ListWorkshop.store(.dataGroupMalformed, 2, by: .documentSigner))
            },
            CheckVector(known, "more entries than are looked at, none of this document", "undetermined search-limit") {
                try passport(ListWorkshop.store(.dataGroupMalformed, 2, times: 4097) { $0.documentNumbers = ["U00473K22"] })
            },
            CheckVector(known, "as many entries as are looked at", "passed") {
                try passport(ListWorkshop.store(.dataGroupMalformed, 2, times: 4096) { $0.documentNumbers = ["U00473K22"] })
            },
            CheckVector(known, "more entries of a stranger's than are looked at", "passed") {
                try passport(ListWorkshop.store(.dataGroupMalformed, 2, by: .stranger, times: 4097) { $0.documentNumbers = ["U00473K22"] })
            },
            CheckVector(compromise, "more entries than are looked at", "undetermined search-limit") {
                try passport(ListWorkshop.store(.dataGroupMalformed, 2, times: 4097) { $0.documentNumbers = ["U00473K22"] })
            },
            CheckVector(revoked, "more entries of deviation lists than are looked at", "undetermined search-limit") {
                try passport(ListWorkshop.store(.dataGroupMalformed, 2, times: 4097) { $0.documentNumbers = ["U00473K22"] })
            },
            CheckVector(known, "another state's list of numbers", "passed") {
                try passport(ListWorkshop.store(.dataGroupHashWrong, 12, by: .otherState))
            },
            CheckVector(known, "a number that DG1 does not prove", "passed") {
                try passport(ListWorkshop.store(.dataGroupHashWrong, 1), changing: "EF_DG1.bin")
            },
            CheckVector(compromise, "no list", "notApplicable no-deviation-list") { try Laboratory.record(Laboratory.files(.passport)) },
            CheckVector(compromise, "listed", "failed key-compromised") {
                try passport(ListWorkshop.store(.activeAuthenticationKeyCompromised))
            },
            CheckVector(compromise, "another deviation", "passed") { try passport(ListWorkshop.store(.dataGroupMalformed, 2)) },
            CheckVector(compromise, "a stranger's list", "passed") {
                try passport(ListWorkshop.store(.activeAuthenticationKeyCompromised, by: .stranger))
            },
        ] + excuses + zoneDeviations + revocations

    private static let excuses: [CheckVector] = [
        CheckVector(hashes, "a listed wrong hash of DG12", "undetermined known-deviation") {
            try passport(ListWorkshop.store(.dataGroupHashWrong, 12), changing: "EF_DG12.bin")
        },
        CheckVector(hashes, "the same by a stranger's list", "failed hash-mismatch") {
            try passport(ListWorkshop.store(.dataGroupHashWrong, 12, by: .stranger), changing: "EF_DG12.bin")
        },
        CheckVector(hashes, "another deviation of DG12", "failed hash-mismatch") {
            try passport(ListWorkshop.store(.dataGroupMalformed, 12), changing: "EF_DG12.bin")
        },
        CheckVector(hashes, "a listed one and another", "failed hash-mismatch") {
            try passport(ListWorkshop.store(.dataGroupHashWrong, 12), changing: "EF_DG12.bin", "EF_DG2.bin")
        },
        CheckVector(hashes, "DG2 is never excused", "failed hash-mismatch") {
            try passport(ListWorkshop.store(.dataGroupHashWrong, 2), changing: "EF_DG2.bin")
        },
        CheckVector(hashes, "DG1 is never excused", "failed hash-mismatch") {
            try passport(
                ListWorkshop.store(.dataGroupHashWrong, 1) {
                    $0.signer = .certificateDigest(try ListWorkshop.digest(of: signerCertificate()))
                }, changing: "EF_DG1.bin")
        },
        CheckVector(hashes, "another state excuses nothing", "failed hash-mismatch") {
            try passport(
                ListWorkshop.store(.dataGroupHashWrong, 12, by: .otherState) {
                    $0.signer = .certificateDigest(try ListWorkshop.digest(of: signerCertificate()))
                }, changing: "EF_DG12.bin")
        },
        CheckVector(hashes, "nothing is excused without a signature", "failed hash-mismatch") {
            try passport(ListWorkshop.store(.dataGroupHashWrong, 12), changing: "EF_DG12.bin", "EF_SOD.bin")
        },
        CheckVector(signature, "a listed wrong signature", "undetermined known-deviation") {
            try passport(
                ListWorkshop.store(.securityObjectSignatureWrong) {
                    $0.signer = .certificateDigest(try ListWorkshop.digest(of: signerCertificate()))
                }, changing: "EF_SOD.bin")
        },
        CheckVector(signature, "the same by a stranger's list", "failed signature-invalid") {
            try passport(
                ListWorkshop.store(.securityObjectSignatureWrong, by: .stranger) {
                    $0.signer = .certificateDigest(try ListWorkshop.digest(of: signerCertificate()))
                }, changing: "EF_SOD.bin")
        },
        CheckVector(agree, "a listed contradiction of EF.COM", "undetermined known-deviation") {
            try Laboratory.record(
                Laboratory.files(.passport).setting("EF_COM.bin", Laboratory.specimen(.td2Card)["EF_COM.bin"]),
                store: ListWorkshop.store(.commonDataInconsistent))
        },
        CheckVector(path, "a listed wrong signature of the signer", "undetermined known-deviation") {
            let specimen = try Laboratory.specimen(.passport, fault: "issuer-forged")
            return try Laboratory.record(
                specimen.files,
                store: ListWorkshop.store(.documentSignerSignature) {
                    $0.signer = .certificateDigest(try ListWorkshop.digest(of: specimen.signerCertificate))
                })
        },
    ]

    /// A passport with a fault in its signed DG1, named by a list; every such list names it by its signer, so that any DG1 has it.
    private static func listedZone(
        _ check: String, _ name: String, _ expected: String, fault: String, _ kind: DeviationListContent.Kind, _ field: UInt?,
        by signer: ListWorkshop.Signer = .state, printed: (@Sendable ([String]) -> String)? = nil, changing file: String? = nil
    ) -> CheckVector {
        CheckVector(check, name, all: expected.components(separatedBy: "; ")) {
            let specimen = try Laboratory.specimen(.passport, fault: fault)
            let store = try ListWorkshop.store(kind, field, by: signer) {
                $0.signer = .certificateDigest(try ListWorkshop.digest(of: specimen.signerCertificate))
            }
            let files = file.map { specimen.files.flippingLastBit(of: $0) } ?? specimen.files
            let lines = Laboratory.document(files).chip?.dataGroup1?.zone.lines ?? []
            return try Laboratory.record(files, printed: printed.map { $0(lines) }, store: store)
        }
    }

    private static let zoneDeviations: [CheckVector] = [
        listedZone(
            "mrz.check-digits", "a listed wrong digit", "undetermined known-deviation", fault: "digit-of-document-number",
            .zoneWrongCheckDigit, 4),
        listedZone(
            "mrz.check-digits", "listed of the whole zone", "undetermined known-deviation", fault: "digit-of-document-number",
            .zoneWrongCheckDigit, 0),
        listedZone(
            "mrz.check-digits", "a listed digit of another field", "failed check-digit-mismatch", fault: "digit-of-document-number",
            .zoneWrongCheckDigit, 6),
        listedZone(
            "mrz.check-digits", "a stranger's list of a digit", "failed check-digit-mismatch", fault: "digit-of-document-number",
            .zoneWrongCheckDigit, 4, by: .stranger),
        listedZone(
            "mrz.check-digits", "another state's list of a digit", "failed check-digit-mismatch", fault: "digit-of-document-number",
            .zoneWrongCheckDigit, 4, by: .otherState),
        listedZone(
            "mrz.check-digits", "wrong data are no wrong digit", "failed check-digit-mismatch", fault: "digit-of-document-number",
            .zoneWrongData, 4),
        listedZone(
            "mrz.check-digits", "a listed digit in a DG1 that nobody signed", "failed check-digit-mismatch",
            fault: "digit-of-document-number", .zoneWrongCheckDigit, 4, changing: "EF_SOD.bin"),
        listedZone(
            "mrz.check-digits", "a listed digit, printed as on the chip", "undetermined known-deviation; undetermined known-deviation",
            fault: "digit-of-document-number", .zoneWrongCheckDigit, 4, printed: { $0.joined(separator: "\n") }),
        listedZone(
            "mrz.check-digits", "a listed digit, printed in another way", "undetermined known-deviation; failed check-digit-mismatch",
            fault: "digit-of-document-number", .zoneWrongCheckDigit, 4,
            printed: { $0.joined(separator: "\n").replacing("<<<<<", with: "A<<<<", maxReplacements: 1) }),
        listedZone(
            "mrz.composite-check-digit", "a listed composite digit", "undetermined known-deviation", fault: "composite-digit",
            .zoneWrongCheckDigit, nil),
        listedZone(
            "mrz.composite-check-digit", "a listed digit of a field is no composite", "failed check-digit-mismatch",
            fault: "composite-digit", .zoneWrongCheckDigit, 4),
        listedZone(
            "consistency.issuing-state", "a listed wrong state", "undetermined known-deviation", fault: "country-mismatch", .zoneWrongData,
            2),
        listedZone(
            "consistency.issuing-state", "a listed wrong nationality", "failed state-mismatch", fault: "country-mismatch", .zoneWrongData, 5
        ),
        listedZone("consistency.names", "a listed wrong name", "undetermined known-deviation", fault: "names-differ", .zoneWrongData, 3),
        listedZone(
            "consistency.names", "a stranger's list of a name", "failed name-mismatch", fault: "names-differ", .zoneWrongData, 3,
            by: .stranger),
        listedZone(
            "consistency.date-of-birth", "a listed wrong date", "undetermined known-deviation", fault: "date-of-birth-differs",
            .zoneWrongData, 6),
        listedZone(
            "consistency.date-of-birth", "a listed wrong number", "failed field-mismatch", fault: "date-of-birth-differs", .zoneWrongData, 4
        ),
    ]

    private static let revocations: [CheckVector] = [
        CheckVector(revoked, "a defect list without detail", "failed revoked") { try passport(ListWorkshop.store(revokedWith: 0)) },
        CheckVector(revoked, "a defect list, by its signer", "failed revoked") { try passport(ListWorkshop.store(revokedWith: 4)) },
        CheckVector(revoked, "a defect list, under examination", "undetermined revocation-status-open") {
            try passport(ListWorkshop.store(revokedWith: 1))
        },
        CheckVector(revoked, "a defect list with a private status", "undetermined revocation-status-open") {
            try passport(ListWorkshop.store(revokedWith: 32))
        },
        CheckVector(revoked, "a stranger's defect list", "passed") { try passport(ListWorkshop.store(revokedWith: 0, by: .stranger)) },
        CheckVector(revoked, "a delta list alone", "undetermined incomplete-revocation-list") {
            var content = RevocationListContent(
                number: 40, thisUpdate: Laboratory.at(2026, 5, 20), nextUpdate: Laboratory.at(2026, 8, 1), revoked: [])
            content.deviations = [.deltaIndicator]
            let list = try Laboratory.utopia().authority(.passport).issuer.revocationList(content)
            let certificates = try Samples.store(Laboratory.utopia()).filter { $0.name.hasSuffix(".cer") }
            return try passport(Laboratory.store(of: certificates + [("delta.crl", list)]))
        },
        CheckVector(revoked, "a list that only says where it lies", "passed") {
            var content = RevocationListContent(
                number: 40, thisUpdate: Laboratory.at(2026, 5, 20), nextUpdate: Laboratory.at(2026, 8, 1), revoked: [])
            content.deviations = [.issuingDistributionPoint]
            let list = try Laboratory.utopia().authority(.passport).issuer.revocationList(content)
            let certificates = try Samples.store(Laboratory.utopia()).filter { $0.name.hasSuffix(".cer") }
            return try passport(Laboratory.store(of: certificates + [("point.crl", list)]))
        },
    ]
}
