/// What one sign of a text is to a zone.
enum TextToken: Sendable, Hashable {
    /// A byte of ASCII as it stands, legal in a zone or not.
    case character(UInt8)
    /// A blank that takes room, such as a space, a tab or a no-break space.
    case blank
    /// A sign that takes no room, such as a byte order mark in the middle of a text.
    case nothing
    /// The filler written as its code in web pages, in JSON or in addresses.
    case reference
    /// An angle quote that stands for one filler.
    case lookAlike
    /// A double angle quote, which stands for two fillers or for one.
    case doubleLookAlike
    /// A letter or digit as wide as an ideograph, and the byte that it is otherwise.
    case fullWidth(UInt8)
    /// The end of a line written as its code in JSON.
    case lineEnd
    /// A character that no zone has: what it stands for is the reader's guess.
    case unread

    /// The first sign of the bytes of a line, which must not be empty, and how many bytes it has.
    static func first(of bytes: ArraySlice<UInt8>) -> (token: TextToken, length: Int) {
        guard let byte = bytes.first else { return (.nothing, 0) }
        if byte >= 0x80 { return beyondASCII(byte, bytes) }
        switch byte {
        case 0x20, 0x09: return (.blank, 1)
        case UInt8(ascii: "&"), UInt8(ascii: "\\"), UInt8(ascii: "%"):
            for row in codes where bytes.starts(with: row.code) { return (row.token, row.code.count) }
            return (.character(byte), 1)
        case filler where bytes.dropFirst().first.map(capital) == UInt8(ascii: "B"):
            // A zone has no sign that closes an element of a web page.
            for code in lineBreaks where bytes.prefix(code.count).map(capital) == code { return (.lineEnd, code.count) }
            return (.character(byte), 1)
        default: return (.character(byte), 1)
        }
    }

    private struct Code {
        let code: [UInt8]
        let token: TextToken

        init(_ code: String, _ token: TextToken) {
            self.code = Array(code.utf8)
            self.token = token
        }
    }

    /// The end of a line in a web page.
    private static let lineBreaks = ["<BR>", "<BR/>", "<BR />"].map { Array($0.utf8) }

    private static let codes: [Code] = [
        Code("&lt;", .reference), Code("&LT;", .reference), Code("&#60;", .reference), Code("&#x3c;", .reference),
        Code("&#x3C;", .reference), Code("&amp;lt;", .reference), Code("\\u003c", .reference), Code("\\u003C", .reference),
        Code("%3c", .reference), Code("%3C", .reference),
        Code("&laquo;", .doubleLookAlike), Code("&lsaquo;", .lookAlike), Code("&nbsp;", .blank),
        Code("\\n", .lineEnd), Code("\\r", .lineEnd), Code("\\t", .blank),
    ]

    /// A character of UTF-8, or one byte of an older code page.
    private static func beyondASCII(_ byte: UInt8, _ bytes: ArraySlice<UInt8>) -> (token: TextToken, length: Int) {
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1
        let encoded = bytes.prefix(length)
        guard byte >= 0xC2, byte < 0xF5, encoded.count == length, encoded.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }) else {
            return (codePage(byte), 1)
        }
        var scalar = UInt32(byte) & (0x7F >> UInt32(length))
        for next in encoded.dropFirst() { scalar = scalar << 6 | UInt32(next & 0x3F) }
        return (token(of: scalar), length)
    }

    /// Windows-1252, whose bytes from A0 are those of ISO 8859-1.
    private static func codePage(_ byte: UInt8) -> TextToken {
        switch byte {
        case 0xAB: .doubleLookAlike
        case 0x8B: .lookAlike
        case 0xA0: .blank
        default: .unread
        }
    }

    private static func token(of scalar: UInt32) -> TextToken {
        switch scalar {
        // « and ≪
        case 0xAB, 0x226A, 0x300A: .doubleLookAlike
        // ‹, and the signs for "less than", angle brackets and arrow heads of other blocks
        case 0x2039, 0x02C2, 0x1438, 0x2329, 0x276E, 0x27E8, 0x3008, 0xFE64, 0xFF1C: .lookAlike
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: .fullWidth(UInt8(scalar - 0xFEE0))
        case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .blank
        case 0x85, 0x2028, 0x2029: .lineEnd
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: .nothing
        default: .unread
        }
    }
}
