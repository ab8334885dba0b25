import DocumentPKI
import DocumentVerification
import Foundation
import Inspection
import Intake
import LogicalDataStructure
import SpecimenIssuing
import TestSupport
import Testing
import TravelDocuments

/// `samples/documents`: what the code issues today, byte by byte, and that all of it passes as the command reads it.
@Suite struct SampleDocumentsTests {
    private static let folder = PackageFolder.samples.appendingPathComponent(
        "documents", isDirectory: true)

    /// Keys, nonces and salts follow from a number, so that every OpenSSL makes the same bytes.
    @Test func theCommittedBytesAreWhatTheCodeIssues() throws {
        let files = try SampleDocuments.files()
        for file in files {
            let committed = try? Data(
                contentsOf: SampleDocumentsTests.folder.appendingPathComponent(file.path))
            #expect(committed.map { [UInt8]($0) } == file.bytes, "\(file.path)")
        }
        let names = try FileManager.default.subpathsOfDirectory(
            atPath: SampleDocumentsTests.folder.path)
        #expect(Set(names.filter { $0.contains("/") }) == Set(files.map(\.path)))
    }

    @Test(arguments: SampleDocuments.all.map(\.folder)) func theCommittedDocumentsPass(_ name: String)
        throws
    {
        var reader = StoreReader(trust: .namedOnCommandLine)
        var keys = KeyCache()
        for file in try StoreFiles(
            path: SampleDocumentsTests.folder.appendingPathComponent("store").path
        ).files {
            reader.read(file.bytes, name: file.name, keys: &keys)
        }
        var cache = VerificationCache(store: reader.store)
        var inspector = Inspector(policy: .field)
        let capture = try CaptureReader.capture(
            path: SampleDocumentsTests.folder.appendingPathComponent(name).path)
        let hasKey = capture.files.contains { $0.role == .dataGroup(.fifteen) }
        #expect(capture.files.count { $0.name.hasPrefix("AA") && $0.role == nil } == (hasKey ? 2 : 0))
        let result = inspector.inspect(
            DocumentVerifier.verify(TravelDocument(capture), at: Laboratory.time, cache: &cache))
        let failed = result.findings.filter { $0.verdict == .failed }.map {
            CheckRegistry.all[Int($0.check)].name
        }
        #expect(failed == DocumentFault.checksThatAlwaysFail && result.conclusion == .passed)
        let answer = result.findings.first { CheckRegistry.all[Int($0.check)].name == "chip.active-authentication" }
        #expect(answer?.verdict == (hasKey ? .passed : .notApplicable))
    }
}
