import CivilTime
import DocumentPKI
import DocumentVerification
import Inspection
import LogicalDataStructure
import SpecimenIssuing
import Testing
import TravelDocuments

/// Every fault of the issuer's table, through the whole of verification and inspection: exactly its checks fail.
@Suite struct SpecimenFaultTests {
    private static let made = Result { Utopia(keys: try KeyRing()) }

    private static func inspect(_ specimen: Specimen, _ store: [(name: String, bytes: [UInt8])]) throws -> InspectionResult {
        var reader = StoreReader(trust: .namedOnCommandLine)
        var keys = KeyCache()
        for file in store { #expect(reader.read(file.bytes[...], name: file.name, keys: &keys), "\(file.name)") }
        let files = specimen.files.map { file in
            CapturedFile(name: file.name, role: role(of: file.name), roleIdentifiedBy: .name, bytes: file.bytes[...])
        }
        let document = TravelDocument(Capture(path: "specimen", kind: .chipFiles, adapter: "folder", files: files))
        var cache = VerificationCache(store: reader.store)
        let time = try #require(Timestamp(iso8601: FaultTable.time))
        var inspector = Inspector(policy: .field)
        return inspector.inspect(DocumentVerifier.verify(document, at: time, cache: &cache))
    }

    private static func role(of name: String) -> ElementaryFile? {
        switch name {
        case "EF_COM.bin": .common
        case "EF_SOD.bin": .securityObject
        default: Int(name.dropFirst(5).dropLast(4)).flatMap(DataGroupNumber.init(rawValue:)).map(ElementaryFile.dataGroup)
        }
    }

    private static func ids(_ result: InspectionResult, _ verdict: Verdict) -> Set<String> {
        Set(result.findings.filter { $0.verdict == verdict }.map { CheckRegistry.all[Int($0.check)].name })
    }

    @Test(arguments: Series.allCases)
    func rightSpecimensPass(_ series: Series) throws {
        let utopia = try SpecimenFaultTests.made.get()
        let result = try SpecimenFaultTests.inspect(utopia.issue(series), utopia.store())
        #expect(SpecimenFaultTests.ids(result, .failed) == Set(Fault.checksThatAlwaysFail))
        #expect(SpecimenFaultTests.ids(result, .undetermined).isEmpty)
        #expect(result.conclusion == .passed)
    }

    @Test(arguments: Fault.allCases)
    func faultsFailTheirChecksAndNoOther(_ fault: Fault) throws {
        let utopia = try SpecimenFaultTests.made.get()
        let result = try SpecimenFaultTests.inspect(utopia.issue(fault), utopia.store())
        #expect(SpecimenFaultTests.ids(result, .failed) == Set(fault.failedChecks + Fault.checksThatAlwaysFail))
        #expect(result.conclusion.rawValue == fault.conclusion)
    }
}
