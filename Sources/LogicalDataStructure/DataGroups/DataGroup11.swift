public import CivilTime
public import Irregularities
public import TagLengthValue

/// DG11: additional personal details (Doc 9303-10, 4.7.11).
///
/// Every element is optional. Names keep their fillers; `StatedText.name` reads them.
public final class DataGroup11: Sendable {
    /// The outermost element.
    public let element: Element

    /// The elements in the order of the file, those that the standard does not define too; read when asked.
    public var elements: [DataElement] { read?.elements ?? [] }
    public var irregularities: [Irregularity] { read?.irregularities ?? [] }

    private var read: DataElements? { try? DataElements(element, rows: DataGroup11.rows) }

    /// Reads the outermost element of the file.
    ///
    /// An error is that not even the first element can be read.
    init(_ file: ElementExtent, in bytes: borrowing ArraySlice<UInt8>) throws(LDSError) {
        try DataElements.check(file, in: bytes, rows: DataGroup11.rows)
        element = Element(file, in: bytes)
        // Several checks ask for it, so it is looked for alone and once.
        let stated =
            DataElements.content(of: DataGroup11.dateOfBirthTag, in: element).map { StatedDate($0) }
            ?? (try? DataElements(element, rows: DataGroup11.rows))?.elements.date(.fullDateOfBirth)
        fullDateOfBirth = stated?.date
        statesDateOfBirth = stated != nil
    }

    public var fullName: StatedText? { elements.text(.fullName) }
    public var otherNames: [StatedText] { elements.texts(.otherNames) }
    public var personalNumber: StatedText? { elements.text(.personalNumber) }
    public let fullDateOfBirth: PartialDate?
    /// Whether there is a date of birth, readable or not.
    public let statesDateOfBirth: Bool
    /// City, state and country as far as they are stated, in `parts`.
    public var placeOfBirth: StatedText? { elements.text(.placeOfBirth) }
    public var permanentAddress: StatedText? { elements.text(.permanentAddress) }
    public var telephone: StatedText? { elements.text(.telephone) }
    public var profession: StatedText? { elements.text(.profession) }
    public var title: StatedText? { elements.text(.title) }
    public var personalSummary: StatedText? { elements.text(.personalSummary) }
    public var proofOfCitizenship: StoredImage? { elements.image(.proofOfCitizenship) }
    /// The numbers of other valid travel documents.
    public var otherTravelDocumentNumbers: [String] { elements.text(.otherTravelDocumentNumbers)?.parts ?? [] }
    public var custodyInformation: StatedText? { elements.text(.custodyInformation) }

    private static var dateOfBirthTag: Tag { Tag(0x5F2B) }

    private static let rows = [
        DataElementRow(0x5F0E, .fullName, .text),
        DataElementRow(0x5F0F, .otherNames, .list),
        DataElementRow(0x5F10, .personalNumber, .text),
        DataElementRow(dateOfBirthTag.rawValue, .fullDateOfBirth, .date),
        DataElementRow(0x5F11, .placeOfBirth, .text),
        DataElementRow(0x5F42, .permanentAddress, .text),
        DataElementRow(0x5F12, .telephone, .text),
        DataElementRow(0x5F13, .profession, .text),
        DataElementRow(0x5F14, .title, .text),
        DataElementRow(0x5F15, .personalSummary, .text),
        DataElementRow(0x5F16, .proofOfCitizenship, .image),
        DataElementRow(0x5F17, .otherTravelDocumentNumbers, .text),
        DataElementRow(0x5F18, .custodyInformation, .text),
    ]
}
