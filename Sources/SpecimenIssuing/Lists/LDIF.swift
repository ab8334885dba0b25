/// A directory as text (RFC 2849), in the layout of the ICAO PKD's downloads.
package struct LDIF: Sendable {
    /// The root of everything in the PKD.
    package static let root = "dc=download,dc=pkd,dc=icao,dc=int"

    /// The column at which a line is folded.
    private let width: Int
    package private(set) var bytes: [UInt8] = Array("version: 1\n".utf8)

    package init(width: Int = 76) {
        self.width = width
    }

    /// Begins an entry; a name beyond ASCII is written in base64 (`dn::`).
    package mutating func begin(_ distinguishedName: String) {
        bytes.append(UInt8(ascii: "\n"))
        write("dn", distinguishedName)
    }

    /// Writes an attribute of text, in base64 where RFC 2849 does not allow it as it is.
    package mutating func write(_ attribute: String, _ value: String) {
        let isSafe =
            value.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && value.first.map { !" :<".contains($0) } ?? true && value.last != " "
        if isSafe {
            fold(Array("\(attribute): \(value)".utf8))
        } else {
            write(attribute, octets: Array(value.utf8))
        }
    }

    /// Writes an attribute of octets, in base64.
    package mutating func write(_ attribute: String, octets: [UInt8]) {
        fold(Array("\(attribute):: ".utf8) + Base64.encoded(octets))
    }

    /// Writes a line, what is beyond the width on lines of their own that begin with a blank.
    private mutating func fold(_ line: [UInt8]) {
        bytes.append(contentsOf: line.prefix(width))
        var rest = line.dropFirst(width)
        while !rest.isEmpty {
            bytes.append(contentsOf: [UInt8(ascii: "\n"), UInt8(ascii: " ")])
            bytes.append(contentsOf: rest.prefix(width - 1))
            rest = rest.dropFirst(width - 1)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// A value inside a distinguished name: what parts it from the rest is escaped (RFC 4514, 2.4), and `=` as the PKD does.
    package static func escaped(_ value: String) -> String {
        value.reduce(into: "") { text, character in
            if ",+\"\\<>;=".contains(character) { text.append("\\") }
            text.append(character)
        }
    }
}

/// The base64 of RFC 4648, 4, without line ends.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    package static func encoded(_ octets: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((octets.count + 2) / 3 * 4)
        for start in stride(from: 0, to: octets.count, by: 3) {
            let count = min(3, octets.count - start)
            var group = UInt32(octets[start]) << 16
            if count > 1 { group |= UInt32(octets[start + 1]) << 8 }
            if count > 2 { group |= UInt32(octets[start + 2]) }
            for position in 0..<4 {
                text.append(position <= count ? alphabet[Int(group >> UInt32(18 - 6 * position) & 0x3F)] : UInt8(ascii: "="))
            }
        }
        return text
    }

    /// The octets between the lines of PEM (RFC 7468).
    package static func pem(_ label: String, _ octets: [UInt8]) -> [UInt8] {
        var text = Array("-----BEGIN \(label)-----\n".utf8)
        let encoded = encoded(octets)
        for start in stride(from: 0, to: encoded.count, by: 64) {
            text += encoded[start..<min(start + 64, encoded.count)] + [UInt8(ascii: "\n")]
        }
        return text + Array("-----END \(label)-----\n".utf8)
    }
}
