public import MachineReadableZone
import SafeOpenSSL

/// What the access keys of a chip are made of, with its digest: the input of basic access control and of PACE (Doc 9303-11, 4.3.2 and 4.4.3.3).
public struct AccessKey: Sendable {
    /// Nil where an element of the zone is missing or unread.
    public let information: AccessKeyInformation?
    /// The SHA-1 digest of the information: PACE's password, whose first 16 bytes are the key seed of basic access control.
    let digest: Digest?

    public init(_ zone: MRZ) {
        information = AccessKeyInformation(zone)
        digest = information.flatMap { information in
            try? DigestEngine().digest(.sha1, of: Array(information.text.utf8)[...])
        }
    }

    /// The SHA-1 digest in lower hexadecimal.
    public var password: String? { digest?.hex }
    /// The first 16 bytes of the digest in lower hexadecimal.
    public var keySeed: String? { digest.map { String($0.hex.prefix(32)) } }

    /// The key as the end of a zone's text.
    public func text(_ style: TextStyle) -> String {
        var rows: [(String, String)] = []
        if let information {
            rows = [("Access key", information.text), ("", "SHA-1 \(password ?? "-")"), ("", "key seed \(keySeed ?? "-")")]
            if !information.doubtful.isEmpty {
                rows.append(("", "doubtful, as a check digit is wrong: " + information.doubtful.map(\.name).joined(separator: ", ")))
            }
        } else {
            rows = [("Access key", "none: a part that it is made of is missing or unread")]
        }
        return rows.map { style.paint(padded($0.0, to: 13), .quiet) + style.wrap($0.1, indent: 13) + "\n" }.joined()
    }
}

extension JSONWriter {
    mutating func accessKey(_ key: AccessKey) {
        guard let information = key.information else {
            self.key("accessKey")
            null()
            return
        }
        object("accessKey") { writer in
            writer.member("mrzInformation", information.text)
            writer.member("sha1", key.password)
            writer.member("keySeed", key.keySeed)
            writer.member("doubtful", information.doubtful.map(\.name))
        }
    }
}
