import COpenSSL

/// The OpenSSL that runs, and the one that was compiled against.
public enum OpenSSLVersion {
    /// The version that runs, alone: `3.0.19`.
    public static let text: String = {
        guard let version = unsafe OpenSSL_version(OPENSSL_FULL_VERSION_STRING) else { return "" }
        return unsafe String(cString: version)
    }()

    /// The version of the headers that this was compiled against.
    public static let compiled: String = OPENSSL_FULL_VERSION_STR

    /// The digests and curves of travel documents that the OpenSSL that runs cannot offer, by name.
    ///
    /// Systems leave some out, or switch them off: the brainpool curves, P-192, MD5.
    public static func missingAlgorithms() -> [String] {
        let engine = DigestEngine()
        let digests = DigestAlgorithm.allCases.filter { (try? engine.digest($0, of: [])) == nil }.map(\.name)
        let curves = NamedCurve.allCases.filter { curve in
            guard let generator = DomainParameters.of(curve)?.generator else { return true }
            return (try? PublicKey(curve: curve, point: generator[...])) == nil
        }
        return digests + curves.map(\.name)
    }
}
