import DocumentPKI
import DocumentVerification
import Foundation
import Inspection
import Intake
import SpecimenIssuing
import TestSupport
import Testing
import TravelDocuments

/// The documents of the series with every fault, through the whole of verification and inspection, and the committed samples.
@Suite struct SpecimenFaultTests {
    private static func ids(_ result: InspectionResult, _ verdict: Verdict) -> Set<String> {
        Set(result.findings.filter { $0.verdict == verdict }.map { CheckRegistry.all[Int($0.check)].name })
    }

    /// The document of a series with what its chip answered and, where it differs, its page; its own store verifies it.
    private static func inspect(_ series: Series, fault: DocumentFault? = nil) throws -> InspectionResult {
        let document = try Laboratory.specimen(series, fault: fault?.name)
        let page = document.pageDiffers ? document.zone.joined(separator: "\n") + "\n" : nil
        var inspector = Inspector(policy: .field)
        return inspector.inspect(
            try Laboratory.record(
                document.files, printed: page, store: Laboratory.store(of: document.store), answer: document.activeAuthentication))
    }

    @Test(arguments: Series.allCases)
    func rightSpecimensPass(_ series: Series) throws {
        let result = try SpecimenFaultTests.inspect(series)
        #expect(SpecimenFaultTests.ids(result, .failed) == Set(DocumentFault.checksThatAlwaysFail))
        #expect(SpecimenFaultTests.ids(result, .undetermined).isEmpty && SpecimenFaultTests.ids(result, .notPerformed).isEmpty)
        #expect(result.conclusion == .passed)
    }

    /// What the table says of passports holds of TD1 and TD2 as well, and of documents with few data groups.
    @Test(arguments: Series.allCases)
    func faultsFailTheirChecksAndNoOther(_ series: Series) throws {
        var applied = 0
        for fault in DocumentFault.all where fault.applies(to: series.plan) {
            let result = try SpecimenFaultTests.inspect(series, fault: fault)
            #expect(
                SpecimenFaultTests.ids(result, .failed) == Set(fault.failedChecks + DocumentFault.checksThatAlwaysFail), "\(fault.name)")
            #expect(result.conclusion.rawValue == fault.conclusion, "\(fault.name)")
            applied += 1
        }
        #expect(applied > 80)
    }

    /// The committed folders with the committed store, read from the disk as the command reads them.
    @Test(arguments: Samples.all.indices)
    func committedSamplesFailTheirChecksAndNoOther(_ index: Int) throws {
        let sample = Samples.all[index]
        var reader = StoreReader(trust: .namedOnCommandLine)
        var keys = KeyCache()
        let files = try StoreFiles(path: PackageFolder.samples.appendingPathComponent("store").path).files
        for file in files { reader.read(file.bytes, name: file.name, keys: &keys) }
        #expect(reader.refused.isEmpty && files.count == 7)
        var cache = VerificationCache(store: reader.store)
        var inspector = Inspector(policy: .field)
        let capture = try CaptureReader.capture(path: PackageFolder.samples.appendingPathComponent(sample.folder).path)
        let result = inspector.inspect(DocumentVerifier.verify(TravelDocument(capture), at: Laboratory.time, cache: &cache))
        #expect(
            SpecimenFaultTests.ids(result, .failed) == Set((sample.fault?.failedChecks ?? []) + DocumentFault.checksThatAlwaysFail))
        #expect(result.conclusion.rawValue == (sample.fault?.conclusion ?? "passed"))
    }
}
