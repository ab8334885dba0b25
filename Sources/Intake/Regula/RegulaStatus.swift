import TravelDocuments

/// The container of the verdicts: 0 is an error, 1 is good, 2 was not done.
enum RegulaStatus {
    static func statement(_ value: JSONValue) -> Claim.Statement {
        switch value.number {
        case 0: .negative
        case 1: .positive
        case 2: .notPerformed
        default: .unclear
        }
    }

    private static let members: [(path: [String], subject: Claim.Subject)] = [
        (["overallStatus"], .overall),
        (["detailsRFID", "PA"], .passiveAuthentication),
        (["detailsRFID", "AA"], .activeAuthentication),
        (["detailsRFID", "CA"], .chipAuthentication),
        (["detailsRFID", "TA"], .terminalAuthentication),
        (["detailsRFID", "BAC"], .basicAccessControl),
        (["detailsRFID", "PACE"], .pace),
        (["detailsOptical", "mrz"], .checkDigits),
        (["detailsOptical", "expiry"], .expiry),
        (["detailsOptical", "security"], .opticalFeatures),
    ]

    static func read(_ status: JSONValue?, _ place: String, _ draft: inout CaptureDraft) {
        for row in members {
            var value = status
            for name in row.path { value = value?[name] }
            guard let value else { continue }
            draft.claim(row.subject, statement(value), at: ([place] + row.path).joined(separator: "/"), value)
        }
    }
}
