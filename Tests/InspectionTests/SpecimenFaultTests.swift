import DocumentPKI
import DocumentVerification
import Foundation
import Inspection
import Intake
import SpecimenIssuing
import TestSupport
import Testing
import TravelDocuments

/// The issuer's table of faults, through the whole of verification and inspection: exactly its checks fail, in specimens made now and in the
/// committed samples.
@Suite struct SpecimenFaultTests {
    private static func ids(_ result: InspectionResult, _ verdict: Verdict) -> Set<String> {
        Set(result.findings.filter { $0.verdict == verdict }.map { CheckRegistry.all[Int($0.check)].name })
    }

    @Test(arguments: Series.allCases)
    func rightSpecimensPass(_ series: Series) throws {
        var inspector = Inspector(policy: .field)
        let result = inspector.inspect(try Laboratory.record(Laboratory.files(series)))
        #expect(SpecimenFaultTests.ids(result, .failed) == Set(Fault.checksThatAlwaysFail))
        #expect(SpecimenFaultTests.ids(result, .undetermined).isEmpty)
        #expect(result.conclusion == .passed)
    }

    @Test(arguments: Fault.allCases)
    func faultsFailTheirChecksAndNoOther(_ fault: Fault) throws {
        var inspector = Inspector(policy: .field)
        let result = inspector.inspect(try Laboratory.record(Laboratory.files(fault)))
        #expect(SpecimenFaultTests.ids(result, .failed) == Set(fault.failedChecks + Fault.checksThatAlwaysFail))
        #expect(result.conclusion.rawValue == fault.conclusion)
    }

    /// The committed folders with the committed store, read from the disk as the command reads them.
    @Test(arguments: FaultTable.samples.indices)
    func committedSamplesFailTheirChecksAndNoOther(_ index: Int) throws {
        let sample = FaultTable.samples[index]
        var reader = StoreReader(trust: .namedOnCommandLine)
        var keys = KeyCache()
        let files = try StoreFiles(path: PackageFolder.samples.appendingPathComponent("store").path).files
        for file in files { reader.read(file.bytes, name: file.name, keys: &keys) }
        #expect(reader.refused.isEmpty && files.count == 7)
        var cache = VerificationCache(store: reader.store)
        var inspector = Inspector(policy: .field)
        let capture = try CaptureReader.capture(path: PackageFolder.samples.appendingPathComponent(sample.folder).path)
        let result = inspector.inspect(DocumentVerifier.verify(TravelDocument(capture), at: Laboratory.time, cache: &cache))
        #expect(SpecimenFaultTests.ids(result, .failed) == Set((sample.fault?.failedChecks ?? []) + Fault.checksThatAlwaysFail))
        #expect(result.conclusion.rawValue == (sample.fault?.conclusion ?? "passed"))
    }
}
