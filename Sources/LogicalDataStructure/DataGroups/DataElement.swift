public import TagLengthValue

/// A data element of DG11 or DG12.
public struct DataElement: Sendable, Hashable {
    /// The elements that the standard defines, in the order of its two tables (Doc 9303-10, Tables 65 and 66).
    public enum Name: String, Sendable, Hashable, CaseIterable {
        case fullName, otherNames, personalNumber, fullDateOfBirth, placeOfBirth, permanentAddress, telephone, profession, title
        case personalSummary, proofOfCitizenship, otherTravelDocumentNumbers, custodyInformation
        case issuingAuthority, dateOfIssue, otherPersons, endorsements, taxExitRequirements, imageOfFront, imageOfRear
        case personalizationTime, personalizationSystemSerialNumber
    }

    public enum Value: Sendable, Hashable {
        case text(StatedText)
        case date(StatedDate)
        case time(StatedTime)
        case image(StoredImage)
        /// The texts of a counted list.
        case texts([StatedText])
        /// An element that the standard does not define.
        case unknown
    }

    public let tag: Tag
    /// Nil where the standard does not define the tag.
    public let name: Name?
    public let value: Value
    /// The bytes of the value; of a list, those of its template.
    public let bytes: ArraySlice<UInt8>
}

/// How the value of a data element is read.
enum DataElementKind: Sendable {
    case text, date, time, image
    /// Texts with this tag inside a template `A0`.
    case list
}

/// A row of the table of DG11 or of DG12.
struct DataElementRow: Sendable {
    let tag: Tag
    let name: DataElement.Name
    let kind: DataElementKind

    init(_ tag: UInt32, _ name: DataElement.Name, _ kind: DataElementKind) {
        self.tag = Tag(tag)
        self.name = name
        self.kind = kind
    }
}
