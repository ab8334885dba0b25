import TravelDocuments

extension ResultFormat {
    /// The answer of Inverid's ReadID as Signicat passes it on: verdicts without files.
    static let readID = ResultFormat("readid") { value in
        ReadIDClaims.identity(value) != nil
    } read: { value, draft in
        let (place, identity) = ReadIDClaims.identity(value) ?? ("", .null)
        for (name, subject) in ReadIDClaims.results {
            guard let result = identity[name] else { continue }
            draft.claim(subject, ReadIDClaims.statement(result), at: "\(place)/\(name)", result)
        }
        if let status = value["status"] { draft.claim(.overall, ReadIDClaims.statement(status), at: "/status", status) }
    }
}

private enum ReadIDClaims {
    static let results: [(String, Claim.Subject)] = [
        ("chipVerification", .passiveAuthentication), ("chipCloneDetection", .chipAuthentication),
    ]

    static func identity(_ value: JSONValue) -> (place: String, identity: JSONValue)? {
        let places = [
            ("/providerSpecific/consolidatedIdentityData", value["providerSpecific", "consolidatedIdentityData"]),
            ("/consolidatedIdentityData", value["consolidatedIdentityData"]), ("", value),
        ]
        for (place, identity) in places {
            if let identity, identity["chipVerification"] ?? identity["chipCloneDetection"] != nil { return (place, identity) }
        }
        return nil
    }

    static func statement(_ value: JSONValue) -> Claim.Statement {
        switch value.scalarText?.uppercased() {
        case "SUCCEEDED", "ACCEPTED": .positive
        case "FAILED", "REJECTED": .negative
        case "NOT_PERFORMED", "NOT_SUPPORTED", "NOT_AVAILABLE": .notPerformed
        default: .unclear
        }
    }
}
