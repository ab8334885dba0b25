import DocumentPKI
import DocumentVerification
import Irregularities
import TravelDocuments

extension Check {
    /// Doc 9303-12, 7.1.1 gives document signers digitalSignature and nothing else; some have nonRepudiation beside it or in its place.
    ///
    /// A key for lists, seals or certificates signs no documents, whatever its key usage allows.
    static let documentSignerKeyUsage = Check(
        "document-signer.key-usage", "Document signer's key may sign data", Citation(.doc9303(part: 12), "7.1.1")
    ) { record, collector in
        guard let traits = signerTraits(record, &collector) else { return }
        if traits.isForOtherPurpose {
            collector.add(.failed, .otherPurpose, .signer)
            return
        }
        switch traits.maySignData {
        case nil: collector.add(.notApplicable, .notApplicable)
        case true?: collector.add(.passed, nil, .signer)
        case false?: collector.add(.failed, .keyUsage, .signer)
        }
    }
}
