import CivilTime
import DocumentPKI
import DocumentVerification
import Inspection
import Irregularities
import LogicalDataStructure
import MachineReadableZone
import SafeOpenSSL
import SignedStructures
import TagLengthValue
import TravelDocuments

/// The evidence of a finding, looked up in the record that it points to.
extension JSONWriter {
    mutating func evidence(_ evidence: Evidence, _ record: VerificationRecord) {
        let chip = record.document.chip
        switch evidence {
        case .none: break
        case .file(let index): fileEvidence(index, record)
        case .checkDigits(let source):
            member("zone", source == .chip ? "DG1" : "printed")
            guard let zone = source == .chip ? chip?.dataGroup1?.zone : record.document.printedZone else { return }
            array("checkDigits") { writer in for digit in zone.checkDigits { writer.checkDigit(digit) } }
        case .dataGroupHashes: hashes(record)
        case .dataGroup(let number): member("dataGroup", "DG\(number)")
        case .fileLists: fileLists(record)
        case .signer: signer(record)
        case .validity: validity(record)
        case .path: candidates(record)
        case .revocation: revocation(record)
        case .states: states(record)
        case .zones: zones(record)
        case .expiry:
            let zone = chip?.dataGroup1?.zone ?? record.document.printedZone
            member("dateOfExpiry", zone?.dateOfExpiry.dateOfExpiry(at: record.time.date)?.description)
            member("at", record.time.description)
        case .algorithms: algorithms(record)
        case .deviations: deviations(record)
        case .names: names(record)
        case .activeAuthentication: activeAuthentication(record)
        case .claim(let index):
            guard record.document.capture.claims.indices.contains(Int(index)) else { return }
            claimMembers(record.document.capture.claims[Int(index)], record)
        }
    }

    private mutating func fileEvidence(_ index: UInt8, _ record: VerificationRecord) {
        guard let chip = record.document.chip, Int(index) < chip.files.count else { return }
        let file = chip.files[Int(index)]
        member("file", file.file.name)
        if let error = file.error {
            member("offset", error.offset)
            member("tag", error.tag?.description)
        }
        irregularities(file.irregularities)
    }

    private mutating func hashes(_ record: VerificationRecord) {
        member("digestAlgorithm", record.document.chip?.securityObject?.lds?.hashAlgorithm.hashFunction?.name)
        array("dataGroups") { writer in
            for group in record.dataGroups {
                writer.object { writer in
                    writer.member("dataGroup", ElementaryFile.dataGroup(group.number).name)
                    writer.member("listed", hex: record.listedHash(of: group))
                    writer.member("computed", group.computed?.hex)
                    writer.member("matches", group.matches)
                    if group.coversTrailingBytes { writer.member("coversTrailingBytes", true) }
                }
            }
        }
    }

    private mutating func fileLists(_ record: VerificationRecord) {
        let groups = record.dataGroups
        func names(_ numbers: [DataGroupNumber]) -> [String] { numbers.map { ElementaryFile.dataGroup($0).name } }
        let listed = groups.filter { $0.listed != nil }.map(\.number)
        member("supplied", names(groups.filter(\.isSupplied).map(\.number)))
        member("listedInSecurityObject", names(listed))
        member("notListed", names(groups.filter { $0.listed == nil }.map(\.number)))
        member("notSupplied", names(groups.filter { !$0.isSupplied }.map(\.number)))
        guard let common = record.document.chip?.common else { return }
        member("listedInCommon", names(common.dataGroups))
    }

    private mutating func signer(_ record: VerificationRecord) {
        guard let signer = record.securityObject?.signer else { return }
        member("signers", record.securityObject?.signers.count)
        member("signatureAlgorithm", signer.signerInfo.signatureAlgorithmWords)
        member("digestAlgorithm", signer.signerInfo.digestAlgorithm.hashFunction?.name)
        member("messageDigest", hex: signer.signerInfo.signedAttributes?.messageDigest)
        member("contentDigest", signer.proof.contentDigest?.hex)
        member("contentTypeMatches", signer.proof.contentTypeMatches)
        member("certificateFoundIn", signer.origin.words)
        member("certificate", signer.identity?.description)
    }

    private mutating func validity(_ record: VerificationRecord) {
        for element in record.securityObject?.signer?.path?.path ?? [] where element.role != .link {
            object(element.role == .documentSigner ? "documentSigner" : "countrySigningCA") { writer in
                writer.member("validFrom", element.certificate.validity.notBefore.description)
                writer.member("validTo", element.certificate.validity.notAfter.description)
            }
        }
        key("dateOfIssue")
        if let issue = record.issueDate {
            object { writer in
                writer.member("basis", issue.basis.rawValue)
                writer.member("earliest", issue.earliest.description)
                writer.member("latest", issue.latest.description)
            }
        } else {
            null()
        }
        member("at", record.time.description)
    }

