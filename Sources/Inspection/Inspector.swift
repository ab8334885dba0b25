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
    /// What the policy makes of each check, without the sets that a loop would hold and let go.
    private let weights: [Weight]
    private struct Weight {
        let isError: Bool
        /// A bit for each scope, in their order.
        let requiredIn: UInt8
    }
    private var collector: FindingCollector

    /// Makes an inspector that can be used for one document after the other.
    public init(policy: Policy = .field, checks: [Check] = CheckRegistry.all) {
        self.policy = policy
        bodies = checks.map { Runnable(body: $0.body) }
        weights = checks.map { check in
            let rule = policy.rule(for: check)
            return Weight(isError: rule.severity == .error, requiredIn: Inspector.bits(rule.requiredIn))
        }
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
            record: record, policy: policy, findings: collector.findings, conclusion: conclusion(Inspector.bits(record.document.scope)))
    }

    private func conclusion(_ scope: UInt8) -> Conclusion {
        var isUndetermined = false
        for finding in collector.findings {
            let weight = weights[Int(finding.check)]
            switch finding.verdict {
            case .failed where weight.isError: return .failed
            case .undetermined, .notPerformed:
                if weight.requiredIn & scope != 0 { isUndetermined = true }
            case .failed, .passed, .notApplicable: break
            }
        }
        return isUndetermined || scope == 0 ? .undetermined : .passed
    }

    private static func bits(_ scopes: some Sequence<Scope>) -> UInt8 {
        scopes.reduce(0) { bits, scope in
            switch scope {
            case .mrz: bits | 1
            case .chip: bits | 2
            case .seal: bits | 4
            }
        }
    }
}
