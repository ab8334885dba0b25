import DocumentPKI
import DocumentVerification
import Irregularities
import LogicalDataStructure
import SignedStructures
import TravelDocuments

extension Check {
    /// Doc 9303-12, 4.1.6 asks document signers for at least RSA 2048 or ECDSA 224, and 4.4 for the SHA-2 functions.
    static let securityObjectAlgorithmStrength = Check(
        "security-object.algorithm-strength", "Algorithms of EF.SOD are those of today's standard", Citation(.doc9303(part: 12), "4.4")
    ) { record, collector in
        guard record.chip != nil else {
            collector.add(.notApplicable, .notApplicable)
            return
        }
        guard let object = record.securityObjectFile, let signer = record.signer else {
            collector.add(.undetermined, .needsSecurityObject)
            return
        }
        let isWeak =
            isWeak(object.lds?.hashAlgorithm.hashFunction) || isWeak(signer.signerInfo.digestAlgorithm.hashFunction)
            || isWeak(signer.signerInfo.signatureAlgorithm.signatureAlgorithm.hashFunction) || signer.hasWeakKey
        collector.add(isWeak ? .failed : .passed, isWeak ? .weakAlgorithm : nil, .algorithms)
    }

    private static func isWeak(_ function: HashFunction?) -> Bool { function == .sha1 || function == .md5 }
}

extension SignerFacts {
    fileprivate var hasWeakKey: Bool {
        switch traits?.keySize {
        case .rsa(let modulusOctets): modulusOctets < 256
        case .ellipticCurve(let coordinateOctets): coordinateOctets < 28
        case .unknown, nil: false
        }
    }
}
