import CivilTime
import DocumentPKI
import DocumentVerification
import Irregularities
import SignedStructures

extension Check {
    static let certificationPathRevocation = Check(
        "certification-path.revocation", "Document signer is not revoked", Citation(.doc9303(part: 12), "Appendix D")
    ) { record, collector in
        guard signerTraits(record, &collector) != nil, let revocation = record.signer?.revocation else { return }
        let trusted = revocation.trusted
        // A revocation dated after the time of inspection was not in force then.
        let isRevoked = trusted.contains { list in list.entry.map { ($0.date ?? record.time) <= record.time } ?? false }
        let statuses = record.listedRevocationStatuses
        if isRevoked {
            collector.add(.failed, .revoked, .revocation)
        } else if !statuses.isEmpty, statuses.contains(where: { revokingStatuses.contains($0) }) {
            collector.add(.failed, .revoked, .deviations)
        } else if !statuses.isEmpty {
            collector.add(.undetermined, .revocationStatusOpen, .deviations)
        } else if record.areDeviationsCut || trusted.isEmpty && revocation.isCut {
            // What was not looked at may name the signer.
            collector.add(.undetermined, .searchLimit, .revocation)
        } else if trusted.isEmpty {
            collector.add(.undetermined, .noRevocationList, .revocation)
        } else if revocation.complete.isEmpty {
            collector.add(.undetermined, .incompleteRevocationList, .revocation)
        } else if revocation.complete.allSatisfy({ ($0.list.nextUpdate ?? $0.list.thisUpdate) < record.time }) {
            collector.add(.undetermined, .staleRevocationList, .revocation)
        } else {
            collector.add(.passed, nil, .revocation)
        }
    }

    /// What a defect list says of a signer that is not trusted any more: no detail, used for tests, revoked by the issuer, by the list's
    /// signer; under examination, a known error and private statuses leave it open (BSI TR-03135-1, 5.8.2).
    private static let revokingStatuses: Set<Int> = [0, 2, 3, 4]
}
