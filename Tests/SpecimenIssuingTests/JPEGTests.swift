import Foundation
import SpecimenIssuing
import TestSupport
import Testing

@Suite struct JPEGTests {
    @Test func theMarkersStandInOrder() throws {
        let bytes = Portrait.jpeg(seed: 1)
        var position = 2
        var markers: [UInt8] = []
        #expect(bytes.prefix(2) == [0xFF, 0xD8])
        while markers.last != 0xDA {
            #expect(bytes[position] == 0xFF)
            markers.append(bytes[position + 1])
            position += 2 + Int(bytes[position + 2]) << 8 + Int(bytes[position + 3])
        }
        #expect(markers == [0xE0, 0xDB, 0xC0, 0xC4, 0xC4, 0xDA])
        #expect(bytes.suffix(2) == [0xFF, 0xD9])
        // No marker inside the data.
        for index in position..<bytes.count - 2 where bytes[index] == 0xFF { #expect(bytes[index + 1] == 0) }
        #expect(Portrait.jpeg(seed: 1) == bytes)
        #expect(Portrait.jpeg(seed: 2) != bytes)
    }

    /// Blocks of one brightness come back as they were, and a picture of noise stays near.
    @Test(.enabled(if: Subprocess.isAvailable("djpeg")))
    func anotherDecoderReadsThePicture() throws {
        for isNoise in [false, true] {
            func pixel(_ x: Int, _ y: Int) -> UInt8 {
                isNoise ? UInt8(truncatingIfNeeded: (x &* 73 ^ y &* 151) &* 31) : UInt8(20 + (x / 8 + y / 8) % 8 * 30)
            }
            let result = try Subprocess.run(
                "djpeg", ["-grayscale", "-pnm"], input: JPEGEncoder.encode(width: 64, height: 48, pixel: pixel))
            #expect(result.status == 0)
            #expect(result.errorText.isEmpty)
            let header = Array("P5\n64 48\n255\n".utf8)
            #expect(result.output.starts(with: header))
            let pixels = result.output.dropFirst(header.count)
            #expect(pixels.count == 64 * 48)
            let error = pixels.enumerated().map { abs(Int($0.element) - Int(pixel($0.offset % 64, $0.offset / 64))) }
            #expect(error.reduce(0, +) / error.count < (isNoise ? 40 : 4))
        }
    }
}
