import CivilTime
import DocumentPKI
import DocumentVerification
import Foundation
import Inspection
import Irregularities
import LogicalDataStructure
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import TestSupport
import Testing
import TravelDocuments

/// The table of faults and tolerances of planned documents, in several algorithms: exactly its checks fail, and its reasons are told.
@Suite struct DocumentFaultTests {
    /// One of each way to sign.
    private static let selection: [String] = [
        "rsa-2048-pkcs1-sha256", "rsa-2048-pss-sha256", "secp256r1-explicit-sha256", "brainpoolP384r1-named-sha384",
        "secp256r1-explicit-plain-sha256",
    ]

    /// The selection, or with `MRTD_ALL_ALGORITHMS` in the environment, as `make soak` sets it, the whole table.
    private static let algorithms: [String] =
        ProcessInfo.processInfo.environment["MRTD_ALL_ALGORITHMS"] == nil ? selection : SigningAlgorithm.all.map(\.name)

    /// What an inspection says of a document with its own store.
    private struct Outcome {
        let failed: Set<String>
        let conclusion: String
        /// All reasons of findings, and all that was tolerated.
        let codes: Set<String>
        /// What was tolerated, with its subject.
        let tolerated: Set<String>

        init(_ document: IssuedDocument) {
            var cache = VerificationCache(store: Laboratory.store(of: document.store))
            var inspector = Inspector(policy: .field)
            // A page that says what the chip says is not handed in: most documents are inspected without one.
            let page = document.pageDiffers ? document.zone.joined(separator: "\n") + "\n" : nil
            let record = DocumentVerifier.verify(
                Laboratory.document(document.files, printed: page, answer: document.activeAuthentication), at: Laboratory.time,
                cache: &cache)
            let result = inspector.inspect(record)
            failed = Set(result.findings.filter { $0.verdict == .failed }.map { CheckRegistry.all[Int($0.check)].name })
            conclusion = result.conclusion.rawValue
            let tolerances = result.tolerances
            tolerated = Set(tolerances.map { "\($0.subjectName) \($0.code)" })
            codes = Set(result.findings.compactMap { $0.reason?.rawValue } + tolerances.map(\.code))
        }
    }

