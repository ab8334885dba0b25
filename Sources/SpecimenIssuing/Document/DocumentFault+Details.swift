import TagLengthValue

/// DG11, DG12 and DG13 as real chips have them, signed so.
extension DocumentFault {
    // MARK: Rows

    private static func details(_ number: UInt, _ change: @escaping @Sendable (inout DetailFile) -> Void) -> Edit {
        { form in
            form.plan = { $0.dataGroups.insert(number) }
            form.groups[number] = { bytes in
                guard var file = DetailFile(bytes) else { return bytes }
                change(&file)
                return file.bytes
            }
        }
    }

    /// A deviation of DG11 or DG12.
    private static func detail(
        _ name: String, _ summary: String, of number: UInt = 11, finds code: String, repeats: String? = nil,
        _ change: @escaping @Sendable (inout DetailFile) -> Void
    ) -> DocumentFault {
        .tolerance(name, summary, finds: ["DG\(number) \(code)"], repeats: repeats, details(number, change))
    }

    /// A form of DG11 or DG12 that is allowed.
    private static func allowed(
        _ name: String, _ summary: String, of number: UInt = 11, by clause: String? = nil,
        _ change: @escaping @Sendable (inout DetailFile) -> Void
    ) -> DocumentFault {
        .variant(name, summary, allowedBy: clause ?? "ICAO Doc 9303-10, 4.7.\(number)", details(number, change))
    }

    private static let fullName = Tag(0x5F0E)
    private static let otherName = Tag(0x5F0F)
    private static let dateOfBirth = Tag(0x5F2B)
    private static let telephone = Tag(0x5F12)
    private static let profession = Tag(0x5F13)
    private static let dateOfIssue = Tag(0x5F26)
    private static let otherPerson = Tag(0x5F1A)
    private static let personalizationTime = Tag(0x5F55)

    static let detailTolerances: [DocumentFault] = dates + lists + elements

    // MARK: Dates

    /// Changes the octets of a date that is there.
    private static func date(
        _ name: String, _ summary: String, _ tag: Tag, of number: UInt, finds code: String, repeats: String? = nil,
        _ change: @escaping @Sendable ([UInt8]) -> [UInt8]
    ) -> DocumentFault {
        detail(name, summary, of: number, finds: code, repeats: repeats) { file in
            for index in file.elements.indices where file.elements[index].tag == tag {
                file.elements[index].octets = change(file.elements[index].octets)
            }
        }
    }

    /// Two digits to an octet.
    private static let decimals: @Sendable ([UInt8]) -> [UInt8] = { digits in
        stride(from: 0, to: digits.count - 1, by: 2).map { (digits[$0] & 0x0F) << 4 | digits[$0 + 1] & 0x0F }
    }

