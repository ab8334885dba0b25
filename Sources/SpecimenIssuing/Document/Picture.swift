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
