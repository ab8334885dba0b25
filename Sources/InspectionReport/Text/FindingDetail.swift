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

/// A fact behind a finding, and the values that belong to it.
struct FindingDetail {
    let text: String
    /// Each stands on a line of its own and is never broken, so that a digest can be copied and compared.
    var values: [(name: String, value: String)] = []

    /// That there are more of what was listed.
    static func further(_ count: Int) -> [FindingDetail] { count > 0 ? [FindingDetail(text: "and \(count) more")] : [] }

    /// The fact below the finding's sentence.
    func lines(_ style: TextStyle) -> [String] {
        ["    " + style.wrap(printable(text), indent: 6)] + values.map { "      " + padded($0.name, to: 10) + printable($0.value) }
    }
}

extension Finding {
    /// The facts behind a finding.
    func details(in record: VerificationRecord) -> [FindingDetail] {
        switch evidence {
        case .file(let index):
            guard let chip = record.document.chip, Int(index) < chip.files.count, let error = chip.files[Int(index)].error else {
                return []
            }
            return [FindingDetail(text: "\(error.code.words), at offset \(error.offset)\(error.tag.map { ", tag \($0)" } ?? "")")]
        case .checkDigits(let source): return digitDetails(source, record)
        case .dataGroupHashes: return record.dataGroups.compactMap { group in group.membershipDetail ?? group.hashDetail(record) }
        case .fileLists: return record.dataGroups.compactMap(\.membershipDetail)
        case .validity:
            let issue = record.issueDate.map { "date of issue \($0.earliest.date) (\($0.basis.rawValue))" } ?? "date of issue unknown"
            return [FindingDetail(text: issue)]
        case .revocation:
            let lists = record.listedRevocationLists
            let unexamined = record.signer?.revocation?.unexamined ?? 0
            return lists.listed.map { list in
                let period = "\(list.list.thisUpdate.date) to \(list.list.nextUpdate?.date.description ?? "open")"
                return FindingDetail(text: "\(list.source.name): \(period), \(list.proof.words)")
            } + FindingDetail.further(lists.further)
                + (unexamined > 0 ? [FindingDetail(text: "not examined: \(unexamined)")] : [])
        case .path:
            return (record.securityObject?.signer?.path?.candidates ?? []).map { candidate in
                FindingDetail(
                    text: "issuer found by \(candidate.origin.rawValue): \(candidate.proof.words)",
                    values: [("SHA-256", "\(candidate.identity)")])
            }
        case .states:
            let signer = record.securityObject?.signer?.path?.path.first?.certificate.country ?? "none"
            let document = record.document.chip?.dataGroup1?.zone.issuingState ?? "none"
            let listed = record.listedCountry.map { ", by a defect list \($0)" } ?? ""
            return [FindingDetail(text: "document \(document), signer \(signer)\(listed)")]
        case .zones:
            guard let printed = record.document.printedZone, let stored = record.document.chip?.dataGroup1?.zone else { return [] }
            let names = ZoneComparison.differences(printed, stored).map(\.name)
            return [FindingDetail(text: "differing fields: " + names.joined(separator: ", "))]
        case .activeAuthentication:
            guard let function = record.activeAuthentication?.digestAlgorithm else { return [] }
            return [FindingDetail(text: "hash function \(function.name)")]
        case .claim(let index):
            let claims = record.document.capture.claims
            guard claims.indices.contains(Int(index)) else { return [] }
            let claim = claims[Int(index)]
            let words = "\(claim.adapter), \(claim.place): \(claim.value), which claims \(claim.statement.rawValue)"
            return [FindingDetail(text: words + "; found: " + ClaimComparison.found(claim, record).words)]
        case .deviations:
            let entries = record.listedDeviations
            return entries.listed.flatMap { $0.details(record) } + FindingDetail.further(entries.further)
        case .none, .dataGroup, .names, .signer, .expiry, .algorithms: return []
        }
    }

    private func digitDetails(_ source: ZoneSource, _ record: VerificationRecord) -> [FindingDetail] {
        let zone = source == .chip ? record.document.chip?.dataGroup1?.zone : record.document.printedZone
        let isComposite = definition.name == "mrz.composite-check-digit"
        return (zone?.checkDigits ?? []).filter { $0.valid == false && ($0.field == .composite) == isComposite }.map { digit in
            let found = digit.found.map { String(decoding: [$0], as: UTF8.self) } ?? "none"
            let computed = digit.computed.map { String(decoding: [$0], as: UTF8.self) } ?? "none"
            let place = "\(digit.field.name), line \(digit.line), column \(digit.column)"
            return FindingDetail(text: "\(place): printed \(found), computed \(computed)")
        }
    }
}

extension DataGroupFact {
    private var name: String { ElementaryFile.dataGroup(number).name }

    /// That the group is only in EF.SOD or only among the files; nil where it is in both.
    fileprivate var membershipDetail: FindingDetail? {
        if listed == nil { return FindingDetail(text: "\(name): not listed in EF.SOD") }
        return isSupplied ? nil : FindingDetail(text: "\(name): listed, not supplied")
    }

    /// Both hashes where they differ.
    fileprivate func hashDetail(_ record: VerificationRecord) -> FindingDetail? {
        guard matches == false, let listed = record.listedHash(of: self) else { return nil }
        return FindingDetail(
            text: "\(name): another hash value than EF.SOD lists",
            values: [("listed", hex(listed)), ("computed", computed?.hex ?? "none")])
    }
}

extension DeviationEntry {
    /// A line for each thing that the entry says.
    fileprivate func details(_ record: VerificationRecord) -> [FindingDetail] {
        deviation.descriptions.prefix(EvidenceLimit.listed).map { description in
            let numbers = description.parameter.map { [$0] } ?? description.dataGroups
            var parameters = numbers.map(String.init)
            if case .country(let country)? = description.replacement { parameters.append(country) }
            let parameter = parameters.isEmpty ? "" : " (\(parameters.joined(separator: ", ")))"
            let standing = list.objection.map { "; it counts for nothing: \($0.words)" } ?? ""
            let words = description.text.map { ": \($0)" } ?? ""
            let attempt = description.replacement.flatMap { record.signer?.correction?.attempt($0) }
            return FindingDetail(
                text: "\(list.name), entry \(index): \(description.kind.rawValue)\(parameter)\(words)\(standing)\(attempt?.words ?? "")",
                values: attempt?.identity.map { [("SHA-256", "\($0)")] } ?? [])
        }
    }
}

extension SignerCorrection.Attempt {
    /// What came of a certificate that a defect list gives.
    fileprivate var words: String {
        switch outcome {
        case .used: "; its certificate was used"
        case .notAnchored: "; its certificate has no path to a trust anchor and was not used"
        case .malformed: "; its certificate cannot be read"
        case .missing: "; the certificate that it names is neither in EF.SOD nor in the store"
        case .notNeeded: "; another certificate was used"
        }
    }
}
