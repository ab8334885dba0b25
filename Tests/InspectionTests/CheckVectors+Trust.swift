import DocumentPKI
import DocumentVerification
import Inspection
import SpecimenIssuing

extension CheckVector {
    private static let atIssue = "document-signer.validity-at-issue"
    private static let atInspection = "document-signer.validity-at-inspection"
    private static let anchor = "certification-path.trust-anchor"
    private static let signatures = "certification-path.signatures"
    private static let revocation = "certification-path.revocation"
    private static let state = "consistency.issuing-state"
    private static let zone = "consistency.mrz-agrees-with-data-group-1"
    private static let expiry = "document.expiry"
    private static let specimen = "document.specimen"

    private static func estimate(_ first: Int, _ last: Int) -> IssueDate {
        IssueDate(basis: .estimate, earliest: Laboratory.at(first, 1, 1), latest: Laboratory.at(last, 1, 1))
    }

    static let signers: [CheckVector] = [
        CheckVector(atIssue, "right", "passed") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(atIssue, "by signingTime", "passed") { try Laboratory.record(Laboratory.files(.td2Card)) },
        CheckVector(atIssue, "expired before", "failed expired") {
            try Laboratory.record(Laboratory.files(.passport, fault: "signer-expired-at-issue"))
        },
        CheckVector(atIssue, "issued before the signer", "failed not-yet-valid") {
            let day = Laboratory.at(2020, 1, 1)
            return try Laboratory.record(Laboratory.files(.passport))
                .issued(IssueDate(basis: .dataGroup12, earliest: day, latest: day))
        },
        CheckVector(atIssue, "no date", "undetermined no-date") { try Laboratory.record(Laboratory.files(.passport)).issued(nil) },
        CheckVector(atIssue, "partly known date", "undetermined no-date") {
            try Laboratory.record(Laboratory.files(.passport))
                .issued(IssueDate(basis: .dataGroup12, earliest: Laboratory.at(2024, 1, 1), latest: Laboratory.at(2024, 12, 31)))
        },
        CheckVector(atIssue, "estimate outside can never fail", "undetermined estimated-date") {
            try Laboratory.record(Laboratory.files(.passport)).issued(estimate(2010, 2015))
        },
        CheckVector(atIssue, "estimate inside", "passed +estimated-date") {
            try Laboratory.record(Laboratory.files(.passport)).issued(estimate(2025, 2030))
        },
        CheckVector(atInspection, "right", "passed") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(atInspection, "expired", "failed expired") {
            try Laboratory.record(Laboratory.files(.passport), at: Laboratory.at(2036, 1, 1))
        },
        CheckVector(atInspection, "not yet valid", "failed not-yet-valid") {
            try Laboratory.record(Laboratory.files(.passport), at: Laboratory.at(2023, 1, 1))
        },
    ]

    static let paths: [CheckVector] = [
        CheckVector(anchor, "right", "passed") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(anchor, "by a link from the first CSCA", "passed") {
            try Laboratory.record(Laboratory.files(.identityCard), store: Laboratory.store { $0 == "csca-1.cer" || $0 == "link-1-2.cer" })
        },
        CheckVector(anchor, "link without the first CSCA", "undetermined no-anchor") {
            try Laboratory.record(Laboratory.files(.identityCard), store: Laboratory.store { $0 == "link-1-2.cer" })
        },
        CheckVector(anchor, "distrusted", "failed distrusted") {
            try Laboratory.record(Laboratory.files(.passport), store: Laboratory.store(trust: .distrusted))
        },
        CheckVector(anchor, "known, nobody vouched", "undetermined no-anchor") {
            try Laboratory.record(Laboratory.files(.passport), store: Laboratory.store(trust: .known))
        },
        CheckVector(anchor, "empty store", "undetermined no-anchor") { try Laboratory.record(Laboratory.files(.passport), store: .empty) },
        CheckVector(anchor, "a stranger's", "undetermined issuer-key-unknown") {
            try Laboratory.record(Laboratory.files(.passport, fault: "issuer-same-name-other-key"))
        },
        CheckVector(anchor, "no signatures left", "undetermined signature-budget") {
            try Laboratory.record(Laboratory.files(.passport), limits: PathSearchLimits(signatures: 0))
        },
        CheckVector(signatures, "right", "passed") { try Laboratory.record(Laboratory.files(.td2Card)) },
        CheckVector(signatures, "a stranger's with our identifier", "failed signature-invalid") {
            try Laboratory.record(Laboratory.files(.passport, fault: "issuer-forged"))
        },
        CheckVector(signatures, "not all keys could be tried", "undetermined signature-budget") {
            try Laboratory.record(Laboratory.files(.passport, fault: "issuer-forged"), limits: PathSearchLimits(signatures: 1))
        },
        CheckVector(signatures, "a stranger's with our name", "undetermined issuer-key-unknown") {
            try Laboratory.record(Laboratory.files(.passport, fault: "issuer-same-name-other-key"))
        },
        CheckVector(signatures, "empty store", "undetermined no-anchor") {
            try Laboratory.record(Laboratory.files(.passport), store: .empty)
        },
        CheckVector(signatures, "no signatures left", "undetermined signature-budget") {
            try Laboratory.record(Laboratory.files(.passport), limits: PathSearchLimits(signatures: 0))
        },
        CheckVector(revocation, "right", "passed") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(revocation, "revoked", "failed revoked") {
            try Laboratory.record(Laboratory.files(.passport, fault: "signer-revoked"))
        },
        CheckVector(revocation, "not yet revoked", "passed") {
            try Laboratory.record(Laboratory.files(.passport, fault: "signer-revoked"), at: Laboratory.at(2025, 6, 1))
        },
        CheckVector(revocation, "no list", "undetermined no-revocation-list") {
            try Laboratory.record(Laboratory.files(.passport), store: Laboratory.store { $0.hasSuffix(".cer") })
        },
        CheckVector(revocation, "stale list", "undetermined stale-revocation-list") {
            try Laboratory.record(Laboratory.files(.passport), at: Laboratory.at(2026, 9, 1))
        },
        CheckVector(revocation, "a stale list beside a newer one", "passed") {
            let old = try Laboratory.utopia().authority(.passport).issuer
                .revocationList(number: 16, thisUpdate: Laboratory.at(2025, 1, 1), nextUpdate: Laboratory.at(2025, 4, 1), revoked: [])
            return try Laboratory.record(Laboratory.files(.passport), store: Laboratory.store(adding: [("old.crl", old)]))
        },
        CheckVector(revocation, "list of an authority that nobody trusts", "undetermined no-revocation-list") {
            try Laboratory.record(Laboratory.files(.passport, fault: "signer-revoked"), store: Laboratory.store(trust: .known))
        },
        CheckVector(state, "right", "passed") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(state, "another state's certificates", "failed state-mismatch") { try foreign("UTO", "DE") },
        CheckVector(state, "a code of the zone that nobody has", "undetermined unmapped-state") { try foreign("QQZ", "UT") },
        CheckVector(state, "a country that nobody has", "undetermined unmapped-state") { try foreign("UTO", "QQ") },
        CheckVector(state, "another state's CSCA, and a signer of a country that nobody has", "failed state-mismatch") {
            try foreign("UTO", "DE", signer: "QQ")
        },
        CheckVector(state, "a signer of a country that nobody has", "undetermined unmapped-state") {
            try foreign("UTO", "UT", signer: "QQ")
        },
        CheckVector(state, "a CSCA without a country", "undetermined unmapped-state") { try foreign("UTO", "", signer: "UT") },
    ]

