import Irregularities
import TagLengthValue
import TestSupport
import Testing

@Suite struct ElementReaderTests {
    @Test func aSeriesIsReadInOrder() throws {
        let file = bytes(hex: "FF0201015F010231300500")
        var reader = ElementReader(file[1...])
        #expect(reader.nextTag == .integer)
        #expect(try reader.next(.integer).content.elementsEqual([1]))
        #expect(reader.position == 4)
        #expect(try reader.nextIf(.null) == nil)
        #expect(reader.nextTag == Tag(0x5F01))
        #expect(try reader.nextIf(Tag(0x5F01))?.content.count == 2)
        let error = #expect(throws: EncodingError.self) { try reader.next(.integer) }
        #expect(error == EncodingError(.unexpectedTag, at: 9, expected: .integer, found: .null))
    }

    @Test func whatIsMissingOrTrailsIsSaid() throws {
        let file = bytes(hex: "30030201050500")
        var reader = ElementReader(file[...])
        var inner = try reader.next(.sequence).elements()
        _ = try inner.next(.integer)
        try inner.finish()
        #expect(throws: EncodingError(.missingElement, at: 5, expected: .integer)) { try inner.next(.integer) }
        #expect(throws: EncodingError(.trailingBytes, at: 5, found: .null)) { try reader.finish() }
        #expect(reader.rest.elementsEqual([5, 0]))
        #expect(throws: EncodingError(.trailingBytes, at: 5, found: .null)) { try ElementReader.only(.sequence, in: file[...]) }
        #expect(try ElementReader.only(.sequence, in: file[0..<5]).content.count == 3)
        #expect(throws: EncodingError(.unexpectedTag, at: 0, expected: .set, found: .sequence)) {
            try ElementReader.only(.set, in: file[0..<5])
        }
    }

    @Test func theNumberOfElementsIsLimited() throws {
        let file = Array(repeatElement([5, 0] as [UInt8], count: 10).joined())
        var reader = ElementReader(file[...], limits: Limits(depth: 4, elements: 9))
        for _ in 0..<9 { _ = try reader.next() }
        #expect(throws: EncodingError(.tooManyElements, at: 18)) { try reader.next() }
        var enough = ElementReader(file[...], limits: Limits(depth: 4, elements: 10))
        for _ in 0..<10 { _ = try enough.next() }
        try enough.finish()
    }

    @Test func theDepthOfIndefiniteLengthsIsLimited() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array(repeatElement([0x30, 0x80] as [UInt8], count: depth).joined()) + [UInt8](repeating: 0, count: 2 * depth)
        }
        var reader = ElementReader(nested(32)[...])
        #expect(try reader.next()?.bytes.count == 128)
        var tooDeep = ElementReader(nested(33)[...])
        #expect(throws: EncodingError(.nestedTooDeep, at: 64)) { try tooDeep.next() }
        var hostile = ElementReader(nested(100_000)[...])
        #expect(throws: EncodingError.self) { try hostile.next() }
    }

    @Test func theElementsInsideAnIndefiniteLengthAreLimited() {
        let file = [0x30, 0x80] + Array(repeatElement([5, 0] as [UInt8], count: 5000).joined()) + [0, 0]
        var reader = ElementReader(file[...])
        #expect(throws: EncodingError(.tooManyElements, at: 2)) { try reader.next() }
        var list = ElementReader(file[...], limits: .list)
        #expect((try? list.next())??.content.count == 10_000)
    }

    @Test func headersAreDistinguishedAllTheWayDown() throws {
        func irregularity(_ hex: String) throws -> Irregularity? {
            let file = [0xAA] + bytes(hex: hex)
            var reader = ElementReader(file[1...])
            return try reader.next()?.headerIrregularity()
        }
        #expect(try irregularity("3005300302010A") == nil)
        #expect(try irregularity("300630040281010A") == Irregularity(.nonMinimalLength, at: .bytes(offset: 5, length: 3)))
        #expect(try irregularity("300730800201050000") == Irregularity(.indefiniteLength, at: .bytes(offset: 3, length: 2)))
        #expect(try irregularity("3081030201" + "05") == Irregularity(.nonMinimalLength, at: .bytes(offset: 1, length: 3)))
        // The content of a primitive element is no series.
        #expect(try irregularity("04040281010A") == nil)
    }

    @Test func mutationsNeverTrapAndReaderAndCursorAgree() {
        let seed = bytes(hex: "7F611A" + "020101" + "7F6012" + "A1053003020105" + "5F2E03AABBCC" + "04820001FF" + "3080" + "0500" + "0000")
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            var file = seed
            for _ in 0...Int.random(in: 0...2, using: &generator) {
                file[Int.random(in: file.indices, using: &generator)] = UInt8.random(in: .min ... .max, using: &generator)
            }
            var reader = ElementReader(file[...])
            var cursor = ElementCursor(over: file[...])
            while true {
                let element = Result { try reader.next() }
                let extent = Result { try cursor.next(in: file[...]) }
                #expect((try? element.get())??.bytes == (try? extent.get())?.map { file[$0.range] })
                #expect(reader.position == cursor.position)
                guard let read = try? element.get() else { break }
                walk(read, depth: 0)
            }
        }
    }

    private func walk(_ element: Element, depth: Int) {
        _ = element.headerIrregularity()
        guard element.tag.isConstructed, depth < 32 else { return }
        var reader = element.elements()
        while let child = try? reader.next() { walk(child, depth: depth + 1) }
    }
}
