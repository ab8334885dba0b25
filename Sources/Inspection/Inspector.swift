public import DocumentVerification
import TravelDocuments

/// A record, judged: the findings in registry order and the conclusion under one policy.
public struct InspectionResult: Sendable {
    public let record: VerificationRecord
    public let policy: Policy
    public let findings: [Finding]
    public let conclusion: Conclusion
}

/// Runs all checks on a record and draws the conclusion.
public struct Inspector {
    public let policy: Policy
    /// The bodies of the checks alone: a check has texts, which a loop would hold and let go.
    private let bodies: [Runnable]
    /// In a structure, because an array of functions would wrap each in another.
    private struct Runnable {
        let body: Check.Body
    }
    private let rules: [Policy.Rule]
    private var collector: FindingCollector

    /// Makes an inspector that can be used for one document after the other.
    public init(policy: Policy = .field, checks: [Check] = CheckRegistry.all) {
        self.policy = policy
        bodies = checks.map { Runnable(body: $0.body) }
        rules = checks.map { policy.rule(for: $0) }
        collector = FindingCollector()
    }

    /// Judges a record; all checks run, whatever comes out of one.
    public mutating func inspect(_ record: VerificationRecord) -> InspectionResult {
        collector.clear()
        for index in bodies.indices {
            collector.check = UInt8(truncatingIfNeeded: index)
            bodies[index].body(record, &collector)
        }
        return InspectionResult(
            record: record, policy: policy, findings: collector.findings, conclusion: conclusion(record.document.scope))
    }

    private func conclusion(_ scope: [Scope]) -> Conclusion {
        var isUndetermined = false
        for finding in collector.findings {
            let rule = rules[Int(finding.check)]
            switch finding.verdict {
            case .failed where rule.severity == .error: return .failed
            case .undetermined, .notPerformed:
                if scope.contains(where: rule.requiredIn.contains) { isUndetermined = true }
            case .failed, .passed, .notApplicable: break
            }
        }
        return isUndetermined || scope.isEmpty ? .undetermined : .passed
    }
}
