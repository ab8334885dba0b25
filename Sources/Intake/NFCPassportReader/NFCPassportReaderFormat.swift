import LogicalDataStructure

extension ResultFormat {
    /// The dump of NFCPassportReader for iOS, and of apps like it: a flat object of files in base64, with the challenge and signature of active
    /// authentication.
    static let nfcPassportReader = ResultFormat("nfcpassportreader") { value in
        let names = value.members?.filter { $0.value.text != nil }.map(\.name) ?? []
        return names.contains { RoleNames.role($0) != nil }
    } read: { value, draft in
        for member in value.members ?? [] {
            if let role = RoleNames.role(member.name) { draft.file(member.name, role, member.value) }
        }
        draft.activeAuthentication(challenge: ("AAChallenge", value["AAChallenge"]), signature: ("AASignature", value["AASignature"]))
    }
}
