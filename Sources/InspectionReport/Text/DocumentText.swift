public import CivilTime
import Irregularities
import LogicalDataStructure
import MachineReadableZone
import SignedStructures
public import TravelDocuments

extension TravelDocument {
    /// The decoded document as text, personal data included; no store, no verdicts.
    public func text(_ style: TextStyle, at date: CivilDate) -> String {
        var blocks = [style.paint(capture.placeWords, .strong)]
        if let zone = printedZone { blocks.append("Printed zone  " + zone.text(style, at: date)) }
        for file in chip?.files ?? [] { blocks.append(text(of: file, style, at: date)) }
        if printedZone == nil, chip == nil { blocks.append(ReasonCode.noMachineReadableZone.words) }
        if !unused.isEmpty {
            blocks.append(
                "Not read\n"
                    + unused.map { "  " + style.wrap(printable($0.name) + ": " + $0.reason.words, indent: 4) }.joined(separator: "\n"))
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private func text(of file: ChipFile, _ style: TextStyle, at date: CivilDate) -> String {
        var lines = [style.paint(padded(file.file.name, to: 14), .strong) + "\(file.bytes.count) bytes"]
        switch file.content {
        case .unreadable(let error):
            lines.append("  " + style.wrap("cannot be read: \(error.code.words), offset \(error.offset)", indent: 4))
        case .decoded(.dataGroup1(let group)):
            lines.append(group.zone.text(style, at: date).split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
        case .decoded(let content):
            lines += content.rows.map { "  " + row($0.0, $0.1, style) }
        }
        lines += file.irregularities.limited.map {
            let further = $0.further > 0 ? ", and \($0.further) more of this kind" : ""
            return "  " + style.wrap("tolerated: \($0.code.words)\($0.place?.words ?? "")\(further)", indent: 4)
        }
        return lines.joined(separator: "\n")
    }

    /// A name and a value; a value too long to stand beside the other values begins under its name's end.
    private func row(_ name: String, _ value: String, _ style: TextStyle) -> String {
        let column = value.count > style.width - 22 && !value.contains(" ") ? 8 : 22
        let name = name.count > column - 3 ? name + " " : padded(name, to: column - 2)
        return "  " + style.paint(name, .quiet) + style.wrap(printable(value), indent: column)
    }
}

extension ChipFileContent {
    /// The content in rows of a name and a value.
    fileprivate var rows: [(String, String)] {
        switch self {
        case .common(let common):
            return [
                ("LDS version", common.ldsVersion?.description ?? "-"),
                ("Data groups", common.dataGroups.map { ElementaryFile.dataGroup($0).name }.joined(separator: " ")),
            ]
        case .dataGroup2(let group): return group.images.map(\.row)
        case .displayedImages(let group): return group.images.map(\.row)
        case .dataGroup11(let group): return group.elements.map(\.row)
        case .dataGroup12(let group): return group.elements.map(\.row)
        case .securityInfos(let infos):
            return infos.infos.map { ($0.oid.shortName ?? $0.oid.description, $0.kind.keyWords) }
        case .dataGroup15(let group): return [("Public key", group.publicKey.words)]
        case .securityObject(let object): return object.rows
        case .dataGroup1, .cardSecurity, .raw: return []
        }
    }
}

extension FacialImage {
    fileprivate var row: (String, String) {
        let size = width.flatMap { width in height.map { "\(width) × \($0) pixels, " } } ?? ""
        return ("Image", "\(format.rawValue), \(size)\(bytes.count) bytes at offset \(bytes.startIndex)")
    }
}

extension StoredImage {
    fileprivate var row: (String, String) { ("Image", "\(format.rawValue), \(bytes.count) bytes at offset \(bytes.startIndex)") }
}

extension DataElement {
    fileprivate var row: (String, String) {
        let words =
            switch value {
            case .text(let text): text.readable
            case .texts(let texts): texts.map(\.readable).joined(separator: "; ")
            case .date(let date): date.date?.description ?? "unreadable"
            case .time(let time): time.time?.description ?? "unreadable"
            case .image(let image): "\(image.format.rawValue), \(image.bytes.count) bytes at offset \(image.bytes.startIndex)"
            case .unknown: "tag \(tag), \(bytes.count) bytes"
            }
        return (name?.rawValue ?? "unknown", words)
    }
}

extension SecurityInfo.Kind {
    fileprivate var keyWords: String {
        switch self {
        case .pace(let version, let parameter): "version \(version)" + (parameter.map { ", domain parameters \($0)" } ?? "")
        case .chipAuthentication(let version, _): "version \(version)"
        case .chipAuthenticationPublicKey(let key, _): key.words
        case .terminalAuthentication(let version): "version \(version)"
        case .activeAuthentication(_, let algorithm): algorithm.shortName ?? algorithm.description
        case .paceDomainParameters, .chipAuthenticationDomainParameters: "domain parameters"
        case .directory: "copy of EF.DIR"
        case .unknown: "unknown"
        }
    }
}

extension SubjectPublicKeyInfo {
    /// The key in a few words: `RSA 2048`, `EC, explicit parameters`.
    var words: String {
        switch key {
        case .rsa(let modulus, _): "RSA, \(modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)) bits"
        case .ellipticCurve(.named(let oid), _): "EC, \(oid.shortName ?? oid.description)"
        case .ellipticCurve(.explicit, _): "EC, explicit parameters"
        case .ellipticCurve(.implicit, _): "EC, implicit parameters"
        case .unsupported(let oid): oid.shortName ?? oid.description
        }
    }
}

extension SecurityObject {
    fileprivate var rows: [(String, String)] {
        var rows: [(String, String)] = []
        if let signer = signedData.signerInfos.first {
            rows.append(("Signature", signer.signatureAlgorithmWords))
            if let time = signer.signedAttributes?.signingTime { rows.append(("Signing time", time.description)) }
        }
        for bytes in signedData.certificates {
            guard let certificate = try? Certificate(bytes) else {
                rows.append(("Certificate", "cannot be read, offset \(bytes.startIndex)"))
                continue
            }
            rows.append(("Certificate", certificate.subject.rfc4514))
            rows.append(("  issuer", certificate.issuer.rfc4514))
            rows.append(("  valid", "\(certificate.validity.notBefore) to \(certificate.validity.notAfter)"))
            rows.append(("  key", certificate.subjectPublicKeyInfo.words))
        }
        guard let lds else { return rows }
        let hash = lds.hashAlgorithm.hashFunction?.name ?? lds.hashAlgorithm.algorithm.description
        rows.append(("Data group hashes", hash))
        return rows + lds.dataGroupHashes.map { ("DG\($0.number)", hex($0.value)) }
    }
}
