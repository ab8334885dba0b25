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
        if isRevoked {
            collector.add(.failed, .revoked, .revocation)
        } else if trusted.isEmpty {
            collector.add(.undetermined, .noRevocationList, .revocation)
        } else if trusted.allSatisfy({ ($0.list.nextUpdate ?? $0.list.thisUpdate) < record.time }) {
            collector.add(.undetermined, .staleRevocationList, .revocation)
        } else {
            collector.add(.passed, nil, .revocation)
        }
    }
}
