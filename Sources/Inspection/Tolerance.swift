public import DocumentPKI
import DocumentVerification
public import Irregularities
import LogicalDataStructure
import SignedStructures
import TravelDocuments

/// One deviation from a standard that was accepted because it takes nothing from the proof (law 8).
public struct Tolerance: Sendable {
    public enum Subject: Sendable, Hashable {
        /// A file of the chip, by its name.
        case file(String)
        /// What a check that passed found on the way, by the check's id.
        case check(String)
        /// The certificate of the document signer.
        case signer
    }

    public enum Deviation: Sendable {
        case reason(ReasonCode)
        /// A rule of the document signer's profile.
        case rule(ProfileRule)
    }

    public let subject: Subject
    public let deviation: Deviation
    public let place: SourceLocation?
    /// How many more of the kind the subject has, which are not listed each.
    public var further = 0

    /// The reason code, or the id of the rule.
    public var code: String {
        switch deviation {
        case .reason(let code): code.rawValue
        case .rule(let rule): rule.id
        }
    }

    /// The subject as reports name it: `EF.SOD`, `security-object.signature`, `document-signer`.
    public var subjectName: String {
        switch subject {
        case .file(let name): name
        case .check(let id): id
        case .signer: "document-signer"
        }
    }
}

extension InspectionResult {
    /// Everything that was tolerated: of the files, of what the passed checks found, of the document signer's certificate.
    public var tolerances: [Tolerance] {
        var found: [Tolerance] = []
        for file in record.document.chip?.files ?? [] {
            found += file.irregularities.limited.map {
                Tolerance(subject: .file(file.file.name), deviation: .reason($0.code), place: $0.place, further: $0.further)
            }
        }
        for finding in findings where finding.verdict == .passed {
            guard let reason = finding.reason else { continue }
            let id = CheckRegistry.all[Int(finding.check)].name
            found.append(Tolerance(subject: .check(id), deviation: .reason(reason), place: nil))
        }
        return found + signerTolerances
    }

    private var signerTolerances: [Tolerance] {
        guard let signer = record.signer, let certificate = signer.certificate else { return [] }
        let profile = signer.profileFindings
        // How critical is written two rules tell more exactly.
        let isSaidByRule = profile.contains { InspectionResult.rulesOfExtensionSyntax.contains($0.id) }
        let irregularities = certificate.irregularities.filter { !(isSaidByRule && $0.code == .malformedExtension) }.limited
        let restated = Set(irregularities.compactMap { InspectionResult.rules[$0.code] })
        // A certificate from the store or from a list lies in another file, so that its places are not those of this document.
        let isElsewhere = signer.origin == .store || signer.origin == .defectList
        return irregularities.map {
            Tolerance(subject: .signer, deviation: .reason($0.code), place: isElsewhere ? nil : $0.place, further: $0.further)
        }
            + profile.filter { !restated.contains($0.id) && !isJudged($0) }.map {
                Tolerance(subject: .signer, deviation: .rule($0), place: nil)
            }
    }

    /// Whether a check says of the same that it failed, or is undetermined for it: what is judged is not tolerated.
    private func isJudged(_ rule: ProfileRule) -> Bool {
        guard let check = InspectionResult.judgedRules[rule.id] else { return rule.id == "curve-known" }
        return findings.contains { $0.verdict == .failed && CheckRegistry.all[Int($0.check)].name == check }
    }

    private static let judgedRules = [
        "key-usage-signer": "document-signer.key-usage", "countries-agree": "consistency.issuing-state",
    ]

    private static let rulesOfExtensionSyntax: Set<String> = ["boolean-true", "defaults-left-out", "extension-syntax"]

    /// The rules that say of a certificate what an irregularity of its reading says already, and more exactly.
    private static let rules: [ReasonCode: String] = [
        .unknownVersion: "version", .negativeSerialNumber: "serial-number-positive", .algorithmMismatch: "signature-algorithms-agree",
        .malformedTime: "validity-form", .duplicateExtension: "extensions-distinct",
        .rawKeyIdentifier: "subject-key-identifier-form", .algorithmParameters: "signature-parameters",
        .parametersWithoutNull: "signature-parameters", .parametersWithNull: "signature-parameters",
        .pssParametersAbsent: "signature-parameters", .unsortedSet: "document-type-list-order",
        .malformedDocumentTypeList: "document-type-list-syntax", .documentTypesWithoutSet: "document-type-list-syntax",
        .documentTypesWithoutVersion: "document-type-list-syntax", .documentTypesInSeveralSets: "document-type-list-syntax",
        .documentTypesBareString: "document-type-list-syntax", .documentTypesBareCharacters: "document-type-list-syntax",
        .documentTypesWithFiller: "document-type-list-syntax",
    ]
}
