import DocumentPKI
import DocumentVerification
import Irregularities
import LogicalDataStructure
import TravelDocuments

extension Check {
    /// Doc 9303-12, 7.1.1: a single letter in the list stands for all document codes that begin with it.
    static let documentSignerDocumentType = Check(
        "document-signer.document-type", "Document signer may sign documents of this type", Citation(.doc9303(part: 12), "7.1.1")
    ) { record, collector in
        guard let traits = signerTraits(record, &collector) else { return }
        guard let types = traits.documentTypes else {
            collector.add(.notApplicable, .notApplicable)
            return
        }
        guard let group = record.dataGroup1 else {
            collector.add(.undetermined, .needsDataGroup1)
            return
        }
        guard !types.isEmpty else {
            collector.add(.undetermined, .malformedDocumentTypeList, .signer)
            return
        }
        // Every format has the document code in its first two characters.
        let start = group.bytes.startIndex
        let code = DocumentTypeCode(group.bytes[start], group.bytes[start + 1])
        let isListed = types.contains { $0 == code || $0.isSingleLetter && $0.first == code.first }
        collector.add(isListed ? .passed : .failed, isListed ? nil : .documentTypeNotListed, .signer)
    }
}
