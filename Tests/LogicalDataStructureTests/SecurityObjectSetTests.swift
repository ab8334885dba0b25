import Foundation
import Irregularities
import LogicalDataStructure
import SignedStructures
import TestSupport
import Testing

/// The 19 security objects that pymrtd is tested with, and what stands in them.
///
/// The hashes, versions and types were read with a reader of their own. Where pymrtd refuses one by policy, it is a value with an irregularity here.
@Suite struct SecurityObjectSetTests {
    static let rows: [(file: Int, hashes: String, version: Int, irregularities: [ReasonCode])] = [
        (0, "1 2 3 14 4", 0, [.unsortedDataGroups]),
        (1, "1 2 3 14 15 4", 0, [.unsortedDataGroups]),
        (2, "1 2 3 14 4", 0, [.contentTypeData, .unsortedDataGroups]),
        (5, "1 2 3 14 4", 0, [.unknownVersion, .unsortedDataGroups]),
        (6, "1 2 3 14 4", 0, [.unknownVersion, .unsortedDataGroups]),
        (7, "1 2 3 14 4", 0, [.unknownVersion, .unsortedDataGroups]),
        (8, "1 2 3 14 4", 0, [.contentTypeData, .unsortedDataGroups]),
        (11, "1 2 3 14 4", 2, [.unknownVersion, .unsortedDataGroups]),
        (12, "1 2 3 14 4", 255, [.unknownVersion, .unsortedDataGroups]),
        (13, "1 2 3 14 4", 0, [.paddedFile, .unsortedDataGroups]),
        (14, "1 2 3 14 15 4", 0, [.unsortedDataGroups]),
        (18, "1 2 3 14 15 4", 0, [.unsortedDataGroups]),
    ]

    private func file(_ number: Int) throws -> ChipFile {
        let folder = try #require(ThirdPartyData.folder("sod-pymrtd"))
        let name = "sod/sod_\(number < 10 ? "0" : "")\(number).bin"
        return ChipFile(.securityObject, [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))[...])
    }

    @Test(.enabled(if: ThirdPartyData.isPresent("sod-pymrtd")), arguments: rows.map(\.file)) func decodes(_ number: Int) throws {
        let row = try #require(Self.rows.first { $0.file == number })
        let read = try file(number)
        let content = try #require(ChipFiles([read]).securityObject)
        let object = try content.ldsSecurityObject.get()
        #expect(object.dataGroupHashes.map { String($0.number) }.joined(separator: " ") == row.hashes)
        #expect(object.version == row.version)
        #expect(Set(read.irregularities.map(\.code)) == Set(row.irregularities))
        #expect(object.hash(of: .fourteen)?.count == object.hashAlgorithm.hashFunction?.outputLength)
        #expect(object.hash(of: .seven) == nil)
    }

    /// A ContentInfo that is no SignedData is unreadable.
    @Test(.enabled(if: ThirdPartyData.isPresent("sod-pymrtd")), arguments: [3, 4]) func isNoSignedData(_ number: Int) throws {
        #expect(try file(number).error?.code == .contentType)
    }

    /// A content type of another trade leaves the CMS readable and the content unread.
    @Test(.enabled(if: ThirdPartyData.isPresent("sod-pymrtd")), arguments: [9, 10]) func hasOtherContent(_ number: Int) throws {
        let content = try #require(ChipFiles([try file(number)]).securityObject)
        #expect(throws: LDSError.self) { try content.ldsSecurityObject.get() }
        #expect(content.signedData.signerInfos.count == 1)
    }
}
