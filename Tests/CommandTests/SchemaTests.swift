import Foundation
import SpecimenIssuing
import TestSupport
import Testing

/// Every JSON output has the shape that `schemas/` publishes, with its members in the schema's order.
@Suite struct SchemaTests {
    /// The schemas by the name that an output has in its member `schema`.
    private static let schemas = Result {
        let folder = PackageFolder.root.appendingPathComponent("schemas")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try Dictionary(
            // mapping-1.json is of what the command reads and does not write.
            uniqueKeysWithValues: files.filter { $0.lastPathComponent != "mapping-1.json" }.map { file in
                let parts = try #require(file.lastPathComponent.wholeMatch(of: /([a-z-]+)-([0-9]+)\.json/)).output
                return ("mrtd.\(parts.1)/\(parts.2)", try JSONSchema([UInt8](Data(contentsOf: file))))
            })
    }

    static func deviations(of value: OrderedJSON) throws -> [String] {
        guard let name = value["schema"]?.text, let schema = try schemas.get()[name] else { return ["names no schema"] }
        return schema.deviations(of: value)
    }

    /// Where an output deviates from the schema that it names; `objects` counts what was compared.
    static func deviations(_ result: SubprocessResult, objects: Int? = nil) throws -> [String] {
        let values = try #require(try OrderedJSONReader.value(result.output).elements, "\(result.errorText)")
        if let objects { #expect(values.count == objects, "\(result.errorText)") }
        return try values.flatMap { value in
            try deviations(of: value).map { "\(value["input"]?["path"]?.text ?? value["schema"]?.text ?? "") \($0)" }
        }
    }

    static let json = ["--format", "json"]

    private static let policies = Result {
        let catalogue = try OrderedJSONReader.value(try Program.run(["checks"] + json).output).elements?.first
        let names = try #require(catalogue?["policies"]?.elements)
        return try names.map { try #require($0.text) }
    }

    /// What is compared for a set of documents: under every policy with the store, without any store, and without verdicts.
    static func documentDeviations(_ paths: [String], objects: Int? = nil, in folder: URL, store: String? = nil) throws -> [String] {
        let store = store ?? PackageFolder.samples.appendingPathComponent("store").path
        let judged = try policies.get().map { ["verify", "--policy", $0, "--store", store] + Program.time }
        return try (judged + [["verify"] + Program.time, ["show"]]).flatMap { command in
            try deviations(try Program.run(command + paths + json, in: folder, timeout: 120), objects: objects)
        }
    }

    /// Whoever publishes another schema adds a test of its outputs here.
    @Test func noSchemaIsWithoutTest() throws {
        let outputs = ["mrz", "report", "document", "catalogue", "doctor", "specimen-pki", "specimen-document"]
        let stores = ["check", "coverage", "diff", "import", "lint", "lint-summary", "list", "show", "source"].map { "store-" + $0 }
        let indices = ["specimen-pki-index", "specimen-document-index"]
        #expect(Set(try SchemaTests.schemas.get().keys) == Set((outputs + stores + indices).map { "mrtd.\($0)/1" }))
    }

    @Test func samples() throws {
        let folders = Samples.all.map(\.folder)
        #expect(try SchemaTests.documentDeviations(folders, objects: 6, in: PackageFolder.samples) == [])
    }

    static let others: [(arguments: [String], input: String)] = [
        (["checks"], ""), (["formats"], ""), (["explain", "security-object.signature"], ""), (["explain", "not-listed"], ""),
        (["mrz"] + Program.time, Zones.valid + "\n\n" + Zones.invalid + "\n\n" + Zones.illegal), (["mrz"], Zones.prose),
        (ExitStatusTests.verify + ["absent"], ""), (ExitStatusTests.verify + ["--mrz", "absent", "passport"], ""),
        (ExitStatusTests.verify + ["--mapping", "absent", "passport"], ""), (["show", "--mapping", "absent", "passport"], ""),
        (["verify", "--store", "absent", "passport"], ""), (ExitStatusTests.verify + ["--policy", "absent", "passport"], ""),
        (ExitStatusTests.verify + ["--mrz", Zones.invalid, "passport"], ""),
    ]

    @Test(arguments: others.indices) func otherOutputs(_ index: Int) throws {
        let (arguments, input) = SchemaTests.others[index]
        #expect(try SchemaTests.deviations(try Program.run(arguments + SchemaTests.json, input: Array(input.utf8))) == [])
    }

    @Test(arguments: DoctorTests.cases) func doctor(_ row: DoctorTests.Case) throws {
        let result = try Program.run(["doctor"] + SchemaTests.json + row.arguments, environment: row.environment)
        #expect(try SchemaTests.deviations(result, objects: 1) == [])
    }

    /// What issuing says and writes down, and the documents that it issues: of every kind, with every data group, by many algorithms.
    @Test(arguments: [
        ("specimen-pki", ["document-types-unsorted", "link-cycle", "custom-curve"].flatMap { ["--fault", $0] }),
        ("specimen-document", ["--random", "12", "--seed", "3"]),
    ]) func specimens(_ schema: String, _ options: [String]) throws {
        let command = schema == "specimen-pki" ? SpecimenPKITests.quick : ["specimen", "document"]
        try TemporaryFolder.with { folder in
            let result = try Program.run(command + options + ["-o", "made"] + SchemaTests.json, in: folder.url)
            #expect(try SchemaTests.deviations(result, objects: 1) == [])
            let index = try OrderedJSONReader.value([UInt8](Data(contentsOf: folder.url("made/index.json"))))
            #expect(index["schema"]?.text == "mrtd.\(schema)-index/1")
            #expect(try SchemaTests.deviations(of: index) == [])
            guard let documents = index["documents"]?.elements else { return }
            let folders = documents.compactMap { $0["folder"]?.text }
            #expect(folders.count == 12)
            let made = folder.url("made")
            #expect(
                try SchemaTests.documentDeviations(folders, objects: 12, in: made, store: made.appendingPathComponent("store").path) == [])
        }
    }

    /// The results of other software, with claims and what they hold beside chip files.
    @Test func vendorsFiles() throws {
        let samples = PackageFolder.root.appendingPathComponent("Tests/IntakeTests/Vectors/samples")
        let names = try #require(FileManager.default.enumerator(atPath: samples.path)?.compactMap { $0 as? String })
        let files = try names.filter {
            try samples.appendingPathComponent($0).resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
        }.sorted()
        #expect(files.contains("json/regula-process-response.min.json"))
        #expect(try SchemaTests.documentDeviations(files, in: samples) == [])
    }

    @Test func instructiveDocuments() throws {
        let documents = PackageFolder.samples.appendingPathComponent("documents")
        let names = try FileManager.default.contentsOfDirectory(atPath: documents.path).filter { $0 != "store" }.sorted()
        let store = documents.appendingPathComponent("store").path
        #expect(try names.count > 5 && SchemaTests.documentDeviations(names, objects: names.count, in: documents, store: store) == [])
    }

    /// An output without a member, with another, and with two in another order is refused.
    @Test func aChangedOutputIsRefused() throws {
        let result = try Program.run(ExitStatusTests.verify + ["passport"] + SchemaTests.json)
        let value = try #require(try OrderedJSONReader.value(result.output).elements?.first)
        let members = try #require(value.members)
        let schema = try #require(try SchemaTests.schemas.get()["mrtd.report/1"])
        #expect(schema.deviations(of: value) == [])
        for index in members.indices {
            var fewer = members
            fewer.remove(at: index)
            #expect(schema.deviations(of: .object(fewer)) == ["$: no \(members[index].name)"])
            guard index > 0 else { continue }
            var swapped = members
            swapped.swapAt(index - 1, index)
            let complaint = "$: \(members[index - 1].name) stands after \(members[index].name)"
            #expect(schema.deviations(of: .object(swapped)).contains(complaint))
        }
        #expect(schema.deviations(of: .object(members + [OrderedJSON.Member("surplus", .null)])) == ["$: unknown surplus"])
    }

    /// A specimen of every fault that the issuer can make.
    @Test func faults() throws {
        var issuer = DocumentIssuer(seed: 12)
        let plan = DocumentPlan(.passport, algorithm: SigningAlgorithm.named("secp256r1-explicit-sha256"), seed: 12)
        let faults = DocumentFault.all.filter { $0.applies(to: plan) }
        try TemporaryFolder.with { folder in
            for fault in faults {
                for file in try issuer.issue(plan, fault: fault).filesWithAnswer {
                    try folder.write(file.bytes, to: fault.name + "/" + file.name)
                }
            }
            #expect(try SchemaTests.documentDeviations(faults.map(\.name), objects: faults.count, in: folder.url) == [])
        }
    }

    /// Every file of a passport missing, cut, or with octets changed; the changes follow from the seed.
    @Test func brokenFiles() throws {
        let passport = PackageFolder.samples.appendingPathComponent("passport")
        let files = try FileManager.default.contentsOfDirectory(atPath: passport.path).sorted().map { name in
            (name: name, bytes: [UInt8](try Data(contentsOf: passport.appendingPathComponent(name))))
        }
        var generator = SplitMix64(seed: 17)
        try TemporaryFolder.with { folder in
            var documents: [String] = []
            func write(_ name: String, _ changed: [UInt8]?, _ kind: String) throws {
                documents.append("\(name)-\(kind)")
                for file in files {
                    let bytes = file.name == name ? changed : file.bytes
                    if let bytes { try folder.write(bytes, to: "\(name)-\(kind)/\(file.name)") }
                }
            }
            for (name, bytes) in files {
                try write(name, nil, "absent")
                for length in [0, 1, bytes.count / 2, bytes.count - 1] { try write(name, Array(bytes.prefix(length)), "cut-\(length)") }
                for change in 0..<8 {
                    var changed = bytes
                    // Most of a file's structure is in its first octets; a picture's are many.
                    for _ in 0...change {
                        changed[Int.random(in: 0..<min(bytes.count, 2000), using: &generator)] ^= UInt8(1 << (change % 8))
                    }
                    try write(name, changed, "changed-\(change)")
                }
            }
            #expect(try SchemaTests.documentDeviations(documents, objects: documents.count, in: folder.url) == [])
        }
    }

    /// Inputs that are no document, among them names and zones with octets that JSON must escape.
    @Test func hostileInputs() throws {
        try TemporaryFolder.with { folder in
            for (index, row) in HostileInputTests.files.enumerated() { try folder.write(row.bytes, to: "input-\(index)") }
            let name = "a\u{1B}[31m\n\"\\\u{7F}\u{202E}b.txt"
            try folder.write(Array(Zones.illegal.utf8), to: name)
            try folder.write(Array(Zones.valid.utf8) + [0x0A, 0xFF, 0xFE, 0x00, 0x1B, 0x22], to: "octets.txt")
            try folder.write(Array(Zones.valid.replacingOccurrences(of: "<<<", with: "\"\\\u{7}").utf8), to: "signs.txt")
            let paths = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
            #expect(try SchemaTests.documentDeviations(paths, in: folder.url) == [])
            #expect(try SchemaTests.deviations(try Program.run(["mrz"] + SchemaTests.json + paths, in: folder.url)) == [])
        }
    }
}
