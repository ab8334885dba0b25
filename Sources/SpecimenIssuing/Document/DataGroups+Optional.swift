import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// The data groups and files that few documents carry (Doc 9303-10, 4.7.3 to 4.7.16; BSI TR-03110-3, A.1).
extension DataGroups {
    /// A template of a kind with one data block.
    static func template(
        owner: [UInt8], type: [UInt8], format: [UInt8], header form: FaceFile.Header = .usual, block: (inout ElementWriter) -> Void
    ) -> [UInt8] {
        encoded { writer in
            writer.write(Tag(0x7F60)) { template in
                if form != .absent {
                    template.write(.context(1)) { header in
                        if form == .usual {
                            header.write(.contextPrimitive(0), [0x01, 0x01])
                            header.write(.contextPrimitive(1), type)
                        }
                        header.write(.contextPrimitive(7), owner)
                        header.write(.contextPrimitive(8), format)
                    }
                }
                block(&template)
            }
        }
    }

    /// The group of templates in its file; the number is the right one where none is given.
    static func group(
        _ file: Tag, _ templates: [[UInt8]], number: Int? = nil, trailer: (inout ElementWriter) -> Void = { _ in }
    ) -> [UInt8] {
        encoded { writer in
            writer.write(file) { file in
                file.write(Tag(0x7F61)) { group in
                    group.writeInteger(UInt(number ?? templates.count))
                    for template in templates { group.append(template) }
                    trailer(&group)
                }
            }
        }
    }

    /// A number in so many octets.
    static func number(_ value: Int, _ octets: Int) -> [UInt8] {
        (0..<octets).map { UInt8(truncatingIfNeeded: value >> (8 * (octets - 1 - $0))) }
    }

    /// DG3 with one finger image record of ISO/IEC 19794-4:2005 without a picture, or empty with random octets.
    ///
    /// Where there are no fingers, Doc 9303-10, 4.7.3.1 wants a number in `53`, so that the hash tells nobody that the group is empty.
    static func three(empty random: [UInt8]?) -> [UInt8] {
        if let random { return group(Tag(0x63), []) { $0.write(Tag(0x53), random) } }
        // Header of 32 octets, one view of 14; uncompressed, 8 bits, 4 by 4 pixels of one grey.
        let header = Array("FIR\0010\0".utf8) + number(32 + 14 + 16, 6) + number(0, 2) + number(31, 2) + [0x01, 0x01]
        let resolution = number(500, 2) + number(500, 2) + number(500, 2) + number(500, 2) + [0x08, 0x00] + number(0, 2)
        let view = number(14 + 16, 4) + [0x02, 0x01, 0x01, 0xFE, 0x00] + number(4, 2) + number(4, 2) + [0x00]
        let record = header + resolution + view + [UInt8](repeating: 0x80, count: 16)
        return group(
            Tag(0x63), [template(owner: [0x01, 0x01], type: [0x08], format: [0x00, 0x07]) { $0.write(Tag(0x5F2E), record) }])
    }

    /// DG4 without irises, with random octets.
    static func four(empty random: [UInt8]) -> [UInt8] { group(Tag(0x76), []) { $0.write(Tag(0x53), random) } }

    /// DG5 and DG7: a displayed portrait or signature.
    static func displayed(_ file: Tag, _ element: Tag, _ pictures: Picture..., number: Int? = nil) -> [UInt8] {
        encoded { writer in
            writer.write(file) { file in
                file.writeInteger(UInt(number ?? pictures.count))
                for picture in pictures { file.write(element, picture.bytes) }
            }
        }
    }

    /// DG6 and DG8 to DG10, which nobody uses, and DG13, whose content is the issuer's own.
    static func opaque(_ file: Tag, _ octets: [UInt8]) -> [UInt8] { encoded { $0.write(file, octets) } }

    /// DG16: one person to notify, who does not exist.
    static func sixteen(recorded: String) -> [UInt8] {
        encoded { writer in
            writer.write(Tag(0x70)) { file in
                file.writeInteger(1)
                file.write(.context(1)) { person in
                    person.write(Tag(0x5F50), text: recorded)
                    person.write(Tag(0x5F51), text: "QUILL<<ORRIN")
                    person.write(Tag(0x5F52), text: "00999555010")
                    person.write(Tag(0x5F53), text: "7 HARBOUR STEPS<AMAUROT<UTOPIA")
                }
            }
        }
    }

    /// DG11 or DG12 of elements whose octets are given: a tag list, then the elements in its order.
    static func elements(_ file: Tag, octets: [(tag: Tag, octets: [UInt8])]) -> [UInt8] {
        encoded { writer in
            writer.write(file) { content in
                content.write(
                    Tag(0x5C),
                    octets.flatMap { [UInt8(truncatingIfNeeded: $0.tag.rawValue >> 8), UInt8(truncatingIfNeeded: $0.tag.rawValue)] })
                for element in octets { content.write(element.tag, element.octets) }
            }
        }
    }

    /// EF.CardAccess: PACE with ECDH, generic mapping, AES-128 on brainpoolP256r1.
    package static var cardAccess: [UInt8] { encoded { $0.writeSetOf([paceInfo]) } }

    /// The content of EF.CardSecurity: PACE, chip authentication and its key.
    package static func cardSecurityInfos(_ key: IssuingKey) -> [UInt8] { encoded { $0.writeSetOf([paceInfo] + chipAuthentication(key)) } }
}
