import CivilTime
import Irregularities
import LogicalDataStructure
import MachineReadableZone
import SignedStructures
import TagLengthValue

/// The decoded data groups of the contract's `document.dataGroups`.
extension JSONWriter {
    mutating func dataGroups(_ chip: ChipFiles, at date: CivilDate) {
        object("dataGroups") { writer in
            for (number, file) in chip.dataGroups {
                writer.dataGroupKey(number)
                writer.object { writer in writer.chipFile(file, at: date) }
            }
        }
    }

    mutating func dataGroupKey(_ number: DataGroupNumber) {
        key(JSONWriter.dataGroupNames[number.rawValue - 1])
    }

    private static let dataGroupNames: [StaticString] = [
        "DG1", "DG2", "DG3", "DG4", "DG5", "DG6", "DG7", "DG8", "DG9", "DG10", "DG11", "DG12", "DG13", "DG14", "DG15", "DG16",
    ]

    /// What was read of one file; a file that cannot be read says why and where.
    mutating func chipFile(_ file: ChipFile, at date: CivilDate) {
        member("size", file.bytes.count)
        switch file.content {
        case .unreadable(let error):
            object("error") { writer in
                writer.member("code", error.code.rawValue)
                writer.member("offset", error.offset)
                writer.member("message", error.code.words)
            }
        case .decoded(let content):
            chipFileContent(content, at: date)
        }
        irregularities(file.irregularities)
    }

    private mutating func chipFileContent(_ content: ChipFileContent, at date: CivilDate) {
        switch content {
        case .dataGroup1(let group): zoneOfDataGroup1(group, at: date)
        case .dataGroup2(let group): biometrics(group)
        case .displayedImages(let group): array("images") { writer in for image in group.images { writer.object { $0.image(image) } } }
        case .dataGroup11(let group): elements(group.elements)
        case .dataGroup12(let group): elements(group.elements)
        case .securityInfos(let infos): securityInfos(infos)
        case .dataGroup15(let group): object("publicKey") { $0.publicKey(group.publicKey) }
        case .common(let common): commonData(common)
        case .securityObject, .cardSecurity, .raw: break
        }
    }

    private mutating func zoneOfDataGroup1(_ group: DataGroup1, at date: CivilDate) {
        object("mrz") { $0.zoneMembers(group.zone, at: date) }
    }

    mutating func commonData(_ common: CommonData) {
        member("ldsVersion", common.ldsVersion?.description)
        member("unicodeVersion", common.unicodeVersion?.description)
        member("dataGroups", common.dataGroups.map { ElementaryFile.dataGroup($0).name })
        member("unknownTags", common.unknownTags.map(\.description))
    }

    private mutating func biometrics(_ group: DataGroup2) {
        array("templates") { writer in
            for template in group.templates {
                writer.object { writer in
                    if let header = template.header {
                        writer.object("header") { writer in
                            writer.member("biometricType", header.biometricType)
                            writer.member("biometricSubtype", header.biometricSubtype)
                            writer.member("creationTime", header.creationTime?.time?.description)
                            writer.member("formatOwner", header.formatOwner)
                            writer.member("formatType", header.formatType)
                        }
                    }
                    writer.array("images") { writer in for image in template.images { writer.facialImage(image) } }
                }
            }
        }
    }

    private mutating func facialImage(_ image: FacialImage) {
        object { writer in
            writer.image(image.image)
            writer.member("width", image.width)
            writer.member("height", image.height)
            guard let information = image.information else { return }
            writer.member("faceImageType", information.faceImageType.map { "\($0)" })
            writer.member("imageDataType", information.imageDataType.map { "\($0)" })
            writer.member("colourSpace", information.colourSpace.map { "\($0)" })
            writer.member("sourceType", information.sourceType.map { "\($0)" })
            writer.member("quality", information.quality)
            writer.member("featurePoints", information.declaredFeaturePoints)
        }
    }

    private mutating func image(_ image: StoredImage) {
        member("format", image.format.rawValue)
        member("mediaType", image.mediaType)
        member("offset", image.bytes.startIndex)
        member("length", image.bytes.count)
    }

    /// The elements of DG11 and DG12 under their own names, in the order of the file.
    private mutating func elements(_ elements: [DataElement]) {
        array("elements") { writer in
            for element in elements {
                writer.object { writer in
                    writer.member("tag", element.tag.description)
                    writer.member("name", element.name?.rawValue)
                    writer.elementValue(element)
                    writer.member("offset", element.bytes.startIndex)
                    writer.member("length", element.bytes.count)
                }
            }
        }
    }

    private mutating func elementValue(_ element: DataElement) {
        switch element.value {
        case .text(let text): member("value", text.text)
        case .texts(let texts): member("values", texts.map(\.text))
        case .date(let date): member("date", date.date?.description)
        case .time(let time): member("time", time.time?.description)
        case .image(let image): object("image") { $0.image(image) }
        case .unknown: member("hex", hex: element.bytes)
        }
    }

    mutating func securityInfos(_ infos: SecurityInfos) {
        array("securityInfos") { writer in
            for info in infos.infos {
                writer.object { writer in
                    writer.member("oid", info.oid.description)
                    writer.member("name", info.oid.shortName)
                    writer.securityInfo(info.kind)
                }
            }
        }
    }

    private mutating func securityInfo(_ kind: SecurityInfo.Kind) {
        switch kind {
        case .pace(let version, let parameter):
            member("version", version)
            member("parameterId", parameter)
        case .chipAuthentication(let version, let key):
            member("version", version)
            member("keyId", hex: key)
        case .chipAuthenticationPublicKey(let key, let identifier):
            object("publicKey") { $0.publicKey(key) }
            member("keyId", hex: identifier)
        case .terminalAuthentication(let version): member("version", version)
        case .activeAuthentication(let version, let algorithm):
            member("version", version)
            member("signatureAlgorithm", algorithm.shortName ?? algorithm.description)
        case .paceDomainParameters, .chipAuthenticationDomainParameters, .directory, .unknown: break
        }
    }

    mutating func publicKey(_ key: SubjectPublicKeyInfo) {
        member("algorithm", key.algorithm.algorithm.shortName ?? key.algorithm.algorithm.description)
        switch key.key {
        case .rsa(let modulus, let exponent):
            member("bits", modulus.isEmpty ? 0 : modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0))
            member("exponent", hex: exponent)
        case .ellipticCurve(let parameters, _):
            switch parameters {
            case .named(let oid): member("curve", oid.shortName ?? oid.description)
            case .explicit: member("curve", "explicit parameters")
            case .implicit: member("curve", "implicit")
            }
        case .unsupported: break
        }
    }
}
