/// A writer of grey baseline JPEG images (ITU-T T.81, annexes B, F and K), so that specimens need no picture of anybody.
package struct JPEGEncoder {
    private var bytes: [UInt8] = []
    private var buffer: UInt32 = 0
    private var bufferedBits = 0

    /// The image of width × height pixels, both multiples of eight; the closure gives the brightness at x and y.
    package static func encode(width: Int, height: Int, pixel: (Int, Int) -> UInt8) -> [UInt8] {
        var encoder = JPEGEncoder()
        encoder.writeHeaders(width: width, height: height)
        var previous = 0
        for top in stride(from: 0, to: height, by: 8) {
            for left in stride(from: 0, to: width, by: 8) {
                let samples = (0..<64).map { Int(pixel(left + $0 % 8, top + $0 / 8)) - 128 }
                previous = encoder.writeBlock(JPEGEncoder.coefficients(of: samples), previous: previous)
            }
        }
        encoder.write(0x7F, bits: 7)
        return encoder.bytes + [0xFF, 0xD9]
    }

    private mutating func writeSegment(_ marker: UInt8, _ content: [UInt8]) {
        let length = content.count + 2
        bytes += [0xFF, marker, UInt8(truncatingIfNeeded: length >> 8), UInt8(truncatingIfNeeded: length)] + content
    }

    private mutating func writeHeaders(width: Int, height: Int) {
        func two(_ number: Int) -> [UInt8] { [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)] }
        bytes += [0xFF, 0xD8]
        writeSegment(0xE0, Array("JFIF".utf8) + [0, 1, 1, 1, 1, 0x2C, 1, 0x2C, 0, 0])
        writeSegment(0xDB, [0] + JPEGTables.zigzag.map { UInt8(JPEGTables.quantization[$0]) })
        writeSegment(0xC0, [8] + two(height) + two(width) + [1, 1, 0x11, 0])
        writeSegment(0xC4, [0x00] + JPEGTables.dcCounts + JPEGTables.dcValues)
        writeSegment(0xC4, [0x10] + JPEGTables.acCounts + JPEGTables.acValues)
        writeSegment(0xDA, [1, 1, 0, 0, 63, 0])
    }

    /// The quantized coefficients of the discrete cosine transform, in the order of the zigzag (A.3.3): rows first, then columns.
    private static func coefficients(of samples: [Int]) -> [Int] {
        var rows = [Double](repeating: 0, count: 64)
        for y in 0..<8 {
            for u in 0..<8 {
                for x in 0..<8 { rows[y * 8 + u] += Double(samples[y * 8 + x]) * JPEGTables.cosines[x * 8 + u] }
            }
        }
        return JPEGTables.zigzag.map { place in
            let u = place % 8
            let v = place / 8
            var sum = 0.0
            for y in 0..<8 { sum += rows[y * 8 + u] * JPEGTables.cosines[y * 8 + v] }
            let quotient = sum / 4 / Double(JPEGTables.quantization[place])
            return Int(quotient + (quotient < 0 ? -0.5 : 0.5))
        }
    }

    /// Writes one block (F.1.2) and returns its first coefficient.
    private mutating func writeBlock(_ coefficients: [Int], previous: Int) -> Int {
        writeValue(coefficients[0] - previous, run: 0, JPEGTables.dcCodes)
        var run: UInt8 = 0
        for value in coefficients.dropFirst() {
            guard value != 0 else {
                run += 1
                continue
            }
            while run > 15 {
                writeCode(0xF0, JPEGTables.acCodes)
                run -= 16
            }
            writeValue(value, run: run, JPEGTables.acCodes)
            run = 0
        }
        if run > 0 { writeCode(0x00, JPEGTables.acCodes) }
        return coefficients[0]
    }

    /// Writes the code of the run and of the number of bits, then the bits; a negative value is one less, in as many bits.
    private mutating func writeValue(_ value: Int, run: UInt8, _ codes: [JPEGTables.Code?]) {
        let bits = Int.bitWidth - abs(value).leadingZeroBitCount
        writeCode(run << 4 | UInt8(bits), codes)
        write(UInt32(truncatingIfNeeded: value < 0 ? value - 1 : value), bits: bits)
    }

    private mutating func writeCode(_ symbol: UInt8, _ codes: [JPEGTables.Code?]) {
        guard let code = codes[Int(symbol)] else { return }
        write(code.bits, bits: code.length)
    }

    private mutating func write(_ value: UInt32, bits: Int) {
        for bit in (0..<bits).reversed() {
            buffer = buffer << 1 | (value >> UInt32(bit) & 1)
            bufferedBits += 1
            guard bufferedBits == 8 else { continue }
            let octet = UInt8(truncatingIfNeeded: buffer)
            bytes.append(octet)
            // B.1.1.5: an FF in the data is followed by a zero.
            if octet == 0xFF { bytes.append(0) }
            bufferedBits = 0
        }
    }
}
