import DocumentPKI
import DocumentVerification
import Foundation
import Inspection
import Intake
import SpecimenIssuing
import TestSupport
import Testing
import TravelDocuments

/// A folder in which one file cannot be read: a failed finding of that file, and no error; everything else is still judged (law 1).
@Suite struct BrokenFileTests {
    private enum Damage: CaseIterable {
        case half, headerOnly, nothing, noise

        func applied(to bytes: [UInt8]) -> [UInt8] {
            switch self {
            case .half: return Array(bytes.prefix(bytes.count / 2))
            case .headerOnly: return Array(bytes.prefix(2))
            case .nothing: return []
            case .noise:
                var generator = SeededGenerator(seed: UInt64(bytes.count))
                // The tag stays, or the file would be none of the chip.
                return bytes.prefix(1) + bytes.dropFirst().map { _ in UInt8.random(in: 0...255, using: &generator) }
            }
        }
    }

    private static func inspected(_ files: Laboratory.Files) throws -> InspectionResult {
        try TemporaryFolder.with { folder in
            for file in files { try folder.write(file.bytes, to: file.name) }
            var cache = VerificationCache(store: try Laboratory.store())
            var inspector = Inspector(policy: .field)
            let document = TravelDocument(try CaptureReader.capture(path: folder.url.path))
            return inspector.inspect(DocumentVerifier.verify(document, at: Laboratory.time, cache: &cache))
        }
    }

    private static func verdicts(_ result: InspectionResult, _ check: String) -> [Verdict] {
        result.findings.filter { CheckRegistry.all[Int($0.check)].name == check }.map(\.verdict)
    }

    @Test(arguments: Series.allCases) func aBrokenFileIsAFindingAndHidesNothing(_ series: Series) throws {
        let files = try Laboratory.files(series)
        for file in files {
            for damage in Damage.allCases {
                let name = "\(file.name), \(damage)"
                let result = try BrokenFileTests.inspected(files.setting(file.name, damage.applied(to: file.bytes)))
                let syntax = BrokenFileTests.verdicts(result, "lds.file-syntax")
                #expect(syntax.count == files.count && syntax.count { $0 == .failed } == 1, "\(name)")
                #expect(syntax.count { $0 == .passed } == files.count - 1, "\(name)")
                #expect(result.conclusion == .failed, "\(name)")
                #expect(Set(result.findings.map(\.check)).count == CheckRegistry.all.count, "\(name)")
                let isSecurityObject = file.name == "EF_SOD.bin"
                #expect(
                    BrokenFileTests.verdicts(result, "security-object.signature") == [isSecurityObject ? .undetermined : .passed], "\(name)"
                )
                let hashes: Verdict =
                    isSecurityObject ? .undetermined : ["EF_COM.bin", "EF_CardAccess.bin"].contains(file.name) ? .passed : .failed
                #expect(BrokenFileTests.verdicts(result, "security-object.data-group-hashes") == [hashes], "\(name)")
            }
        }
    }
}
