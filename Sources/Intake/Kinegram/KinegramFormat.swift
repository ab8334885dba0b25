import TravelDocuments

extension ResultFormat {
    /// The passport object of Kinegram's DocVal server and kits: verdicts, and the files of the chip where they were asked for.
    static let kinegram = ResultFormat("kinegram") { value in
        let marks = ["mrz_info", "sod_info", "passive_authentication", "passive_authentication_details"]
        return value.members.map { members in marks.count { mark in members.contains { $0.name == mark } } > 1 } ?? false
    } read: { value, draft in
        for member in value["files_binary"]?.firstMembers ?? [] {
            if let role = RoleNames.role(member.name) { draft.file("/files_binary/" + member.name, role, member.value) }
        }
        for (name, subject) in KinegramClaims.results {
            guard let result = value[name] else { continue }
            draft.claim(subject, KinegramClaims.statement(result), at: "/" + name, result)
        }
        let details = value["passive_authentication_details"]
        for (name, subject) in KinegramClaims.details {
            guard let result = details?[name] else { continue }
            draft.claim(subject, KinegramClaims.statement(result), at: "/passive_authentication_details/" + name, result)
        }
    }
}

private enum KinegramClaims {
    static let results: [(String, Claim.Subject)] = [
        ("passive_authentication", .passiveAuthentication), ("active_authentication_result", .activeAuthentication),
        ("chip_authentication_result", .chipAuthentication),
    ]

    static let details: [(String, Claim.Subject)] = [
        ("sod_signature_valid", .signature), ("document_certificate_valid", .signerCertificate), ("all_hashes_valid", .dataGroupHashes),
    ]

    /// The spellings of the results are assumed where no public source shows them.
    static func statement(_ value: JSONValue) -> Claim.Statement {
        switch value.scalarText?.uppercased() {
        case "TRUE", "SUCCESS": .positive
        case "FALSE", "FAILED", "FAILURE": .negative
        case "UNAVAILABLE", "NOT_PERFORMED", "NOT_SUPPORTED": .notPerformed
        default: .unclear
        }
    }
}
