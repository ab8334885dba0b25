import DocumentPKI
import DocumentVerification
import Inspection
import SpecimenIssuing
import TravelDocuments

extension CheckVector {
    private typealias Row = (subject: Claim.Subject, right: Series, wrong: (series: Series, fault: String))

    /// The checks of claims, each with a document on which its subject is in order and one on which it is not.
    private static let subjects: [Row] = [
        (.passiveAuthentication, .passport, (.passport, "issuer-forged")),
        (.signedAttributes, .passport, (.passport, "message-digest")),
        (.signature, .passport, (.td2Card, "signature-bit")),
        (.signerCertificate, .passport, (.passport, "issuer-forged")),
        (.revocation, .passport, (.passport, "signer-revoked")),
        (.dataGroupHashes, .passport, (.identityCard, "number-changed")),
        (.fileLists, .passport, (.passport, "common-data-incomplete")),
        (.checkDigits, .passport, (.passport, "digit-of-document-number")),
        (.expiry, .passport, (.passport, "document-expired")),
    ]

    static let claims: [CheckVector] =
        subjects.flatMap { row -> [CheckVector] in
            let check = "claim." + row.subject.rawValue
            return [
                CheckVector(check, "claimed and found in order", "passed") {
                    try Laboratory.record(Laboratory.files(row.right), claiming: [(row.subject, .positive, nil)])
                },
                CheckVector(check, "claimed and found not in order", "passed") {
                    try Laboratory.record(
                        Laboratory.files(row.wrong.series, fault: row.wrong.fault), claiming: [(row.subject, .negative, nil)])
                },
                CheckVector(check, "claimed in order, found not", "failed other-claim") {
                    try Laboratory.record(
                        Laboratory.files(row.wrong.series, fault: row.wrong.fault), claiming: [(row.subject, .positive, nil)])
                },
                CheckVector(check, "claimed not in order, found so", "failed other-claim") {
                    try Laboratory.record(Laboratory.files(row.right), claiming: [(row.subject, .negative, nil)])
                },
                CheckVector(
                    check, "nothing said, then something unclear, then what is not decided", "notApplicable nothing-claimed",
                    "undetermined unclear-claim", "undetermined not-decided-here"
                ) {
                    try Laboratory.record(
                        [], claiming: [(row.subject, .notPerformed, nil), (row.subject, .unclear, nil), (row.subject, .positive, nil)])
                },
                CheckVector(check, "no claim", "notApplicable not-applicable") { try Laboratory.record(Laboratory.files(row.right)) },
            ]
        } + [
            CheckVector("claim.data-group-hashes", "one data group each", "passed", "failed other-claim", "undetermined not-decided-here") {
                let files = try Laboratory.files(.identityCard, fault: "number-changed")
                return try Laboratory.record(
                    files,
                    claiming: [(.dataGroupHashes, .positive, 2), (.dataGroupHashes, .positive, 1), (.dataGroupHashes, .positive, 9)])
            },
            CheckVector("claim.passive-authentication", "no trust anchor", "undetermined not-decided-here") {
                try Laboratory.record(
                    Laboratory.files(.passport), store: .empty, claiming: [(.passiveAuthentication, .negative, nil)])
            },
        ]
}
