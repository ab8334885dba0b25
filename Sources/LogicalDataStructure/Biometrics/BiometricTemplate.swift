public import Irregularities
public import TagLengthValue

/// One biometric information template: the header that says what the data are, and the data block.
///
///     7F60 { A1 header { 80 … 88 }, 5F2E data block | 7F2E data block of ISO/IEC 39794 }
///
/// Doc 9303-10, 4.7.2; ISO/IEC 7816-11.
public struct BiometricTemplate: Sendable, Hashable {
    public let element: Element
    /// The element of the data block, `5F2E` or `7F2E`; nil where the template has none.
    public let block: Element?
    private let headerElement: Element?
    private let frameIrregularities: [Irregularity]

    public var header: BiometricHeader? { headerElement.map { BiometricHeader($0) } }
    /// What the data block holds, read when asked.
    public var record: BiometricRecord { read.record }
    public var irregularities: [Irregularity] {
        frameIrregularities + (header?.irregularities ?? []) + read.irregularities
    }

    private var read: (record: BiometricRecord, irregularities: [Irregularity]) {
        var irregularities: [Irregularity] = []
        let record = block.map { BiometricRecord($0, &irregularities) } ?? .unknown(nil)
        return (record, irregularities)
    }

    /// The images of the record in its order.
    public var images: [FacialImage] {
        switch record {
        case .face2005(let record): record.images
        case .face39794(let record): record.images
        case .unknown(let image): image.map { [$0] } ?? []
        }
    }

    init(_ template: ElementExtent, in bytes: borrowing ArraySlice<UInt8>) throws(LDSError) {
        var irregularities: [Irregularity] = []
        var (header, block): (ElementExtent?, ElementExtent?)
        var cursor = ElementCursor(inside: template)
        while let child = try cursor.element(in: bytes) {
            switch child.tag {
            case BiometricTemplate.headerTag where header == nil:
                header = child
                // All of the header must be readable.
                var fields = ElementCursor(inside: child)
                while try fields.element(in: bytes) != nil {}
            case BiometricTemplate.blockTag where block == nil, BiometricTemplate.constructedBlockTag where block == nil: block = child
            case BiometricTemplate.headerTag, BiometricTemplate.blockTag, BiometricTemplate.constructedBlockTag:
                irregularities.append(Irregularity(.duplicateElement, at: child.place))
            default: irregularities.append(Irregularity(.unknownTag, at: child.place))
            }
        }
        if header == nil { irregularities.append(Irregularity(.biometricHeaderAbsent, at: template.place)) }
        if block == nil { irregularities.append(Irregularity(.missingTag, at: template.place)) }
        element = Element(template, in: bytes)
        headerElement = header.map { Element($0, in: bytes) }
        self.block = block.map { Element($0, in: bytes) }
        frameIrregularities = irregularities
    }

    private static let headerTag = Tag(0xA1)
    private static let blockTag = Tag(0x5F2E)
    private static let constructedBlockTag = Tag(0x7F2E)
}

/// The header of a biometric information template (Doc 9303-10, Table 41; CBEFF patron format of ISO/IEC 7816-11).
///
/// Each value is that of its element; only the format owner and type are mandatory in practice.
public struct BiometricHeader: Sendable, Hashable {
    public let element: Element
    /// `80`: `0101`.
    public let patronHeaderVersion: ArraySlice<UInt8>?
    /// `81`: 02 face, 08 finger, 10 iris; up to three octets.
    public let biometricType: Int?
    /// `82`: 00 for a face.
    public let biometricSubtype: Int?
    /// `83`: seven octets of binary-coded decimals.
    public let creationTime: StatedTime?
    /// `84`.
    public let creator: ArraySlice<UInt8>?
    /// `85`: from and until, four octets each.
    public let validityPeriod: ArraySlice<UInt8>?
    /// `86`.
    public let productIdentifier: ArraySlice<UInt8>?
    /// `87`: 0101 for ISO/IEC JTC 1/SC 37.
    public let formatOwner: Int?
    /// `88`: 0008 face, 0007 finger, 0009 and 000B iris of ISO/IEC 19794; 002A and others of ISO/IEC 39794.
    public let formatType: Int?
    public let irregularities: [Irregularity]

    /// Reads a header whose elements were walked before.
    fileprivate init(_ element: Element) {
        self.element = element
        var irregularities: [Irregularity] = []
        var values: [Tag: Element] = [:]
        var reader = element.elements()
        while let child = try? reader.element() {
            if !(0x80...0x88).contains(child.tag.rawValue) {
                irregularities.append(Irregularity(.unknownTag, at: child.place))
            } else if values[child.tag] != nil {
                irregularities.append(Irregularity(.duplicateElement, at: child.place))
            } else {
                values[child.tag] = child
            }
        }
        patronHeaderVersion = values[Tag(0x80)]?.content
        biometricType = values[Tag(0x81)]?.smallNumber
        biometricSubtype = values[Tag(0x82)]?.smallNumber
        creationTime = values[Tag(0x83)].map { StatedTime($0.content) }
        creator = values[Tag(0x84)]?.content
        validityPeriod = values[Tag(0x85)]?.content
        productIdentifier = values[Tag(0x86)]?.content
        formatOwner = values[Tag(0x87)]?.smallNumber
        formatType = values[Tag(0x88)]?.smallNumber
        irregularities += creationTime?.irregularities ?? []
        if formatOwner == nil || formatType == nil { irregularities.append(Irregularity(.missingTag, at: element.place)) }
        self.irregularities = irregularities
    }
}

/// What a biometric data block turned out to be.
public enum BiometricRecord: Sendable, Hashable {
    /// A face image record of ISO/IEC 19794-5:2005.
    case face2005(FaceRecord)
    /// A face image data block of ISO/IEC 39794-5.
    case face39794(FaceImageDataBlock)
    /// Anything else; the image, where one is found in it.
    case unknown(FacialImage?)

    /// Tells the record by its own first octets: what header and tag declare is not relied on.
    init(_ block: Element, _ irregularities: inout [Irregularity]) {
        if let record = FaceRecord(block.content) {
            self = .face2005(record)
            // 7F2E says that its content is made of elements, as that of ISO/IEC 39794 is and a record of 2005 is not.
            if block.tag.isConstructed { irregularities.append(Irregularity(.dataBlockTag, at: block.place)) }
            irregularities += record.irregularities
        } else if let record = FaceImageDataBlock(block) {
            self = .face39794(record)
            if !block.tag.isConstructed { irregularities.append(Irregularity(.dataBlockTag, at: block.place)) }
            irregularities += record.irregularities
        } else {
            irregularities.append(Irregularity(.unknownBiometricFormat, at: block.place))
            let image = StoredImage(in: block.content)
            self = .unknown(image.format == .unknown ? nil : FacialImage(image))
        }
    }
}
