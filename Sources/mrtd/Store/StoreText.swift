import CertificateDatabase
import CivilTime
import DocumentPKI
import InspectionReport
import SignedStructures

/// What the store's commands say to people.
enum StoreText {
    static func imported(_ result: ImportResult, into path: String) -> String {
        let certificates = CertificateKind.allCases.map { "\(result.added[$0] ?? 0) \($0.words)" }
        let lists = [
            "\(result.addedRevocationLists) revocation lists", "\(result.addedMasterLists) master lists",
            "\(result.addedDeviationLists) deviation lists", "\(result.addedDefectLists) defect lists",
        ]
        var text =
            "Store    \(printable(path))\nNew      \(certificates.joined(separator: ", "))\n         \(lists.joined(separator: ", "))\n"
        text += "Known    \(result.already)\n"
        if result.refusedCount > 0 { text += "Refused  \(result.refusedCount)\n" }
        for entry in result.refused { text += "         \(refused(entry))\n" }
        if result.refused.count < result.refusedCount { text += "         and \(result.refusedCount - result.refused.count) more\n" }
        return text
    }

    private static func refused(_ entry: RefusedEntry) -> String {
        let place = entry.entry.map { "#\($0)" } ?? ""
        let label = entry.label.map { " (\(printable($0)))" } ?? ""
        let offset = entry.offset.map { " (offset \($0))" } ?? ""
        return "\(printable(entry.name))\(place)\(label): \(entry.reason.words)\(offset)"
    }

    /// Digest, kind, country, end of validity, trust, subject.
    static func line(_ entry: CatalogueEntry) -> String {
        let kind = entry.kind.word + String(repeating: " ", count: max(0, 10 - entry.kind.word.count))
        let marks = entry.trust.mark + (entry.isOnlyInOlderLists ? ", only in older lists" : "")
        return "\(entry.identity)  \(kind)  \(printable(entry.country ?? "--"))  \(entry.certificate.validity.notAfter.date)  "
            + "\(printable(entry.certificate.subject.rfc4514))  \(marks)"
    }

    static func source(_ source: CatalogueSource) -> String {
        var parts = ["\(printable(source.name)): \(source.kind.rawValue), \(source.certificates) certificates"]
        if let publisher = source.publisher { parts.append("by \(printable(publisher))") }
        if let signedAt = source.signedAt { parts.append("signed \(signedAt.date)") }
        if let signature = source.signature { parts.append("signature \(signature)") }
        if source.isSignedByAuthority { parts.append("signed by a CSCA itself") }
        if source.kind == .masterList { parts.append(source.vouches ? "vouches" : "does not vouch") }
        parts.append("first seen \(source.firstSeen.date), last \(source.lastSeen.date)")
        return parts.joined(separator: ", ")
    }

    static func shown(_ entry: CatalogueEntry, _ origins: [Provenance], _ log: [TrustLogLine]) -> String {
        let certificate = entry.certificate
        var rows = [
            ("SHA-256", entry.identity.description), ("Kind", entry.kind.word), ("Subject", certificate.subject.rfc4514),
            ("Issuer", certificate.issuer.rfc4514), ("Serial", hexadecimal(certificate.serialNumber)),
            ("Valid", "\(certificate.validity.notBefore) to \(certificate.validity.notAfter)"),
            ("Key id", certificate.subjectKeyIdentifier.map(hexadecimal) ?? "none"), ("Trust", entry.trust.words),
        ]
        if let conformance = entry.conformance { rows.append(("PKD", conformance)) }
        if entry.isOnlyInOlderLists { rows.append(("Note", "only in older lists")) }
        for origin in origins {
            let place = origin.entry.map { "#\($0)" } ?? ""
            rows.append(
                ("From", "\(origin.source.name)\(place) (\(origin.source.kind.rawValue)), \(origin.firstSeen) to \(origin.lastSeen)"))
        }
        for line in log { rows.append(("Log", "\(line.time) \(line.action)\(line.note.map { ": \($0)" } ?? "")")) }
        return rows.map { $0.0 + String(repeating: " ", count: max(1, 9 - $0.0.count)) + printable($0.1) }.joined(separator: "\n") + "\n"
    }

    static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    static func difference(_ difference: StoreDifference, _ first: String, _ second: String) -> String {
        func lines(_ mark: String, _ entries: [StoreDifference.Entry]) -> String {
            entries.map { entry in
                "\(mark) \(entry.identity)  \(entry.kind.word)  \(printable(entry.certificate.subject.rfc4514))\n"
            }.joined()
        }
        return lines("-", difference.onlyInFirst) + lines("+", difference.onlyInSecond)
            + "\(difference.common) certificates in both, \(difference.onlyInFirst.count) only in \(printable(first)), "
            + "\(difference.onlyInSecond.count) only in \(printable(second)); revocation lists: \(difference.listsOnlyInFirst) and "
            + "\(difference.listsOnlyInSecond)\n"
    }
}

extension CertificateKind {
    /// The kind in the plural, for counts.
    var words: String {
        switch self {
        case .countrySigningCA: "CSCA"
        case .link: "link"
        case .documentSigner: "document signer"
        case .listSigner: "list signer certificates"
        }
    }
}

extension Trust {
    /// One word for a line of a list.
    var mark: String {
        switch self {
        case .trusted(let reason): reason.rawValue
        case .known: "known"
        case .distrusted: "distrusted"
        case .distrustedKey: "distrusted-key"
        }
    }

    var words: String {
        switch self {
        case .trusted(let reason): reason.words
        case .known: "known, not trusted"
        case .distrusted: "distrusted"
        case .distrustedKey: "distrusted: it has the key of a distrusted certificate"
        }
    }
}
