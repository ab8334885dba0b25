public import SignedStructures

/// A certificate of a store, with where it came from and why it is trusted.
public struct StoredCertificate: Sendable, Hashable {
    public let certificate: Certificate
    public let identity: CertificateIdentity
    /// Where it came from, in the order of import.
    public let sources: [CertificateSource]
    public let trust: Trust
    /// Whether issuer and subject are the same name; a path search asks it again and again.
    let isSelfIssued: Bool

    public init(certificate: Certificate, identity: CertificateIdentity, sources: [CertificateSource], trust: Trust) {
        self.certificate = certificate
        self.identity = identity
        self.sources = sources
        self.trust = trust
        isSelfIssued = certificate.isSelfIssued
    }
}

/// A file or a list that a certificate was read from.
public struct CertificateSource: Sendable, Hashable {
    /// The path or name as the user gave it, with the entry inside a list: `store/csca.cer`, `DE_ML.ml`.
    public let name: String
    /// The number of the certificate inside a list, from 0; nil for a file of its own.
    public let entry: Int?

    public init(name: String, entry: Int? = nil) {
        self.name = name
        self.entry = entry
    }
}

/// Whether a self-signed certificate of the store may be an anchor.
public enum Trust: Sendable, Hashable {
    /// Trusted, and why.
    case trusted(TrustReason)
    /// In the store, but nobody vouched for it.
    case known
    /// Withdrawn by the store's owner.
    case distrusted
    /// Withdrawn with another certificate of the same key.
    case distrustedKey

    public var isDistrusted: Bool { self == .distrusted || self == .distrustedKey }

    public var isTrusted: Bool {
        if case .trusted = self { true } else { false }
    }
}

/// Why a certificate is trusted.
public enum TrustReason: String, Sendable, Hashable, CaseIterable {
    /// Whoever names a folder, list or file on the command line vouches for it.
    case namedOnCommandLine = "named-on-command-line"
    /// The owner of the store said so.
    case trustedByHand = "trusted-by-hand"
    /// It came in an import for which the owner vouched.
    case trustedAtImport = "trusted-at-import"
    /// A master list holds it whose signer chains to an anchor that is trusted by hand or by import.
    case vouchedByMasterList = "vouched-by-master-list"
}
