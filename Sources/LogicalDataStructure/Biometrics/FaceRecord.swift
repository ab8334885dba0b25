public import Irregularities

/// An image of a face with what its record declares of it; nothing declared is checked against the image.
public struct FacialImage: Sendable, Hashable {
    public let image: StoredImage
    /// Pixels across as declared, or nil where the record does not say.
    public let width: Int?
    /// Pixels down as declared, or nil where the record does not say.
    public let height: Int?
    /// The facial and image information of ISO/IEC 19794-5:2005, where the image comes from such a record.
    public let information: FacialInformation?

    public var format: ImageFormat { image.format }
    public var mediaType: String { image.mediaType }
    public var bytes: ArraySlice<UInt8> { image.bytes }

    init(_ image: StoredImage, width: Int? = nil, height: Int? = nil, information: FacialInformation? = nil) {
        self.image = image
        self.width = width
        self.height = height
        self.information = information
    }
}

/// A face image record of ISO/IEC 19794-5:2005.
///
///     "FAC" 00 "010" 00, length of record 4, number of faces 2, then the faces
///
/// The outer elements are trusted, not the lengths inside: New Zealand's records state 8 octets too few, British ones 1.
public struct FaceRecord: Sendable, Hashable {
    public let bytes: ArraySlice<UInt8>
    public let declaredLength: Int
    public let declaredCount: Int
    public let images: [FacialImage]
    public let irregularities: [Irregularity]

    /// The most faces that are read from one record; documents have one, seldom two.
    static let faceLimit = 32

    private static let headerLength = 14

    /// Reads a record, or returns nil where the bytes do not start as one.
    init?(_ bytes: ArraySlice<UInt8>) {
        var reader = OctetReader(bytes)
        guard reader.take(4)?.elementsEqual([0x46, 0x41, 0x43, 0]) == true, let version = reader.take(4),
            let declaredLength = reader.number(4), let declaredCount = reader.number(2)
        else { return nil }
        var irregularities: [Irregularity] = []
        if !version.elementsEqual([0x30, 0x31, 0x30, 0]) {
            irregularities.append(Irregularity(.unknownVersion, at: SourceLocation(of: version)))
        }
        if declaredLength != bytes.count {
            irregularities.append(Irregularity(.recordLength, at: .bytes(offset: bytes.startIndex + 8, length: 4)))
        }
        if declaredCount > FaceRecord.faceLimit {
            irregularities.append(Irregularity(.tooManyElements, at: .bytes(offset: bytes.startIndex + 12, length: 2)))
        }
        var images: [FacialImage] = []
        // A record that counts no face is read as if it counted one.
        let count = min(max(declaredCount, 1), FaceRecord.faceLimit)
        for index in 0..<count {
            guard reader.remaining > 0, let face = FaceRecord.face(&reader, isLast: index == count - 1, &irregularities) else {
                if index > 0 || reader.remaining > 0 {
                    irregularities.append(Irregularity(.truncated, at: SourceLocation(of: reader.rest)))
                }
                break
            }
            images.append(face)
        }
        if images.count != declaredCount {
            irregularities.append(Irregularity(.elementCount, at: .bytes(offset: bytes.startIndex + 12, length: 2)))
        }
        self.bytes = bytes
        self.declaredLength = declaredLength
        self.declaredCount = declaredCount
        self.images = images
        self.irregularities = irregularities
    }

    /// Reads one face; the last one's image reaches to the end of the record, whatever its block length says.
    private static func face(_ reader: inout OctetReader, isLast: Bool, _ irregularities: inout [Irregularity]) -> FacialImage? {
        let start = reader.position
        guard let blockLength = reader.number(4), let information = FacialInformation(&reader) else { return nil }
        let available = reader.bytes.endIndex - start
        let fixed = reader.position - start
        let isFitting = blockLength >= fixed && blockLength <= available && (!isLast || blockLength == available)
        if !isFitting { irregularities.append(Irregularity(.recordLength, at: .bytes(offset: start, length: 4))) }
        let length = isLast ? available : min(max(blockLength, fixed), available)
        guard let field = reader.take(length - fixed) else { return nil }
        let image = StoredImage(in: field)
        irregularities += image.irregularities
        let declared: [ImageFormat] = information.imageDataType == .jpeg ? [.jpeg] : [.jpeg2000, .jpeg2000Codestream]
        if image.format != .unknown, !declared.contains(image.format) {
            irregularities.append(Irregularity(.imageTypeMismatch, at: .bytes(offset: information.imageOffset + 1, length: 1)))
        }
        return FacialImage(image, width: information.width, height: information.height, information: information)
    }
}
