import TagLengthValue
import TestSupport
import Testing

@Suite struct ElementWriterTests {
    @Test(arguments: [
        (0, "00"), (1, "01"), (127, "7F"), (128, "8180"), (255, "81FF"), (256, "820100"), (65_535, "82FFFF"), (65_536, "83010000"),
    ])
    func lengthsHaveTheFewestOctets(length: Int, hex: String) throws {
        #expect(ElementWriter.header(.octetString, length: length) == bytes(hex: "04" + hex))
        var writer = ElementWriter()
        writer.write(.octetString, [UInt8](repeating: 0xAB, count: length))
        let element = try ElementReader.only(.octetString, in: writer.bytes[...])
        #expect(element.content.count == length)
        #expect(element.headerIrregularity() == nil)
    }

    @Test(
        arguments: [
            (0, "020100"), (1, "020101"), (127, "02017F"), (128, "02020080"), (255, "020200FF"), (256, "02020100"),
            (UInt.max, "020900FFFFFFFFFFFFFFFF"),
        ] as [(UInt, String)])
    func integers(value: UInt, hex: String) {
        var writer = ElementWriter()
        writer.writeInteger(value)
        #expect(writer.bytes == bytes(hex: hex))
    }

    @Test(arguments: [("", "020100"), ("0000", "020100"), ("007F", "02017F"), ("80", "02020080"), ("00FF00", "020300FF00")])
    func magnitudes(magnitude: String, hex: String) {
        var writer = ElementWriter()
        writer.writeUnsignedInteger(bytes(hex: magnitude))
        #expect(writer.bytes == bytes(hex: hex))
    }

    @Test(arguments: [(0x5F1F, "5F1F01AA"), (0x7F61, "7F6101AA"), (0xDF8101, "DF810101AA"), (0x30, "3001AA")] as [(UInt32, String)])
    func tagsOfSeveralOctets(tag: UInt32, hex: String) {
        var writer = ElementWriter()
        writer.write(Tag(tag), [0xAA])
        #expect(writer.bytes == bytes(hex: hex))
    }

    @Test func nestedElementsAndSetsAndBits() {
        var writer = ElementWriter()
        writer.write(.sequence) { sequence in
            sequence.writeInteger(3)
            sequence.write(.context(0)) { $0.writeBitString([0xF0]) }
            sequence.writeSetOf([[0x04, 0x02, 1, 2], [0x04, 0x01, 9], [0x02, 0x01, 5]])
            sequence.writeSetOf([], tag: .context(1))
            sequence.append([5, 0])
        }
        #expect(writer.bytes == bytes(hex: "3019" + "020103" + "A004030200F0" + "310A020105" + "040109" + "04020102" + "A100" + "0500"))
    }
}
