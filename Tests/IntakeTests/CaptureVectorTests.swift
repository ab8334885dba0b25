import Foundation
import Intake
import Irregularities
import TestSupport
import Testing
import TravelDocuments

/// A sample of a format, whole or damaged, and what must come of it.
struct CaptureVector: Decodable, Sendable, CustomTestStringConvertible {
    /// A file or folder below `Vectors/samples`.
    let input: String
    /// How the sample is damaged, in a few words; nil where it is whole.
    let name: String?
    /// The file that is damaged, where the sample is a folder.
    let file: String?
    /// Texts of the file that are replaced by others.
    let replacing: [[String]]?
    /// One run of bytes in hexadecimal, and what it is replaced by.
    let replacingHex: [String]?
    /// How many bytes are kept of the file.
    let keeping: Int?
    /// Bytes in hexadecimal that are added at the end.
    let appending: String?
    let expected: CaptureDescription?
    /// The reason, and after `@` the offset, where no capture can be made.
    let failure: String?

    var testDescription: String { [input, name].compactMap { $0 }.joined(separator: ": ") }

    static let file = Result { try VectorFile<CaptureVector>.load("captures", from: Bundle.module) }
    static let all = (try? file.get().vectors) ?? []

    static func sample(_ name: String) throws -> URL {
        try #require(Bundle.module.resourceURL).appendingPathComponent("Vectors/samples").appendingPathComponent(name)
    }

    private var isDamaged: Bool { name != nil }

    /// Runs the body with the path of the sample, or of its damaged copy, which has the same name.
    func withPath(_ body: (String) throws -> Void) throws {
        let sample = try CaptureVector.sample(input)
        guard isDamaged else { return try body(sample.path) }
        try TemporaryFolder.with { folder in
            if let file {
                let copy = folder.url(sample.lastPathComponent)
                try FileManager.default.copyItem(at: sample, to: copy)
                let place = copy.appendingPathComponent(file)
                try Data(try damaged([UInt8](Data(contentsOf: place)))).write(to: place)
                return try body(copy.path)
            }
            try body(try folder.write(try damaged([UInt8](Data(contentsOf: sample))), to: sample.lastPathComponent).path)
        }
    }

    private func damaged(_ bytes: [UInt8]) throws -> [UInt8] {
        var bytes = bytes
        let texts = (replacing ?? []).map { (Array($0[0].utf8), Array($0[1].utf8)) }
        let runs = replacingHex.map { [(TestSupport.bytes(hex: $0[0]), TestSupport.bytes(hex: $0[1]))] } ?? []
        for (old, new) in texts + runs {
            let range = try #require(bytes.firstRange(of: old), "the sample has no longer what is replaced")
            bytes.replaceSubrange(range, with: new)
        }
        if let keeping { bytes = Array(bytes.prefix(keeping)) }
        return bytes + TestSupport.bytes(hex: appending ?? "")
    }
}

@Suite struct CaptureVectorTests {
    @Test func theVectorsAreRead() throws {
        let vectors = try CaptureVector.file.get().vectors
        #expect(vectors.count > 90)
        // Every adapter has a sample and a damaged twin; archives are opened by the command, whose tests have both.
        let adapters = Set(InputFormat.all.map(\.name)).subtracting(["archive"])
        let whole = Set(vectors.filter { $0.name == nil }.compactMap(\.expected?.adapter))
        #expect(adapters.subtracting(whole) == [])
        let inputs = Dictionary(grouping: vectors.filter { $0.expected != nil && $0.name == nil }) { $0.expected?.adapter ?? "" }
        for adapter in adapters {
            let samples = Set((inputs[adapter] ?? []).map(\.input))
            #expect(vectors.contains { $0.name != nil && samples.contains($0.input) }, "\(adapter) has no damaged twin")
        }
    }

    @Test(arguments: CaptureVector.all) func gives(_ vector: CaptureVector) throws {
        try vector.withPath { path in
            do throws(IntakeError) {
                let capture = try CaptureReader.capture(path: path)
                #expect(vector.failure == nil)
                #expect(CaptureDescription(capture) == vector.expected)
                #expect(capture.path == path && capture.claims.allSatisfy { $0.adapter == capture.adapter })
            } catch {
                let place = error.offset.map { "@\($0)" } ?? ""
                let expected = try #require(vector.failure, "\(error.reason.rawValue)\(place)")
                #expect(error.reason.rawValue + (expected.contains("@") ? place : "") == expected)
                #expect(error.kind == .noDocument && error.path == path)
            }
        }
    }

    /// Every sample of this folder is in a vector, by itself or with the folder it is in.
    @Test func noSampleIsLeftOut() throws {
        let used = Set(CaptureVector.all.map(\.input))
        for file in try CaptureVectorTests.files(below: try CaptureVector.sample("")) {
            let folder = file.split(separator: "/").dropLast().joined(separator: "/")
            // Zips are read by the command, which has the library for them and a test with this one.
            #expect(used.contains(file) || used.contains(folder) || file == "dumps/jmrtd.zip", "\(file)")
        }
    }

    /// Every sample of the vendors' formats, where that folder is at hand, is one of this folder.
    @Test(.enabled(if: ThirdPartyData.isPresent("../facts/vendor-formats"))) func everyVendorSampleIsHere() throws {
        let vendors = try #require(ThirdPartyData.folder("../facts/vendor-formats"))
        let files = try CaptureVectorTests.files(below: vendors).filter { $0.contains("/") && !$0.hasSuffix(".tsv") }
        #expect(files.count > 30)
        for file in files {
            let copy = try? Data(contentsOf: try CaptureVector.sample(file))
            #expect(try copy == Data(contentsOf: vendors.appendingPathComponent(file)), "\(file)")
        }
    }

    private static func files(below root: URL) throws -> [String] {
        let names = try #require(FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String })
        return try names.filter {
            try root.appendingPathComponent($0).resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
        }.sorted()
    }

    /// A format that is asked for by name is used whatever the content says, and an error where the content is none.
    @Test(arguments: CaptureVector.all.filter { $0.name == nil }) func asAdapter(_ vector: CaptureVector) throws {
        let path = try CaptureVector.sample(vector.input).path
        let adapter = try #require(vector.expected?.adapter)
        let capture = try CaptureReader.capture(path: path, options: CaptureOptions(adapter: adapter))
        #expect(CaptureDescription(capture) == vector.expected)
        let other = adapter == "readid" ? "regula" : "readid"
        #expect(throws: IntakeError.self) { try CaptureReader.capture(path: path, options: CaptureOptions(adapter: other)) }
    }
}
