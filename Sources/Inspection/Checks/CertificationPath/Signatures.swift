import DocumentPKI
import DocumentVerification
import Irregularities
import SignedStructures

extension Check {
    static let certificationPathSignatures = Check(
        "certification-path.signatures", "Signatures of the certification path", Citation(.doc9303(part: 12), "Appendix D")
    ) { record, collector in
        guard signerTraits(record, &collector) != nil, let path = record.signer?.path else { return }
        if path.path.count > 1 {
            collector.add(.passed, path.deviation, limits: path.deviation == nil ? [] : .encodingDeviation, .path)
            return
        }
        let byKeyIdentifier = path.candidates.filter { $0.origin == .keyIdentifier }
        if path.outcome == .boundReached {
            // Not all keys were tried, so nobody can say that none verifies.
            collector.add(.undetermined, path.bound ?? .signatureBudget, .path)
        } else if byKeyIdentifier.contains(where: { $0.proof == .invalid }), isExcused(record) {
            collector.add(.undetermined, .knownDeviation, .path)
        } else if byKeyIdentifier.contains(where: { $0.proof == .invalid }) {
            collector.add(.failed, .signatureInvalid, .path)
        } else if case .unsupported(let code)? = path.candidates.first?.proof {
            collector.add(.undetermined, code, .path)
        } else {
            // BSI TR-03135-1, 5.6.4.3: a search by name or country can never end in failed.
            collector.add(.undetermined, path.candidates.isEmpty ? .noAnchor : .issuerKeyUnknown, .path)
        }
    }

    /// Whether a list says that the certificate's signature is wrong, or the certificate malformed.
    private static func isExcused(_ record: borrowing VerificationRecord) -> Bool {
        record.isExcused(.documentSignerSignature) || record.isExcused(.documentSignerMalformed)
    }
}
