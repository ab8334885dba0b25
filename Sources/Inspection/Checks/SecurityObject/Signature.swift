import DocumentPKI
import DocumentVerification
import Irregularities
import SignedStructures
import TravelDocuments

extension Check {
    static let securityObjectSignature = Check(
        "security-object.signature", "Signature of EF.SOD under the document signer's key", Citation(.doc9303(part: 11), "5.1")
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
        if let error = signer.certificateError {
            collector.add(.undetermined, error.code, .signer)
            return
        }
        let limits: VerdictLimits = signer.path?.outcome == .anchored ? [] : .integrityOnly
        switch signer.proof.signature {
        case .valid where signer.origin == .defectList:
            collector.add(.passed, .replacementCertificate, limits: limits, .signer)
        case .valid:
            let deviation = signer.identifierDeviation ?? (signer.proof.attributesWereReordered ? .attributesReordered : nil)
            collector.add(.passed, deviation, limits: deviation == nil ? limits : limits.union(.encodingDeviation), .signer)
        case .validWithDeviation(let code):
            collector.add(.passed, code, limits: limits.union(.encodingDeviation), .signer)
        case .invalid where signer.origin == .onlyEmbedded:
            // The identifier names another certificate than the only one there is: its owner may have signed.
            collector.add(.undetermined, .signerIdentifierMismatch, .signer)
        case .invalid where record.isExcused(.securityObjectSignatureWrong):
            collector.add(.undetermined, .knownDeviation, .signer)
        case .invalid:
            collector.add(.failed, .signatureInvalid, .signer)
        case .unsupported(let code):
            collector.add(.undetermined, code, .signer)
        }
    }
}

extension SignerFacts {
    /// How EF.SOD names its signer otherwise than the certificate that verifies the signature does.
    fileprivate var identifierDeviation: ReasonCode? {
        switch origin {
        case .onlyEmbedded: .signerIdentifierMismatch
        case .embedded(.namesInOtherOrder): .signerIdentifierOrder
        case .embedded(.folded): .signerIdentifierSpelling
        case .embedded(.exact), .store, .defectList, .missing: nil
        }
    }
}
