import CivilTime
public import DocumentPKI
import DocumentVerification
import Inspection
import Irregularities
import LogicalDataStructure
import MachineReadableZone
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
        case .distrustedKey: "distrusted: it has the key of a distrusted certificate"
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
        // A file of one certificate or one list is what it holds; other kinds are named.
        if kind != .certificate && kind != .revocationList { parts.append(kind.rawValue) }
        if certificates > 0 { parts.append("\(certificates) certificate\(certificates == 1 ? "" : "s")") }
        if revocationLists > 0 { parts.append("\(revocationLists) revocation list\(revocationLists == 1 ? "" : "s")") }
        if certificates == 0 && revocationLists == 0 { parts.append("nothing") }
        return "\(name): \(parts.joined(separator: ", "))"
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
}

/// Lower hexadecimal.
func hex(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

extension Capture {
    /// The place of the capture as texts name it.
    var placeWords: String { path == "-" ? "standard input" : printable(path) }
}
