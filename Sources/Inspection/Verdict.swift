public import Irregularities

/// The verdict of one check (law 2).
///
/// The raw values are the contract's words.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
    case passed, failed, undetermined, notPerformed, notApplicable
}

/// How much a failed check weighs; given by the policy, never by the check (law 3).
public enum Severity: String, Sendable, Hashable, CaseIterable {
    case error, warning, information
}

/// What is said of the whole document.
public enum Conclusion: String, Sendable, Hashable, CaseIterable {
    case passed, failed, undetermined
}

/// What a passed verdict does not prove.
public struct VerdictLimits: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The signature proves that the bytes are unchanged, not who signed: the signer has no trust anchor.
    public static let integrityOnly = VerdictLimits(rawValue: 1)
    /// DG3 or DG4 are listed and cannot be read without an authorised inspection system.
    public static let notReadableByDesign = VerdictLimits(rawValue: 2)
    /// The date of issue is an estimate.
    public static let estimatedDate = VerdictLimits(rawValue: 4)
    /// The encoding deviates from the standard in a way that is harmless to the proof.
    public static let encodingDeviation = VerdictLimits(rawValue: 8)
    /// The answer was recorded: nobody knows here when the chip gave it, nor whether the challenge was new.
    public static let recordedAnswer = VerdictLimits(rawValue: 16)

    /// The reason codes of the limits, in a fixed order.
    public var codes: [ReasonCode] {
        let table: [(VerdictLimits, ReasonCode)] = [
            (.integrityOnly, .integrityOnly), (.notReadableByDesign, .notReadableByDesign), (.estimatedDate, .estimatedDate),
            (.encodingDeviation, .encodingDeviation), (.recordedAnswer, .recordedAnswer),
        ]
        return table.filter { contains($0.0) }.map(\.1)
    }
}
