import TagLengthValue

/// Files of the chip as real chips and tools hand them over, whole and damaged.
extension DocumentFault {
    // MARK: Wrong

    static let fileFaults: [DocumentFault] = [
        DocumentFault(
            "common-data-length-of-gigabytes", "an element of EF.COM states a length of two gigabytes", fails: ["lds.file-syntax"],
            tells: ["length-beyond-end"]
        ) { form in
            form.files["EF_COM.bin"] = { file in
                encoded { writer in writer.write(Tag(0x60)) { $0.append([0x5F, 0x01, 0x84, 0x7F, 0xFF, 0xFF, 0xFF] + file.dropFirst(5)) } }
            }
        },
        DocumentFault(
            "data-group-14-missing", "DG14 listed in EF.COM and EF.SOD, but not handed over", conclusion: "undetermined",
            tells: ["not-supplied"]
        ) { form in
            form.plan = { $0.dataGroups.insert(14) }
            form.withheld = [14]
        },
        securityObject("empty", "EF.SOD is empty", tells: "empty-file") { _ in [] },
        securityObject("truncated", "the second half of EF.SOD was not read", tells: "length-beyond-end") { $0.dropLast($0.count / 2) },
        securityObject("repeated-octet", "EF.SOD is 1000 octets 77", tells: "length-beyond-end") { _ in
            [UInt8](repeating: 0x77, count: 1000)
        },
        securityObject("of-zeros", "EF.SOD is 1000 octets 00", tells: "unexpected-tag") { _ in [UInt8](repeating: 0x00, count: 1000) },
    ]

    private static func securityObject(
        _ name: String, _ summary: String, tells code: String, _ change: @escaping DocumentForm.Edit
    ) -> DocumentFault {
        DocumentFault("security-object-" + name, summary, fails: ["lds.file-syntax"], tells: [code, securityObjectNeeded]) {
            $0.files["EF_SOD.bin"] = change
        }
    }

    // MARK: Deviations

    static let fileTolerances: [DocumentFault] = [
        .tolerance("common-data-without-unicode-version", "EF.COM does not state the version of Unicode", finds: "EF.COM missing-tag") {
            $0.files["EF_COM.bin"] = { file in
                // 5F36 with its six characters.
                guard let place = file.firstRange(of: [0x5F, 0x36, 0x06]) else { return file }
                var changed = Array(file[..<place.lowerBound] + file[(place.upperBound + 6)...])
                changed[1] -= 9
                return changed
            }
        },
        .tolerance("data-group-trailed", "an octet behind DG2 that is no padding", finds: "DG2 trailing-bytes") {
            $0.files["EF_DG2.bin"] = { $0 + [0x2A] }
        },
        .tolerance("security-object-trailing-octet", "an octet behind EF.SOD that is no padding", finds: "EF.SOD trailing-bytes") {
            $0.files["EF_SOD.bin"] = { $0 + [0x2A] }
        },
        .tolerance(
            "data-group-padding-hashed", "zeros behind DG2, over which its hash in EF.SOD is computed as well", finds: "DG2 padded-file",
            "security-object.data-group-hashes signed-with-trailing-bytes"
        ) { form in form.groups[2] = { $0 + [UInt8](repeating: 0x00, count: 16) } },
        .tolerance(
            "version-information-in-version-0", "LDSSecurityObject of version 0 with the LDS version", finds: "EF.SOD version-information",
            repeats: "version-information-absent"
        ) { form in
            form.plan = { $0.ldsObjectVersion = 0 }
            form.securityObject = { $0.deviations = [.versionInformationInVersionZero] }
        },
    ]

    // MARK: Allowed

    static let fileVariants: [DocumentFault] = [
        .variant(
            "long-document-number", "a document number of twelve characters, whose end stands in the optional data (Belgium)",
            allowedBy: "ICAO Doc 9303-5, 4.2.2.1, note j"
        ) { form in
            form.plan = { plan in
                plan.kind = .identityCard
                plan.zone.size = .td1
                plan.zone.documentCode = plan.kind.documentCode
                plan.zone.documentNumber = "U4471198600B"
                plan.zone.optionalData = ""
            }
        },
        .variant(
            "security-object-version-1", "LDSSecurityObject of version 1 with the LDS version (Germany, Finland, Singapore)",
            allowedBy: "ICAO Doc 9303-10, 4.6.2.3"
        ) { form in
            form.plan = {
                $0.ldsObjectVersion = 1
                $0.ldsVersion = "0108"
            }
        },
        .variant(
            "fingers-and-irises-unread", "DG3 and DG4 listed in EF.COM and EF.SOD; the inspection system may not read them",
            allowedBy: "ICAO Doc 9303-11, 7.1"
        ) { form in
            form.plan = { $0.dataGroups.formUnion([3, 4]) }
            form.withheld = [3, 4]
        },
    ]
}
