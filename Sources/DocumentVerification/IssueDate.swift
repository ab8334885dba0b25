public import CivilTime

/// When the document was issued, as well as it can be known, and from where.
///
/// The contract's order: DG12, else signingTime, else the private key usage period, else an estimate.
public struct IssueDate: Sendable, Hashable {
    public enum Basis: String, Sendable, Hashable {
        case dataGroup12 = "DG12"
        case signingTime = "signing-time"
        case privateKeyUsagePeriod = "private-key-usage-period"
        /// Expiry less the document type's usual validity; it can never make anything failed.
        case estimate = "estimate"
    }

    public let basis: Basis
    /// The first and the last moment that it can mean.
    public let earliest: Timestamp
    public let latest: Timestamp

    public init(basis: Basis, earliest: Timestamp, latest: Timestamp) {
        self.basis = basis
        self.earliest = earliest
        self.latest = latest
    }

    public init(basis: Basis, _ date: PartialDate) {
        let lastDay = Timestamp(date.latest, hour: 23, minute: 59, second: 59)
        self.init(
            basis: basis, earliest: Timestamp(secondsSinceEpoch: Int64(date.earliest.daysSinceEpoch) * 86400),
            latest: lastDay ?? Timestamp(secondsSinceEpoch: Int64(date.latest.daysSinceEpoch) * 86400))
    }
}
