import CivilTime
import DocumentPKI
import DocumentVerification
import Irregularities
import SignedStructures

extension JSONWriter {
    /// What only defects of defect lists have: several data groups, and what the list gives in place of what is wrong.
    private mutating func defect(_ description: ListedDeviation.Description, _ record: VerificationRecord) {
        if !description.dataGroups.isEmpty {
            array("dataGroups") { list in for number in description.dataGroups { list.value(number) } }
        }
        guard let replacement = description.replacement else { return }
        object("replacement") { item in
            switch replacement {
            case .country(let country): item.member("country", country)
            case .certificate, .signer:
                let attempt = record.signer?.correction?.attempt(replacement)
                item.member("sha256", attempt?.identity?.description)
                item.member("outcome", attempt?.outcome.rawValue)
            }
        }
    }

    /// The entries of deviation and defect lists that name the document, each with its list.
    mutating func deviations(_ record: VerificationRecord) {
        let entries = record.listedDeviations
        array("entries") { writer in
            for entry in entries.listed {
                writer.object { writer in
                    writer.member("list", entry.list.name)
                    writer.member("kind", entry.list.kind.rawValue)
                    writer.member("country", entry.list.country)
                    writer.member("signedAt", entry.list.signedAt?.description)
                    writer.member("trusted", entry.list.isTrusted)
                    writer.member("objection", entry.list.objection?.rawValue)
                    writer.member("entry", entry.index)
                    writer.array("deviations") { list in
                        for description in entry.deviation.descriptions.prefix(EvidenceLimit.listed) {
                            list.object { item in
                                item.member("deviation", description.kind.rawValue)
                                item.member("identifier", description.identifier.description)
                                item.member("parameter", description.parameter)
                                item.member("text", description.text)
                                item.defect(description, record)
                            }
                        }
                    }
                    let further = entry.deviation.descriptions.count - EvidenceLimit.listed
                    if further > 0 { writer.member("further", further) }
                }
            }
        }
        if entries.further > 0 { member("further", entries.further) }
    }
}
