import Irregularities
import TagLengthValue
import TestSupport
import Testing

/// Testing has a `Tag` too.
typealias Tag = TagLengthValue.Tag

/// X.690, 8.1: identifier and length octets.
@Suite struct HeaderTests {
    /// Bytes, tag, content, whether the header is DER.
    @Test(
        arguments: [
            ("0500", 0x05, "", true), ("020105", 0x02, "05", true), ("3003020105", 0x30, "020105", true),
            ("5F0100", 0x5F01, "", true), ("5F010431303037", 0x5F01, "31303037", true), ("7F6103020101", 0x7F61, "020101", true),
            ("7F600101", 0x7F60, "01", true), ("BF8F7F00", 0xBF8F7F, "", true), ("DF8181010100", 0xDF81_8101, "00", true),
            ("1F0000", 0x1F00, "", true), ("5F1E01AA", 0x5F1E, "AA", true),
            ("02810105", 0x02, "05", false), ("0282000105", 0x02, "05", false), ("028600000000000105", 0x02, "05", false),
            ("30800000", 0x30, "", false), ("30800201050000", 0x30, "020105", false),
            ("3080308002010500000000", 0x30, "30800201050000", false), ("30803004000000000000", 0x30, "300400000000", false),
            ("7F61800201010000", 0x7F61, "020101", false),
        ] as [(String, UInt32, String, Bool)])
    func headersThatAreRead(hex: String, tag: UInt32, content: String, isDistinguished: Bool) throws {
        let file = [0xEE, 0xEE, 0xEE] + bytes(hex: hex)
        var reader = ElementReader(file[3...])
        let element = try #require(try reader.next())
        #expect(element.tag == Tag(tag))
        #expect(Array(element.content) == bytes(hex: content))
        #expect(element.offset == 3)
        #expect(element.bytes.endIndex == file.count && reader.isAtEnd)
        #expect((element.headerIrregularity() == nil) == isDistinguished)
        #expect(try reader.next() == nil)
        try reader.finish()
        var cursor = ElementCursor(over: file[3...])
        let extent = try cursor.next(element.tag, in: file[...])
        #expect(Element(extent, in: file[...]) == element)
        #expect(extent.hasIndefiniteLength == element.hasIndefiniteLength)
        #expect(extent.place == element.place)
    }

    /// Bytes, code, offset.
    @Test(
        arguments: [
            ("30", .truncated, 1), ("5F", .truncated, 1), ("7F81", .truncated, 2), ("5F01", .truncated, 2), ("0281", .truncated, 2),
            ("028201", .truncated, 3), ("0201", .lengthBeyondEnd, 0), ("02030500", .lengthBeyondEnd, 0),
            ("5F0105313030", .lengthBeyondEnd, 0), ("5F800100", .malformedTag, 0), ("1F818181", .malformedTag, 0),
            ("DF8181810100", .malformedTag, 0), ("1FFFFFFF7F00", .malformedTag, 0), ("02FF05", .malformedLength, 1),
            ("0280050000", .malformedLength, 0), ("0480", .malformedLength, 0), ("0284FFFFFFFF", .lengthBeyondEnd, 1),
            ("02887FFFFFFFFFFFFFFF", .lengthBeyondEnd, 1), ("0288FFFFFFFFFFFFFFFF", .lengthBeyondEnd, 1), ("3080", .truncated, 2),
            ("308000", .truncated, 3), ("3080020105", .truncated, 5), ("30800201050001", .malformedLength, 5),
            ("308030800201050000", .truncated, 9), ("308002050000", .lengthBeyondEnd, 2), ("30800280", .malformedLength, 2),
        ] as [(String, ReasonCode, Int)])
    func headersThatAreNone(hex: String, code: ReasonCode, offset: Int) {
        let file = bytes(hex: hex)
        var reader = ElementReader(file[...])
        let error = #expect(throws: EncodingError.self) { try reader.next() }
        #expect(error?.code == code)
        #expect(error?.offset == offset)
        #expect(reader.position == 0, "a failed read leaves the place")
    }

    @Test func everyTruncationOfANestedElementIsAnError() {
        let whole = bytes(hex: "7F618200067F6003020101")
        for count in 0..<whole.count {
            var reader = ElementReader(whole[0..<count])
            if count == 0 {
                #expect((try? reader.next()) == .some(nil))
            } else {
                #expect(throws: EncodingError.self) { try reader.next() }
            }
        }
    }

    @Test(
        arguments: [
            (0x30, "30", 1, true, Tag.Class.universal), (0x5F1F, "5F1F", 2, false, .application), (0x7F61, "7F61", 2, true, .application),
            (0xA0, "A0", 1, true, .contextSpecific), (0x80, "80", 1, false, .contextSpecific), (0xDF8101, "DF8101", 3, false, .private),
            (0x05, "05", 1, false, .universal), (0x7F81_8101, "7F818101", 4, true, .application),
        ] as [(UInt32, String, Int, Bool, Tag.Class)])
    func tags(raw: UInt32, text: String, octets: Int, isConstructed: Bool, tagClass: Tag.Class) {
        let tag = Tag(raw)
        #expect(tag.description == text)
        #expect(tag.octetCount == octets)
        #expect(tag.isConstructed == isConstructed)
        #expect(tag.tagClass == tagClass)
        #expect(tag == Tag(rawValue: raw))
    }

    @Test func contextTags() {
        #expect(Tag.context(3) == Tag(0xA3))
        #expect(Tag.contextPrimitive(2) == Tag(0x82))
    }
}
