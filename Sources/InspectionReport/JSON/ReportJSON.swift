import CivilTime
import DocumentPKI
import DocumentVerification
import Inspection
import Irregularities
import LogicalDataStructure
import SignedStructures
import TravelDocuments

extension JSONWriter {
    /// Writes a report as the contract's `mrtd.report/1`.
    public mutating func report(_ report: Report) {
        let record = report.record
        object { writer in
            writer.member("schema", "mrtd.report/1")
            writer.object("tool") { writer in
                writer.member("version", report.tool.version)
                writer.member("openssl", report.tool.openssl)
            }
            writer.member("at", record.time.description)
            writer.member("policy", report.result.policy.name)
            writer.member("scope", record.document.scope.map(\.rawValue))
            writer.input(record.document, digests: record.fileDigests)
            writer.store(report)
            writer.member("conclusion", report.result.conclusion.rawValue)
            writer.documentMembers(record.document, at: record.time.date, signer: report.signer)
            writer.path(report.signer?.path)
            writer.array("checks") { writer in
                for finding in report.result.findings { writer.finding(finding, report.result) }
            }
            writer.tolerated(report.result)
            writer.claims(record)
            writer.member("notExamined", notExamined)
        }
    }

    private mutating func store(_ report: Report) {
        object("store") { writer in
            writer.array("sources") { writer in
                for source in report.storeSources {
                    writer.object { writer in
                        writer.member("name", source.name)
                        writer.member("kind", source.kind.rawValue)
                        writer.member("certificates", source.certificates)
                        writer.member("revocationLists", source.revocationLists)
                    }
                }
            }
            writer.array("refused") { writer in
                for entry in report.storeRefusals {
                    writer.object { writer in
                        writer.member("source", entry.name)
                        writer.member("entry", entry.entry)
                        writer.member("reason", entry.reason.rawValue)
                        writer.member("offset", entry.offset)
                    }
                }
            }
        }
    }

    private mutating func path(_ path: PathSearchResult?) {
        array("path") { writer in
            for element in path?.path ?? [] {
                writer.object { writer in
                    writer.member("role", element.role.rawValue)
                    writer.member("subject", element.certificate.subject.rfc4514)
                    writer.member("sha256", element.identity.description)
                    writer.member("source", element.sourceWords)
                    writer.member("foundBy", element.foundBy?.rawValue)
                    writer.member("trust", element.trustWords)
                }
            }
        }
    }

    private mutating func tolerated(_ result: InspectionResult) {
        array("tolerated") { writer in
            for tolerance in result.tolerances {
                writer.object { writer in
                    writer.member("subject", tolerance.subjectName)
                    writer.member("code", tolerance.code)
                    writer.member("citation", tolerance.citation)
                    if let place = tolerance.place { writer.place(place) }
                    writer.member("message", tolerance.words)
                    if tolerance.further > 0 { writer.member("further", tolerance.further) }
                }
            }
        }
    }

    private mutating func finding(_ finding: Finding, _ result: InspectionResult) {
        let check = CheckRegistry.all[Int(finding.check)]
        let rule = result.policy.rule(for: check)
        object { writer in
            writer.member("id", check.name)
            writer.member("verdict", finding.verdict.rawValue)
            writer.member("severity", rule.severity.rawValue)
            writer.member("required", result.record.document.scope.contains(where: rule.requiredIn.contains))
            writer.member("citation", check.citation.words)
            writer.member("reason", finding.reason?.rawValue)
            writer.member("limits", finding.limits.codes.map(\.rawValue))
            writer.key("where")
            if let place = finding.place(in: result.record) {
                writer.object { writer in
                    writer.member("file", place.file)
                    writer.member("offset", place.bytes.startIndex)
                    writer.member("length", place.bytes.count)
                }
            } else {
                writer.null()
            }
            writer.object("evidence") { $0.evidence(finding.evidence, result.record) }
            writer.member("message", finding.message)
        }
    }
}

extension PathElement {
    /// Where the certificate came from: EF.SOD for the signer, else the first source of the store.
    var sourceWords: String {
        guard let source = sources.first else { return "EF.SOD" }
        return source.entry.map { "\(source.name)#\($0)" } ?? source.name
    }

    var trustWords: String? {
        switch trust {
        case .trusted(let reason): reason.rawValue
        case .known: "known"
        case .distrusted: "distrusted"
        case .distrustedKey: "distrusted-key"
        case nil: nil
        }
    }
}
