import CivilTime
import Irregularities
import LogicalDataStructure
import MachineReadableZone
import SignedStructures
import TagLengthValue

extension ChipFile {
    /// Everything that was read of the file, in the words of the vectors.
    var fields: [String: String] {
        guard let decoded else { return [:] }
        return switch decoded {
        case .common(let content): describe(content)
        case .securityObject(let content): describe(content)
        case .dataGroup1(let content):
            ["format": content.zone.format.rawValue, "zone": String(decoding: content.bytes, as: UTF8.self)]
        case .dataGroup2(let content): describe(content)
        case .displayedImages(let content):
            Dictionary(uniqueKeysWithValues: content.images.enumerated().map { ("image\($0)", describe($1)) })
        case .dataGroup11(let content): describe(content)
        case .dataGroup12(let content): describe(content)
        case .securityInfos(let content): describe(content)
        case .dataGroup15(let content): ["publicKey": content.publicKey.algorithm.algorithm.description]
        case .cardSecurity(let content):
            switch content.securityInfos {
            case .success(let infos): describe(infos)
            case .failure(let error): ["content": "\(error.code.rawValue) \(error.offset)"]
            }
        case .raw: ["raw": String(hashedBytes.count)]
        }
    }
}

private func describe(_ content: CommonData) -> [String: String] {
    [
        "ldsVersion": content.ldsVersion?.description ?? "", "unicodeVersion": content.unicodeVersion?.description ?? "",
        "dataGroups": content.dataGroups.map { String($0.rawValue) }.joined(separator: " "),
        "unknownTags": content.unknownTags.map(\.description).joined(separator: " "),
    ]
}

private func describe(_ content: SecurityObject) -> [String: String] {
    switch content.ldsSecurityObject {
    case .failure(let error): return ["content": "\(error.code.rawValue) \(error.offset)"]
    case .success(let object):
        var fields = [
            "version": String(object.version), "algorithm": object.hashAlgorithm.algorithm.description,
            "hashes": object.dataGroupHashes.map { String($0.number) }.joined(separator: " "),
            "ldsVersion": object.ldsVersion?.description ?? "", "unicodeVersion": object.unicodeVersion?.description ?? "",
        ]
        if object.dataGroupHashes.filter({ $0.dataGroup == .one }).count > 1 { fields["hash1"] = object.hash(of: .one).map(hex) }
        return fields
    }
}

private func describe(_ content: DataGroup2) -> [String: String] {
    var fields = ["templates": String(content.templates.count)]
    for (index, template) in content.templates.enumerated() {
        if let header = template.header {
            let format = "\(hex(header.formatOwner, 4))/\(hex(header.formatType, 4))"
            fields["header\(index)"] = "\(format) type \(number(header.biometricType)) subtype \(number(header.biometricSubtype))"
        }
        if case .face39794(let block) = template.record { fields["year\(index)"] = number(block.year) }
    }
    for (index, image) in content.images.enumerated() {
        fields["image\(index)"] = describe(image.image)
        fields["size\(index)"] = "\(number(image.width)) \(number(image.height))"
        guard let person = image.information else { continue }
        fields["points\(index)"] = person.featurePoints.map { point in
            "\(point.type)/\(String(point.code, radix: 16))@\(point.x),\(point.y)"
        }.joined(separator: " ")
        fields["person\(index)"] = """
            gender \(person.genderCode) eyes \(person.eyeColourCode) hair \(person.hairColourCode) mask \(person.featureMask) expression \
            \(person.expressionCode) pose \(hex(person.poseAngle[...])) uncertainty \(hex(person.poseAngleUncertainty[...])) type \
            \(person.faceImageTypeCode) colour \(person.colourSpaceCode) source \(person.sourceTypeCode) device \(person.deviceType) quality \
            \(person.quality)
            """
    }
    return fields
}

private func describe(_ image: StoredImage) -> String {
    "\(image.format.rawValue) \(image.bytes.startIndex) \(image.bytes.count)"
}

