import DocumentPKI
import DocumentVerification
import Foundation
import Inspection
import Irregularities
import LogicalDataStructure
import SafeOpenSSL
import SignedStructures
import TagLengthValue
import TestSupport
import Testing
import TravelDocuments

/// Our verdicts on documents of third parties, the whole way from the files to the conclusion.
@Suite struct ThirdPartyVerdictTests {
    private static let rows = ThirdPartyRow.rows("chips", "security-objects", "policy-grid")
    private static let signed = rows.filter { $0.openssl != nil }
    private static let openssl = Subprocess.isAvailable("openssl")

    @Test func tablesAreWhole() throws {
        for (table, count) in [("chips", 9), ("security-objects", 19), ("policy-grid", 24)] {
            let file = try VectorFile<ThirdPartyRow>.load("third-party-" + table, from: .module)
            #expect(file.vectors.count == count && Set(file.vectors.map(\.id)).count == count)
            for row in file.vectors {
                #expect(Set(row.checks.keys) == Set(CheckRegistry.all.map(\.name)).filter { !$0.hasPrefix("claim.") }, "\(row.id)")
                #expect(!row.why.isEmpty && row.files.values.allSatisfy { $0.count == 64 }, "\(row.id)")
            }
        }
    }

    @Test(arguments: rows) func verdictsAreThoseOfTheTable(_ row: ThirdPartyRow) throws {
        let result = try row.inspect()
        let captured = zip(result.record.document.capture.files, result.record.fileDigests).map { ($0.name, $1.hex) }
        let expected = row.files.map { (URL(fileURLWithPath: $0.key).lastPathComponent, $0.value) }
        #expect([String: String](captured) { $1 } == [String: String](expected) { $1 }, "the files of the table")
        #expect(result.conclusion.rawValue == row.conclusion)
        let table = result.table
        for check in CheckRegistry.all {
            // No software has claimed anything of these files.
            let isClaim = check.name.hasPrefix("claim.")
            #expect(table[check.name] == (isClaim ? ["notApplicable not-applicable"] : row.checks[check.name]), "\(check.name)")
        }
    }

    // MARK: The openssl command

    /// The CMS of EF.SOD without its tag 77, or EF.CardSecurity.
    private static func cms(_ row: ThirdPartyRow) throws -> (bytes: [UInt8], path: String) {
        for path in row.files.keys {
            let bytes = try row.bytes(path)
            var reader = ElementReader(bytes[...])
            guard let element = try? reader.next() else { continue }
            if element.tag == TagLengthValue.Tag(0x77) { return (Array(element.content), path) }
            if element.tag == .sequence { return (bytes, path) }
        }
        throw CocoaError(.fileNoSuchFile)
    }

    /// The command verifies the signature and the digest of the content, without a chain, and writes the content.
    @Test(.enabled(if: openssl, "the openssl command is absent"), arguments: signed)
    func opensslAgrees(_ row: ThirdPartyRow) throws {
        let cms = try ThirdPartyVerdictTests.cms(row).bytes
        let result = try Subprocess.run("openssl", ["cms", "-verify", "-noverify", "-binary", "-inform", "DER"], input: cms)
        #expect((result.status == 0 ? "verifies" : "refuses") == row.openssl, "\(result.errorText)")
        let document = try row.inspect()
        guard document.record.document.chip?[.securityObject] != nil else { return }
        let isProved =
            document.verdicts("security-object.signature") == [.passed]
            && document.verdicts("security-object.signed-attributes") == [.passed]
        #expect(isProved == (result.status == 0))
        if result.status == 0 {
            let content = document.record.document.chip?.securityObject?.signedData.content?.bytes
            #expect(content.map { Array($0) } == result.output, "the same content")
        }
    }

    // MARK: Twins that must fail

    /// One bit of the signature, which is the end of an EF.SOD without unsigned attributes.
    @Test(arguments: signed.filter { $0.checks["security-object.signature"]?.first?.hasPrefix("passed") == true })
    func aChangedSignatureFails(_ row: ThirdPartyRow) throws {
        let path = try ThirdPartyVerdictTests.cms(row).path
        let signature = try row.inspect().record.securityObject?.signer?.signerInfo.signature
        let last = try #require(signature?.indices.last)
        let result = try row.inspect { name, bytes in if name == path { bytes[last] ^= 1 } }
        #expect(result.verdicts("security-object.signature") == [.failed])
        #expect(result.conclusion == .failed)
    }

    @Test(arguments: rows.filter { $0.files.count > 1 }) func aChangedDataGroupFails(_ row: ThirdPartyRow) throws {
        for path in row.files.keys {
            guard case .dataGroup(let number)? = ThirdPartyVerdictTests.file(try row.bytes(path)) else { continue }
            let result = try row.inspect { name, bytes in if name == path { bytes[bytes.count - 1] ^= 1 } }
            let fact = try #require(result.record.dataGroups.first { $0.number == number })
            #expect(fact.matches != true, "\(path)")
            if fact.listed != nil {
                let hashes = result.table["security-object.data-group-hashes"]
                #expect(hashes == ["failed hash-mismatch"], "\(path)")
            }
        }
    }

    private static func file(_ bytes: [UInt8]) -> ElementaryFile? {
        ElementReader(bytes[...]).nextTag.flatMap { ElementaryFile(tag: $0) }
    }
}
