import DocumentVerification
import Irregularities
import LogicalDataStructure
import MachineReadableZone
import SignedStructures
import TravelDocuments

extension Check {
    static let mrzCheckDigits = Check(
        "mrz.check-digits", "Check digits of the machine readable zone", Citation(.doc9303(part: 3), "4.9")
    ) { record, collector in
        judgeZones(record, &collector) { zone, record in digitVerdict(zone, record) { $0.field != .composite } }
    }

    static let mrzCompositeCheckDigit = Check(
        "mrz.composite-check-digit", "Composite check digit of the machine readable zone", Citation(.doc9303(part: 3), "4.9")
    ) { record, collector in
        // Visas have no composite digit (Doc 9303-7, 4.2.2), nor have some national formats.
        judgeZones(record, &collector, needsCompositeDigit: true) { zone, record in
            digitVerdict(zone, record) { $0.field == .composite }
        }
    }

    private static func digitVerdict(
        _ zone: borrowing MRZ, _ record: borrowing VerificationRecord, _ isJudged: (CheckDigit) -> Bool
    ) -> (Verdict, ReasonCode?) {
        let digits = zone.checkDigits.filter(isJudged)
        if digits.contains(where: { $0.valid == false }) {
            let isKnown = !record.deviations.isEmpty && isKnown(digits, zone, record)
            return isKnown ? (.undetermined, .knownDeviation) : (.failed, .checkDigitMismatch)
        }
        if digits.contains(where: { $0.valid == nil && $0.found != nil }) { return (.undetermined, .unreadCharacter) }
        return (.passed, nil)
    }

    /// Whether a list says of each wrong digit that the issuer makes it so; of a printed zone only where the chip has the same.
    private static func isKnown(_ digits: [CheckDigit], _ zone: borrowing MRZ, _ record: borrowing VerificationRecord) -> Bool {
        guard record.isOnChip(zone) else { return false }
        for digit in digits where digit.valid == false {
            guard record.isExcused(.zoneCheckDigitWrong, in: digit.field) else { return false }
        }
        return true
    }

    /// Judges the chip's zone and the printed one, each with a finding of its own; a valid one passes without being looked at further.
    static func judgeZones(
        _ record: borrowing VerificationRecord, _ collector: inout FindingCollector, needsCompositeDigit: Bool = false,
        _ judge: (borrowing MRZ, borrowing VerificationRecord) -> (Verdict, ReasonCode?)
    ) {
        if record.chip != nil {
            if let group = record.dataGroup1 {
                let isApplicable = !needsCompositeDigit || group.zone.hasCompositeDigit
                let (verdict, reason) =
                    !isApplicable ? (.notApplicable, .notApplicable) : group.zone.isValid ? (.passed, nil) : judge(group.zone, record)
                collector.add(verdict, reason, .checkDigits(.chip))
            } else {
                collector.add(.undetermined, .needsDataGroup1)
            }
        }
        if let zone = record.document.printedZone {
            let isApplicable = !needsCompositeDigit || zone.hasCompositeDigit
            let (verdict, reason) =
                !isApplicable ? (.notApplicable, .notApplicable) : zone.isValid ? (.passed, nil) : judge(zone, record)
            collector.add(verdict, reason, .checkDigits(.printed))
        } else if record.chip == nil {
            collector.add(.undetermined, .noMachineReadableZone)
        }
    }
}