    private mutating func candidates(_ record: VerificationRecord) {
        guard let path = record.securityObject?.signer?.path else { return }
        array("candidates") { writer in
            for candidate in path.candidates {
                writer.object { writer in
                    writer.member("sha256", candidate.identity.description)
                    writer.member("foundBy", candidate.origin.rawValue)
                    writer.member("signature", candidate.proof.words)
                }
            }
        }
        member("signaturesVerified", path.signatures)
    }

    private mutating func revocation(_ record: VerificationRecord) {
        let lists = record.listedRevocationLists
        array("lists") { writer in
            for list in lists.listed {
                writer.object { writer in
                    writer.member("source", list.source.name)
                    writer.member("issuer", list.list.issuer.rfc4514)
                    writer.member("thisUpdate", list.list.thisUpdate.description)
                    writer.member("nextUpdate", list.list.nextUpdate?.description)
                    writer.member("signature", list.proof.words)
                    writer.member("anchored", list.isAnchored)
                    writer.member("revokedOn", list.entry?.date?.description)
                    writer.member("revocationReason", list.entry?.reason)
                }
            }
        }
        if lists.further > 0 { member("further", lists.further) }
        if let count = record.signer?.revocation?.unexamined, count > 0 { member("notExamined", count) }
    }

    private mutating func states(_ record: VerificationRecord) {
        let path = record.securityObject?.signer?.path?.path ?? []
        member("issuingState", record.document.chip?.dataGroup1?.zone.issuingState)
        member("documentSigner", path.first?.certificate.country)
        member("documentSignerIssuer", path.first?.certificate.issuerCountry)
        member("countrySigningCA", path.last { $0.role == .countrySigningCA }?.certificate.country)
        if let listed = record.listedCountry { member("defectList", listed) }
    }

    private mutating func zones(_ record: VerificationRecord) {
        guard let printed = record.document.printedZone, let stored = record.document.chip?.dataGroup1?.zone else { return }
        member("differences", ZoneComparison.differences(printed, stored).map(\.name))
    }

    private mutating func names(_ record: VerificationRecord) {
        member("dataGroup", ElementaryFile.dataGroup(.eleven).name)
        let agreement = record.chip?.dataGroup11.flatMap { group in record.dataGroup1.flatMap { NameAgreement(group, $0.zone) } }
        member("relation", agreement?.words)
        member("otherOrder", agreement?.isOtherOrder)
    }

    private mutating func activeAuthentication(_ record: VerificationRecord) {
        member("dataGroup", ElementaryFile.dataGroup(.fifteen).name)
        guard let fact = record.activeAuthentication else { return }
        member("digestAlgorithm", fact.digestAlgorithm?.name)
        member("signature", fact.proof.words)
    }

    private mutating func algorithms(_ record: VerificationRecord) {
        guard let signer = record.securityObject?.signer else { return }
        member("dataGroupDigest", record.document.chip?.securityObject?.lds?.hashAlgorithm.hashFunction?.name)
        member("signerDigest", signer.signerInfo.digestAlgorithm.hashFunction?.name)
        member("signature", signer.signerInfo.signatureAlgorithmWords)
        guard let certificate = signer.certificate else { return }
        object("key") { $0.publicKey(certificate.subjectPublicKeyInfo) }
    }
}

extension NameAgreement {
    /// The relation as one word of JSON.
    fileprivate var words: String {
        switch self {
        case .relation(.equal), .otherOrder(.equal): "equal"
        case .relation(.equalAfterTransliteration), .otherOrder(.equalAfterTransliteration): "equal-after-transliteration"
        case .relation(.truncated), .otherOrder(.truncated): "truncated"
        case .relation(.different), .otherOrder(.different): "different"
        case .untransliterable: "untransliterable"
        case .noName: "no-name"
        }
    }

    fileprivate var isOtherOrder: Bool {
        if case .otherOrder = self { true } else { false }
    }
}

extension SignatureProof {
    /// The proof as one word or reason code.
    var words: String {
        switch self {
        case .valid: "valid"
        case .validWithDeviation(let code): code.rawValue
        case .invalid: "invalid"
        case .unsupported(let code): code.rawValue
        }
    }
}

extension SignerOrigin {
    var words: String {
        switch self {
        case .embedded(.exact): "EF.SOD"
        case .embedded(.folded): "EF.SOD, name compared without case and blanks"
        case .embedded(.namesInOtherOrder): "EF.SOD, name in another order"
        case .onlyEmbedded: "EF.SOD, the only certificate, which the signer identifier does not name"
        case .store: "store"
        case .defectList: "a defect list, in place of the one in EF.SOD"
        case .missing: "nowhere"
        }
    }
}
