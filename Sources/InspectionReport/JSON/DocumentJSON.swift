public import CivilTime
import DocumentPKI
import DocumentVerification
import Irregularities
import LogicalDataStructure
import SafeOpenSSL
import SignedStructures
public import TravelDocuments

extension JSONWriter {
    /// Writes a decoded document as `mrtd.document/1`, without verdicts.
    public mutating func document(_ document: TravelDocument, at date: CivilDate) {
        object { writer in
            writer.member("schema", "mrtd.document/1")
            let engine = DigestEngine()
            writer.input(document, digests: document.capture.files.compactMap { try? engine.digest(.sha256, of: $0.bytes) })
            writer.documentMembers(document, at: date)
        }
    }

    mutating func input(_ document: TravelDocument, digests: [Digest]) {
        let capture = document.capture
        object("input") { writer in
            writer.member("path", capture.path)
            writer.member("kind", capture.kind.rawValue)
            writer.member("adapter", capture.adapter)
            writer.array("files") { writer in
                for (index, file) in capture.files.enumerated() {
                    writer.object { writer in
                        writer.member("name", file.name)
                        writer.member("role", file.role?.name)
                        writer.member("encoding", file.encoding.rawValue)
                        writer.member("size", file.bytes.count)
                        writer.member("sha256", digests.count == capture.files.count ? digests[index].hex : nil)
                        writer.irregularities(file.irregularities)
                    }
                }
            }
            writer.array("skipped") { writer in
                for file in document.unused {
                    writer.object { writer in
                        writer.member("name", file.name)
                        writer.member("reason", file.reason.rawValue)
                    }
                }
            }
        }
    }

    mutating func documentMembers(_ document: TravelDocument, at date: CivilDate, signer: SignerFacts? = nil) {
        object("document") { writer in
            writer.key("mrz")
            if let zone = document.printedZone ?? document.chip?.dataGroup1?.zone {
                writer.object { $0.zoneMembers(zone, at: date) }
            } else {
                writer.null()
            }
            guard let chip = document.chip else {
                writer.object("dataGroups") { _ in }
                writer.member("securityObject", nil as String?)
                return
            }
            if let common = chip[.common] { writer.object("common") { $0.chipFile(common, at: date) } }
            writer.dataGroups(chip, at: date)
            writer.key("securityObject")
            if let file = chip[.securityObject] {
                writer.object { $0.securityObject(file, chip.securityObject, at: date, signer: signer) }
            } else {
                writer.null()
            }
            if let access = chip[.cardAccess] { writer.object("cardAccess") { $0.chipFile(access, at: date) } }
        }
    }

    private mutating func securityObject(
        _ file: ChipFile, _ object: SecurityObject?, at date: CivilDate, signer facts: SignerFacts?
    ) {
        guard let object else {
            chipFile(file, at: date)
            return
        }
        let lds = object.lds
        let signer = facts?.signerInfo ?? object.signedData.signerInfos.first
        member("ldsVersion", lds?.ldsVersion?.description)
        member("unicodeVersion", lds?.unicodeVersion?.description)
        member("securityObjectVersion", lds?.version)
        member("contentType", object.signedData.contentType.description)
        member("digestAlgorithm", lds.map { $0.hashAlgorithm.hashFunction?.name ?? $0.hashAlgorithm.algorithm.description })
        member("signatureAlgorithm", signer.map { $0.signatureAlgorithmWords })
        member("signingTime", signer?.signedAttributes?.signingTime?.description)
        key("signer")
        let certificate = facts == nil ? object.signedData.namedCertificate : facts?.certificate
        if let certificate {
            self.object { $0.certificate(certificate) }
        } else {
            null()
        }
        self.object("dataGroupHashes") { writer in
            // A member each, where EF.SOD lists a data group twice as well: the first hash.
            for number in DataGroupNumber.allCases {
                guard let hash = lds?.hash(of: number) else { continue }
                writer.dataGroupKey(number)
                writer.value(hex: hash)
            }
        }
        member("size", file.bytes.count)
        // A certificate from the store or from a list lies in another file.
        let tolerated = facts?.origin == .store || facts?.origin == .defectList ? [] : certificate?.irregularities ?? []
        irregularities(file.irregularities + tolerated)
    }

    mutating func certificate(_ certificate: Certificate) {
        member("subject", certificate.subject.rfc4514)
        member("issuer", certificate.issuer.rfc4514)
        member("serialNumber", hex: certificate.serialNumber)
        member("country", certificate.country)
        member("validFrom", certificate.validity.notBefore.description)
        member("validTo", certificate.validity.notAfter.description)
        member("sha256", (try? DigestEngine().digest(.sha256, of: certificate.bytes))?.hex)
    }
}

extension SignedData {
    /// The most certificates of one message that are compared with a signer identifier, as in the verification.
    private static var certificateLimit: Int { 16 }

    /// The certificate in the message that its first SignerInfo names, or else the only one; nil without a guess where it is none of several.
    fileprivate var namedCertificate: Certificate? {
        let embedded = certificates.prefix(SignedData.certificateLimit).compactMap { try? Certificate($0) }
        let named = embedded.compactMap { certificate in
            signerInfos.first?.identifier.matches(certificate).map { (certificate: certificate, match: $0) }
        }
        return named.max { $0.match < $1.match }?.certificate ?? (certificates.count == 1 ? embedded.first : nil)
    }
}

extension SignerInfo {
    /// The signature algorithm with its hash function: `rsaEncryption with SHA-256`, `RSASSA-PSS with SHA-256`.
    var signatureAlgorithmWords: String {
        let name = signatureAlgorithm.algorithm.shortName ?? signatureAlgorithm.algorithm.description
        return switch signatureAlgorithm.signatureAlgorithm {
        case .rsaPKCS1(nil): "\(name) with \(digestAlgorithm.hashFunction?.name ?? digestAlgorithm.algorithm.description)"
        case .rsaPSS(let hash, _, let saltLength): "RSASSA-PSS with \(hash.name), salt length \(saltLength)"
        case .rsaPKCS1, .ecdsa, .plainECDSA, .unsupported: name
        }
    }
}
