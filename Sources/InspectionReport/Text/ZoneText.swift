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
        for words in Edit.words(edits) { rows.append(("Edited", words)) }
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
                let changes = Edit.words(candidate.zone.edits.filter { $0.rule.isRepair })
                return "\(number + 1). \(candidate.zone.format.rawValue)  \(verdict)\n" + lines
                    + style.wrap(printable(changes.joined(separator: "; ")), indent: 2) + "\n"
            }.joined()
    }
}

extension Edit {
    /// The edits in words: those of a line that read the same in the same way are one, in the place of the first.
    static func words(_ edits: [Edit]) -> [String] {
        var groups: [(edit: Edit, columns: [Int])] = []
        for edit in edits {
            let index = groups.firstIndex {
                $0.edit.line == edit.line && $0.edit.rule == edit.rule && $0.edit.before == edit.before && $0.edit.after == edit.after
            }
            if let index { groups[index].columns.append(edit.column) } else { groups.append((edit, [edit.column])) }
        }
        return groups.map { edit, columns in
            let places = ranges(columns.sorted())
            let column = places.count == 1 && !places[0].contains("-") ? "column" : "columns"
            let before = "'\(escaped(edit.before))'"
            let change =
                edit.after.isEmpty
                ? before + " left out" : edit.before.isEmpty ? "'\(edit.after)' added" : "\(before) read as '\(edit.after)'"
            return "line \(edit.line), \(column) \(places.joined(separator: ", ")): \(change) (\(edit.rule.rawValue))"
        }
    }

    /// Numbers with runs written as one: `2, 14-15, 20`.
    private static func ranges(_ columns: [Int]) -> [String] {
        var runs: [ClosedRange<Int>] = []
        for column in columns {
            if let last = runs.last, column <= last.upperBound + 1 {
                runs[runs.count - 1] = last.lowerBound...max(last.upperBound, column)
            } else {
                runs.append(column...column)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
    }

    /// Line ends and tabs as they are written in programs.
    private static func escaped(_ text: String) -> String {
        text.replacing("\r", with: "\\r").replacing("\n", with: "\\n").replacing("\t", with: "\\t")
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
