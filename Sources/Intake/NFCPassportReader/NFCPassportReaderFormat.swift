import LogicalDataStructure

extension ResultFormat {
    /// The dump of NFCPassportReader for iOS, and of apps like it: a flat object of files in base64, with the challenge and signature of active
    /// authentication.
    static let nfcPassportReader = ResultFormat("nfcpassportreader") { value in
        // A file that others have a name of as well, such as EF.DIR, shows nothing.
        (value.members ?? []).contains { member in
            switch RoleNames.role(member.name) {
            case .common, .dataGroup, .securityObject: member.value.text != nil || member.value.integerBytes != nil
            default: false
            }
        }
    } read: { value, draft in
        for member in value.firstMembers {
            if let role = RoleNames.role(member.name) { draft.file(member.name, role, member.value) }
        }
        draft.activeAuthentication(challenge: ("AAChallenge", value["AAChallenge"]), signature: ("AASignature", value["AASignature"]))
    }
}
