import DocumentVerification
import Irregularities
import LogicalDataStructure
public import MachineReadableZone
import TravelDocuments

extension Check {
    static let consistencyPrintedZone = Check(
        "consistency.mrz-agrees-with-data-group-1", "Printed machine readable zone agrees with DG1", Citation(.tr03135, "5.7.2")
    ) { record, collector in
        guard let printed = record.document.printedZone, record.chip != nil else {
            collector.add(.notApplicable, .notApplicable)
            return
        }
        guard let stored = record.dataGroup1?.zone else {
            collector.add(.undetermined, .needsDataGroup1)
            return
        }
        let differences = ZoneComparison.differences(printed, stored)
        if differences.isEmpty {
            collector.add(.passed, nil, .zones)
        } else if differences.allSatisfy({ $0 == .optionalData || $0 == .optionalData2 }) {
            collector.add(.undetermined, .optionalDataMismatch, .zones)
        } else if differences.allSatisfy({ $0 == .optionalData || $0 == .optionalData2 || ZoneComparison.isUnread($0, in: printed) }) {
            // A field that was read whole and differs is a difference, whatever could not be read beside it.
            collector.add(.undetermined, .unreadCharacter, .zones)
        } else {
            collector.add(.failed, .fieldMismatch, .zones)
        }
    }
}

/// The comparison of two zones, field by field.
public enum ZoneComparison {
    /// The fields in which two zones differ, in the order of the zone.
    public static func differences(_ left: MRZ, _ right: MRZ) -> [Field] {
        var fields: [Field] = []
        func compare<Value: Equatable>(_ field: Field, _ value: (MRZ) -> Value) {
            if value(left) != value(right) { fields.append(field) }
        }
        compare(.documentCode) { $0.documentCode }
        compare(.issuingState) { $0.issuingState }
        // Some cards print one line of the three that are on their chip (China's permits).
        let isPart = left.format == right.format && left.lines.count != right.lines.count
        if !isPart { compare(.names) { [$0.primaryIdentifier, $0.secondaryIdentifier] } }
        compare(.documentNumber) { $0.documentNumber }
        compare(.nationality) { $0.nationality }
        compare(.dateOfBirth) { $0.dateOfBirth.raw }
        if !isPart { compare(.sex) { $0.sex } }
        compare(.dateOfExpiry) { $0.dateOfExpiry.raw }
        if !isPart { compare(.optionalData) { $0.optionalData } }
        return fields
    }

    /// Whether a field holds a character that the reader of the page could not read.
    static func isUnread(_ field: Field, in zone: MRZ) -> Bool {
        let text: String? =
            switch field {
            case .documentCode: zone.documentCode
            case .issuingState: zone.issuingState
            case .names: (zone.primaryIdentifier ?? "") + (zone.secondaryIdentifier ?? "")
            case .documentNumber: zone.documentNumber
            case .nationality: zone.nationality
            case .dateOfBirth: zone.dateOfBirth.raw
            case .sex: zone.sex == nil ? "?" : nil
            case .dateOfExpiry: zone.dateOfExpiry.raw
            default: nil
            }
        return text?.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") } ?? false
    }
}
