public import SafeOpenSSL

/// The identity of a certificate: the SHA-256 digest of its DER encoding.
///
/// Names, key identifiers, even issuer and serial number are shared by different certificates of the real PKI; the digest is not.
public struct CertificateIdentity: Sendable, Hashable, CustomStringConvertible {
    public let digest: Digest

    public init(_ digest: Digest) {
        self.digest = digest
    }

    /// Lower hexadecimal, as every report prints it.
    public var description: String { digest.hex }
}
