import CivilTime
import DocumentPKI
import DocumentVerification
import Inspection
import Irregularities
import LogicalDataStructure
import MachineReadableZone
import SignedStructures
import TravelDocuments

extension Report {
    /// The report as text: the conclusion and why, what did not pass, one line of counts; `verbose` shows all.
    ///
    /// Personal data stand only in the verbose form.
    public func text(_ style: TextStyle, verbose: Bool = false) -> String {
        var lines = [headline(style), style.wrap(reason, indent: 0), ""]
        lines += facts(style, verbose: verbose)
        let shown = result.findings.filter { verbose || $0.isNotable }
        if !shown.isEmpty { lines += [""] + shown.flatMap { describe($0, style, verbose: verbose) } }
        lines += tolerated(style, verbose: verbose)
        lines += ["", counts(style, verbose: verbose)]
        lines.append(style.wrap(notExaminedWords(verbose: verbose), indent: 2))
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Head

    private func headline(_ style: TextStyle) -> String {
        style.paint(result.conclusion.rawValue.uppercased(), result.conclusion.colour) + "  "
            + style.paint(record.document.capture.placeWords, .strong)
    }

    private var reason: String {
        switch result.conclusion {
        case .passed:
            return "Every check that the policy requires passed."
        case .failed:
            let failed = result.findings.filter { $0.verdict == .failed && rule(of: $0).severity == .error }
            return (failed.first?.message ?? "") + (failed.count > 1 ? " \(failed.count - 1) more below." : "")
        case .undetermined:
            let open = result.findings.filter { isRequired($0) && ($0.verdict == .undetermined || $0.verdict == .notPerformed) }
            let message = open.first?.message ?? "no check applies."
            return "Nothing failed, but \(open.count == 1 ? "a required check" : "\(open.count) required checks") could not be decided: "
                + (message.hasPrefix(undecided) ? message.dropFirst(undecided.count) : message[...])
        }
    }

    private func facts(_ style: TextStyle, verbose: Bool) -> [String] {
        var rows: [(String, String)] = []
        let document = record.document
        if let zone = document.chip?.dataGroup1?.zone ?? document.printedZone {
            rows.append(("Document", zone.summary(at: record.time.date)))
            if verbose { rows.append(("Holder", zone.holder(at: record.time.date))) }
        }
        if let chip = document.chip { rows.append(("Files", chip.files.map(\.file.name).joined(separator: " "))) }
        rows += unusedRows(verbose: verbose)
        for element in signer?.path?.path ?? [] {
            let validity = element.certificate.validity
            let period = "valid \(validity.notBefore.date) to \(validity.notAfter.date)"
            rows.append((element.role.words, "\(element.certificate.subject.rfc4514), \(period)"))
            if verbose { rows.append(("  SHA-256", "\(element.identity)")) }
            if element.role != .documentSigner { rows.append(("", "from \(element.sourceWords), \(element.trustSentence)")) }
        }
        rows.append(("Policy", "\(result.policy.name), at \(record.time)"))
        if verbose { rows += rowsUnder("Store", storeSources.map(\.words)) }
        rows += rowsUnder("Refused", storeRefusals.map { "\($0.name)\($0.entry.map { "#\($0)" } ?? ""): \($0.reason.words)" })
        return rows.map { style.paint(padded($0.0, to: 11), .quiet) + style.wrap(printable($0.1), indent: 11) }
    }

    /// Rows of which the first alone carries the name that they share.
    private func rowsUnder(_ name: String, _ values: [String]) -> [(String, String)] {
        values.enumerated().map { ($0.offset == 0 ? name : "", $0.element) }
    }

    /// The most unused files that are shown without -v; a folder can hold thousands of files of other kinds.
    private static let unusedShown = 12

    /// What was found and not used; a name that is not one of every document's files can be personal data and stands in the verbose form only.
    private func unusedRows(verbose: Bool) -> [(String, String)] {
        let unused = record.document.unused
        let named = verbose ? unused : unused.filter { $0.commonName != nil }
        let shown = named.prefix(verbose ? named.count : Report.unusedShown)
        func words(_ reason: ReasonCode) -> String {
            let count = unused.count { $0.reason == reason && $0.commonName == nil }
            return "\(count) file\(count == 1 ? "" : "s") that -v names: \(reason.words)"
        }
        func rows(_ label: String) -> [(String, String)] {
            let files = shown.filter { $0.reason.unusedLabel == label }
            var values = files.map { "\(verbose ? $0.name : $0.commonName ?? ""): \($0.reason.words)" }
            if !verbose {
                var seen: Set<ReasonCode> = []
                for file in unused where file.commonName == nil && file.reason.unusedLabel == label && seen.insert(file.reason).inserted {
                    values.append(words(file.reason))
                }
            }
            return rowsUnder(label, values)
        }
        let all = rows("Not used") + rows("Not read")
        return named.count > shown.count ? all + [("", "and \(named.count - shown.count) more that -v lists")] : all
    }

    // MARK: Findings

    private func describe(_ finding: Finding, _ style: TextStyle, verbose: Bool) -> [String] {
        let check = finding.definition
        let severity = rule(of: finding).severity
        var head = style.paint(padded(finding.label(severity), to: 15), finding.colour(severity)) + check.name
        if let place = finding.subject(in: record) { head += " " + place }
        var lines = [head, "  " + style.wrap(finding.message, indent: 2)]
        if verbose || finding.verdict == .failed {
            lines += finding.details(in: record).flatMap { $0.lines(style) }
        }
        lines.append("  " + style.paint(check.citation.words, .quiet))
        return lines
    }

    /// Deviations that were accepted, one line each, with the clause that asks for something else.
    private func tolerated(_ style: TextStyle, verbose: Bool) -> [String] {
        let rows = result.tolerances.map { tolerance in
            let place = [tolerance.code, tolerance.citation].compactMap { $0 }.joined(separator: "; ") + (tolerance.place?.words ?? "")
            let further = tolerance.further > 0 ? ", and \(tolerance.further) more of this kind" : ""
            return "\(tolerance.subjectWords): \(tolerance.words) (\(place))\(further)"
        }
        guard !rows.isEmpty else { return [] }
        return ["", style.paint("Tolerated", .quiet)] + rows.map { "  " + style.wrap($0, indent: 4) }
    }

    private func notExaminedWords(verbose: Bool) -> String {
        let shown = verbose ? notExamined : Array(notExamined.prefix(3))
        let rest = notExamined.count - shown.count
        return "Not examined: " + shown.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more that -v lists." : ".")
    }

    /// One line: how many findings there are of each label, in the order of their weight.
    private func counts(_ style: TextStyle, verbose: Bool) -> String {
        let labels = ["passed", "failed", "warning", "note", "undetermined", "not performed", "not applicable"]
        let counted = result.findings.map { $0.label(rule(of: $0).severity) }
        let parts = labels.compactMap { label in
            let count = counted.count { $0 == label }
            let isPlural = count > 1 && (label == "warning" || label == "note")
            return count == 0 ? nil : "\(count) \(label)\(isPlural ? "s" : "")"
        }
        return style.wrap(parts.joined(separator: ", ") + (verbose ? "." : "; -v shows all."), indent: 0)
    }

    private func rule(of finding: Finding) -> Policy.Rule {
        result.policy.rule(for: finding.definition)
    }

    private func isRequired(_ finding: Finding) -> Bool {
        record.document.scope.contains(where: rule(of: finding).requiredIn.contains)
    }
}

extension ReasonCode {
    fileprivate var unusedLabel: String { self == .duplicateFile ? "Not used" : "Not read" }
}

extension Finding {
    /// Whether the short report shows the finding: what did not pass and what passed with a limit.
    fileprivate var isNotable: Bool {
        switch verdict {
        case .passed, .notApplicable: false
        case .failed, .undetermined, .notPerformed: true
        }
    }

    /// The word that stands before the finding: a failed check that the policy counts as a warning or as information says so itself.
    fileprivate func label(_ severity: Severity) -> String {
        guard verdict == .failed else { return verdict.words }
        return switch severity {
        case .error: "failed"
        case .warning: "warning"
        case .information: "note"
        }
    }

    fileprivate func colour(_ severity: Severity) -> TextStyle.Colour {
        switch verdict {
        case .passed: .good
        case .failed: severity == .error ? .bad : severity == .warning ? .unsure : .quiet
        case .undetermined, .notPerformed: .unsure
        case .notApplicable: .quiet
        }
    }
}

extension Conclusion {
    fileprivate var colour: TextStyle.Colour {
        switch self {
        case .passed: .good
        case .failed: .bad
        case .undetermined: .unsure
        }
    }
}
