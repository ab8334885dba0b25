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
        } else if differences.allSatisfy({
            $0 == .optionalData || $0 == .optionalData2 || ZoneComparison.differsInUnreadAlone($0, printed, stored)
        }) {
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

    /// Whether two zones differ in a field only where the reader of the page could not read a character.
    ///
    /// One unread character excuses itself and no other: what was read of the field beside it counts.
    static func differsInUnreadAlone(_ field: Field, _ printed: MRZ, _ stored: MRZ) -> Bool {
        let (read, expected) = (characters(of: field, in: printed), characters(of: field, in: stored))
        let filler = UInt8(ascii: "<")
        return (0..<max(read.count, expected.count)).allSatisfy { place in
            let character = place < read.count ? read[place] : filler
            return isUnread(character) || character == (place < expected.count ? expected[place] : filler)
        }
    }

    private static func isUnread(_ character: UInt8) -> Bool { character == UInt8(ascii: "*") || character == UInt8(ascii: "?") }

    /// The characters of a field, fillers where an element shows blanks; a sex that is nobody's is an unread one.
    private static func characters(of field: Field, in zone: MRZ) -> [UInt8] {
        let text: String? =
            switch field {
            case .documentCode: zone.documentCode
            case .issuingState: zone.issuingState
            case .names: (zone.primaryIdentifier ?? "") + "<<" + (zone.secondaryIdentifier ?? "")
            case .documentNumber: zone.documentNumber
            case .nationality: zone.nationality
            case .dateOfBirth: zone.dateOfBirth.raw
            case .sex: zone.sex?.letter ?? "?"
            case .dateOfExpiry: zone.dateOfExpiry.raw
            default: nil
            }
        return (text ?? "").utf8.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "<") : $0 }
    }
}