    private static let dates: [DocumentFault] = [
        date(
            "date-of-birth-binary", "the date of birth in DG11 as binary-coded decimals (Malaysia)", dateOfBirth, of: 11,
            finds: "binary-date", decimals),
        date(
            "date-of-birth-partial", "of the date of birth in DG11 the year alone, fillers for month and day", dateOfBirth, of: 11,
            finds: "date-partial"
        ) { $0.prefix(4) + Array("<<<<".utf8) },
        date(
            "date-of-birth-without-day", "zeros for the day of birth in DG11", dateOfBirth, of: 11, finds: "date-partial",
            repeats: "date-of-birth-partial"
        ) { $0.prefix(6) + Array("00".utf8) },
        date("date-of-birth-zeros", "zeros in the place of the date of birth in DG11", dateOfBirth, of: 11, finds: "date-unknown") { _ in
            Array("00000000".utf8)
        },
        date(
            "date-of-birth-zeros-binary", "four octets of zeros in the place of the date of birth in DG11", dateOfBirth, of: 11,
            finds: "date-unknown", repeats: "date-of-birth-zeros"
        ) { _ in [0, 0, 0, 0] },
        date(
            "date-of-birth-with-time", "a point of time in the place of the date of birth in DG11, as seven octets of decimals",
            dateOfBirth,
            of: 11, finds: "date-with-time"
        ) { decimals($0) + [0x12, 0x00, 0x00] },
        date(
            "date-of-birth-format", "the date of birth in DG11 as DD.MM.YYYY", dateOfBirth, of: 11, finds: "date-format"
        ) { digits in
            let point = [UInt8(ascii: ".")]
            return digits[6..<8] + point + digits[4..<6] + point + digits[0..<4]
        },
        date(
            "date-of-issue-binary", "the date of issue in DG12 as binary-coded decimals (Spain, Taiwan, France, Belgium)", dateOfIssue,
            of: 12,
            finds: "binary-date", decimals),
        date(
            "personalization-time-binary", "the time of personalisation in DG12 as seven octets of decimals (Bosnia and Herzegovina)",
            personalizationTime, of: 12, finds: "binary-date", repeats: "date-of-issue-binary", decimals),
        date(
            "date-of-issue-with-time", "a point of time in the place of the date of issue in DG12, as seven octets of decimals",
            dateOfIssue,
            of: 12, finds: "date-with-time"
        ) { decimals($0) + [0x09, 0x15, 0x00] },
        date(
            "date-of-issue-with-time-characters", "a point of time in the place of the date of issue in DG12, as fourteen characters",
            dateOfIssue, of: 12, finds: "date-with-time", repeats: "date-of-issue-with-time"
        ) { $0 + Array("091500".utf8) },
        .tolerance(
            "date-of-issue-zeros", "zeros in the place of the date of issue in DG12", finds: "DG12 date-unknown"
        ) { form in
            details(12) { $0.set(dateOfIssue, text: "00000000") }(&form)
            form.plan = {
                $0.dataGroups.insert(12)
                // What else says when the document was issued.
                $0.hasSigningTime = true
            }
        },
        date(
            "personalization-time-without-time", "a date in the place of the time of personalisation in DG12", personalizationTime, of: 12,
            finds: "date-format"
        ) { Array($0.prefix(8)) },
    ]

    // MARK: Lists

    private static let twoNames = ["QUILL<<ORRIN", "QUILL<<O<T"]

    private static let lists: [DocumentFault] = [
        detail("other-name-misplaced", "another name in DG11 outside the template for such names (China)", finds: "misplaced-element") {
            $0.set(otherName, text: twoNames[0])
        },
        detail("other-names-count", "DG11 counts 255 other names and has two", finds: "element-count") {
            $0.addList(otherName, twoNames, count: 255)
        },
        detail("other-names-beyond-limit", "300 other names in DG11, more than are read", finds: "too-many-elements") { file in
            let content = encoded { list in
                list.write(.integer, [0x01, 0x2C])
                for number in 0..<300 { list.write(otherName, text: "QUILL<<NUMBER<\(number)") }
            }
            file.elements.append(DetailFile.DetailElement(tag: .context(0), octets: content))
        },
        detail(
            "other-person-misplaced", "another person in DG12 outside the template for such names", of: 12, finds: "misplaced-element"
        ) { $0.set(otherPerson, text: "SOLBERG<<IDA") },
        detail("other-persons-count", "DG12 counts 9 other persons and has one", of: 12, finds: "element-count") {
            $0.addList(otherPerson, ["SOLBERG<<IDA"], count: 9)
        },
    ]

    // MARK: Elements

