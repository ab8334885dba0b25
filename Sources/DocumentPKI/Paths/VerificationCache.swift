public import CivilTime
import Irregularities
public import SafeOpenSSL
public import SignedStructures

/// A document signer in one store: its certificate, path and revocation, and what checks ask of them.
///
/// Nothing here depends on time, so it holds for every document that the same certificate signed, and all their records share it.
public final class SignerStanding: Sendable {
    public let certificate: Certificate
    public let identity: CertificateIdentity
    public let path: PathSearchResult
    public let revocation: RevocationSearchResult
    public let traits: SignerTraits
    /// Whether the store has any deviation or defect list.
    public let hasDeviationLists: Bool
    /// The entries of such lists that may concern documents of the signer.
    public let deviations: [DeviationEntry]
    /// Until when lists count that have more entries for the signer than are kept; nil where all are kept.
    public let deviationsCutBefore: Timestamp?

    init(
        certificate: Certificate, identity: CertificateIdentity, path: PathSearchResult, revocation: RevocationSearchResult,
        in store: any CertificateStore
    ) {
        hasDeviationLists = store.hasDeviationLists
        (deviations, deviationsCutBefore) = hasDeviationLists ? store.deviations(of: certificate).withinLimit : ([], nil)
        traits = SignerTraits(of: certificate, path: path)
        self.certificate = certificate
        self.identity = identity
        self.path = path
        self.revocation = revocation
    }
}

/// A document signer that a worker has met, with its key.
public final class KnownSigner {
    public let standing: SignerStanding
    public let key: Result<PublicKey, KeyError>

    init(standing: SignerStanding, key: Result<PublicKey, KeyError>) {
        self.standing = standing
        self.key = key
    }
}

/// What one worker keeps from document to document: digest contexts, keys, signers with their paths.
///
/// Bound to one store. A value with state of libcrypto inside: owned by one worker, never shared (law 12).
public struct VerificationCache {
    /// The most signers kept; a signer takes about 8 kB, a state issues with some hundred at a time.
    public static let signerCapacity = 2048

    public let store: any CertificateStore
    public private(set) var keys = KeyCache()
    private let limits: PathSearchLimits
    private var signers: [RawBytes: KnownSigner] = [:]

    public init(store: any CertificateStore, limits: PathSearchLimits = PathSearchLimits()) {
        self.store = store
        self.limits = limits
    }

    public var digests: DigestEngine { keys.digests }

    /// The key of a certificate, without a search for its path.
    public mutating func key(of certificate: Certificate) -> Result<PublicKey, KeyError> { keys.key(certificate.subjectPublicKeyInfo) }

    /// The signer of this certificate where it was met before.
    public func knownSigner(_ bytes: ArraySlice<UInt8>) -> KnownSigner? { signers[RawBytes(bytes)] }

    /// The signer of this certificate, met before or looked up now.
    public mutating func signer(_ bytes: ArraySlice<UInt8>) throws(StructureError) -> KnownSigner {
        let index = RawBytes(bytes)
        if let known = signers[index] { return known }
        if signers.count >= VerificationCache.signerCapacity { signers.removeAll(keepingCapacity: true) }
        let certificate = try Certificate(bytes)
        guard let identity = try? keys.identity(certificate) else {
            throw StructureError(.unsupportedAlgorithm, at: bytes.startIndex, in: .certificate)
        }
        var search = PathSearch(in: store, limits: limits)
        let standing = SignerStanding(
            certificate: certificate, identity: identity, path: search.path(of: certificate, identity: identity, keys: &keys),
            revocation: RevocationSearch(in: store, limits: limits).lists(for: certificate, keys: &keys), in: store)
        let signer = KnownSigner(standing: standing, key: keys.key(certificate.subjectPublicKeyInfo))
        signers[index] = signer
        return signer
    }
}
