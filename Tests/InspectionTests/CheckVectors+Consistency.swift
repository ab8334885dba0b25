import DocumentVerification
import SpecimenIssuing

extension CheckVector {
    private static let keyUsage = "document-signer.key-usage"
    private static let documentType = "document-signer.document-type"
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
