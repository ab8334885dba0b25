import CivilTime
public import Irregularities
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
        try self.init(SignedData(contentInfo: bytes), keys: &keys)
    }

    /// The others are certificates of the store that may be the signer's, where the list carries it nowhere.
    init(_ signedData: SignedData, others: [ArraySlice<UInt8>] = [], keys: inout KeyCache) throws(StructureError) {
        self.signedData = signedData
        guard signedData.contentType == .cscaMasterList, let encapsulated = signedData.content else {
            throw StructureError(.contentType, at: signedData.bytes.startIndex, in: .masterList)
        }
        content = try MasterListContent(encapsulated.bytes)
        (proof, signer) = SignedListProof.of(signedData, candidates: signedData.certificates + content.certificates + others, keys: &keys)
    }
}

/// The verification of a master list that a store kept.
public enum MasterListProof {
    /// Why a list does not verify by the rules of this version; nil where it does.
    ///
    /// Whether its signer is trusted is another question.
    public static func objection(to bytes: ArraySlice<UInt8>, in store: any CertificateStore, keys: inout KeyCache) -> ReasonCode? {
        do throws(StructureError) {
            let signedData = try SignedData(contentInfo: bytes)
            let others = signedData.signerInfos.first.map { store.signers($0.identifier).map(\.certificate.bytes) } ?? []
            let list = try MasterList(signedData, others: others, keys: &keys)
            return list.proof.isValid ? nil : list.proof.refusal
        } catch {
            return error.code
        }
    }
}

/// The proof of a signed list by the certificates that it carries.
enum SignedListProof {
    /// Verifies the first signature under each candidate that its identifier names, until one verifies.
    ///
    /// Several certificates may have one issuer and serial number (six pairs of the public lists do).
    static func of(
        _ signedData: SignedData, candidates: [ArraySlice<UInt8>], keys: inout KeyCache
    ) -> (proof: SignatureProof, signer: Certificate?) {
        guard let signerInfo = signedData.signerInfos.first else { return (.unsupported(.noSigner), nil) }
        guard let content = signedData.content else { return (.unsupported(.detachedContent), nil) }
        var found: (proof: SignatureProof, signer: Certificate?) = (.unsupported(.signerCertificateMissing), nil)
        var tried = 0
        for bytes in candidates {
            guard let certificate = try? Certificate(bytes), signerInfo.identifier.matches(certificate) != nil else { continue }
            let result = SignerVerification(signerInfo, content: content.bytes, contentType: signedData.contentType)
                .proof(by: certificate.subjectPublicKeyInfo, keys: &keys)
            found = (result.overall, certificate)
            tried += 1
            if found.proof.isValid || tried == limit { break }
        }
        return found
    }

    /// The most certificates under one identifier that are tried.
    private static let limit = 16
}
