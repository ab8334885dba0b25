import DocumentVerification
import Irregularities
import LogicalDataStructure
import MachineReadableZone
import TravelDocuments

extension Check {
    static let mrzCheckDigits = Check(
        "mrz.check-digits", "Check digits of the machine readable zone", Citation(.doc9303(part: 3), "4.9")
    ) { record, collector in
        judgeZones(record, &collector) { zone in digitVerdict(zone.checkDigits.filter { $0.field != .composite }) }
    }

    static let mrzCompositeCheckDigit = Check(
        "mrz.composite-check-digit", "Composite check digit of the machine readable zone", Citation(.doc9303(part: 3), "4.9")
    ) { record, collector in
        // Visas have no composite digit (Doc 9303-7, 4.2.2), nor have some national formats.
        judgeZones(record, &collector, needsCompositeDigit: true) { zone in
            digitVerdict(zone.checkDigits.filter { $0.field == .composite })
        }
    }

    private static func digitVerdict(_ digits: [CheckDigit]) -> (Verdict, ReasonCode?) {
        if digits.contains(where: { $0.valid == false }) { return (.failed, .checkDigitMismatch) }
        if digits.contains(where: { $0.valid == nil && $0.found != nil }) { return (.undetermined, .unreadCharacter) }
        return (.passed, nil)
    }

    /// Judges the chip's zone and the printed one, each with a finding of its own; a valid one passes without being looked at further.
    static func judgeZones(
        _ record: borrowing VerificationRecord, _ collector: inout FindingCollector, needsCompositeDigit: Bool = false,
        _ judge: (borrowing MRZ) -> (Verdict, ReasonCode?)
    ) {
        if record.chip != nil {
            if let group = record.dataGroup1 {
                let isApplicable = !needsCompositeDigit || group.zone.hasCompositeDigit
                let (verdict, reason) =
                    !isApplicable ? (.notApplicable, .notApplicable) : group.zone.isValid ? (.passed, nil) : judge(group.zone)
                collector.add(verdict, reason, .checkDigits(.chip))
            } else {
                collector.add(.undetermined, .needsDataGroup1)
            }
        }
        if let zone = record.document.printedZone {
            let isApplicable = !needsCompositeDigit || zone.hasCompositeDigit
            let (verdict, reason) =
                !isApplicable ? (.notApplicable, .notApplicable) : zone.isValid ? (.passed, nil) : judge(zone)
            collector.add(verdict, reason, .checkDigits(.printed))
        } else if record.chip == nil {
            collector.add(.undetermined, .noMachineReadableZone)
        }
    }
}
