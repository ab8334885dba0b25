/// A picture with its size; of nobody.
package struct Picture: Sendable {
    package let bytes: [UInt8]
    package let width: Int
    package let height: Int
    package let isJPEG2000: Bool

    /// A few small grey JPEGs, made once: an encoder in Swift costs a debug build most of the time of a specimen.
    private static let jpegs: [Picture] = (0..<4).map { seed in
        Picture(
            bytes: Portrait.jpeg(seed: 13 * seed, divisor: 5), width: Portrait.width / 5, height: Portrait.height / 5, isJPEG2000: false)
    }

    package static func jpeg(_ seed: Int) -> Picture { jpegs[Int(seed.magnitude) % jpegs.count] }

    package static let jpeg2000 = Picture(
        bytes: JPEG2000Picture.bytes, width: JPEG2000Picture.width, height: JPEG2000Picture.height, isJPEG2000: true)
}

/// The same picture in other forms.
extension Picture {
    /// The codestream of JPEG 2000 without its boxes.
    var codestream: [UInt8] { bytes.firstRange(of: [0xFF, 0x4F, 0xFF, 0x51]).map { Array(bytes[$0.lowerBound...]) } ?? bytes }

    /// The JPEG with Exif, an empty directory, in place of JFIF.
    var asExif: [UInt8] {
        let directory: [UInt8] = Array("Exif\0\0II*\0".utf8) + [8, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        // FFD8, then APP0 of 18 octets.
        return [0xFF, 0xD8, 0xFF, 0xE1, 0x00, 0x16] + directory + Array(bytes.dropFirst(20))
    }

    enum BoxLength {
        case long, open
    }

    /// The JP2 file whose last box, the codestream's, states its length in eight octets or not at all.
    func withLastBox(length: BoxLength) -> [UInt8] {
        let code = codestream
        let stated = length == .long ? DataGroups.number(1, 4) : DataGroups.number(0, 4)
        let extended = length == .long ? DataGroups.number(code.count + 16, 8) : []
        return Array(bytes.dropLast(code.count + 8)) + stated + Array("jp2c".utf8) + extended + code
    }
}
