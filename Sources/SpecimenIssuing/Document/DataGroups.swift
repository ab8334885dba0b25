import CivilTime
package import SignedStructures
import TagLengthValue

/// The elementary files of the LDS, written after Doc 9303-10, 4.6 and 4.7.
package enum DataGroups {
    /// EF.COM: versions and the tags of the data groups.
    package static func common(ldsVersion: String, tags: [UInt8]) -> [UInt8] {
        encoded { writer in
            writer.write(Tag(0x60)) { file in
                file.write(Tag(0x5F01), text: ldsVersion)
                file.write(Tag(0x5F36), text: "040000")
                file.write(Tag(0x5C), tags)
            }
        }
    }

    /// DG1: the lines of the MRZ without line ends.
    package static func one(_ lines: [String]) -> [UInt8] {
        encoded { writer in writer.write(Tag(0x61)) { $0.write(Tag(0x5F1F), text: lines.joined()) } }
    }

    /// DG11: a tag list, then the elements in its order.
    package static func eleven(fullName: String, dateOfBirth: String, placeOfBirth: String, address: String) -> [UInt8] {
        elements(
            Tag(0x6B),
            [(Tag(0x5F0E), fullName), (Tag(0x5F2B), dateOfBirth), (Tag(0x5F11), placeOfBirth), (Tag(0x5F42), address)])
    }

    /// DG12: a tag list, then the elements in its order.
    package static func twelve(authority: String, dateOfIssue: String, personalisationTime: String) -> [UInt8] {
        elements(Tag(0x6C), [(Tag(0x5F19), authority), (Tag(0x5F26), dateOfIssue), (Tag(0x5F55), personalisationTime)])
    }

    private static func elements(_ file: Tag, _ elements: [(tag: Tag, text: String)]) -> [UInt8] {
        encoded { writer in
            writer.write(file) { content in
                content.write(
                    Tag(0x5C),
                    elements.flatMap { [UInt8(truncatingIfNeeded: $0.tag.rawValue >> 8), UInt8(truncatingIfNeeded: $0.tag.rawValue)] })
                for element in elements { content.write(element.tag, text: element.text) }
            }
        }
    }

    /// DG14: PACE and Chip Authentication with an ECDH key, and Active Authentication where DG15 has a curve (Doc 9303-11, 9.2).
    package static func fourteen(chipAuthentication key: IssuingKey, activeAuthentication: OID?) -> [UInt8] {
        var infos = [paceInfo] + chipAuthentication(key)
        if let activeAuthentication {
            infos.append(
                info("2.23.136.1.1.5") { writer in
                    writer.writeInteger(1)
                    writer.write(activeAuthentication)
                })
        }
        return encoded { writer in writer.write(Tag(0x6E)) { $0.writeSetOf(infos) } }
    }

    /// Standardized domain parameters 13 are brainpoolP256r1 (BSI TR-03110-3, A.2.1.1).
    static var paceInfo: [UInt8] {
        info("0.4.0.127.0.7.2.2.4.2.2") { writer in
            writer.writeInteger(2)
            writer.writeInteger(13)
        }
    }

    static func chipAuthentication(_ key: IssuingKey) -> [[UInt8]] {
        [
            info("0.4.0.127.0.7.2.2.3.2.2") { $0.writeInteger(1) },
            info("0.4.0.127.0.7.2.2.1.2") { $0.append(key.subjectPublicKeyInfo) },
        ]
    }

    static func info(_ protocolIdentifier: String, _ content: (inout ElementWriter) -> Void) -> [UInt8] {
        encoded { writer in
            writer.write(.sequence) { info in
                if let identifier = OID(dotted: protocolIdentifier) { info.write(identifier) }
                content(&info)
            }
        }
    }

    /// DG15: the public key for Active Authentication.
    package static func fifteen(_ key: IssuingKey) -> [UInt8] {
        encoded { writer in writer.write(Tag(0x6F)) { $0.append(key.subjectPublicKeyInfo) } }
    }
}
