import InspectionReport
import SafeOpenSSL
import SpecimenIssuing

/// The tables that the issuer of specimens chooses from, for people and for programs.
enum SpecimenCatalogue {
    /// What certificates are signed by.
    static func writeAlgorithms(_ format: Format) { write(SigningAlgorithm.ofCertificates, format) }

    /// What EF.SOD is signed by.
    static func writeDocumentAlgorithms(_ format: Format) { write(SigningAlgorithm.all, format) }

    private static func write(_ algorithms: [SigningAlgorithm], _ format: Format) {
        guard format != .text else {
            for algorithm in algorithms { Output.write(algorithm.name + "\n") }
            return
        }
        var json = JSONOutput(format)
        for algorithm in algorithms {
            json.write { writer in
                writer.object { object in
                    object.key("schema")
                    object.value("mrtd.specimen-algorithm/1")
                    object.key("name")
                    object.value(algorithm.name)
                    object.key("key")
                    object.value(algorithm.key.name)
                    object.key("hash")
                    object.value(algorithm.scheme.digestAlgorithm.name)
                }
            }
        }
        json.finish()
    }

    static func writeInfrastructureFaults(_ format: Format) {
        write(
            InfrastructureFault.allCases.map { ("fault", $0.rawValue, $0.summary) }
                + CertificateDeviation.all.map { ("deviation", $0.name, $0.summary) }, format)
    }

    static func writeDocumentFaults(_ format: Format) {
        write(
            DocumentFault.all.map { ($0.kind.name, $0.name, $0.summary + ($0.clause.map { " (allowed by \($0))" } ?? "")) }, format)
    }

    static func writeDocumentKinds(_ format: Format) {
        guard format != .text else {
            for kind in DocumentKind.allCases { Output.write("\(kind.rawValue): \(kind.summary)\n") }
            return
        }
        var json = JSONOutput(format)
        for kind in DocumentKind.allCases {
            json.write { writer in
                writer.object { object in
                    object.key("schema")
                    object.value("mrtd.specimen-type/1")
                    object.key("name")
                    object.value(kind.rawValue)
                    object.key("documentCode")
                    object.value(kind.documentCode)
                    object.key("format")
                    object.value(kind.size.rawValue)
                    object.key("summary")
                    object.value(kind.summary)
                }
            }
        }
        json.finish()
    }

    private static func write(_ rows: [(kind: String, name: String, summary: String)], _ format: Format) {
        guard format != .text else {
            for (kind, heading) in [
                ("fault", "Faults"), ("deviation", "Deviations, which leave the proof intact"),
                ("variant", "Variants, which a standard allows"),
            ] {
                let chosen = rows.filter { $0.kind == kind }
                guard !chosen.isEmpty else { continue }
                Output.write((kind == "fault" ? "" : "\n") + heading + "\n")
                for row in chosen {
                    Output.write("  \(row.1)\n")
                    for line in wrapped(row.2, width: 72) { Output.write("      \(line)\n") }
                }
            }
            return
        }
        var json = JSONOutput(format)
        for row in rows {
            json.write { writer in
                writer.object { object in
                    object.key("schema")
                    object.value("mrtd.specimen-fault/1")
                    object.key("kind")
                    object.value(row.0)
                    object.key("name")
                    object.value(row.1)
                    object.key("summary")
                    object.value(row.2)
                }
            }
        }
        json.finish()
    }

    /// The words of a text in lines of at most so many characters.
    private static func wrapped(_ text: String, width: Int) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ") {
            let last = lines[lines.count - 1]
            if last.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if last.count + 1 + word.count <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
