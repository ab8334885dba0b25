import TagLengthValue

extension DistinguishedName {
    /// The name as text in the escaping of RFC 4514, relative names in the order of the file (RFC 4514 itself reverses them).
    ///
    /// `C=UT,O=Utopia,CN=CSCA`. Types without a name in RFC 4514, 3 or RFC 4519 are dotted decimals with the value as `#` and hexadecimal. Control
    /// characters are escaped as well. A name that cannot be read is `#` and the hexadecimal of its bytes.
    public var rfc4514: String {
        var text = ""
        var previous = -1
        let isReadable = forEachAttribute { index, type, value in
            if previous >= 0 { text += index == previous ? "+" : "," }
            previous = index
            if let keyword = DistinguishedName.keywords[type], let string = DirectoryString(value.tag, bytes[value.contentRange]) {
                text += keyword + "=" + DistinguishedName.escaped(string.text)
            } else {
                text += type.description + "=#" + DistinguishedName.hexadecimal(bytes[value.range])
            }
            return true
        }
        return isReadable ? text : "#" + DistinguishedName.hexadecimal(bytes)
    }

    /// RFC 4514, 3, and the further types that certificates of travel documents carry.
    private static let keywords: [OID: String] = [
        .commonName: "CN", .localityName: "L", .stateOrProvinceName: "ST", .organizationName: "O", .organizationalUnitName: "OU",
        .countryName: "C", .streetAddress: "STREET", .domainComponent: "DC", .userID: "UID",
        .surname: "SN", .serialNumberAttribute: "serialNumber", .title: "title", .givenName: "givenName",
        .organizationIdentifier: "organizationIdentifier", .emailAddress: "emailAddress",
    ]

    /// RFC 4514, 2.4.
    private static func escaped(_ value: String) -> String {
        var result = ""
        let scalars = value.unicodeScalars
        for (index, scalar) in zip(scalars.indices, scalars) {
            let isFirst = index == scalars.startIndex
            let isLast = scalars.index(after: index) == scalars.endIndex
            switch scalar {
            case "\"", "+", ",", ";", "<", ">", "\\":
                result += "\\"
                result.unicodeScalars.append(scalar)
            case " " where isFirst || isLast, "#" where isFirst:
                result += "\\"
                result.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}":
                for octet in String(scalar).utf8 { result += "\\" + hexadecimal([octet]) }
            default:
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func hexadecimal(_ octets: ArraySlice<UInt8>) -> String {
        var text = ""
        for octet in octets {
            if octet < 0x10 { text += "0" }
            text += String(octet, radix: 16)
        }
        return text
    }
}
