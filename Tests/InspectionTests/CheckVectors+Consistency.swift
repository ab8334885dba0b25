import DocumentVerification
import SpecimenIssuing
import TestSupport
import Testing

extension CheckVector {
    private static let keyUsage = "document-signer.key-usage"
    private static let documentType = "document-signer.document-type"
    private static let name = "consistency.names"
    private static let dateOfBirth = "consistency.date-of-birth"
    private static let dateOrder = "consistency.date-order"

    /// What a document of the issuer's usual plan comes to with one fault of the table.
    private static func record(_ fault: String? = nil, kind: DocumentKind = .passport) throws -> VerificationRecord {
        let document = try Laboratory.planned(kind, fault: fault)
        return try Laboratory.record(document.files, store: Laboratory.store(of: document.store))
    }

    static let usages: [CheckVector] = [
        CheckVector(keyUsage, "right", "passed") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(keyUsage, "a key for certificates alone", "failed key-usage") { try record("signer-key-usage") },
        CheckVector(keyUsage, "nonRepudiation beside it", "passed") { try record("signer-key-usage-non-repudiation") },
        CheckVector(keyUsage, "none stated", "notApplicable not-applicable") { try record("signer-key-usage-absent") },
        CheckVector(documentType, "right", "passed") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(documentType, "two letters", "passed") { try Laboratory.record(Laboratory.files(.identityCard)) },
        CheckVector(documentType, "another type", "failed document-type-not-listed") { try record("signer-document-type") },
        CheckVector(documentType, "a single letter for all that begin with it", "passed") { try record(kind: .refugee) },
        CheckVector(documentType, "no list", "notApplicable not-applicable") { try record("signer-document-types-absent") },
        CheckVector(documentType, "no DG1", "undetermined needs-data-group-1") {
            try Laboratory.record(Laboratory.files(.passport).without("EF_DG1.bin"))
        },
    ]

    /// The passport, whose name in DG11 is written in another way of the same length.
    private static func record(naming name: String) throws -> VerificationRecord {
        let written = Array("SOLBERG<<MIRA<ELEA".utf8)
        #expect(name.utf8.count == written.count)
        return try Laboratory.record(Laboratory.files(.passport).replacing(written, by: Array(name.utf8), in: "EF_DG11.bin"))
    }

    static let names: [CheckVector] = [
        CheckVector(name, "right", "passed") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(name, "another person", "failed name-mismatch") { try record("names-differ") },
        CheckVector(name, "one letter", "failed name-mismatch") { try record(naming: "SOLBERT<<MIRA<ELEA") },
        CheckVector(name, "one name less", "failed name-mismatch") { try record(naming: "SOLBERG<<MIRA<<<<<") },
        CheckVector(name, "small letters, the given names first", "passed name-order +encoding-deviation") {
            try record(naming: "Mira Elea  Solberg")
        },
        CheckVector(name, "a comma between the identifiers", "passed name-order +encoding-deviation") {
            try record(naming: "SOLBERG, MIRA ELEA")
        },
        CheckVector(name, "national letters", "passed") { try record("name-in-national-characters") },
        CheckVector(name, "another script", "undetermined untransliterable-character") { try record("name-in-another-script") },
        CheckVector(name, "cut in the zone", "passed") {
            var plan = DocumentPlan(.passport, algorithm: SigningAlgorithm.named("secp256r1-named-sha256"), seed: 9)
            plan.zone.secondaryIdentifier = "ELEONORA WILHELMINA ANASTASIA PHILOMENA CORDULA"
            return try record(plan)
        },
        CheckVector(name, "cut in the zone, and another name in DG11", "failed name-mismatch") {
            var plan = DocumentPlan(.passport, algorithm: SigningAlgorithm.named("secp256r1-named-sha256"), seed: 9)
            plan.zone.secondaryIdentifier = "ELEONORA WILHELMINA ANASTASIA PHILOMENA CORDULA"
            plan.fullName = plan.zone.primaryIdentifier + "<<ELEONORE<WILHELMINA<ANASTASIA<PHILOMENA<CORDULA"
            return try record(plan)
        },
        CheckVector(name, "fillers alone", "notApplicable not-applicable") { try record(naming: "<<<<<<<<<<<<<<<<<<") },
        CheckVector(name, "no name in DG11", "notApplicable not-applicable") {
            try Laboratory.record(Laboratory.files(.passport).setting("EF_DG11.bin", bytes(hex: "6B0D5C025F115F1106414D4155524F")))
        },
        CheckVector(name, "no DG11", "notApplicable not-applicable") { try Laboratory.record(Laboratory.files(.td2Card)) },
        CheckVector(name, "DG11 unreadable", "undetermined needs-data-group-11") {
            try Laboratory.record(Laboratory.files(.passport).setting("EF_DG11.bin", [0x6B, 0x7F, 0x00]))
        },
        CheckVector(name, "no DG1", "undetermined needs-data-group-1") {
            try Laboratory.record(Laboratory.files(.passport).without("EF_DG1.bin"))
        },
        CheckVector(name, "no name in the zone", "undetermined empty-name") {
            let zone = Array("P<UTOSOLBERG<<MIRA<ELEA".utf8)
            return try Laboratory.record(
                Laboratory.files(.passport).replacing(zone, by: Array("P<UTO".utf8) + [UInt8](repeating: 0x3C, count: 18), in: "EF_DG1.bin")
            )
        },
    ]

