package import SafeOpenSSL

extension Utopia {
    /// The specimens of the samples' folders; a twin that was changed after signing is otherwise the same to the byte.
    package func samples() throws(OpenSSLError) -> [(folder: String, specimen: Specimen)] {
        var right: [Series: Specimen] = [:]
        for series in Series.allCases { right[series] = try issue(series) }
        var samples: [(folder: String, specimen: Specimen)] = []
        for sample in FaultTable.samples {
            let specimen: Specimen
            if let fault = sample.fault, !fault.isMadeAfterSigning {
                specimen = try issue(sample.series, fault: fault)
            } else if let made = right[sample.series] {
                specimen = if let fault = sample.fault { try made.tampered(fault) } else { made }
            } else {
                continue
            }
            samples.append((sample.folder, specimen))
        }
        return samples
    }
}

/// The table of samples and faults as `samples/faults.json` holds it.
package enum FaultTable {
    /// The samples' folders: each series right, and once with one fault.
    package static let samples: [(folder: String, series: Series, fault: Fault?)] =
        Series.allCases.map { ($0.rawValue, $0, nil) }
        + [
            ("passport-tampered", .passport, .pictureByte), ("identity-card-tampered", .identityCard, .zoneNumber),
            ("td2-card-tampered", .td2Card, .signatureBit),
        ]

    /// The time at which the table holds.
    package static let time = "2026-06-01T00:00:00Z"

    package static var json: String {
        var text = "{\n  \"at\": \"\(time)\",\n  \"store\": \"store\",\n  \"policy\": \"field\",\n"
        text += "  \"always\": \(list(Fault.checksThatAlwaysFail)),\n  \"samples\": [\n"
        text += samples.map { sample in
            let fault = sample.fault.map { "\"\($0.rawValue)\"" } ?? "null"
            return "    { \"folder\": \"\(sample.folder)\", \"fault\": \(fault), \"failed\": \(list(sample.fault?.failedChecks ?? [])), "
                + "\"conclusion\": \"\(sample.fault?.conclusion ?? "passed")\" }"
        }.joined(separator: ",\n")
        text += "\n  ],\n  \"faults\": [\n"
        text += Fault.allCases.map { fault in
            "    { \"name\": \"\(fault.rawValue)\", \"series\": \"\(fault.series.rawValue)\", \"summary\": \"\(fault.summary)\", "
                + "\"failed\": \(list(fault.failedChecks)), \"conclusion\": \"\(fault.conclusion)\" }"
        }.joined(separator: ",\n")
        return text + "\n  ]\n}\n"
    }

    /// A list of words; none of them needs escaping.
    private static func list(_ words: [String]) -> String {
        "[" + words.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    }
}
