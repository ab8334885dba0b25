import CivilTime
import SafeOpenSSL

extension DocumentFault {
    /// What is wrong with the files of the chip.
    static let dataFaults: [DocumentFault] = dataGroupBytes + digits + lists + fileFaults + portraitFaults + contents

    /// The name of the fault and the check digit that it makes wrong.
    private static let digits: [DocumentFault] = [
        digit("document-number", .documentNumber), digit("date-of-birth", .dateOfBirth), digit("date-of-expiry", .dateOfExpiry),
        digit("optional-data", .optionalData, need: .td3),
        DocumentFault("composite-digit", "composite check digit wrong, signed so", fails: ["mrz.composite-check-digit"]) {
            $0.wrongDigits = [.composite]
        },
    ]

    private static func digit(_ name: String, _ digit: ZoneContent.Digit, need: Need = .anyDocument) -> DocumentFault {
        DocumentFault(
            "digit-of-\(name)", "check digit of \(name.replacing("-", with: " ")) wrong, composite digit computed over it, signed so",
            need: need, fails: ["mrz.check-digits"]
        ) { $0.wrongDigits = [digit] }
    }

    /// One byte of each data group changed after signing.
    private static let dataGroupBytes: [DocumentFault] = (1...16).map { number in
        let number = UInt(number)
        return DocumentFault("byte-of-dg\(number)", "one byte of DG\(number) changed after signing", fails: hashes) { form in
            form.plan = { $0.dataGroups.insert(number) }
            form.files["EF_DG\(number).bin"] = { number == 1 ? changingSex($0) : changingByte($0, of: number) }
        }
    }

    /// The sex, which no check digit covers and no other file repeats.
    private static func changingSex(_ file: [UInt8]) -> [UInt8] {
        var file = file
        // 61, length, 5F1F, length, zone; by the length of the zone, which is TD1's, TD2's or TD3's.
        let place = 5 + (file[4] == 90 ? 37 : file[4] == 72 ? 56 : 64)
        file[place] = UInt8(ascii: file[place] == UInt8(ascii: "F") ? "M" : "F")
        return file
    }

    /// The last character of the document number by another with another value modulo 10, which its digit and the composite one cover.
    private static func changingNumber(_ file: [UInt8]) -> [UInt8] {
        var file = file
        let place = 5 + (file[4] == 90 ? 13 : file[4] == 72 ? 44 : 52)
        file[place] = UInt8(ascii: CheckDigit.value(file[place]) % 10 == 7 ? "2" : "7")
        return file
    }

    /// DG1 with another name, and its new hash in EF.SOD where the old one stands.
    private static let replacingContent: @Sendable (inout [(name: String, bytes: [UInt8])]) -> Void = { files in
        guard let group = files.firstIndex(where: { $0.name == "EF_DG1.bin" }),
            let object = files.firstIndex(where: { $0.name == "EF_SOD.bin" })
        else { return }
        let right = files[group].bytes
        let forged = changingName(right)
        files[group].bytes = forged
        for algorithm in DigestAlgorithm.allCases {
            guard let old = try? DigestEngine().digest(algorithm, of: right[...]).bytes,
                let new = try? DigestEngine().digest(algorithm, of: forged[...]).bytes,
                let place = files[object].bytes.firstRange(of: old)
            else { continue }
            files[object].bytes.replaceSubrange(place, with: new)
        }
    }

    /// The first letter of the name, which no check digit covers.
    private static func changingName(_ file: [UInt8]) -> [UInt8] {
        var file = file
        // 61, length, 5F1F, length, zone; the name stands on the third line of TD1, else on the first.
        let place = 5 + (file[4] == 90 ? 60 : 5)
        file[place] = file[place] == UInt8(ascii: "X") ? UInt8(ascii: "Y") : UInt8(ascii: "X")
        return file
    }

    /// A byte that leaves the structure as it is: in a picture far from markers, else the last one.
    private static func changingByte(_ file: [UInt8], of number: UInt) -> [UInt8] {
        var file = file
        guard [2, 5, 7].contains(number) else {
            file[file.count - 1] ^= 0x01
            return file
        }
        let range = file.count / 2..<max(file.count / 2, file.count - 2)
        let isPlain = { (index: Int) in ![file[index - 1], file[index], file[index] ^ 0x01].contains(0xFF) }
        if let place = range.first(where: isPlain) { file[place] ^= 0x01 }
        return file
    }

