public import Irregularities
public import TagLengthValue

/// A face image data block of ISO/IEC 39794-5, as far as the images and what is declared of their size go.
///
///     7F2E { A1 { 65 { A0 { 80 generation, 81 year }, A1 { 30 representation { 80 id, A1 { A0 { A0 { 80 image, A1 information, … } } }, … } … } } } }
///
/// Unknown elements are extensions of the standard and no irregularity.
public struct FaceImageDataBlock: Sendable, Hashable {
    /// The element with the application tag 5.
    public let element: Element
    /// The year of the standard, such as 2019.
    public let year: Int?
    public let images: [FacialImage]
    public let irregularities: [Irregularity]

    /// The most representations that are read; documents have one, seldom two.
    static let representationLimit = 32

    private static let faceTag = Tag(0x65)

    /// Finds the block in a data block element, directly or inside `A1`; nil where there is none.
    init?(_ block: Element) {
        guard let face = block.first(FaceImageDataBlock.faceTag) ?? block.first(.context(1))?.first(FaceImageDataBlock.faceTag) else {
            return nil
        }
        element = face
        year = face.first(.context(0))?.first(.contextPrimitive(1))?.smallNumber
        var irregularities: [Irregularity] = []
        var images: [FacialImage] = []
        if var representations = face.first(.context(1))?.elements() {
            while let representation = try? representations.next() {
                guard images.count < FaceImageDataBlock.representationLimit else {
                    irregularities.append(Irregularity(.tooManyElements, at: representation.place))
                    break
                }
                if let image = FaceImageDataBlock.image(in: representation, &irregularities) {
                    images.append(image)
                } else {
                    irregularities.append(Irregularity(.noImage, at: representation.place))
                }
            }
            if !representations.isAtEnd { irregularities.append(Irregularity(.truncated, at: SourceLocation(of: representations.rest))) }
        } else {
            irregularities.append(Irregularity(.missingTag, at: face.place))
        }
        self.images = images
        self.irregularities = irregularities
    }

    /// The image of a representation: under A1 (image), A0 (base), A0 (two-dimensional), 80.
    private static func image(in representation: Element, _ irregularities: inout [Irregularity]) -> FacialImage? {
        guard let flat = representation.first(.context(1))?.first(.context(0))?.first(.context(0)),
            let field = flat.first(.contextPrimitive(0))
        else { return nil }
        let information = flat.first(.context(1))
        let size = information?.first(.context(7))
        let image = StoredImage(in: field.content)
        irregularities += image.irregularities
        if let stated = information?.first(.context(0))?.first(.contextPrimitive(0)), !agree(stated.smallNumber, image.format) {
            irregularities.append(Irregularity(.imageTypeMismatch, at: stated.place))
        }
        return FacialImage(
            image, width: size?.first(.contextPrimitive(0))?.smallNumber,
            height: size?.first(.contextPrimitive(1))?.smallNumber)
    }

    /// Whether an image is of the format that its block states: 2 is JPEG, 3 and 4 are JPEG 2000; what is unknown on either side agrees.
    private static func agree(_ stated: Int?, _ format: ImageFormat) -> Bool {
        switch stated {
        case 2: format == .jpeg || format == .unknown
        case 3, 4: format != .jpeg
        default: true
        }
    }
}

extension Element {
    /// The first child with this tag, or nil where there is none or the children before it cannot be read.
    func first(_ tag: Tag) -> Element? {
        var reader = elements()
        while let child = try? reader.next() {
            if child.tag == tag { return child }
        }
        return nil
    }
}