    @Test(arguments: algorithms) func faultsFailTheirChecksAndNoOther(_ name: String) throws {
        let algorithm = try #require(SigningAlgorithm.named(name))
        var issuer = DocumentIssuer(seed: 3)
        let plan = DocumentPlan(.passport, algorithm: algorithm, seed: 3)
        let right = Outcome(try issuer.issue(plan))
        let isWeak = algorithm.scheme.digestAlgorithm == .sha1
        #expect(right.failed == Set(DocumentFault.checksThatAlwaysFail + (isWeak ? ["security-object.algorithm-strength"] : [])))
        #expect(right.conclusion == "passed")
        var applied = 0
        for fault in DocumentFault.all where fault.applies(to: plan) {
            let outcome = Outcome(try issuer.issue(plan, fault: fault))
            #expect(outcome.failed == fault.checksThatFail(of: plan), "\(name): \(fault.name)")
            #expect(outcome.conclusion == fault.conclusion, "\(name): \(fault.name)")
            let told = outcome.codes.subtracting(right.codes)
            #expect(told.isSuperset(of: fault.reasons), "\(name): \(fault.name) tells \(told.sorted())")
            // A tolerance is told by its own findings and by nothing else, and a variant by nothing.
            let tolerated = outcome.tolerated.subtracting(right.tolerated)
            if fault.kind != .fault { #expect(tolerated == fault.findings, "\(name): \(fault.name) tells \(tolerated.sorted())") }
            applied += 1
        }
        #expect(applied > 80)
    }

    /// Each fault can be made of some algorithm of the selection, and its name is its own.
    @Test func everyFaultIsMade() {
        let plans = DocumentFaultTests.selection.compactMap(SigningAlgorithm.named).map { DocumentPlan(.passport, algorithm: $0) }
        #expect(plans.count == DocumentFaultTests.selection.count)
        for fault in DocumentFault.all { #expect(plans.contains(where: fault.applies), "\(fault.name)") }
        #expect(Set(DocumentFault.all.map(\.name)).count == DocumentFault.all.count)
        #expect(Set(DocumentFault.all.flatMap(\.failedChecks)).isSubset(of: CheckRegistry.all.map(\.name)))
    }

    /// Every tolerance has findings, and no two have the same, but where one says that it is another once more.
    @Test func everyToleranceIsToldFromTheOthers() {
        let tolerances = DocumentFault.all.filter { $0.kind == .tolerance }
        #expect(tolerances.count > 80)
        for row in tolerances {
            #expect(!row.findings.isEmpty, "\(row.name)")
            #expect(row.conclusion == "passed", "\(row.name)")
            let like = tolerances.filter { $0.findings == row.findings && $0.repeats == nil }
            #expect(like.count == 1 && row.repeats.map { $0 == like[0].name } ?? true, "\(row.name): \(like.map(\.name))")
        }
        for row in DocumentFault.all where row.kind == .variant {
            #expect(row.findings.isEmpty && row.failedChecks.isEmpty && row.conclusion == "passed", "\(row.name)")
            #expect(!(row.clause ?? "").isEmpty, "\(row.name)")
        }
        // Each known deviation of document signers is a row.
        let signers = CertificateDeviation.all.filter { $0.profiles.contains(.documentSigner) }
        // What drops leading zeros is made on P-521 alone.
        for deviation in signers where deviation.name != "parameters-zeros-dropped" {
            #expect(DocumentFault.named("signer-\(deviation.name)") != nil, "\(deviation.name)")
        }
    }

    @Test(arguments: DocumentKind.allCases) func everyKindPasses(_ kind: DocumentKind) throws {
        var issuer = DocumentIssuer(seed: 4)
        let algorithm = try #require(SigningAlgorithm.named("secp256r1-named-sha256"))
        var plan = DocumentPlan(kind, algorithm: algorithm)
        plan.zone.dateOfExpiry = max(plan.zone.dateOfExpiry, Laboratory.time.date)
        let document = try issuer.issue(plan)
        let outcome = Outcome(document)
        #expect(outcome.failed == Set(DocumentFault.checksThatAlwaysFail) && outcome.conclusion == "passed")
        #expect(document.zone[0].hasPrefix(kind.documentCode))
    }

    /// 1 000 documents of which everything is chosen by a seed.
    @Test func randomDocumentsPass() throws {
        var issuer = DocumentIssuer(seed: 5)
        for number in 1...1000 {
            let outcome = Outcome(try issuer.issue(.chosen(seed: 5, number: number)))
            #expect(outcome.failed == Set(DocumentFault.checksThatAlwaysFail), "document \(number)")
            #expect(outcome.conclusion == "passed", "document \(number)")
        }
    }

    /// 1 000 single bytes changed in what EF.SOD protects, in documents of which everything is chosen by a seed.
    @Test func noSignedByteCanChange() throws {
        var issuer = DocumentIssuer(seed: 6)
        var generator = SeededGenerator(seed: 6)
        for number in 1...50 {
            let document = try issuer.issue(.chosen(seed: 6, number: number))
            var cache = VerificationCache(store: Laboratory.store(of: document.store))
            var places: [(file: Int, range: Range<Int>)] = []
            for (index, file) in document.files.enumerated() where file.name.hasPrefix("EF_DG") {
                places.append((index, file.bytes.indices))
            }
            let index = try #require(document.files.firstIndex { $0.name == "EF_SOD.bin" })
            places += try DocumentFaultTests.signedPlaces(document.files[index].bytes).map { (index, $0) }
            for _ in 0..<20 {
                let place = places[Int.random(in: places.indices, using: &generator)]
                let offset = Int.random(in: place.range, using: &generator)
                var files = document.files
                files[place.file].bytes[offset] ^= UInt8.random(in: 1...255, using: &generator)
                var inspector = Inspector(policy: .field)
                let result = inspector.inspect(DocumentVerifier.verify(Laboratory.document(files), at: Laboratory.time, cache: &cache))
                #expect(result.conclusion != .passed, "document \(number), \(files[place.file].name) at \(offset)")
            }
        }
    }

    /// Where EF.SOD holds what a signature covers.
    private static func signedPlaces(_ bytes: [UInt8]) throws -> [Range<Int>] {
        let object = try #require(ChipFiles([ChipFile(.securityObject, bytes[...])]).securityObject)
        let content = try #require(object.signedData.content)
        let attributes = try #require(object.signedData.signerInfos.first?.signedAttributes)
        let certificate = try Certificate(try #require(object.signedData.certificates.first))
        return [content.bytes, attributes.bytes, certificate.tbsCertificate].map(\.indices)
    }
}
