import Foundation
import Intake
import Irregularities
import LogicalDataStructure
import TestSupport
import Testing
import TravelDocuments

/// Folders of third parties as they are.
@Suite struct ThirdPartyFolderTests {
    static let rows: [(set: String, folder: String, roles: String)] = [
        ("lds-jmrtd", "bsi2008", "EF.COM DG1 DG2 DG3 DG4 DG14 DG15 EF.SOD"),
        ("lds-jmrtd", "loes2006", "EF.COM DG1 DG2 DG15 EF.SOD"),
        ("lds-jmrtd", "ef_sod", "EF.SOD"),
        ("lds-jmrtd", "doc9303", "DG14"),
        ("lds-jmrtd", "efcardsecurity", "EF.CardSecurity"),
        ("lds-tsemrtd", "files", "EF.COM DG1 DG2 DG3 DG4 DG5 DG7 DG11 DG12 DG14 DG15 EF.SOD"),
        ("policy-grid", "", "DG1 EF.SOD"),
    ]

    @Test(arguments: rows.indices.filter { ThirdPartyData.isPresent(rows[$0].set) }) func isCaptured(_ index: Int) throws {
        let row = Self.rows[index]
        let set = try #require(ThirdPartyData.folder(row.set))
        let capture = try CaptureReader.capture(path: set.appendingPathComponent(row.folder).path)
        let document = TravelDocument(capture)
        #expect(document.chip?.files.map(\.file.name).joined(separator: " ") == row.roles)
        #expect(document.chip?.files.allSatisfy { $0.error == nil } == true)
        #expect(document.scope == [.chip])
    }
}
