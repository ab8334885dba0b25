import Irregularities
import TravelDocuments

extension ResultFormat {
    /// What PassportEye's `mrz --json` prints: the text of the zone, its elements, and whether each check digit is right.
    static let passportEye = ResultFormat("passporteye") { value in
        guard let members = value.members else { return false }
        return members.contains { $0.name == "mrz_type" } && members.contains { $0.name == "valid_score" }
    } read: { value, draft in
        guard let text = value["raw_text"] else { return draft.skip("/raw_text", .noMachineReadableZone) }
        draft.zone("/raw_text", text)
        let verdicts = (value.members ?? []).filter { $0.name.hasPrefix("valid_") && $0.value.boolean != nil }
        guard let last = verdicts.last else { return }
        // One claim for all digits, since the finding that it is compared with is about all of them.
        let decisive = verdicts.first { $0.value == .boolean(false) } ?? last
        draft.claim(
            .checkDigits, decisive.value == .boolean(true) ? .positive : .negative, at: "/" + decisive.name, decisive.value)
    }
}
