import TagLengthValue
import TestSupport
import Testing

/// The examples of RFC 4648, 10, and texts that one form or both refuse; the octets of the others are `base64 -d`'s of coreutils.
@Suite struct Base64DecoderTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let text: String
        let strict: String?
        let lenient: String?

        init(_ text: String, strict: String?, lenient: String?) { (self.text, self.strict, self.lenient) = (text, strict, lenient) }
        init(_ text: String, _ both: String?) { self.init(text, strict: both, lenient: both) }

        var testDescription: String { text.isEmpty ? "nothing" : text }
    }

    static let rows: [Row] = [
        Row("Zg==", "66"), Row("Zm8=", "666f"), Row("Zm9v", "666f6f"), Row("Zm9vYg==", "666f6f62"), Row("Zm9vYmE=", "666f6f6261"),
        Row("Zm9vYmFy", "666f6f626172"), Row("+/+/", "fbffbf"), Row(" Zm\r\n9v\tYm Fy\n", "666f6f626172"), Row("Zg=\n=", "66"),
        Row("Zg", strict: nil, lenient: "66"), Row("Zm8", strict: nil, lenient: "666f"), Row("-_-_", strict: nil, lenient: "fbffbf"),
        Row("-/+_", strict: nil, lenient: "fbffbf"),
        Row("", nil), Row(" \n", nil), Row("=", nil), Row("====", nil), Row("Z", nil), Row("Z===", nil), Row("Zg=", nil), Row("Zm8==", nil),
        Row("Zm9v=", nil), Row("Zm9v====", nil), Row("Zg==Zg==", nil), Row("Zm=v", nil), Row("Zm*v", nil), Row("Zm9v\u{0}", nil),
        Row("Zm9é", nil),
        // Bits after the last octet.
        Row("Zh==", nil), Row("Zm9=", nil), Row("Zh", nil),
    ]

    @Test(arguments: rows) func decodes(_ row: Row) {
        for (form, wanted) in [(Base64Decoder.Form.strict, row.strict), (.lenient, row.lenient)] {
            let text = Array(("x" + row.text).utf8).dropFirst()
            #expect(Base64Decoder.bytes(of: text, form) == wanted.map { bytes(hex: $0) }, "\(form)")
            // In pieces of every size.
            for size in 1...max(1, text.count) {
                var decoder = Base64Decoder(form, capacity: 4)
                var rest = text
                while !rest.isEmpty {
                    decoder.take(rest.prefix(size))
                    rest = rest.dropFirst(size)
                }
                #expect(decoder.finish() == wanted.map { bytes(hex: $0) }, "\(form), pieces of \(size)")
            }
        }
    }

    @Test func countsWhatItHas() {
        var decoder = Base64Decoder(.strict)
        for (piece, count) in [("Zm9", 0), ("v", 3), ("\nYmFyZm9v", 9), ("*", 9), ("Zm9v", 9)] {
            decoder.take(Array(piece.utf8)[...])
            #expect(decoder.count == count, "\(piece)")
        }
        #expect(decoder.finish() == nil)
    }
}
