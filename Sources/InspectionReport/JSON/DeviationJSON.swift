import CivilTime
import DocumentPKI
import DocumentVerification
import Irregularities
import SignedStructures

extension JSONWriter {
    /// The entries of deviation and defect lists that name the document, each with its list.
    mutating func deviations(_ record: VerificationRecord) {
        array("entries") { writer in
            for entry in record.deviations {
                writer.object { writer in
                    writer.member("list", entry.list.name)
                    writer.member("kind", entry.list.kind.rawValue)
                    writer.member("country", entry.list.country)
                    writer.member("signedAt", entry.list.signedAt?.description)
                    writer.member("trusted", entry.list.isTrusted)
                    writer.member("objection", entry.list.objection?.rawValue)
                    writer.member("entry", entry.index)
                    writer.array("deviations") { list in
                        for description in entry.deviation.descriptions {
                            list.object { item in
                                item.member("deviation", description.kind.rawValue)
                                item.member("identifier", description.identifier.description)
                                item.member("parameter", description.parameter)
                                item.member("text", description.text)
                            }
                        }
                    }
                }
            }
        }
    }
}
