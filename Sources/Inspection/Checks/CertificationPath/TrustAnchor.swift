import DocumentPKI
import DocumentVerification
import Irregularities

extension Check {
    static let certificationPathTrustAnchor = Check(
        "certification-path.trust-anchor", "Document signer chains to a trusted CSCA", Citation(.doc9303(part: 12), "Appendix D")
    ) { record, collector in
        guard signerTraits(record, &collector) != nil, let path = record.signer?.path else { return }
        switch path.outcome {
        case .anchored: collector.add(.passed, nil, .path)
        case .distrusted: collector.add(.failed, path.path.last?.trust == .distrustedKey ? .distrustedKey : .distrusted, .path)
        case .unanchored: collector.add(.undetermined, .noAnchor, .path)
        case .noIssuer: collector.add(.undetermined, path.candidates.isEmpty ? .noAnchor : .issuerKeyUnknown, .path)
        case .boundReached: collector.add(.undetermined, path.bound ?? .signatureBudget, .path)
        }
    }
}
