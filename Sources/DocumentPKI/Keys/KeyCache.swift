import Irregularities
public import SafeOpenSSL
public import SignedStructures

/// The keys and certificates that one worker has built, so that none is decoded twice.
///
/// Not shared between threads: libcrypto contexts inside keep state. Bounded: when full, it starts anew.
public struct KeyCache {
    /// The most keys kept: about 3 kB each with their contexts; more than all CSCAs of the world.
    public static let capacity = 4096

    public let digests = DigestEngine()
    private var keys: [RawBytes: Result<PublicKey, KeyError>] = [:]
    private var identities: [RawBytes: CertificateIdentity] = [:]
    private var proofs: [ProvenCertificate: SignatureProof] = [:]

    /// A CA certificate and the key that its signature was verified under.
    private struct ProvenCertificate: Hashable {
        let identity: CertificateIdentity
        let key: RawBytes
    }

    public init() {}

    /// The key of a SubjectPublicKeyInfo, made once.
    public mutating func key(_ info: SubjectPublicKeyInfo) -> Result<PublicKey, KeyError> {
        let index = RawBytes(info.bytes)
        if let known = keys[index] { return known }
        if keys.count >= KeyCache.capacity { keys.removeAll(keepingCapacity: true) }
        let made = Result { () throws(KeyError) in try info.publicKey() }
        keys[index] = made
        return made
    }

    /// The identity of a certificate, computed once.
    public mutating func identity(_ certificate: Certificate) throws(OpenSSLError) -> CertificateIdentity {
        let index = RawBytes(certificate.bytes)
        if let known = identities[index] { return known }
        if identities.count >= KeyCache.capacity { identities.removeAll(keepingCapacity: true) }
        let made = CertificateIdentity(try digests.digest(.sha256, of: certificate.bytes))
        identities[index] = made
        return made
    }

    /// Whether a signature of a certificate or a list, over these bytes, verifies under the key of a SubjectPublicKeyInfo.
    public mutating func verify(
        _ signature: ArraySlice<UInt8>, over bytes: ArraySlice<UInt8>, algorithm: SignatureAlgorithm, by info: SubjectPublicKeyInfo
    ) -> SignatureProof {
        guard let scheme = algorithm.scheme() else { return .unsupported(.unsupportedAlgorithm) }
        // A key of another kind did not make the signature; nothing need be computed to know that.
        guard info.key.mayMake(scheme) else { return .invalid }
        switch key(info) {
        case .failure(let error):
            return .unsupported(error.code)
        case .success(let key):
            guard let digest = try? digests.digest(scheme.digestAlgorithm, of: bytes) else { return .unsupported(.unsupportedAlgorithm) }
            return SignatureProof(key.verify(signature, over: digest, scheme: scheme))
        }
    }

    /// The proof of a CA certificate under the key of a SubjectPublicKeyInfo, made once: all signers of a state share their CSCA.
    mutating func proof(
        of certificate: Certificate, _ identity: CertificateIdentity, by info: SubjectPublicKeyInfo
    ) -> SignatureProof {
        let index = ProvenCertificate(identity: identity, key: RawBytes(info.bytes))
        if let known = proofs[index] { return known }
        if proofs.count >= KeyCache.capacity { proofs.removeAll(keepingCapacity: true) }
        let made = verify(
            certificate.signature, over: certificate.tbsCertificate, algorithm: certificate.signatureAlgorithm.signatureAlgorithm, by: info)
        proofs[index] = made
        return made
    }
}
