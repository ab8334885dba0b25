import TagLengthValue

/// DG2, DG5 and DG7 as real chips have them, signed so.
extension DocumentFault {
    // MARK: Rows

    private static func face(_ picture: Picture, _ change: @escaping @Sendable (inout FaceFile) -> Void) -> Edit {
        { form in
            form.groups[2] = { _ in
                var file = FaceFile(picture)
                change(&file)
                return DataGroups.two(file)
            }
        }
    }

    /// A deviation of DG2 with a picture that is changed.
    private static func picture(
        _ name: String, _ summary: String, of picture: Picture, finds codes: [String], repeats: String? = nil,
        _ change: @escaping @Sendable (inout FacePicture) -> Void
    ) -> DocumentFault {
        .tolerance(
            "portrait-" + name, summary, finds: codes.map { "DG2 " + $0 }, repeats: repeats.map { "portrait-" + $0 },
            face(picture) { change(&$0.templates[0][0]) })
    }

    private static let jpeg = Picture.jpeg(1)

    // MARK: The picture

    static let portraitTolerances: [DocumentFault] =
        pictures + files + [
            displayed("portrait-displayed-exif", "the portrait in DG5 is JPEG as Exif", group: 5),
            displayed("signature-displayed-exif", "the signature in DG7 is JPEG as Exif (Hungary)", group: 7),
            .tolerance(
                "signature-displayed-count", "DG7 counts two signatures and has one", finds: "DG7 element-count"
            ) { form in
                form.plan = { $0.dataGroups.insert(7) }
                form.groups[7] = { _ in DataGroups.displayed(Tag(0x67), Tag(0x5F43), jpeg, number: 2) }
            },
        ]

    private static func displayed(_ name: String, _ summary: String, group number: UInt) -> DocumentFault {
        .tolerance(name, summary, finds: "DG\(number) jpeg-without-jfif") { form in
            form.plan = { $0.dataGroups.insert(number) }
            form.groups[number] = { _ in
                let picture = Picture(bytes: jpeg.asExif, width: jpeg.width, height: jpeg.height, isJPEG2000: false)
                return DataGroups.displayed(Tag(UInt32(0x60 + number)), Tag(number == 5 ? 0x5F40 : 0x5F43), picture)
            }
        }
    }

    private static let pictures: [DocumentFault] = [
        picture(
            "codestream", "the picture is a codestream of JPEG 2000 without the file around it (China)", of: .jpeg2000,
            finds: ["bare-codestream"]
        ) { $0.octets = Picture.jpeg2000.codestream },
        picture("exif", "the picture is JPEG as Exif", of: jpeg, finds: ["jpeg-without-jfif"]) { $0.octets = jpeg.asExif },
        picture(
            "exif-misdeclared", "the picture is JPEG as Exif and stated as JPEG 2000", of: jpeg,
            finds: ["jpeg-without-jfif", "image-type-mismatch"]
        ) {
            $0.octets = jpeg.asExif
            $0.isStatedJPEG2000 = true
        },
        picture("misdeclared", "the picture is JPEG 2000 and stated as JPEG", of: .jpeg2000, finds: ["image-type-mismatch"]) {
            $0.isStatedJPEG2000 = false
        },
        picture(
            "misdeclared-jpeg", "the picture is JPEG and stated as JPEG 2000", of: jpeg, finds: ["image-type-mismatch"],
            repeats: "misdeclared"
        ) { $0.isStatedJPEG2000 = true },
        picture(
            "late", "the picture begins 89 octets behind its place, which hold zeros (Germany)", of: .jpeg2000, finds: ["image-offset"]
        ) { $0.octets = [UInt8](repeating: 0, count: 89) + $0.octets },
        picture("padded", "zeros behind the picture, which is JPEG 2000", of: .jpeg2000, finds: ["image-padding"]) {
            $0.octets += [UInt8](repeating: 0, count: 300)
        },
        picture("padded-jpeg", "FF behind the picture, which is JPEG", of: jpeg, finds: ["image-padding"], repeats: "padded") {
            $0.octets += [UInt8](repeating: 0xFF, count: 300)
        },
        picture("truncated", "the last quarter of the picture is missing (Portugal, Spain)", of: jpeg, finds: ["image-truncated"]) {
            $0.octets.removeLast($0.octets.count / 4)
        },
        picture(
            "truncated-jpeg2000", "the last octets of the picture, which is JPEG 2000, are missing", of: .jpeg2000,
            finds: ["image-truncated"], repeats: "truncated"
        ) { $0.octets.removeLast(8) },
        picture(
            "unknown-format", "a bitmap, which no reader expects, in the place of the picture", of: jpeg, finds: ["unknown-image-format"]
        ) {
            $0.octets = Array("BM".utf8) + [UInt8](repeating: 0x2A, count: 64)
        },
        picture("absent", "nothing in the place of the picture", of: jpeg, finds: ["no-image"]) { $0.octets = [] },
        .tolerance(
            "portrait-39794-misdeclared", "the picture in a block of ISO/IEC 39794-5 is JPEG and stated as JPEG 2000",
            finds: ["DG2 image-type-mismatch"], repeats: "portrait-misdeclared",
            face(jpeg) {
                $0.format = .iso39794
                $0.templates[0][0].isStatedJPEG2000 = true
            }),
    ]

    // MARK: The file around the pictures

