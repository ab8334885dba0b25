import CivilTime
import InspectionReport
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing

extension Infrastructure {
    /// How many files there are of each kind, in the order in which they were made.
    var counts: [(kind: IssuedFile.Kind, count: Int)] {
        var counts: [(kind: IssuedFile.Kind, count: Int)] = []
        for file in files {
            if let place = counts.firstIndex(where: { $0.kind == file.kind }) {
                counts[place].count += 1
            } else {
                counts.append((file.kind, 1))
            }
        }
        return counts
    }
}

extension JSONWriter {
    /// What `mrtd specimen pki` did: `mrtd.specimen-pki/1`.
    mutating func infrastructureSummary(_ infrastructure: Infrastructure, folder: String) {
        object { writer in
            writer.key("schema")
            writer.value("mrtd.specimen-pki/1")
            writer.key("folder")
            writer.value(folder)
            writer.plan(infrastructure.plan)
            writer.key("files")
            writer.value(infrastructure.files.count + 1)
            writer.key("kinds")
            writer.array { list in
                for (kind, count) in infrastructure.counts {
                    list.object { item in
                        item.key("kind")
                        item.value(kind.rawValue)
                        item.key("files")
                        item.value(count)
                    }
                }
            }
        }
    }

    /// The truth about every file of an infrastructure: `mrtd.specimen-pki-index/1`.
    mutating func infrastructureIndex(_ infrastructure: Infrastructure) {
        let engine = DigestEngine()
        object { writer in
            writer.key("schema")
            writer.value("mrtd.specimen-pki-index/1")
            writer.plan(infrastructure.plan)
            writer.key("files")
            writer.array { list in
                for file in infrastructure.files { list.issuedFile(file, engine) }
            }
        }
    }

    private mutating func plan(_ plan: InfrastructurePlan) {
        key("at")
        value(plan.time.description)
        key("seed")
        // Beyond 2^53 a number would lose its last digits in many readers.
        value(String(plan.seed))
        key("generations")
        value(plan.generations)
        key("signers")
        value(plan.signers)
        key("keysOfSigners")
        value(InfrastructurePlan.signerKeys)
    }

    private mutating func issuedFile(_ file: IssuedFile, _ engine: DigestEngine) {
        object { writer in
            writer.key("path")
            writer.value(file.path)
            writer.key("kind")
            writer.value(file.kind.rawValue)
            writer.key("size")
            writer.value(file.bytes.count)
            writer.key("sha256")
            writer.optional((try? engine.digest(.sha256, of: file.bytes[...]))?.hex)
            if file.kind.isCertificate, let certificate = try? Certificate(file.bytes[...]) { writer.facts(of: certificate) }
            writer.key("algorithm")
            writer.optional(file.algorithm)
            writer.key("signedBy")
            writer.optional(file.signedBy)
            writer.key("signatureValid")
            writer.value(file.isSignatureValid)
            writer.key("store")
            writer.texts(file.store)
            writer.key("chainsTo")
            writer.optional(file.chainsTo)
            writer.key("outcome")
            writer.value(file.chainsTo != nil ? "chains" : file.isForged ? "forged" : "unknown-issuer")
            writer.key("revokedBy")
            writer.optional(file.revokedBy)
            writer.key("deviations")
            writer.texts(file.deviations)
            writer.key("holds")
            writer.texts(file.holds)
            writer.key("remark")
            writer.optional(file.remark)
        }
    }

    private mutating func facts(of certificate: Certificate) {
        key("subject")
        value(certificate.subject.rfc4514)
        key("issuer")
        value(certificate.issuer.rfc4514)
        key("serialNumber")
        value(hex: certificate.serialNumber)
        key("subjectKeyIdentifier")
        if let identifier = certificate.subjectKeyIdentifier { value(hex: identifier) } else { null() }
        key("validFrom")
        value(certificate.validity.notBefore.description)
        key("validTo")
        value(certificate.validity.notAfter.description)
    }

    private mutating func optional(_ text: String?) {
        if let text { value(text) } else { null() }
    }

    private mutating func texts(_ texts: [String]) {
        array { list in for text in texts { list.value(text) } }
    }
}
