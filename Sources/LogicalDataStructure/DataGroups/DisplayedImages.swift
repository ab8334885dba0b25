public import Irregularities
public import TagLengthValue

/// DG5 and DG7: the portraits, and the signatures or usual marks, that the document shows.
///
///     65 | 67 { 02 number of images, 5F40 | 5F43 image … }
///
/// Doc 9303-10, 4.7.5 and 4.7.7. Nothing of a verification rests on them, so that they are read when asked, and what cannot be read of
/// them is an irregularity and never an error.
public final class DisplayedImages: Sendable {
    /// The outermost element.
    public let element: Element
    private let imageTag: Tag

    /// The images in the order of the file.
    public var images: [StoredImage] { read.images }
    public var irregularities: [Irregularity] { read.irregularities }

    /// The most images that are read; the standard counts them in one octet, and documents have one.
    static let imageLimit = 32

    init(_ file: ElementExtent, in bytes: borrowing ArraySlice<UInt8>, imageTag: Tag) {
        element = Element(file, in: bytes)
        self.imageTag = imageTag
    }

    private var read: (images: [StoredImage], irregularities: [Irregularity]) {
        var (images, irregularities): ([StoredImage], [Irregularity]) = ([], [])
        var count: Element?
        var reader = element.elements()
        while let child = try? reader.next() {
            switch child.tag {
            case .integer where count == nil: count = child
            case imageTag where images.count < DisplayedImages.imageLimit:
                let image = StoredImage(in: child.content)
                irregularities += image.irregularities
                images.append(image)
            case imageTag:
                irregularities.append(Irregularity(.tooManyElements, at: child.place))
                return (images, irregularities)
            default: irregularities.append(Irregularity(.unknownTag, at: child.place))
            }
        }
        if !reader.isAtEnd { irregularities.append(Irregularity(.truncated, at: SourceLocation(of: reader.rest))) }
        if let count {
            if count.smallNumber != images.count { irregularities.append(Irregularity(.elementCount, at: count.place)) }
        } else {
            irregularities.append(Irregularity(.missingTag, at: element.place))
        }
        return (images, irregularities)
    }
}
