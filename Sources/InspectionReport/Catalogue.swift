public import Inspection
public import Irregularities
import TravelDocuments

/// The catalogue of checks and reason codes, as text.
public enum Catalogue {
    /// All checks and all reason codes, a line each.
    public static func text(_ style: TextStyle) -> String {
        var lines = [style.paint("Checks", .strong)]
        for check in CheckRegistry.all {
            lines.append("  " + check.name)
            lines.append("      " + style.wrap("\(check.title). \(check.citation.words)", indent: 6))
        }
        lines += ["", style.paint("Reason codes", .strong)]
        let width = (ReasonCode.allCases.map(\.rawValue.count).max() ?? 0) + 4
        for code in ReasonCode.allCases {
            lines.append("  " + padded(code.rawValue, to: width - 2) + style.wrap(code.words, indent: width))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// One check, explained.
    public static func text(of check: Check, _ style: TextStyle) -> String {
        let explanation = check.explanation
        let rule = Policy.field.rule(for: check)
        let parts: [(String, String)] = [
            ("Rule", explanation.rule), ("Why", explanation.why), ("Failed", explanation.failedMeans),
            ("Undetermined", explanation.undeterminedMeans), ("Harmless", explanation.benignCauses), ("Confirm", explanation.howToConfirm),
            ("Policy", "\(Policy.field.name): severity \(rule.severity.rawValue)\(rule.requiredIn.isEmpty ? "" : ", required")"),
            ("Citation", check.citation.words),
        ]
        let head = style.paint(check.name, .strong) + "\n" + style.wrap("\(check.title).", indent: 0) + "\n"
        return parts.reduce(head) { $0 + "\n" + style.paint(padded($1.0, to: 14), .quiet) + style.wrap($1.1, indent: 14) } + "\n"
    }

    /// One reason code, explained.
    public static func text(of code: ReasonCode, _ style: TextStyle) -> String {
        style.paint(code.rawValue, .strong) + "\n" + style.wrap(code.words + ".", indent: 0) + "\n"
    }
}

extension JSONWriter {
    /// Writes all checks, policies and reason codes as `mrtd.catalogue/1`.
    public mutating func catalogue() {
        object { writer in
            writer.member("schema", "mrtd.catalogue/1")
            writer.array("checks") { writer in
                for check in CheckRegistry.all { writer.object { $0.checkMembers(check, isExplained: false) } }
            }
            writer.array("reasons") { writer in for code in ReasonCode.allCases { writer.object { $0.reasonMembers(code) } } }
            writer.member("policies", Policy.all.map(\.name))
            writer.member("notExamined", notExamined)
        }
    }

    /// Writes one check as `mrtd.catalogue/1`, explained.
    public mutating func catalogue(of check: Check) {
        object { writer in
            writer.member("schema", "mrtd.catalogue/1")
            writer.array("checks") { writer in writer.object { $0.checkMembers(check, isExplained: true) } }
        }
    }

    /// Writes one reason code as `mrtd.catalogue/1`.
    public mutating func catalogue(of code: ReasonCode) {
        object { writer in
            writer.member("schema", "mrtd.catalogue/1")
            writer.array("reasons") { writer in writer.object { $0.reasonMembers(code) } }
        }
    }

    private mutating func checkMembers(_ check: Check, isExplained: Bool) {
        member("id", check.name)
        member("title", check.title.description)
        member("citation", check.citation.words)
        array("policies") { writer in
            for policy in Policy.all {
                let rule = policy.rule(for: check)
                writer.object { writer in
                    writer.member("name", policy.name)
                    writer.member("severity", rule.severity.rawValue)
                    writer.member("requiredIn", rule.requiredIn.map(\.rawValue).sorted())
                }
            }
        }
        guard isExplained else { return }
        let explanation = check.explanation
        member("rule", explanation.rule)
        member("why", explanation.why)
        member("failedMeans", explanation.failedMeans)
        member("undeterminedMeans", explanation.undeterminedMeans)
        member("benignCauses", explanation.benignCauses)
        member("howToConfirm", explanation.howToConfirm)
    }

    private mutating func reasonMembers(_ code: ReasonCode) {
        member("code", code.rawValue)
        member("words", code.words)
    }
}
