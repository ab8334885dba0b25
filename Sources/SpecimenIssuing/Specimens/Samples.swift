package import SafeOpenSSL

/// The samples' first folders: each series right, and once with one fault, which differs from the right one in one byte.
package enum Samples {
    package static let all: [(folder: String, series: Series, fault: DocumentFault?)] =
        Series.allCases.map { ($0.rawValue, $0, nil) }
        + [
            ("passport-tampered", .passport, DocumentFault.named("byte-of-dg2")),
            ("identity-card-tampered", .identityCard, DocumentFault.named("number-changed")),
            ("td2-card-tampered", .td2Card, DocumentFault.named("signature-bit")),
        ]

    /// The time at which the table of faults holds.
    package static let time = "2026-06-01T00:00:00Z"

    /// The folders' documents.
    package static func documents(_ utopia: Utopia) throws(OpenSSLError) -> [(folder: String, document: IssuedDocument)] {
        var documents: [(folder: String, document: IssuedDocument)] = []
        for sample in all { documents.append((sample.folder, try utopia.issue(sample.series, fault: sample.fault))) }
        return documents
    }

    /// The files of the store of all folders: CSCAs, the link between the first two, revocation lists.
    package static func store(_ utopia: Utopia) throws(OpenSSLError) -> [(name: String, bytes: [UInt8])] {
        var files: [(name: String, bytes: [UInt8])] = []
        for series in Series.allCases { files.append(("csca-\(series.number).cer", try utopia.authority(series).certificate)) }
        files.append(("link-1-2.cer", try utopia.linkCertificate()))
        for series in Series.allCases { files.append(("csca-\(series.number).crl", try utopia.authority(series).revocationList)) }
        return files
    }

    /// All files that are made, by their paths below `samples`; private keys are not among them.
    package static func files(_ utopia: Utopia) throws(OpenSSLError) -> [(path: String, bytes: [UInt8])] {
        var files: [(path: String, bytes: [UInt8])] = []
        for (folder, document) in try documents(utopia) {
            files += document.filesWithAnswer.map { ("\(folder)/\($0.name)", $0.bytes) }
        }
        files += try store(utopia).map { ("store/\($0.name)", $0.bytes) }
        files += try SampleDocuments.files().map { ("documents/\($0.path)", $0.bytes) }
        return files + [("faults.json", Array(faultTable.utf8))]
    }

    /// The folders and all faults and deviations with what an inspection must find, as `samples/faults.json` holds them.
    package static var faultTable: String {
        func words(_ words: [String]) -> String { "[" + words.map { "\"\($0)\"" }.joined(separator: ", ") + "]" }
        func row(_ members: [(String, String)]) -> String { "    { " + members.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + " }" }
        let folders = all.map { sample in
            row([
                ("folder", "\"\(sample.folder)\""), ("fault", sample.fault.map { "\"\($0.name)\"" } ?? "null"),
                ("failed", words(sample.fault?.failedChecks ?? [])), ("conclusion", "\"\(sample.fault?.conclusion ?? "passed")\""),
            ])
        }
        let faults = DocumentFault.all.map { fault in
            row([
                ("name", "\"\(fault.name)\""), ("kind", "\"\(fault.kind.name)\""),
                ("summary", "\"\(fault.summary)\""), ("needs", "\"\(fault.need.rawValue)\""),
                ("failed", words(fault.failedChecks)), ("reasons", words(fault.reasons)),
                ("tolerated", words(fault.findings.sorted())), ("allowedBy", fault.clause.map { "\"\($0)\"" } ?? "null"),
                ("conclusion", "\"\(fault.conclusion)\""),
            ])
        }
        let head = [
            "  \"at\": \"\(time)\"", "  \"store\": \"store\"", "  \"policy\": \"field\"",
            "  \"always\": \(words(DocumentFault.checksThatAlwaysFail))",
        ]
        func list(_ name: String, _ rows: [String]) -> String { "  \"\(name)\": [\n" + rows.joined(separator: ",\n") + "\n  ]" }
        return "{\n" + (head + [list("samples", folders), list("faults", faults)]).joined(separator: ",\n") + "\n}\n"
    }
}

extension IssuedDocument {
    /// The files of the chip with what it answered, as a folder of the samples has them.
    package var filesWithAnswer: [(name: String, bytes: [UInt8])] {
        guard let answer = activeAuthentication else { return files }
        return files + [("AAChallenge.bin", answer.challenge), ("AASignature.bin", answer.signature)]
    }

    /// The bytes of a file by its name, empty where there is none.
    package subscript(_ name: String) -> [UInt8] { files.first { $0.name == name }?.bytes ?? [] }
}
