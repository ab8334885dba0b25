import CivilTime
import DocumentPKI
import DocumentVerification
import Irregularities
import SignedStructures
import TravelDocuments

extension Check {
    static let documentSignerValidityAtIssue = Check(
        "document-signer.validity-at-issue", "Document signer was valid when the document was issued",
        Citation(.doc9303(part: 12), "Appendix D")
    ) { record, collector in
        guard let validity = signerTraits(record, &collector)?.validities.first else { return }
        guard let issue = record.issueDate else {
            collector.add(.undetermined, .noDate, .validity)
            return
        }
        // A day counts as a whole: a signer that was valid at any moment of it was valid on it.
        let isSometimeValid = validity.notBefore <= issue.latest && issue.earliest <= validity.notAfter
        let isAlwaysValid = validity.notBefore <= issue.earliest && issue.latest <= validity.notAfter
        let isExactDay = issue.latest.secondsSinceEpoch - issue.earliest.secondsSinceEpoch < 86400
        if isAlwaysValid || isSometimeValid && isExactDay {
            collector.add(.passed, nil, limits: issue.basis == .estimate ? .estimatedDate : [], .validity)
        } else if issue.basis == .estimate {
            collector.add(.undetermined, .estimatedDate, .validity)
        } else if isSometimeValid {
            collector.add(.undetermined, .noDate, .validity)
        } else if record.isValidityExcused(ofAuthority: false) {
            collector.add(.undetermined, .knownDeviation, .validity)
        } else {
            collector.add(.failed, issue.latest < validity.notBefore ? .notYetValid : .expired, .validity)
        }
    }

    static let documentSignerValidityAtInspection = Check(
        "document-signer.validity-at-inspection", "Document signer and CSCA are valid at the time of inspection",
        Citation(.tr03135, "5.6.4.3.4")
    ) { record, collector in
        guard let traits = signerTraits(record, &collector) else { return }
        var isKnown = false
        for (index, validity) in traits.validities.enumerated() where !validity.contains(record.time) {
            // A period that is known to be written wrongly proves nothing, for or against.
            guard record.isValidityExcused(ofAuthority: index > 0) else {
                collector.add(.failed, record.time < validity.notBefore ? .notYetValid : .expired, .validity)
                return
            }
            isKnown = true
        }
        collector.add(isKnown ? .undetermined : .passed, isKnown ? .knownDeviation : nil, .validity)
    }

    /// What the signer's certificate says; where there is none, says why and returns nil.
    static func signerTraits(_ record: borrowing VerificationRecord, _ collector: inout FindingCollector) -> SignerTraits? {
        if record.chip == nil {
            collector.add(.notApplicable, .notApplicable)
        } else if record.securityObject == nil {
            collector.add(.undetermined, .needsSecurityObject)
        } else if let traits = record.signer?.traits {
            return traits
        } else {
            collector.add(.undetermined, .needsSignerCertificate)
        }
        return nil
    }
}
