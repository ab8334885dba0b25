import CivilTime
public import DocumentPKI
import DocumentVerification
import Inspection
import Irregularities
import LogicalDataStructure
import MachineReadableZone
import SafeOpenSSL
import SignedStructures
import TravelDocuments

extension Verdict {
    var words: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .undetermined: "undetermined"
        case .notPerformed: "not performed"
        case .notApplicable: "not applicable"
        }
    }
}

extension MRZ {
    /// What document it is, without personal data.
    func summary(at date: CivilDate) -> String {
        let state = StateCode.named(issuingState)?.name ?? "unknown code"
        let expiry = dateOfExpiry.dateOfExpiry(at: date)?.description ?? "unreadable"
        return "\(format.rawValue) \(documentCode), \(issuingState) (\(state)), expires \(expiry)"
    }

    /// Whose document it is.
    func holder(at date: CivilDate) -> String {
        let name = [primaryIdentifier, secondaryIdentifier].compactMap { $0 }.joined(separator: ", ")
        let birth = dateOfBirth.dateOfBirth(at: date)?.description ?? "unknown"
        return "\(name), born \(birth), number \(documentNumber ?? "unreadable"), \(nationality ?? "nationality unreadable")"
    }
}

extension PathElement {
    var trustSentence: String {
        switch trust {
        case .trusted(let reason): reason.words
        case .known: "known, not trusted"
        case .distrusted: "distrusted"
        case nil: "not trusted"
        }
    }
}

extension TrustReason {
    /// Why a certificate is trusted, as a clause.
    public var words: String {
        switch self {
        case .namedOnCommandLine: "trusted because named on the command line"
        case .trustedByHand: "trusted by hand"
        case .trustedAtImport: "trusted because its import was vouched for"
        case .vouchedByMasterList: "trusted because a trusted master list holds it"
        }
    }
}

extension PathElement.Role {
    var words: String {
        switch self {
        case .documentSigner: "Signer"
        case .link: "Link"
        case .countrySigningCA: "CSCA"
        }
    }
}

extension StoreSourceSummary {
    var words: String {
        var parts: [String] = []
        if certificates > 0 { parts.append("\(certificates) certificate\(certificates == 1 ? "" : "s")") }
        if revocationLists > 0 { parts.append("\(revocationLists) revocation list\(revocationLists == 1 ? "" : "s")") }
        return "\(name): \(kind.rawValue), \(parts.isEmpty ? "nothing" : parts.joined(separator: ", "))"
    }
}

extension SourceLocation {
    /// The place after a comma, such as `, offset 212, length 64`.
    var words: String {
        switch self {
        case .bytes(let offset, let length): ", offset \(offset), length \(length)"
        case .characters(let line, let column, let length): ", line \(line), column \(column), length \(length)"
        }
    }
}

extension Finding {
    /// The file or zone that a finding of several is about.
    func subject(in record: VerificationRecord) -> String? {
        switch evidence {
        case .file(let index):
            guard let chip = record.document.chip, Int(index) < chip.files.count else { return nil }
            return chip.files[Int(index)].file.name
        case .dataGroup(let number): return "DG\(number)"
        case .checkDigits(let source): return source == .chip ? "DG1" : "printed"
        case .claim(let index):
            let claims = record.document.capture.claims
            return claims.indices.contains(Int(index)) ? claims[Int(index)].dataGroup.map { "DG\($0)" } : nil
        default: return nil
        }
    }

    /// The facts behind a finding, a line each.
    func details(in record: VerificationRecord) -> [String] {
        switch evidence {
        case .file(let index):
            guard let chip = record.document.chip, Int(index) < chip.files.count, let error = chip.files[Int(index)].error else {
                return []
            }
            return ["\(error.code.words), at offset \(error.offset)\(error.tag.map { ", tag \($0)" } ?? "")"]
        case .checkDigits(let source): return digitDetails(source, record)
        case .dataGroupHashes, .fileLists: return groupDetails(record)
        case .validity:
            let issue = record.issueDate.map { "date of issue \($0.earliest.date) (\($0.basis.rawValue))" } ?? "date of issue unknown"
            return [issue]
        case .revocation:
            return (record.securityObject?.signer?.revocation?.lists ?? []).map { list in
                "\(list.source.name): \(list.list.thisUpdate.date) to \(list.list.nextUpdate?.date.description ?? "open"), \(list.proof.words)"
            }
        case .path:
            return (record.securityObject?.signer?.path?.candidates ?? []).map {
                "\($0.identity): \($0.proof.words), by \($0.origin.rawValue)"
            }
        case .states:
            let path = record.securityObject?.signer?.path?.path ?? []
            let signer = path.first?.certificate.country ?? "none"
            return ["document \(record.document.chip?.dataGroup1?.zone.issuingState ?? "none"), signer \(signer)"]
        case .zones:
            guard let printed = record.document.printedZone, let stored = record.document.chip?.dataGroup1?.zone else { return [] }
            return ["differing fields: " + ZoneComparison.differences(printed, stored).map(\.name).joined(separator: ", ")]
        case .claim(let index):
            let claims = record.document.capture.claims
            guard claims.indices.contains(Int(index)) else { return [] }
            let claim = claims[Int(index)]
            return [
                "\(claim.adapter), \(claim.place): \(claim.value), which claims \(claim.statement.rawValue); found: "
                    + ClaimComparison.found(claim, record).words
            ]
        case .none, .dataGroup, .signer, .expiry, .algorithms: return []
        }
    }

    private func digitDetails(_ source: ZoneSource, _ record: VerificationRecord) -> [String] {
        let zone = source == .chip ? record.document.chip?.dataGroup1?.zone : record.document.printedZone
        let isComposite = definition.name == "mrz.composite-check-digit"
        return (zone?.checkDigits ?? []).filter { $0.valid == false && ($0.field == .composite) == isComposite }.map { digit in
            let found = digit.found.map { String(decoding: [$0], as: UTF8.self) } ?? "none"
            let computed = digit.computed.map { String(decoding: [$0], as: UTF8.self) } ?? "none"
            return "\(digit.field.name), line \(digit.line), column \(digit.column): printed \(found), computed \(computed)"
        }
    }

    private func groupDetails(_ record: VerificationRecord) -> [String] {
        record.dataGroups.compactMap { group in
            let name = ElementaryFile.dataGroup(group.number).name
            guard let listed = group.listed else { return "\(name): not listed in EF.SOD" }
            guard group.isSupplied else { return "\(name): listed, not supplied" }
            guard group.matches == false else { return nil }
            return "\(name): listed \(hex(listed)), computed \(group.computed?.hex ?? "none")"
        }
    }
}

/// Lower hexadecimal.
func hex(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
