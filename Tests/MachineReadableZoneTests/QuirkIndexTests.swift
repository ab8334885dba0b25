import Foundation
import TestSupport
import Testing

/// The quirks of zones by number, each with the vectors that hold it.
@Suite struct QuirkIndexTests {
    struct Index: Decodable {
        struct Quirk: Decodable {
            let number: Int
            let quirk: String
            let vectors: [String]
            /// A file of this module and a text in it.
            let tests: [String]
        }

        let quirks: [Quirk]
    }

    @Test func everyQuirkHasAVector() throws {
        let url = try #require(Bundle.module.url(forResource: "quirk-index", withExtension: "json", subdirectory: "Vectors"))
        let quirks = try JSONDecoder().decode(Index.self, from: Data(contentsOf: url)).quirks
        #expect(quirks.map(\.number) == Array(1...42))
        let names = try ["quirks", "national", "worked-examples", "public-suites"].map { Set(try VectorFile.named($0).vectors.map(\.name)) }
        let folder = PackageFolder.root.appendingPathComponent("Tests/MachineReadableZoneTests")
        for quirk in quirks {
            #expect(!quirk.vectors.isEmpty || !quirk.tests.isEmpty, "\(quirk.number): \(quirk.quirk)")
            for vector in quirk.vectors { #expect(names.contains { $0.contains(vector) }, "\(quirk.number): \(vector)") }
            for test in quirk.tests {
                let parts = test.split(separator: ":", maxSplits: 1)
                let source = try String(contentsOf: folder.appendingPathComponent(String(parts[0])), encoding: .utf8)
                #expect(source.contains(parts[1]), "\(quirk.number): \(test)")
            }
        }
    }
}
