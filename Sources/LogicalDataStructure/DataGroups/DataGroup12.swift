public import CivilTime
public import Irregularities
public import TagLengthValue

/// DG12: additional document details (Doc 9303-10, 4.7.12).
///
/// Every element is optional.
public final class DataGroup12: Sendable {
    /// The outermost element.
    public let element: Element

    /// The elements in the order of the file, those that the standard does not define too; read when asked.
    public var elements: [DataElement] { read?.elements ?? [] }
    public var irregularities: [Irregularity] { read?.irregularities ?? [] }

    private var read: DataElements? { try? DataElements(element, rows: DataGroup12.rows) }

    /// Reads the outermost element of the file.
    ///
    /// An error is that not even the first element can be read.
    init(_ file: ElementExtent, in bytes: borrowing ArraySlice<UInt8>) throws(LDSError) {
        try DataElements.check(file, in: bytes, rows: DataGroup12.rows)
        element = Element(file, in: bytes)
    }

    public var issuingAuthority: StatedText? { elements.text(.issuingAuthority) }
    public var dateOfIssue: PartialDate? {
        // Every verification asks for it, so it is looked for alone.
        guard let content = DataElements.content(of: DataGroup12.dateOfIssueTag, in: element) else {
            return elements.date(.dateOfIssue)?.date
        }
        return StatedDate(content).date
    }
    public var otherPersons: [StatedText] { elements.texts(.otherPersons) }
    public var endorsements: StatedText? { elements.text(.endorsements) }
    public var taxExitRequirements: StatedText? { elements.text(.taxExitRequirements) }
    public var imageOfFront: StoredImage? { elements.image(.imageOfFront) }
    public var imageOfRear: StoredImage? { elements.image(.imageOfRear) }
    /// Read as UTC; the data element states no zone.
    public var personalizationTime: Timestamp? {
        guard case .time(let time)? = elements[.personalizationTime] else { return nil }
        return time.time
    }
    public var personalizationSystemSerialNumber: StatedText? { elements.text(.personalizationSystemSerialNumber) }

    private static let dateOfIssueTag = Tag(0x5F26)

    private static let rows = [
        DataElementRow(0x5F19, .issuingAuthority, .text),
        DataElementRow(dateOfIssueTag.rawValue, .dateOfIssue, .date),
        DataElementRow(0x5F1A, .otherPersons, .list),
        DataElementRow(0x5F1B, .endorsements, .text),
        DataElementRow(0x5F1C, .taxExitRequirements, .text),
        DataElementRow(0x5F1D, .imageOfFront, .image),
        DataElementRow(0x5F1E, .imageOfRear, .image),
        DataElementRow(0x5F55, .personalizationTime, .time),
        DataElementRow(0x5F56, .personalizationSystemSerialNumber, .text),
    ]
}