    private static func file(
        _ name: String, _ summary: String, finds code: String, repeats: String? = nil,
        _ change: @escaping @Sendable (inout FaceFile) -> Void
    ) -> DocumentFault {
        .tolerance(name, summary, finds: ["DG2 " + code], repeats: repeats, face(jpeg, change))
    }

    private static let files: [DocumentFault] = [
        recordLength(-8, "New Zealand", repeats: nil), recordLength(-1, "United Kingdom", repeats: "record-length-off-by-8"),
        file("block-constructed", "a record of ISO/IEC 19794-5 under 7F2E, the tag for ISO/IEC 39794", finds: "data-block-tag") {
            $0.hasOtherBlockTag = true
        },
        file(
            "block-primitive", "a block of ISO/IEC 39794-5 under 5F2E, the tag for ISO/IEC 19794", finds: "data-block-tag",
            repeats: "block-constructed"
        ) {
            $0.format = .iso39794
            $0.hasOtherBlockTag = true
        },
        file("biometric-header-absent", "no biometric header in DG2", finds: "biometric-header-absent") { $0.header = .absent },
        file(
            "biometric-header-absent-39794", "no biometric header in DG2, whose block is of ISO/IEC 39794-5",
            finds: "biometric-header-absent", repeats: "biometric-header-absent"
        ) {
            $0.format = .iso39794
            $0.header = .absent
        },
        file("template-count", "DG2 counts three biometric templates and has one", finds: "element-count") { $0.number = 3 },
    ]

    private static func recordLength(_ off: Int, _ country: String, repeats: String?) -> DocumentFault {
        file(
            "record-length-off-by-\(-off)", "the face record of DG2 states \(-off) octets too few (\(country))", finds: "record-length",
            repeats: repeats
        ) { $0.lengthOff = off }
    }

    // MARK: Allowed

    private static func variant(
        _ name: String, _ summary: String, allowedBy clause: String, of picture: Picture,
        _ change: @escaping @Sendable (inout FaceFile) -> Void
    ) -> DocumentFault {
        .variant(name, summary, allowedBy: clause, face(picture, change))
    }

    static let portraitVariants: [DocumentFault] = [
        variant(
            "portrait-behind-feature-points", "four feature points before the picture, so that it begins 32 octets later",
            allowedBy: "ISO/IEC 19794-5, 5.6", of: .jpeg2000
        ) { $0.templates[0][0].featurePoints = 4 },
        variant(
            "portrait-long-box", "the last box of the picture, which is JPEG 2000, has a length of eight octets",
            allowedBy: "ISO/IEC 15444-1, I.4", of: .jpeg2000
        ) { $0.templates[0][0].octets = Picture.jpeg2000.withLastBox(length: .long) },
        variant(
            "portrait-open-box", "the last box of the picture, which is JPEG 2000, reaches to its end without a length",
            allowedBy: "ISO/IEC 15444-1, I.4", of: .jpeg2000
        ) { $0.templates[0][0].octets = Picture.jpeg2000.withLastBox(length: .open) },
        variant("templates-two", "two biometric templates in DG2", allowedBy: "ICAO Doc 9303-10, 4.7.2", of: jpeg) {
            $0.templates.append([FacePicture(.jpeg2000)])
        },
        variant("faces-two", "two faces in the record of DG2", allowedBy: "ISO/IEC 19794-5, 5.4", of: jpeg) {
            $0.templates[0].append(FacePicture(.jpeg(2)))
        },
        variant(
            "templates-two-39794", "two biometric templates in DG2, with blocks of ISO/IEC 39794-5", allowedBy: "ICAO Doc 9303-10, 4.7.2",
            of: jpeg
        ) {
            $0.format = .iso39794
            $0.templates.append([FacePicture(.jpeg2000)])
        },
        variant(
            "representations-three", "three representations in the block of DG2", allowedBy: "ISO/IEC 39794-5, Annex A", of: jpeg
        ) {
            $0.format = .iso39794
            $0.templates[0] += [FacePicture(.jpeg2000), FacePicture(.jpeg(2))]
        },
        variant(
            "biometric-header-short", "a biometric header with format owner and type alone", allowedBy: "ICAO Doc 9303-10, 4.7.2", of: jpeg
        ) { $0.header = .ownerAndFormat },
        variant(
            "biometric-header-short-39794", "a biometric header with format owner and type alone before a block of ISO/IEC 39794-5",
            allowedBy: "ICAO Doc 9303-10, 4.7.2", of: jpeg
        ) {
            $0.format = .iso39794
            $0.header = .ownerAndFormat
        },
        .variant("signatures-two", "two signatures in DG7", allowedBy: "ICAO Doc 9303-10, 4.7.7") { form in
            form.plan = { $0.dataGroups.insert(7) }
            form.groups[7] = { _ in DataGroups.displayed(Tag(0x67), Tag(0x5F43), jpeg, .jpeg2000) }
        },
    ]

    // MARK: Wrong

    static let portraitFaults: [DocumentFault] = [
        DocumentFault(
            "templates-beyond-limit", "33 biometric templates in DG2, more than are read", fails: ["lds.file-syntax"],
            tells: ["too-many-elements"], face(jpeg) { $0.templates = [[FacePicture]](repeating: $0.templates[0], count: 33) }),
        DocumentFault(
            "portrait-file-truncated", "the last 100 octets of DG2 were not read", fails: hashes + ["lds.file-syntax"],
            tells: ["length-beyond-end"]
        ) { $0.files["EF_DG2.bin"] = { $0.dropLast(100) } },
    ]
}
