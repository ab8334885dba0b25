import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// The data groups and files that few documents carry (Doc 9303-10, 4.7.3 to 4.7.16; BSI TR-03110-3, A.1).
extension DataGroups {
    /// A template of a kind with one data block.
    private static func template(owner: [UInt8], type: [UInt8], format: [UInt8], block: (inout ElementWriter) -> Void) -> [UInt8] {
        encoded { writer in
            writer.write(Tag(0x7F60)) { template in
                template.write(.context(1)) { header in
                    header.write(.contextPrimitive(0), [0x01, 0x01])
                    header.write(.contextPrimitive(1), type)
                    header.write(.contextPrimitive(7), owner)
                    header.write(.contextPrimitive(8), format)
                }
                block(&template)
            }
        }
    }

    private static func group(_ file: Tag, _ templates: [[UInt8]], trailer: (inout ElementWriter) -> Void = { _ in }) -> [UInt8] {
        encoded { writer in
            writer.write(file) { file in
                file.write(Tag(0x7F61)) { group in
                    group.writeInteger(UInt(templates.count))
                    for template in templates { group.append(template) }
                    trailer(&group)
                }
            }
        }
    }

    private static func number(_ value: Int, _ octets: Int) -> [UInt8] {
        (0..<octets).map { UInt8(truncatingIfNeeded: value >> (8 * (octets - 1 - $0))) }
    }

    /// DG2 with a face of ISO/IEC 19794-5:2005 whose record states a length that may be wrong, as real ones do.
    static func two(_ picture: Picture, lengthOff: Int = 0) -> [UInt8] {
        let block = 32 + picture.bytes.count
        let header = Array("FAC\0010\0".utf8) + number(14 + block + lengthOff, 4) + number(1, 2)
        let facial = number(block, 4) + number(0, 2) + [0, 0, 0] + number(0, 3) + number(0, 2) + [0, 0, 0, 0, 0, 0]
        let image = [0x01, picture.isJPEG2000 ? 0x01 : 0x00] + number(picture.width, 2) + number(picture.height, 2) + [0x03, 0x00]
        let record = header + facial + image + number(0, 2) + number(0, 2) + picture.bytes
        return group(
            Tag(0x75), [template(owner: [0x01, 0x01], type: [0x02], format: [0x00, 0x08]) { $0.write(Tag(0x5F2E), record) }])
    }

    /// DG2 with a face image data block of ISO/IEC 39794-5:2019: one representation with its image, format and size.
    static func two39794(_ picture: Picture) -> [UInt8] {
        let image = { (writer: inout ElementWriter) in
            writer.write(.contextPrimitive(0), picture.bytes)
            writer.write(.context(1)) { information in
                // Image data format: 2 is JPEG, 3 lossy JPEG 2000.
                information.write(.context(0)) { $0.write(.contextPrimitive(0), [picture.isJPEG2000 ? 0x03 : 0x02]) }
                information.write(.context(7)) { size in
                    size.write(.contextPrimitive(0), number(picture.width, 2))
                    size.write(.contextPrimitive(1), number(picture.height, 2))
                }
            }
        }
        return group(
            Tag(0x75),
            [
                template(owner: [0x01, 0x01], type: [0x02], format: [0x00, 0x2A]) { template in
                    template.write(Tag(0x7F2E)) { block in
                        block.write(.context(1)) { choice in
                            choice.write(Tag(0x65)) { face in
                                face.write(.context(0)) { version in
                                    version.write(.contextPrimitive(0), [0x03])
                                    version.write(.contextPrimitive(1), number(2019, 2))
                                }
                                face.write(.context(1)) { representations in
                                    representations.write(.sequence) { representation in
                                        representation.write(.contextPrimitive(0), [0x01])
                                        representation.write(.context(1)) { $0.write(.context(0)) { $0.write(.context(0), image) } }
                                    }
                                }
                            }
                        }
                    }
                }
            ])
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
    static func displayed(_ file: Tag, _ element: Tag, _ picture: Picture) -> [UInt8] {
        encoded { writer in
            writer.write(file) { file in
                file.writeInteger(1)
                file.write(element, picture.bytes)
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
