/// The tables that ITU-T T.81, annex K proposes for brightness.
enum JPEGTables {
    struct Code {
        let bits: UInt32
        let length: Int
    }

    /// The place in the block, row by row, of each coefficient in the order of the zigzag (figure A.6).
    static let zigzag: [Int] = {
        (0..<15).flatMap { diagonal -> [Int] in
            let rows = (0..<8).filter { (0..<8).contains(diagonal - $0) }
            return (diagonal % 2 == 0 ? rows.reversed() : rows).map { $0 * 8 + diagonal - $0 }
        }
    }()

    /// Table K.1.
    static let quantization: [Int] = [
        16, 11, 10, 16, 24, 40, 51, 61,
        12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56,
        14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77,
        24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99,
    ]

    /// Table K.3.
    static let dcCounts: [UInt8] = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]
    static let dcValues: [UInt8] = Array(0...11)

    /// Table K.5.
    static let acCounts: [UInt8] = [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7D]
    static let acValues: [UInt8] = [
        0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61, 0x07, 0x22, 0x71, 0x14, 0x32, 0x81,
        0x91, 0xA1, 0x08, 0x23, 0x42, 0xB1, 0xC1, 0x15, 0x52, 0xD1, 0xF0, 0x24, 0x33, 0x62, 0x72, 0x82, 0x09, 0x0A, 0x16, 0x17, 0x18,
        0x19, 0x1A, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2A, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3A, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48,
        0x49, 0x4A, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5A, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x73, 0x74, 0x75,
        0x76, 0x77, 0x78, 0x79, 0x7A, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99,
        0x9A, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA8, 0xA9, 0xAA, 0xB2, 0xB3, 0xB4, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBA, 0xC2, 0xC3,
        0xC4, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9, 0xDA, 0xE1, 0xE2, 0xE3, 0xE4, 0xE5,
        0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9, 0xFA,
    ]

    static let dcCodes = codes(dcCounts, dcValues)
    static let acCodes = codes(acCounts, acValues)

    /// Codes of one length count upwards, and a longer code starts at twice the next one (C.2).
    private static func codes(_ counts: [UInt8], _ values: [UInt8]) -> [Code?] {
        var codes = [Code?](repeating: nil, count: 256)
        var next: UInt32 = 0
        var rest = values[...]
        for (index, count) in counts.enumerated() {
            for value in rest.prefix(Int(count)) {
                codes[Int(value)] = Code(bits: next, length: index + 1)
                next += 1
            }
            rest = rest.dropFirst(Int(count))
            next <<= 1
        }
        return codes
    }

    /// The transform's factor for place x and frequency u at 8x + u: the cosine of (2x + 1)u sixteenths of a half turn; 1/√2 for u = 0.
    static let cosines: [Double] = (0..<64).map { index in
        let u = index % 8
        return u == 0 ? quarter[4] : cosine((2 * (index / 8) + 1) * u)
    }

    private static func cosine(_ sixteenths: Int) -> Double {
        let place = sixteenths % 32
        let folded = place > 16 ? 32 - place : place
        return folded <= 8 ? quarter[folded] : -quarter[16 - folded]
    }

    private static let quarter: [Double] = [
        1, 0.98078528040323044, 0.92387953251128674, 0.83146961230254524, 0.70710678118654752, 0.55557023301960222, 0.38268343236508977,
        0.19509032201612827, 0,
    ]
}
