import Inspection
import SpecimenIssuing
import Testing

/// Files of two documents in one folder: no mixture of them may pass.
@Suite struct SwapTests {
    private struct Mixture: Sendable, CustomTestStringConvertible {
        let base: Series
        let donor: Series
        /// The files that are the donor's.
        let names: [String]

        var testDescription: String { "\(base) with \(names.joined(separator: " and ")) of \(donor)" }
    }

    /// Every file of one document, and every two, in every other document.
    private static let mixtures: [Mixture] = {
        func names(_ series: Series) -> [String] { ["EF_SOD.bin"] + series.plan.dataGroups.sorted().map { "EF_DG\($0).bin" } }
        return Series.allCases.flatMap { base in
            Series.allCases.filter { $0 != base }.flatMap { donor in
                names(donor).enumerated().flatMap { index, first in
                    [Mixture(base: base, donor: donor, names: [first])]
                        + names(donor).dropFirst(index + 1).map { Mixture(base: base, donor: donor, names: [first, $0]) }
                }
            }
        }
    }()

    private static func mixed(_ mixture: Mixture) throws -> InspectionResult {
        var files = try Laboratory.files(mixture.base)
        for file in try Laboratory.files(mixture.donor) where mixture.names.contains(file.name) {
            files = files.setting(file.name, file.bytes)
        }
        var inspector = Inspector(policy: .field)
        return inspector.inspect(try Laboratory.record(files))
    }

    private static func verdict(_ result: InspectionResult, _ check: String) -> Verdict? {
        result.findings.first { CheckRegistry.all[Int($0.check)].name == check }?.verdict
    }

    @Test func noMixtureOfTwoDocumentsPasses() throws {
        #expect(SwapTests.mixtures.count == 2 * (28 + 28) + 2 * 6)
        for mixture in SwapTests.mixtures {
            let result = try SwapTests.mixed(mixture)
            #expect(result.conclusion == .failed, "\(mixture.testDescription)")
            #expect(SwapTests.verdict(result, "security-object.data-group-hashes") == .failed, "\(mixture.testDescription)")
        }
    }

    /// EF.COM is not signed: another's is seen where it lists other data groups or another version than EF.SOD states, and proves nothing.
    @Test func anotherEFCOMIsSeenWhereItContradicts() throws {
        for base in Series.allCases {
            for donor in Series.allCases where donor != base {
                let result = try SwapTests.mixed(Mixture(base: base, donor: donor, names: ["EF_COM.bin"]))
                // Version 0 of the security object states no LDS version, so the identity card's EF.COM says nothing wrong of the passport.
                let isHarmless = base == .passport && donor == .identityCard
                #expect(result.conclusion == (isHarmless ? .passed : .failed), "\(base) with EF.COM of \(donor)")
                #expect(SwapTests.verdict(result, "lds.files-agree") == (isHarmless ? .passed : .failed))
            }
        }
    }

    /// All that is signed of one document, with EF.COM of its own, is that document: the mixture of everything passes.
    @Test func aWholeDocumentPasses() throws {
        for series in Series.allCases {
            let names = try Laboratory.files(series).map(\.name)
            let result = try SwapTests.mixed(Mixture(base: .td2Card, donor: series, names: names))
            #expect(result.conclusion == .passed, "\(series)")
        }
    }
}
