/// The picture where a portrait would be: rings and stripes, and nobody.
package enum Portrait {
    package static let width = 240
    package static let height = 320

    /// A grey JPEG; the seed moves the pattern, so that no two specimens have the same picture.
    package static func jpeg(seed: Int) -> [UInt8] { jpeg(seed: seed, divisor: 1) }

    /// The same picture, each of its sides divided.
    static func jpeg(seed: Int, divisor: Int) -> [UInt8] {
        let shift = seed % 61
        return JPEGEncoder.encode(width: width / divisor, height: height / divisor) { column, row in
            let (x, y) = (column * divisor, row * divisor)
            let dx = x - width / 2 + shift / 3
            let dy = (y - 130) * 4 / 5
            let distance = dx * dx + dy * dy
            let background = 210 - y / 4
            if distance < 6400 { return UInt8(150 + (distance / 400 + shift) % 2 * 60) }
            if y > 230, (x + y + shift) % 24 < 12 { return 90 }
            return UInt8(background)
        }
    }
}
