import DocumentPKI
import DocumentVerification
import Irregularities
import LogicalDataStructure
import TravelDocuments

extension Check {
    static let chipActiveAuthentication = Check(
        "chip.active-authentication", "Recorded answer of the chip verifies under the key in DG15", Citation(.doc9303(part: 11), "6.1")
    ) { record, collector in
        guard let chip = record.chip, let place = chip.index(of: .dataGroup(.fifteen)) else {
            if record.chip == nil || record.document.capture.activeAuthentication == nil {
                collector.add(.notApplicable, .notApplicable)
            } else {
                collector.add(.undetermined, .needsDataGroup15)
            }
            return
        }
        guard let fact = record.activeAuthentication else {
            if chip.files[place].error == nil {
                collector.add(.notPerformed, .noRecordedAnswer)
            } else {
                collector.add(.undetermined, .needsDataGroup15)
            }
            return
        }
        switch fact.proof {
        case .invalid where record.isActiveAuthenticationExcused:
            collector.add(.undetermined, .knownDeviation, .activeAuthentication)
        case .invalid: collector.add(.failed, .signatureInvalid, .activeAuthentication)
        case .unsupported(let code): collector.add(.undetermined, code, .activeAuthentication)
        case .valid: judgeKey(record, nil, &collector)
        case .validWithDeviation(let code): judgeKey(record, code, &collector)
        }
    }

    /// The answer verifies: it proves as much as the state's signature over the key does.
    private static func judgeKey(_ record: borrowing VerificationRecord, _ deviation: ReasonCode?, _ collector: inout FindingCollector) {
        if let doubt = doubt(record) {
            collector.add(.undetermined, doubt, .activeAuthentication)
            return
        }
        // A short key is no matter of encoding.
        var limits: VerdictLimits =
            deviation == nil || deviation == .weakAlgorithm ? .recordedAnswer : [.recordedAnswer, .encodingDeviation]
        if record.signer?.path?.outcome != .anchored { limits.insert(.integrityOnly) }
        collector.add(.passed, deviation, limits: limits, .activeAuthentication)
    }

    /// Why EF.SOD does not vouch for the key; nil where it does.
    private static func doubt(_ record: borrowing VerificationRecord) -> ReasonCode? {
        guard record.lds != nil, let proof = record.signer?.proof.overall else { return .needsSecurityObject }
        switch proof {
        case .valid, .validWithDeviation: break
        case .invalid: return .signatureInvalid
        case .unsupported: return .securityObjectUnproven
        }
        guard let group = record.dataGroups.first(where: { $0.number == .fifteen }), group.isListed else { return .notListed }
        return group.matches.map { $0 ? nil : .hashMismatch } ?? .unsupportedAlgorithm
    }
}
