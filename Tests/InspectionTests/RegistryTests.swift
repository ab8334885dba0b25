import Inspection
import Irregularities
import SpecimenIssuing
import Testing

/// The laws of the registry (law 4): id, citation, vectors, and vectors that can see a broken check.
@Suite struct RegistryTests {
    @Test(arguments: CheckVector.all.indices) func vectorsHold(_ index: Int) throws {
        let vector = CheckVector.all[index]
        let place = try #require(CheckRegistry.all.firstIndex { $0.name == vector.check })
        var inspector = Inspector()
        #expect(inspector.inspect(try vector.record()).texts(of: place) == vector.expected, "\(vector.check): \(vector.name)")
    }

    @Test func idsAreUniqueAndOfOneForm() {
        let names = CheckRegistry.all.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names {
            #expect(name.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*\.[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil, "\(name)")
        }
        #expect(CheckRegistry.check(named: "security-object.signature") != nil && CheckRegistry.check(named: "no.check") == nil)
    }

    @Test func everyCheckHasTitleAndCitation() {
        for check in CheckRegistry.all {
            #expect(!check.citation.section.isEmpty && check.citation.section.contains { $0.isNumber || $0.isLetter }, "\(check.name)")
            #expect(!check.title.description.isEmpty && !check.title.description.hasSuffix("."), "\(check.name)")
        }
        #expect(Set(CheckRegistry.all.map(\.title.description)).count == CheckRegistry.all.count)
    }

    @Test func everyCheckHasAPassingAndAFailingVector() {
        for check in CheckRegistry.all {
            let expected = CheckVector.vectors(of: check.name).flatMap(\.expected)
            #expect(expected.contains { $0.hasPrefix("passed") }, "\(check.name) has no passing vector")
            #expect(expected.contains { $0.hasPrefix("failed") }, "\(check.name) has no failing vector")
        }
        #expect(Set(CheckVector.all.map(\.check)) == Set(CheckRegistry.all.map(\.name)))
    }

    /// A check that always passes, and one that always fails, must break a vector; the registry's own must break none.
    @Test(arguments: CheckRegistry.all.indices) func aSwappedCheckIsSeen(_ index: Int) throws {
        let check = CheckRegistry.all[index]
        let vectors = CheckVector.vectors(of: check.name)
        let records = try vectors.map { try $0.record() }
        func broken(_ replacement: Check) -> Int {
            var checks = CheckRegistry.all
            checks[index] = replacement
            var inspector = Inspector(policy: .field, checks: checks)
            return zip(vectors, records).count { inspector.inspect($1).texts(of: index) != $0.expected }
        }
        let passing = Check(check.id, check.title, check.citation) { _, collector in collector.add(.passed) }
        let failing = Check(check.id, check.title, check.citation) { _, collector in collector.add(.failed) }
        let silent = Check(check.id, check.title, check.citation) { _, _ in }
        #expect(broken(check) == 0)
        #expect(broken(passing) > 0)
        #expect(broken(failing) > 0)
        #expect(broken(silent) == vectors.count)
    }

    private static let ofTheChip = ["lds.", "security-object.", "document-signer.", "certification-path.", "chip."]
    private static let ofTheSigner = ["security-object.", "document-signer.", "certification-path."]

    @Test func checksOfTheChipDoNotApplyToABareZone() throws {
        var inspector = Inspector()
        let result = inspector.inspect(try Laboratory.record([], printed: CheckVector.printed()))
        for (index, check) in CheckRegistry.all.enumerated() where RegistryTests.ofTheChip.contains(where: check.name.hasPrefix) {
            #expect(result.texts(of: index) == ["notApplicable not-applicable"], "\(check.name)")
        }
    }

    @Test func checksOfTheSignerNeedTheSecurityObject() throws {
        var inspector = Inspector()
        let result = inspector.inspect(try Laboratory.record(Laboratory.files(.passport).without("EF_SOD.bin")))
        for (index, check) in CheckRegistry.all.enumerated() where RegistryTests.ofTheSigner.contains(where: check.name.hasPrefix) {
            #expect(result.texts(of: index) == ["undetermined needs-security-object"], "\(check.name)")
        }
        #expect(result.conclusion == .undetermined)
    }
}