    /// What EF.COM, EF.SOD and the chip have of data groups.
    private static let lists: [DocumentFault] = [
        DocumentFault(
            "data-group-unlisted", "DG12 present and in EF.COM, but not in EF.SOD", fails: ["lds.files-agree"] + hashes
        ) { form in
            form.plan = { $0.dataGroups.insert(12) }
            form.unlisted = [12]
        },
        DocumentFault(
            "data-group-missing", "DG11 listed in EF.COM and EF.SOD, but not on the chip", conclusion: "undetermined"
        ) { form in
            form.plan = { $0.dataGroups.insert(11) }
            form.withheld = [11]
        },
        DocumentFault("common-data-incomplete", "EF.COM does not list DG12, which is there and signed", fails: ["lds.files-agree"]) {
            form in
            form.plan = { $0.dataGroups.insert(12) }
            form.unnamed = [12]
        },
        DocumentFault("common-data-other-version", "EF.COM and EF.SOD state different LDS versions", fails: ["lds.files-agree"]) { form in
            form.plan = {
                $0.ldsObjectVersion = 1
                $0.ldsVersion = "0108"
            }
            form.securityObject = { $0.ldsVersion = "0107" }
        },
    ]

    /// DG11 with another day of birth: the 15th, which every month has, or the 16th.
    private static let changingDayOfBirth: DocumentForm.Edit = { file in
        guard let start = file.firstRange(of: [0x5F, 0x2B, 0x08])?.upperBound else { return file }
        let day = start + 6..<start + 8
        return file[..<day.lowerBound] + Array((file[day].elementsEqual("15".utf8) ? "16" : "15").utf8) + file[day.upperBound...]
    }

    private static let contents: [DocumentFault] = [
        DocumentFault("document-expired", "the document expired on 2026-03-14", fails: ["document.expiry"], conclusion: "passed") {
            $0.plan = { $0.zone.dateOfExpiry = date(2026, 3, 14) }
        },
        DocumentFault(
            "name-changed", "one letter of the name in DG1 changed after signing, so that DG11 names another holder",
            fails: hashes + ["consistency.names"]
        ) { form in
            form.plan = { $0.dataGroups.insert(11) }
            form.files["EF_DG1.bin"] = changingName
        },
        DocumentFault(
            "number-changed", "one character of the document number in DG1 changed after signing, check digits left",
            fails: hashes + ["mrz.check-digits", "mrz.composite-check-digit"]
        ) { $0.files["EF_DG1.bin"] = changingNumber },
        DocumentFault(
            "content-replaced", "DG1 and its hash in EF.SOD changed after signing, signed attributes and signature left",
            fails: attributes + ["consistency.names"]
        ) { form in
            form.plan = { $0.dataGroups.insert(11) }
            form.forgery = replacingContent
        },
        DocumentFault(
            "content-replaced-under-unknown-digest",
            "DG1 and its hash in EF.SOD changed after signing, and the digest algorithm of the SignerInfo one that nobody knows",
            fails: ["consistency.names"], conclusion: "undetermined", tells: ["unsupported-algorithm"]
        ) { form in
            form.plan = { $0.dataGroups.insert(11) }
            form.securityObject = { $0.deviations = [.digestAlgorithmUnknown] }
            form.forgery = replacingContent
        },
        DocumentFault(
            "names-differ", "DG11 names another person than DG1, both signed so", fails: ["consistency.names"], conclusion: "passed"
        ) {
            $0.plan = { $0.state(fullName: "SOMEBODYELSE<<ENTIRELY") }
        },
        DocumentFault(
            "name-in-another-script", "the name in DG11 in Greek letters, for which the standard has no transliteration",
            tells: ["untransliterable-character"]
        ) { $0.plan = { $0.state(fullName: "\u{3A3}\u{39F}\u{39B}\u{39C}<<\u{39C}\u{399}\u{3A1}\u{391}") } },
        DocumentFault(
            "date-of-birth-differs", "DG11 names another day of birth than DG1, both signed so", fails: ["consistency.date-of-birth"],
            conclusion: "passed"
        ) { form in
            form.plan = { $0.dataGroups.insert(11) }
            form.groups[11] = changingDayOfBirth
        },
        DocumentFault(
            "issued-after-expiry", "DG12 names a date of issue after the date of expiry in DG1, both signed so",
            fails: ["consistency.date-order", "document.expiry"], conclusion: "passed"
        ) { form in
            form.plan = {
                $0.dataGroups.insert(12)
                $0.zone.dateOfExpiry = CivilDate(daysSinceEpoch: $0.dateOfIssue.daysSinceEpoch - 30)
            }
        },
        DocumentFault(
            "issued-in-the-future", "DG12 and EF.SOD name a day of issue that has not come yet", fails: dateOrder, conclusion: "passed",
            tells: ["date-in-future"]
        ) { form in
            form.plan = {
                $0.dataGroups.insert(12)
                $0.dateOfIssue = date(2026, 6, 20)
            }
        },
        DocumentFault(
            "printed-name-differs", "the page names another person than the chip", fails: ["consistency.mrz-agrees-with-data-group-1"]
        ) { $0.printed = { $0.primaryIdentifier = "SOMEBODYELSE" } },
        DocumentFault(
            "printed-number-differs", "the page has another document number than the chip, with its own right digits",
            fails: ["consistency.mrz-agrees-with-data-group-1"]
        ) { $0.printed = { $0.documentNumber = "UT0000007" } },
    ]
}
