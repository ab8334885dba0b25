import DocumentVerification
import Irregularities
public import LogicalDataStructure
public import MachineReadableZone
import SignedStructures
import TravelDocuments

extension Check {
    static let consistencyNames = Check(
        "consistency.names", "DG1 and DG11 name the holder alike", Citation(.doc9303(part: 10), "4.7.11")
    ) { record, collector in
        guard let group = dataGroup11(record, &collector) else { return }
        guard let written = group.fullNameOctets else {
            collector.add(.notApplicable, .notApplicable)
            return
        }
        guard let zone = record.dataGroup1?.zone else {
            collector.add(.undetermined, .needsDataGroup1)
            return
        }
        // Most names stand in DG11 as in the zone, which takes no text to see.
        if zone.writesName(written) {
            collector.add(.passed, nil, .names)
            return
        }
        switch NameAgreement(group, zone) {
        case nil: collector.add(.notApplicable, .notApplicable)
        case .relation(.different) where record.isExcused(.zoneDataWrong, in: .names): collector.add(.undetermined, .knownDeviation, .names)
        case .relation(.different): collector.add(.failed, .nameMismatch, .names)
        case .relation: collector.add(.passed, nil, .names)
        case .otherOrder: collector.add(.passed, .nameOrder, limits: .encodingDeviation, .names)
        case .untransliterable: collector.add(.undetermined, .untransliterableCharacter, .names)
        case .noName: collector.add(.undetermined, .emptyName, .names)
        }
    }
}

/// How the full name in DG11 relates to the name in a zone.
public enum NameAgreement: Sendable, Hashable {
    case relation(NameRelation)
    /// The names agree where the identifiers change places, or are parted elsewhere than DG11 parts them.
    case otherOrder(NameRelation)
    /// The names differ, and the full one has a character that no table of the standard has.
    case untransliterable
    /// The zone holds no name.
    case noName

    /// Nil where DG11 states no name.
    public init?(_ group: DataGroup11, _ zone: MRZ) {
        guard let stated = group.fullName, !stated.parts.isEmpty else { return nil }
        guard zone.primaryIdentifier != nil else {
            self = .noName
            return
        }
        let (primary, secondary) = stated.name
        let full = FullName(primaryIdentifier: primary, secondaryIdentifier: secondary)
        let relation = zone.compareName(full)
        guard relation == .different else {
            self = .relation(relation)
            return
        }
        let other = zone.compareName(inAnyOrder: full)
        self = other != .different ? .otherOrder(other) : full.isTransliterable ? .relation(.different) : .untransliterable
    }
}
