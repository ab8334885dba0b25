import TagLengthValue

/// How DG2 is written; faults, tolerances and variants change some of it.
struct FaceFile {
    /// What a template says of its data block.
    enum Header {
        /// Version, type, owner and format.
        case usual
        /// Owner and format alone, which are all that the reader needs.
        case ownerAndFormat
        case absent
    }

    var format = DocumentPlan.FaceFormat.iso19794
    /// The pictures of each template.
    var templates: [[FacePicture]]
    /// The number of templates where it is not the right one.
    var number: Int?
    var header = Header.usual
    /// Whether the data block has the tag of the other format.
    var hasOtherBlockTag = false
    /// How far off the length is that a record of ISO/IEC 19794-5 states.
    var lengthOff = 0

    init(_ picture: Picture) {
        templates = [[FacePicture(picture)]]
    }
}

/// A picture in DG2 with what is stated of it.
struct FacePicture {
    /// What stands in the place of the picture.
    var octets: [UInt8]
    let width: Int
    let height: Int
    /// The coding that is stated.
    var isStatedJPEG2000: Bool
    /// How many feature points stand before the picture, 8 octets each.
    var featurePoints = 0

    init(_ picture: Picture) {
        octets = picture.bytes
        width = picture.width
        height = picture.height
        isStatedJPEG2000 = picture.isJPEG2000
    }
}

extension DataGroups {
    /// DG2 with one face of ISO/IEC 19794-5:2005.
    static func two(_ picture: Picture) -> [UInt8] { two(FaceFile(picture)) }

    /// DG2 with one face of ISO/IEC 39794-5:2019.
    static func two39794(_ picture: Picture) -> [UInt8] {
        var file = FaceFile(picture)
        file.format = .iso39794
        return two(file)
    }

    static func two(_ file: FaceFile) -> [UInt8] {
        let templates = file.templates.map { pictures in
            file.format == .iso19794
                ? template(owner: [0x01, 0x01], type: [0x02], format: [0x00, 0x08], header: file.header) { template in
                    template.write(Tag(file.hasOtherBlockTag ? 0x7F2E : 0x5F2E), record(pictures, lengthOff: file.lengthOff))
                }
                : template(owner: [0x01, 0x01], type: [0x02], format: [0x00, 0x2A], header: file.header) { template in
                    template.write(Tag(file.hasOtherBlockTag ? 0x5F2E : 0x7F2E)) { writeBlock(pictures, to: &$0) }
                }
        }
        return group(Tag(0x75), templates, number: file.number)
    }

    /// A face record of ISO/IEC 19794-5:2005.
    private static func record(_ pictures: [FacePicture], lengthOff: Int) -> [UInt8] {
        let faces = pictures.flatMap { face($0) }
        return Array("FAC\0010\0".utf8) + number(14 + faces.count + lengthOff, 4) + number(pictures.count, 2) + faces
    }

    /// One face: block length, facial information, feature points, image information, picture.
    private static func face(_ picture: FacePicture) -> [UInt8] {
        var face = number(32 + 8 * picture.featurePoints + picture.octets.count, 4) + number(picture.featurePoints, 2)
        // Nothing is said of the person.
        face += [UInt8](repeating: 0, count: 14)
        for index in 0..<picture.featurePoints {
            // MPEG-4 points of the head, one beside the other.
            face += [0x01, UInt8(truncatingIfNeeded: 0x31 + index)]
            face += number(10 + index, 2) + number(20, 2) + number(0, 2)
        }
        face += [0x01, picture.isStatedJPEG2000 ? 0x01 : 0x00] + number(picture.width, 2) + number(picture.height, 2)
        face += [0x03, 0x00] + number(0, 2) + number(0, 2)
        return face + picture.octets
    }

    /// A face image data block of ISO/IEC 39794-5:2019: a representation of each picture with its format and size.
    private static func writeBlock(_ pictures: [FacePicture], to block: inout ElementWriter) {
        block.write(.context(1)) { choice in
            choice.write(Tag(0x65)) { face in
                face.write(.context(0)) { version in
                    version.write(.contextPrimitive(0), [0x03])
                    version.write(.contextPrimitive(1), number(2019, 2))
                }
                face.write(.context(1)) { representations in
                    for (index, picture) in pictures.enumerated() {
                        representations.write(.sequence) { representation in
                            representation.write(.contextPrimitive(0), [UInt8(truncatingIfNeeded: index + 1)])
                            representation.write(.context(1)) { image in
                                image.write(.context(0)) { base in base.write(.context(0)) { writeImage(picture, to: &$0) } }
                            }
                        }
                    }
                }
            }
        }
    }

    private static func writeImage(_ picture: FacePicture, to writer: inout ElementWriter) {
        writer.write(.contextPrimitive(0), picture.octets)
        writer.write(.context(1)) { information in
            // Image data format: 2 is JPEG, 3 lossy JPEG 2000.
            information.write(.context(0)) { $0.write(.contextPrimitive(0), [picture.isStatedJPEG2000 ? 0x03 : 0x02]) }
            information.write(.context(7)) { size in
                size.write(.contextPrimitive(0), number(picture.width, 2))
                size.write(.contextPrimitive(1), number(picture.height, 2))
            }
        }
    }
}
