import CivilTime
import DocumentVerification
import Irregularities
import LogicalDataStructure
import MachineReadableZone
import SignedStructures
import TravelDocuments

extension Check {
    static let consistencyDateOfBirth = Check(
        "consistency.date-of-birth", "DG1 and DG11 name the same date of birth", Citation(.doc9303(part: 10), "4.7.11")
    ) { record, collector in
        guard let group = dataGroup11(record, &collector) else { return }
        guard let zone = record.dataGroup1?.zone else {
            collector.add(.undetermined, .needsDataGroup1)
            return
        }
        guard let full = group.fullDateOfBirth else {
            if group.statesDateOfBirth {
                collector.add(.undetermined, .noDate, .dataGroup(11))
            } else {
                collector.add(.notApplicable, .notApplicable)
            }
            return
        }
        guard zone.birth.year >= 0, !zone.birth.isImpossible else {
            collector.add(.undetermined, .noDate, .dataGroup(11))
            return
        }
        let areEqual =
            full.year % 100 == zone.birth.year && agree(full.month, zone.birth.month) && agree(full.day, zone.birth.day)
        if !areEqual, record.isExcused(.zoneDataWrong, in: .dateOfBirth) {
            collector.add(.undetermined, .knownDeviation, .dataGroup(11))
            return
        }
        collector.add(areEqual ? .passed : .failed, areEqual ? nil : .fieldMismatch, .dataGroup(11))
    }

    /// What DG11 holds; where it is absent or cannot be read, says so and returns nil.
    @inline(__always)
    static func dataGroup11(_ record: borrowing VerificationRecord, _ collector: inout FindingCollector) -> DataGroup11? {
        guard let chip = record.chip, let place = chip.index(of: .dataGroup(.eleven)) else {
            collector.add(.notApplicable, .notApplicable)
            return nil
        }
        guard case .decoded(.dataGroup11(let group)) = chip.files[place].content else {
            collector.add(.undetermined, .needsDataGroup11)
            return nil
        }
        return group
    }

    /// Whether two parts of dates can be the same: one that is unknown (nil, or -1 in a zone) agrees with any.
    private static func agree(_ part: Int?, _ other: Int) -> Bool { part == nil || other < 0 || part == other }
}