    private static let elements: [DocumentFault] = [
        detail("text-nul", "octets 00 behind the name in DG11", finds: "illegal-character") { file in
            for index in file.elements.indices where file.elements[index].tag == fullName { file.elements[index].octets += [0, 0, 0] }
        },
        detail(
            "element-length-long", "a telephone number in DG11 whose length is three too many, as in the sample of Doc 9303-10, 4.7.11",
            finds: "resynchronised"
        ) { file in
            file.set(telephone, Array("00999555011".utf8), lengthOff: 3)
            file.set(profession, text: "LAMP<MAKER")
        },
        detail(
            "element-length-short", "a telephone number in DG11 whose length is three too few", finds: "resynchronised",
            repeats: "element-length-long"
        ) { file in
            file.set(telephone, Array("00999555011".utf8), lengthOff: -3)
            file.set(profession, text: "LAMP<MAKER")
        },
        detail("element-twice", "the profession in DG11 twice", finds: "duplicate-element") { file in
            for text in ["LAMP<MAKER", "GLAZIER"] {
                file.elements.append(DetailFile.DetailElement(tag: profession, octets: Array(text.utf8)))
            }
        },
        detail("element-unknown", "an element in DG11 that the standard does not know", finds: "unknown-tag") {
            $0.set(Tag(0x5F60), text: "UTOPIA")
        },
        detail("tag-list-incomplete", "the tag list of DG11 leaves the profession out, which is there", finds: "tag-list") { file in
            file.listed = file.elements.map(\.tag)
            file.set(profession, text: "LAMP<MAKER")
        },
        detail("tag-list-absent", "no tag list in DG11", finds: "missing-tag") { $0.listed = [] },
    ]

    // MARK: Allowed

    static let detailVariants: [DocumentFault] = [
        allowed("other-names", "two other names in DG11, whose tag list has A0 (Belarus)") { $0.addList(otherName, twoNames) },
        allowed("other-names-listed-by-element", "two other names in DG11, whose tag list has 5F0F") { file in
            file.listed = file.elements.map(\.tag) + [otherName]
            file.addList(otherName, twoNames)
        },
        allowed("name-filled", "the name in DG11 filled with fillers to the length of the zone's (France)") { file in
            for index in file.elements.indices where file.elements[index].tag == fullName {
                let missing = max(0, 39 - file.elements[index].octets.count)
                file.elements[index].octets += [UInt8](repeating: UInt8(ascii: "<"), count: missing)
            }
        },
        allowed("element-empty", "an element of length zero in DG11 (Belgium)", by: "ISO/IEC 7816-4, 5.2.2") { $0.set(telephone, []) },
        allowed("other-persons", "two other persons in DG12", of: 12) { $0.addList(otherPerson, ["SOLBERG<<IDA", "SOLBERG<<OLE"]) },
        allowed("pictures-of-pages", "pictures of the front and the rear in DG12", of: 12) { file in
            file.set(Tag(0x5F1D), Picture.jpeg(1).bytes)
            file.set(Tag(0x5F1E), Picture.jpeg2000.bytes)
        },
        allowed("personalization-system", "the serial number of the personalisation system in DG12", of: 12) {
            $0.set(Tag(0x5F56), text: "UT-LASER-7")
        },
        allowed("endorsements", "endorsements and exit requirements in DG12", of: 12) { file in
            file.set(Tag(0x5F1B), text: "NONE")
            file.set(Tag(0x5F1C), text: "TAX<PAID")
        },
        opaque("issuer-data-free", "DG13 holds what is no series of elements (Singapore, Russia)") { _ in
            [UInt8](repeating: 0xFF, count: 24) + [0x1F, 0x80]
        },
        opaque("issuer-data-empty-elements", "DG13 holds elements of length zero (Belgium)") { _ in
            [0x5F, 0x85, 0x01, 0x00, 0x5F, 0x85, 0x02, 0x00]
        },
        opaque("issuer-data-empty", "DG13 holds nothing") { _ in [] },
    ]

    private static func opaque(_ name: String, _ summary: String, _ content: @escaping DocumentForm.Edit) -> DocumentFault {
        .variant(name, summary, allowedBy: "ICAO Doc 9303-10, 4.7.13") { form in
            form.plan = { $0.dataGroups.insert(13) }
            form.groups[13] = { DataGroups.opaque(Tag(0x6D), content($0)) }
        }
    }
}