    private static func foreign(_ state: String, _ country: String, signer: String? = nil) throws -> VerificationRecord {
        let made = try HandMade.passport(state: state, country: country, signerCountry: signer)
        return try Laboratory.record(made.files, store: Laboratory.store(of: made.store))
    }

    static let documents: [CheckVector] = [
        CheckVector(zone, "right", "passed") { try Laboratory.record(Laboratory.files(.passport), printed: printed()) },
        CheckVector(zone, "another name", "failed field-mismatch") {
            try Laboratory.record(Laboratory.files(.passport), printed: printed("SOLBERG", by: "SOLDERG"))
        },
        CheckVector(zone, "other optional data", "undetermined optional-data-mismatch") {
            try Laboratory.record(Laboratory.files(.passport), printed: printed("UT4471198", by: "UT4471199"))
        },
        CheckVector(zone, "a character unread", "undetermined unread-character") {
            try Laboratory.record(Laboratory.files(.passport), printed: printed("SOLBERG", by: "S?LBERG"))
        },
        CheckVector(zone, "a separator unread", "undetermined unread-character") {
            try Laboratory.record(Laboratory.files(.passport), printed: printed("SOLBERG<<", by: "SOLBERG?<"))
        },
        CheckVector(zone, "a character unread in a name that is another", "failed field-mismatch") {
            try Laboratory.record(Laboratory.files(.passport), printed: printed("SOLBERG", by: "S?LDERG"))
        },
        CheckVector(zone, "a character unread in a date that is another", "failed field-mismatch") {
            try Laboratory.record(Laboratory.files(.passport), printed: printed("870523", by: "8?0524"))
        },
        CheckVector(zone, "a character unread, and another field read otherwise", "failed field-mismatch") {
            try Laboratory.record(Laboratory.files(.passport), printed: printed("SOLBERG", by: "S?LBERG", "870523", by: "870524"))
        },
        CheckVector(zone, "no DG1", "undetermined needs-data-group-1") {
            try Laboratory.record(Laboratory.files(.passport).without("EF_DG1.bin"), printed: printed())
        },
        CheckVector(zone, "no printed one", "notApplicable not-applicable") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(expiry, "right", "passed") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(expiry, "the last day", "passed") {
            try Laboratory.record(Laboratory.files(.passport, fault: "document-expired"), at: Laboratory.at(2026, 3, 14))
        },
        CheckVector(expiry, "expired", "failed expired") { try Laboratory.record(Laboratory.files(.passport, fault: "document-expired")) },
        CheckVector(expiry, "no such date", "undetermined no-date") {
            try Laboratory.record([], printed: printed("340314", by: "349914"))
        },
        CheckVector(specimen, "of Utopia", "failed specimen") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(specimen, "of a state that is not Utopia", "passed") { try foreign("QQZ", "QQ") },
        CheckVector(specimen, "no zone", "undetermined needs-mrz") { try Laboratory.record([], printed: "no zone\n") },
    ]
}
