import Irregularities

extension ResultFormat {
    /// The answer of Amazon Textract's AnalyzeID: the zone is one of the fields, its lines parted by a line end.
    static let amazonTextract = ResultFormat("aws-textract") { value in
        value["IdentityDocuments"]?.elements != nil
    } read: { value, draft in
        let documents = value["IdentityDocuments"]?.elements ?? []
        let zones = documents.map { document in
            (document["IdentityDocumentFields"]?.elements ?? []).enumerated().filter { $0.element["Type", "Text"]?.text == "MRZ_CODE" }
        }
        guard zones.count(where: { !$0.isEmpty }) < 2 else { return draft.refuse(.severalDocuments) }
        for (index, fields) in zones.enumerated() {
            for (number, field) in fields {
                draft.zone("/IdentityDocuments/\(index)/IdentityDocumentFields/\(number)", field["ValueDetection", "Text"])
            }
        }
        if zones.allSatisfy(\.isEmpty) { draft.skip("/IdentityDocuments", .noMachineReadableZone) }
    }
}