    private static func record(_ plan: DocumentPlan) throws -> VerificationRecord {
        var issuer = DocumentIssuer(seed: 9)
        let document = try issuer.issue(plan)
        return try Laboratory.record(document.files, store: Laboratory.store(of: document.store))
    }

    static let dates: [CheckVector] = [
        CheckVector(dateOfBirth, "right", "passed") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(dateOfBirth, "another day in DG11", "failed field-mismatch") { try record("date-of-birth-differs") },
        CheckVector(dateOfBirth, "zeros in DG11", "undetermined no-date") {
            try Laboratory.record(
                Laboratory.files(.passport).replacing(Array("19870523".utf8), by: Array("00000000".utf8), in: "EF_DG11.bin"))
        },
        CheckVector(dateOfBirth, "the year alone", "passed") {
            try Laboratory.record(
                Laboratory.files(.passport).replacing(Array("19870523".utf8), by: Array("1987<<<<".utf8), in: "EF_DG11.bin"))
        },
        CheckVector(dateOfBirth, "no DG11", "notApplicable not-applicable") { try Laboratory.record(Laboratory.files(.td2Card)) },
        CheckVector(dateOfBirth, "no DG1", "undetermined needs-data-group-1") {
            try Laboratory.record(Laboratory.files(.passport).without("EF_DG1.bin"))
        },
        CheckVector(dateOrder, "right", "passed") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(dateOrder, "issued after expiry", "failed date-order") { try record("issued-after-expiry") },
        CheckVector(dateOrder, "signed after the inspection", "failed date-in-future") { try record("signing-time-future") },
        CheckVector(dateOrder, "signed before its certificate", "failed signing-time-outside-validity") {
            try record("signing-time-before-certificate")
        },
        CheckVector(dateOrder, "issued after the inspection", "failed date-in-future") { try record("issued-in-the-future") },
        CheckVector(dateOrder, "born after issue", "failed date-order") {
            try Laboratory.record(
                Laboratory.files(.passport).replacing(Array("19870523".utf8), by: Array("20250523".utf8), in: "EF_DG11.bin"))
        },
        CheckVector(dateOrder, "only an estimate, and no DG11", "notApplicable not-applicable") {
            try Laboratory.record(Laboratory.files(.td2Card)).issued(nil)
        },
        CheckVector(dateOrder, "no DG1", "undetermined needs-data-group-1") {
            try Laboratory.record(Laboratory.files(.passport).without("EF_DG1.bin"))
        },
    ]
}
