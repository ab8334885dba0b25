public import Irregularities

/// What a finding rests on, as a pointer into the record; the report looks it up there.
public enum Evidence: Sendable, Hashable {
    case none
    /// The file at this index of the chip's files.
    case file(UInt8)
    /// The check digits of the zone.
    case checkDigits(ZoneSource)
    /// The digests of all data groups.
    case dataGroupHashes
    /// What EF.COM, EF.SOD and the supplied files list.
    case fileLists
    /// One data group, 1 to 16.
    case dataGroup(UInt8)
    /// The signer's attributes or signature.
    case signer
    /// The validity periods of signer and CSCA against a date.
    case validity
    /// The certification path and the keys tried.
    case path
    /// The revocation lists.
    case revocation
    /// The states that document and certificates name.
    case states
    /// The printed zone against the chip's.
    case zones
    /// The date of expiry.
    case expiry
    /// The algorithms.
    case algorithms
    /// The holder's name in DG1 and DG11.
    case names
    /// The recorded answer of the chip.
    case activeAuthentication
    /// The entries of deviation and defect lists.
    case deviations
    /// The claim at this index of the capture's claims.
    case claim(UInt8)
}

/// Which machine readable zone is meant.
public enum ZoneSource: UInt8, Sendable, Hashable {
    case chip, printed
}

/// One judgement of one check, without words and without heap memory.
public struct Finding: Sendable, Hashable {
    /// The index of the check in `CheckRegistry.all`.
    public let check: UInt8
    public let verdict: Verdict
    public let reason: ReasonCode?
    public let limits: VerdictLimits
    public let evidence: Evidence

    public init(check: UInt8, verdict: Verdict, reason: ReasonCode?, limits: VerdictLimits, evidence: Evidence) {
        self.check = check
        self.verdict = verdict
        self.reason = reason
        self.limits = limits
        self.evidence = evidence
    }
}

/// Collects the findings of the checks in order.
public struct FindingCollector {
    public private(set) var findings: [Finding]
    var check: UInt8 = 0

    public init(capacity: Int = 32) {
        findings = []
        findings.reserveCapacity(capacity)
    }

    public mutating func add(
        _ verdict: Verdict, _ reason: ReasonCode? = nil, limits: VerdictLimits = [], _ evidence: Evidence = .none
    ) {
        findings.append(Finding(check: check, verdict: verdict, reason: reason, limits: limits, evidence: evidence))
    }

    /// Forgets the findings and keeps the memory.
    public mutating func clear() {
        findings.removeAll(keepingCapacity: true)
    }
}
