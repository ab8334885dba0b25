public import Irregularities

/// The coding of an image, told by its first octets and never by what the record around it declares.
public enum ImageFormat: String, Sendable, Hashable, CaseIterable {
    case jpeg
    /// JPEG 2000 in a JP2 file.
    case jpeg2000
    /// JPEG 2000 as a bare codestream.
    case jpeg2000Codestream = "jpeg2000-codestream"
    case unknown

    /// The media type of a file of this coding.
    public var mediaType: String {
        switch self {
        case .jpeg: "image/jpeg"
        case .jpeg2000: "image/jp2"
        case .jpeg2000Codestream: "image/j2c"
        case .unknown: "application/octet-stream"
        }
    }

    /// The extension that a file of this coding is given.
    public var fileExtension: String {
        switch self {
        case .jpeg: "jpg"
        case .jpeg2000: "jp2"
        case .jpeg2000Codestream: "j2c"
        case .unknown: "bin"
        }
    }

    /// The first octets of each coding; Exif and JFIF share those of JPEG.
    private static let signatures: [(format: ImageFormat, octets: [UInt8])] = [
        (.jpeg, [0xFF, 0xD8, 0xFF]),
        (.jpeg2000, [0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A]),
        (.jpeg2000Codestream, [0xFF, 0x4F, 0xFF, 0x51]),
    ]

    /// Tells the coding of an image by its first octets.
    public init(_ image: ArraySlice<UInt8>) {
        self = ImageFormat.signatures.first { image.starts(with: $0.octets) }?.format ?? .unknown
    }
}

/// An image as a data group holds it: the coded image, found in the field that is meant for it.
public struct StoredImage: Sendable, Hashable {
    public let format: ImageFormat
    /// The image itself, without what stands before its first octets and without padding behind it.
    public let bytes: ArraySlice<UInt8>
    /// The whole field that the file sets aside for the image.
    public let field: ArraySlice<UInt8>
    public let irregularities: [Irregularity]

    public var mediaType: String { format.mediaType }

    /// How far into a field the first octets of an image are looked for.
    ///
    /// The farthest met in the field stands 89 octets late.
    static let searchLimit = 4096

    /// Finds the image in a field.
    public init(in field: ArraySlice<UInt8>) {
        self.field = field
        var irregularities: [Irregularity] = []
        let start = StoredImage.start(in: field)
        if field.isEmpty {
            irregularities.append(Irregularity(.noImage, at: SourceLocation(of: field)))
        } else if let start, start > field.startIndex {
            irregularities.append(Irregularity(.imageOffset, at: SourceLocation(field.startIndex..<start)))
        } else if start == nil {
            irregularities.append(Irregularity(.unknownImageFormat, at: SourceLocation(of: field)))
        }
        let image = field[(start ?? field.startIndex)...]
        format = ImageFormat(image)
        if let code = StoredImage.form(of: image, format) {
            irregularities.append(Irregularity(code, at: SourceLocation(of: image.prefix(4))))
        }
        let (end, isComplete) = StoredImage.end(of: image, format)
        if !isComplete { irregularities.append(Irregularity(.imageTruncated, at: SourceLocation(of: image))) }
        if end < image.endIndex { irregularities.append(Irregularity(.imagePadding, at: SourceLocation(end..<image.endIndex))) }
        bytes = image[..<end]
        self.irregularities = irregularities
    }

    /// What is irregular of the coding: both standards of faces want JPEG as JFIF and JPEG 2000 as JP2, Doc 9303-10, 4.7.5 and 4.7.7 too.
    private static func form(of image: ArraySlice<UInt8>, _ format: ImageFormat) -> ReasonCode? {
        switch format {
        // APP0 follows the start of image; Exif has APP1.
        case .jpeg: image.dropFirst(3).first == 0xE0 ? nil : .jpegWithoutJfif
        case .jpeg2000Codestream: .bareCodestream
        case .jpeg2000, .unknown: nil
        }
    }

    private static func start(in field: ArraySlice<UInt8>) -> Int? {
        let last = min(field.endIndex, field.startIndex + searchLimit)
        // All signatures start with FF or 00.
        return (field.startIndex..<last).first { index in
            (field[index] == 0xFF || field[index] == 0) && ImageFormat(field[index...]) != .unknown
        }
    }

    /// Where the image ends, and whether it comes to its end at all.
    private static func end(of image: ArraySlice<UInt8>, _ format: ImageFormat) -> (Int, isComplete: Bool) {
        switch format {
        case .unknown: (image.endIndex, true)
        case .jpeg, .jpeg2000Codestream: endOfCode(image)
        case .jpeg2000: endOfBoxes(image)
        }
    }

    /// JPEG and JPEG 2000 both end with the marker FFD9; behind it chips pad with 00 or FF.
    private static func endOfCode(_ image: ArraySlice<UInt8>) -> (Int, isComplete: Bool) {
        let unpadded = withoutPadding(image)
        let isComplete = unpadded.suffix(2).elementsEqual([0xFF, 0xD9])
        return (isComplete ? unpadded.endIndex : image.endIndex, isComplete)
    }

    private static func withoutPadding(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let last = bytes.last, last == 0 || last == 0xFF else { return bytes }
        let end = bytes.lastIndex { $0 != last }.map { $0 + 1 } ?? bytes.startIndex
        return bytes[..<end]
    }

    /// Walks the boxes of a JP2 file (ISO/IEC 15444-1, I.4) to the end of the last one.
    private static func endOfBoxes(_ image: ArraySlice<UInt8>) -> (Int, isComplete: Bool) {
        var reader = OctetReader(image)
        // A JP2 of a chip has four or five boxes, with Exif and XML some more.
        for _ in 0..<64 {
            let start = reader.position
            guard let short = reader.number(4), let type = reader.number(4) else {
                return reader.bytes[start...].allSatisfy { $0 == 0 } ? (start, true) : (image.endIndex, false)
            }
            if short == 0, type == 0 { return (start, true) }
            // A last box of length 0 reaches to the end of the file, and padding with it.
            if short == 0 { return type == codestreamBox ? endOfCode(image) : (image.endIndex, true) }
            var length = short
            if short == 1 {
                guard let long = reader.number(8) else { return (image.endIndex, false) }
                length = long
            }
            guard length >= reader.position - start, length <= image.endIndex - start else { return (image.endIndex, false) }
            reader.position = start + length
            if reader.remaining == 0 { return (image.endIndex, true) }
        }
        return (image.endIndex, true)
    }

    /// `jp2c`.
    private static let codestreamBox = 0x6A70_3263
}
