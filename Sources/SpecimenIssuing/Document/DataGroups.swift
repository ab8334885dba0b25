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

    /// DG2: one biometric template with one face of ISO/IEC 19794-5:2005.
    package static func two(jpeg: [UInt8], width: Int, height: Int) -> [UInt8] {
        encoded { writer in
            writer.write(Tag(0x75)) { file in
                file.write(Tag(0x7F61)) { group in
                    group.writeInteger(1)
                    group.write(Tag(0x7F60)) { template in
                        template.write(.context(1)) { header in
                            header.write(.contextPrimitive(0), [0x01, 0x01])
                            header.write(.contextPrimitive(1), [0x02])
                            header.write(.contextPrimitive(7), [0x01, 0x01])
                            header.write(.contextPrimitive(8), [0x00, 0x08])
                        }
                        template.write(Tag(0x5F2E), faceRecord(jpeg, width, height))
                    }
                }
            }
        }
    }

    /// ISO/IEC 19794-5:2005, 5.4 to 5.8: header, one face without feature points, its image.
    private static func faceRecord(_ jpeg: [UInt8], _ width: Int, _ height: Int) -> [UInt8] {
        func number(_ value: Int, _ octets: Int) -> [UInt8] {
            (0..<octets).map { UInt8(truncatingIfNeeded: value >> (8 * (octets - 1 - $0))) }
        }
        let block = 32 + jpeg.count
        let header = Array("FAC\0010\0".utf8) + number(14 + block, 4) + number(1, 2)
        // Nothing is said of a person: gender, eyes, hair, features, expression and pose are unspecified.
        let facial = number(block, 4) + number(0, 2) + [0, 0, 0] + number(0, 3) + number(0, 2) + [0, 0, 0, 0, 0, 0]
        // Full frontal, JPEG, grey, source unspecified.
        let image = [0x01, 0x00] + number(width, 2) + number(height, 2) + [0x03, 0x00] + number(0, 2) + number(0, 2)
        return header + facial + image + jpeg
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
        // Standardized domain parameters 13 are brainpoolP256r1 (BSI TR-03110-3, A.2.1.1).
        var infos = [
            info("0.4.0.127.0.7.2.2.4.2.2") { writer in
                writer.writeInteger(2)
                writer.writeInteger(13)
            },
            info("0.4.0.127.0.7.2.2.3.2.2") { $0.writeInteger(1) },
            info("0.4.0.127.0.7.2.2.1.2") { $0.append(key.subjectPublicKeyInfo) },
        ]
        if let activeAuthentication {
            infos.append(
                info("2.23.136.1.1.5") { writer in
                    writer.writeInteger(1)
                    writer.write(activeAuthentication)
                })
        }
        return encoded { writer in writer.write(Tag(0x6E)) { $0.writeSetOf(infos) } }
    }

    private static func info(_ protocolIdentifier: String, _ content: (inout ElementWriter) -> Void) -> [UInt8] {
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
