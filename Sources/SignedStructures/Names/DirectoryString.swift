import TagLengthValue

/// The text of an ASN.1 string, of whatever type an issuer chose.
///
/// TeletexString is read as ISO 8859-1, as practically all its writers meant it. RFC 5280, 4.1.2.4; X.690, 8.23.
struct DirectoryString {
    let text: String
    /// Whether every octet is allowed in the string's type.
    let isClean: Bool

    /// Reads a string, or returns nil where the tag is of no string type.
    init?(_ tag: Tag, _ content: ArraySlice<UInt8>) {
        switch tag {
        case .printableString, .ia5String, .visibleString, .numericString:
            let isASCII = content.allSatisfy { $0 < 0x80 }
            text = isASCII ? String(decoding: content, as: UTF8.self) : DirectoryString.latin1(content)
            isClean = isASCII && (tag != .printableString || content.allSatisfy(DirectoryString.isPrintable))
        case .utf8String:
            text = String(decoding: content, as: UTF8.self)
            isClean = text.utf8.elementsEqual(content)
        case .teletexString:
            text = DirectoryString.latin1(content)
            isClean = true
        case .bmpString:
            (text, isClean) = DirectoryString.utf16(content)
        case .universalString:
            (text, isClean) = DirectoryString.utf32(content)
        default:
            return nil
        }
    }

    private static func latin1(_ content: ArraySlice<UInt8>) -> String {
        var scalars = String.UnicodeScalarView()
        for octet in content { scalars.append(Unicode.Scalar(octet)) }
        return String(scalars)
    }

    private static func utf16(_ content: ArraySlice<UInt8>) -> (String, Bool) {
        var units: [UInt16] = []
        var index = content.startIndex
        while content.endIndex - index >= 2 {
            units.append(UInt16(content[index]) << 8 | UInt16(content[index + 1]))
            index += 2
        }
        let text = String(decoding: units, as: UTF16.self)
        return (text, index == content.endIndex && text.utf16.elementsEqual(units))
    }

    private static func utf32(_ content: ArraySlice<UInt8>) -> (String, Bool) {
        var scalars = String.UnicodeScalarView()
        var isClean = content.count % 4 == 0
        var index = content.startIndex
        while content.endIndex - index >= 4 {
            let value = content[index..<index + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            if let scalar = Unicode.Scalar(value) {
                scalars.append(scalar)
            } else {
                scalars.append("\u{FFFD}")
                isClean = false
            }
            index += 4
        }
        return (String(scalars), isClean)
    }

    /// X.680, 41.4.
    private static func isPrintable(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        // ' ( ) + , - . / : = ? and the blank
        case 0x20, 0x27...0x29, 0x2B...0x2F, 0x3A, 0x3D, 0x3F: true
        default: false
        }
    }
}

extension Tag {
    static let numericString = Tag(0x12)
}
