import DocumentPKI
import DocumentVerification
import Irregularities
import LogicalDataStructure
import SignedStructures
import TravelDocuments

extension Check {
    static let securityObjectSignedAttributes = Check(
        "security-object.signed-attributes", "Signed attributes of EF.SOD belong to its content", Citation(.rfc(5652), "5.4 and 11")
    ) { record, collector in
        guard record.chip != nil else {
            collector.add(.notApplicable, .notApplicable)
            return
        }
        guard let facts = record.securityObject else {
            collector.add(.undetermined, .needsSecurityObject)
            return
        }
        guard let signer = facts.signer else {
            collector.add(.failed, .noSigner)
            return
        }
        guard signer.signerInfo.signedAttributes != nil else {
            // RFC 5652, 5.3: without signed attributes the content type must be id-data.
            let isData = record.securityObjectFile?.signedData.contentType == .data
            collector.add(isData ? .undetermined : .failed, .attributesAbsent, .signer)
            return
        }
        if signer.proof.messageDigestMatches == false || signer.proof.contentTypeMatches == false {
            let isKnown = record.isExcused(.securityObjectSignatureWrong)
            collector.add(isKnown ? .undetermined : .failed, isKnown ? .knownDeviation : .attributeMismatch, .signer)
        } else if signer.proof.algorithmProtectionMatches == false {
            collector.add(.failed, .algorithmProtectionMismatch, .signer)
        } else if signer.proof.messageDigestMatches == nil {
            collector.add(.undetermined, .unsupportedAlgorithm, .signer)
        } else {
            collector.add(.passed, nil, .signer)
        }
    }
}
