public import CivilTime
import Irregularities
public import MachineReadableZone

extension MRZ {
    /// The zone as text: the fields, then each check digit that is wrong, then what was tolerated.
    public func text(_ style: TextStyle, at date: CivilDate) -> String {
        let verdict = isValid ? style.paint("valid", .good) : style.paint("not valid", .bad)
        var rows: [(String, String)] = [
            ("Document", "\(documentCode) of \(issuingState) (\(StateCode.named(issuingState)?.name ?? "unknown code"))"),
            ("Number", documentNumber ?? "-"),
            ("Surname", primaryIdentifier ?? "-"),
            ("Given names", (secondaryIdentifier ?? "-") + (nameTruncated ? " (may be truncated)" : "")),
            ("Nationality", nationality.map { "\($0) (\(StateCode.named($0)?.name ?? "unknown code"))" } ?? "-"),
            ("Born", dateWords(dateOfBirth.dateOfBirth(at: date), dateOfBirth.raw)),
            ("Sex", sex?.letter ?? "-"),
            ("Expires", dateWords(dateOfExpiry.dateOfExpiry(at: date), dateOfExpiry.raw)),
        ]
        if let estimate = estimatedDateOfExpiry(at: date) { rows.append(("", "estimated: " + estimate.description)) }
        for element in otherElements { rows.append(("Other", element.name + ": " + element.value)) }
        for data in optionalData { if let data { rows.append(("Optional", data)) } }
        for digit in checkDigits where digit.valid != true { if let words = digit.words { rows.append(("Check digit", words)) } }
        for edit in edits {
            rows.append(
                ("Edited", "line \(edit.line), column \(edit.column): '\(edit.before)' read as '\(edit.after)' (\(edit.rule.rawValue))"))
        }
        for irregularity in irregularities {
            rows.append(("Note", irregularity.code.words + (irregularity.place?.words ?? "")))
        }
        let head = lines.map { "  " + printable($0) }.joined(separator: "\n") + "\n"
        return "\(format.rawValue)  \(verdict)\n" + head
            + rows.map { style.paint(padded($0.0, to: 13), .quiet) + style.wrap(printable($0.1), indent: 13) + "\n" }.joined()
    }

    private func dateWords(_ date: PartialDate?, _ raw: String) -> String {
        date?.description ?? (raw.isEmpty ? "-" : "\(raw) (unknown or impossible)")
    }
}

extension ZoneRepair {
    /// The other readings of a zone as text; empty where there are none.
    public func text(_ style: TextStyle) -> String {
        guard !candidates.isEmpty else { return "" }
        let head = style.paint(padded("Repairs", to: 13), .quiet) + "not proven, the likeliest first:\n"
        return head
            + candidates.enumerated().map { number, candidate in
                let lines = candidate.zone.lines.map { "  " + printable($0) + "\n" }.joined()
                let verdict = candidate.zone.isValid ? style.paint("valid", .good) : style.paint("not valid", .bad)
                let changes = candidate.zone.edits.filter { $0.rule.isRepair }.map { edit in
                    "line \(edit.line), column \(edit.column): '\(edit.before)' read as '\(edit.after)' (\(edit.rule.rawValue))"
                }
                return "\(number + 1). \(candidate.zone.format.rawValue)  \(verdict)\n" + lines
                    + style.wrap(printable(changes.joined(separator: "; ")), indent: 2) + "\n"
            }.joined()
    }
}

extension ReasonCode {
    fileprivate var isRepair: Bool { self == .repairedCharacter || self == .possibleCharacter || self == .formatCharacter }
}

extension CheckDigit {
    /// What is wrong with the digit, or nil where none is printed.
    fileprivate var words: String? {
        guard let found else { return nil }
        let printed = String(decoding: [found], as: UTF8.self)
        let wanted = computed.map { "computed " + String(decoding: [$0], as: UTF8.self) } ?? "not computable, a character is unread"
        return "\(field.name), line \(line), column \(column): printed \(printed), \(wanted)"
    }
}
