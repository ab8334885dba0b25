import Foundation
import TestSupport
import Testing

/// The shape of zones and of others' documents: many inputs, all with the published schemas.
@Suite struct ManyInputsSchemaTests {
    /// The vectors of the module that reads zones, the national ones among them, each as a text and as a document.
    @Test(arguments: ["worked-examples", "quirks", "national"]) func vectors(_ name: String) throws {
        let file = PackageFolder.root.appendingPathComponent("Tests/MachineReadableZoneTests/Vectors/\(name).json")
        let vectors = try #require(try OrderedJSONReader.value([UInt8](Data(contentsOf: file)))["vectors"]?.elements)
        let texts = vectors.compactMap { $0["lines"]?.elements?.compactMap(\.text).joined(separator: "\n") }
        #expect(texts.count == vectors.count && texts.count > 10)
        try expectShapes(texts)
    }

    @Test(.enabled(if: ThirdPartyData.isPresent("mrz-text"))) func thirdPartyZones() throws {
        let folder = try #require(ThirdPartyData.folder("mrz-text"))
        var texts: [String] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where name.hasSuffix(".jsonl") {
            let lines = try Data(contentsOf: folder.appendingPathComponent(name)).split(separator: 0x0A)
            texts += try lines.compactMap { line in
                let zone = try OrderedJSONReader.value([UInt8](line))
                return zone["raw"]?.text ?? zone["lines"]?.elements?.compactMap(\.text).joined(separator: "\n")
            }
        }
        #expect(texts.count > 100)
        try expectShapes(texts)
    }

    private func expectShapes(_ texts: [String]) throws {
        try TemporaryFolder.with { folder in
            let names = texts.indices.map { "\($0).txt" }
            for (name, text) in zip(names, texts) { try folder.write(Array(text.utf8), to: name) }
            for command in [["mrz"], ["verify"] + Program.time, ["show"]] {
                let result = try Program.run(command + SchemaTests.json + names, in: folder.url, timeout: 120)
                #expect(try SchemaTests.deviations(result) == [], "\(command)")
            }
        }
    }

    /// Every folder and every file of the third-party chips; the store is a master list, so that there are paths and refusals.
    @Test(
        .enabled(
            if: ["lds-jmrtd", "lds-tsemrtd", "sod-pymrtd", "policy-grid", "master-lists"].allSatisfy(ThirdPartyData.isPresent)))
    func thirdPartyChips() throws {
        var paths: [String] = []
        for name in ["lds-jmrtd", "lds-tsemrtd", "sod-pymrtd", "policy-grid"] {
            let set = try #require(ThirdPartyData.folder(name))
            paths.append(set.path)
            let below = try #require(FileManager.default.enumerator(at: set, includingPropertiesForKeys: nil))
            for case let url as URL in below where url.pathExtension != "json" { paths.append(url.path) }
        }
        #expect(paths.count > 50)
        let lists = try #require(ThirdPartyData.folder("master-lists")).path
        #expect(try SchemaTests.documentDeviations(paths, in: PackageFolder.samples, store: lists) == [])
    }
}
