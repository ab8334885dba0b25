import DocumentPKI
import DocumentVerification
import Foundation
import Inspection
import Intake
import SpecimenIssuing
import TestSupport
import Testing
import TravelDocuments

/// The specimens and the samples against `samples/faults.json`: what fails is exactly what the table says.
@Suite struct FaultTests {
    private struct Table: Decodable {
        struct Row: Decodable {
            let folder: String?
            let name: String?
            let failed: [String]
            let conclusion: String
        }
        let always: [String]
        let samples: [Row]
        let faults: [Row]
    }

    private static func table() throws -> Table {
        try JSONDecoder().decode(Table.self, from: Data(contentsOf: PackageFolder.samples.appendingPathComponent("faults.json")))
    }

    private func failed(_ result: InspectionResult) -> Set<String> {
        Set(result.findings.filter { $0.verdict == .failed }.map { CheckRegistry.all[Int($0.check)].name })
    }

    @Test(arguments: Fault.allCases) func everyFaultFailsWhatTheTableSays(_ fault: Fault) throws {
        let table = try FaultTests.table()
        let row = try #require(table.faults.first { $0.name == fault.rawValue })
        var inspector = Inspector()
        let result = inspector.inspect(try Laboratory.record(Laboratory.files(fault)))
        #expect(failed(result) == Set(row.failed + table.always))
        #expect(result.conclusion.rawValue == row.conclusion)
    }

    @Test(arguments: Series.allCases) func rightSpecimensFailNothingElse(_ series: Series) throws {
        var inspector = Inspector()
        let result = inspector.inspect(try Laboratory.record(Laboratory.files(series)))
        #expect(failed(result) == Set(try FaultTests.table().always))
        #expect(result.conclusion == .passed)
        #expect(!result.findings.contains { $0.verdict == .undetermined })
    }

    @Test func everySampleFolderIsWhatTheTableSays() throws {
        let table = try FaultTests.table()
        var reader = StoreReader(trust: .namedOnCommandLine)
        var keys = KeyCache()
        let files = try StoreFiles(path: PackageFolder.samples.appendingPathComponent("store").path).files
        for file in files { reader.read(file.bytes, name: file.name, keys: &keys) }
        #expect(reader.refused.isEmpty && files.count == 7)
        var cache = VerificationCache(store: reader.store)
        var inspector = Inspector()
        #expect(table.samples.count == FaultTable.samples.count)
        for row in table.samples {
            let folder = try #require(row.folder)
            let capture = try Intake.capture(path: PackageFolder.samples.appendingPathComponent(folder).path)
            let record = DocumentVerifier.verify(TravelDocument(capture), at: Laboratory.time, cache: &cache)
            let result = inspector.inspect(record)
            #expect(failed(result) == Set(row.failed + table.always), "\(folder)")
            #expect(result.conclusion.rawValue == row.conclusion, "\(folder)")
        }
    }
}
