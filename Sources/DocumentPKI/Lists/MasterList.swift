import Irregularities
public import SignedStructures

/// A CSCA master list whose CMS structure was read: its content and what proves it.
///
/// Doc 9303-12, 9.1: SignedData with eContentType 2.23.136.1.1.2 around a CscaMasterList.
public struct MasterList: Sendable {
    public let signedData: SignedData
    public let content: MasterListContent
    /// Whether the one signer's signature over the list verifies, and with which certificate.
    public let proof: SignatureProof
    public let signer: Certificate?

    /// Reads a master list and verifies its own signature.
    ///
    /// The signer's certificate is taken from the message or, as one real list does, from the list itself. That the signature verifies says
    /// nothing about trust: a list carries its own CSCA.
    public init(_ bytes: ArraySlice<UInt8>, keys: inout KeyCache) throws(StructureError) {
        signedData = try SignedData(contentInfo: bytes)
        guard signedData.contentType == .cscaMasterList, let encapsulated = signedData.content else {
            throw StructureError(.contentType, at: bytes.startIndex, in: .masterList)
        }
        content = try MasterListContent(encapsulated.bytes)
        var found: (proof: SignatureProof, signer: Certificate?) = (.unsupported(.signerCertificateMissing), nil)
        guard let signerInfo = signedData.signerInfos.first else {
            (proof, signer) = (.unsupported(.noSigner), nil)
            return
        }
        let candidates = (signedData.certificates + content.certificates).lazy.compactMap { try? Certificate($0) }
        for certificate in candidates where signerInfo.identifier.matches(certificate) != nil {
            let result = SignerVerification(signerInfo, content: encapsulated.bytes, contentType: signedData.contentType)
                .proof(by: certificate.subjectPublicKeyInfo, keys: &keys)
            found = (result.overall, certificate)
            if found.proof.isValid { break }
        }
        (proof, signer) = found
    }
}
