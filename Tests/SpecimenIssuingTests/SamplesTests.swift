import Foundation
import SpecimenIssuing
import TestSupport
import Testing

/// The committed samples against what the code issues today with the committed keys: byte by byte.
///
/// Nonces, salts and the keys of the documents follow from numbers, so that every OpenSSL makes the same bytes.
@Suite struct SamplesTests {
    private static func read(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: PackageFolder.samples.appendingPathComponent(path)))
    }

    private static func utopia() throws -> Utopia {
        try Utopia { try? String(contentsOf: PackageFolder.samples.appendingPathComponent("keys/\($0).pem"), encoding: .utf8) }
    }

    @Test func everyFileIsWhatTheCodeIssues() throws {
        let utopia = try SamplesTests.utopia()
        let files = try Samples.files(utopia) + utopia.keys().map { ("keys/\($0.file).pem", Array($0.pem.utf8)) }
        for file in files {
            let committed = try? SamplesTests.read(file.path)
            #expect(committed == file.bytes, "\(file.path): run swift run issue-samples samples")
        }
        // Nothing else lies there but the page about the samples and what the command prints about them.
        let names = try FileManager.default.subpathsOfDirectory(atPath: PackageFolder.samples.path).filter { path in
            let attributes = try FileManager.default.attributesOfItem(atPath: PackageFolder.samples.appendingPathComponent(path).path)
            return attributes[.type] as? FileAttributeType == .typeRegular && !path.hasPrefix("expected/") && path != "README.md"
        }
        #expect(Set(names) == Set(files.map(\.path)))
    }

    @Test func theTableOfFaultsIsJSON() throws {
        let parsed = try JSONSerialization.jsonObject(with: Data(SamplesTests.read("faults.json"))) as? [String: Any]
        #expect((parsed?["faults"] as? [Any])?.count == DocumentFault.all.count)
        #expect((parsed?["samples"] as? [Any])?.count == Samples.all.count && Samples.all.count == 6)
        #expect(Samples.all.count { $0.fault != nil } == 3)
    }

    /// A key that is not there is made of a number: the same one every time.
    @Test func missingKeysAreMade() throws {
        let all = try SamplesTests.utopia().keys()
        let made = try Utopia { name in name.hasPrefix("csca") ? all.first { $0.file == name }?.pem : nil }.keys()
        #expect(made.map(\.file) == all.map(\.file) && made.map(\.file) == Utopia.keyFiles.map(\.file))
        #expect(zip(made, all).allSatisfy { $0.file.hasPrefix("csca") == ($0.pem == $1.pem) })
        #expect(try Utopia { name in all.first { $0.file == name }?.pem }.keys().map(\.pem) == all.map(\.pem))
    }
}