/// Through the typed accessors, so that they are what is tested.
private func describe(_ content: DataGroup11) -> [String: String] {
    var fields = describe(content.elements)
    fields["fullName"] = content.fullName?.text
    if let name = content.fullName?.name {
        fields["name.primary"] = name.primaryIdentifier
        fields["name.secondary"] = name.secondaryIdentifier ?? "-"
    }
    if fields["otherNames"] != nil { fields["otherNames"] = content.otherNames.map(\.text).joined(separator: "|") }
    fields["personalNumber"] = content.personalNumber?.text
    if fields["fullDateOfBirth"] != nil { fields["fullDateOfBirth"] = content.fullDateOfBirth?.description ?? "-" }
    fields["placeOfBirth"] = content.placeOfBirth?.text
    fields["permanentAddress"] = content.permanentAddress?.text
    fields["telephone"] = content.telephone?.text
    fields["profession"] = content.profession?.text
    fields["title"] = content.title?.text
    fields["personalSummary"] = content.personalSummary?.text
    fields["proofOfCitizenship"] = content.proofOfCitizenship.map(describe)
    if fields["otherTravelDocumentNumbers"] != nil {
        fields["otherTravelDocumentNumbers"] = content.otherTravelDocumentNumbers.joined(separator: "|")
    }
    fields["custodyInformation"] = content.custodyInformation?.text
    return fields
}

private func describe(_ content: DataGroup12) -> [String: String] {
    var fields = describe(content.elements)
    fields["issuingAuthority"] = content.issuingAuthority?.text
    if fields["dateOfIssue"] != nil { fields["dateOfIssue"] = content.dateOfIssue?.description ?? "-" }
    if fields["otherPersons"] != nil { fields["otherPersons"] = content.otherPersons.map(\.text).joined(separator: "|") }
    fields["endorsements"] = content.endorsements?.text
    fields["taxExitRequirements"] = content.taxExitRequirements?.text
    fields["imageOfFront"] = content.imageOfFront.map(describe)
    fields["imageOfRear"] = content.imageOfRear.map(describe)
    if fields["personalizationTime"] != nil { fields["personalizationTime"] = content.personalizationTime?.description ?? "-" }
    fields["personalizationSystemSerialNumber"] = content.personalizationSystemSerialNumber?.text
    return fields
}

/// The names of all elements; what the accessors do not fill in shows as it stands here.
private func describe(_ elements: [DataElement]) -> [String: String] {
    var fields: [String: String] = [:]
    for element in elements {
        if let name = element.name { fields[name.rawValue] = "not read" } else { fields["unknown"] = element.tag.description }
    }
    return fields
}

private func describe(_ content: SecurityInfos) -> [String: String] {
    let kinds = content.infos.map { info in
        switch info.kind {
        case .pace(let version, let parameter): "pace \(version) \(number(parameter))"
        case .paceDomainParameters(_, let parameter): "paceDomainParameters \(number(parameter))"
        case .chipAuthentication(let version, let key): "chipAuthentication \(version) \(key.map(hex) ?? "-")"
        case .chipAuthenticationDomainParameters(_, let key): "chipAuthenticationDomainParameters \(key.map(hex) ?? "-")"
        case .chipAuthenticationPublicKey(_, let key): "chipAuthenticationPublicKey \(key.map(hex) ?? "-")"
        case .terminalAuthentication(let version): "terminalAuthentication \(version)"
        case .activeAuthentication(let version, let algorithm): "activeAuthentication \(version) \(algorithm)"
        case .directory(let bytes): "directory \(bytes.count)"
        case .unknown: "unknown"
        }
    }
    return ["infos": kinds.joined(separator: " | ")]
}

private func number(_ number: Int?) -> String {
    number.map { String($0) } ?? "-"
}

private func hex(_ number: Int?, _ digits: Int) -> String {
    guard let number else { return "-" }
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
}

func hex(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.map { hex(Int($0), 2) }.joined()
}
