import DocumentPKI
import DocumentVerification
import Inspection
import LogicalDataStructure
import MachineReadableZone
import SignedStructures
import SpecimenIssuing
import TestSupport
import Testing
import TravelDocuments

/// One byte changed anywhere in a document: what is signed can not be changed and pass, what is not signed can not change the meaning.
@Suite struct MutationTests {
    /// The places of a file that a change is tried at; with another seed they are others.
    private static let placesOfDataGroup = 32
    private static let placesOfSecurityObject = 300

    private static func inspect(_ files: Laboratory.Files, _ cache: inout VerificationCache) -> InspectionResult {
        var inspector = Inspector(policy: .field)
        return inspector.inspect(DocumentVerifier.verify(Laboratory.document(files), at: Laboratory.time, cache: &cache))
    }

    /// The files with one byte of one of them changed: one bit of it, or any other value.
    private static func mutated(
        _ files: Laboratory.Files, _ index: Int, at offset: Int, _ generator: inout SeededGenerator
    ) -> Laboratory.Files {
        var files = files
        let change: UInt8 =
            Bool.random(using: &generator) ? 1 << UInt8.random(in: 0..<8, using: &generator) : .random(in: 1...255, using: &generator)
        files[index].bytes[offset] ^= change
        return files
    }

    @Test(arguments: Series.allCases) func noByteOfADataGroupCanChange(_ series: Series) throws {
        let files = try Laboratory.files(series)
        var cache = VerificationCache(store: try Laboratory.store())
        var generator = SeededGenerator(seed: 0x1CA0)
        for (index, file) in files.enumerated() where file.name.hasPrefix("EF_DG") {
            // The headers first, then places anywhere.
            let places =
                Array(0..<12) + (0..<MutationTests.placesOfDataGroup).map { _ in Int.random(in: file.bytes.indices, using: &generator) }
            for offset in places {
                let result = MutationTests.inspect(MutationTests.mutated(files, index, at: offset, &generator), &cache)
                #expect(result.conclusion == .failed, "\(file.name) at \(offset)")
            }
        }
    }

    @Test(arguments: Series.allCases) func noByteOfTheSecurityObjectCanChangeTheMeaning(_ series: Series) throws {
        let files = try Laboratory.files(series)
        let index = try #require(files.firstIndex { $0.name == "EF_SOD.bin" })
        var cache = VerificationCache(store: try Laboratory.store())
        let right = Meaning(MutationTests.inspect(files, &cache).record)
        let signed = try MutationTests.signedPlaces(files[index].bytes)
        var generator = SeededGenerator(seed: 0x50D)
        var passes = 0
        for _ in 0..<MutationTests.placesOfSecurityObject {
            let offset = Int.random(in: files[index].bytes.indices, using: &generator)
            let result = MutationTests.inspect(MutationTests.mutated(files, index, at: offset, &generator), &cache)
            guard result.conclusion == .passed else { continue }
            passes += 1
            #expect(!signed.contains { $0.contains(offset) }, "\(series) at \(offset)")
            #expect(Meaning(result.record) == right, "\(series) at \(offset)")
        }
        // Versions, outer algorithms and the signer's name are not signed; were there no pass, the places would not be seen.
        #expect(passes < MutationTests.placesOfSecurityObject / 10)
    }

    /// Where EF.SOD holds what a signature covers, and the signatures.
    private static func signedPlaces(_ bytes: [UInt8]) throws -> [Range<Int>] {
        let object = try #require(ChipFiles([ChipFile(.securityObject, bytes[...])]).securityObject)
        let content = try #require(object.signedData.content)
        let signer = try #require(object.signedData.signerInfos.first)
        let attributes = try #require(signer.signedAttributes)
        let certificate = try Certificate(try #require(object.signedData.certificates.first))
        let places = [content.bytes, attributes.bytes, signer.signature, certificate.tbsCertificate, certificate.signature]
        #expect(places.allSatisfy { !$0.isEmpty && Array($0) == Array(bytes[$0.indices]) })
        return places.map(\.indices)
    }
}

/// What a reader of the report relies on.
private struct Meaning: Equatable {
    let digests: [[UInt8]]
    /// What the issuer signed of the signer's certificate.
    let signer: [UInt8]?
    let validities: [Validity]
    let issueDate: IssueDate?
    let lines: [String]

    init(_ record: VerificationRecord) {
        digests = record.dataGroups.map { Array(record.listedHash(of: $0) ?? []) }
        signer = record.securityObject?.signer?.certificate.map { Array($0.tbsCertificate) }
        validities = record.securityObject?.signer?.traits?.validities ?? []
        issueDate = record.issueDate
        lines = record.document.chip?.dataGroup1?.zone.lines ?? []
    }
}
