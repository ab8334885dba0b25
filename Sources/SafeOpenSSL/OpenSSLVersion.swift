import COpenSSL

/// The OpenSSL that runs, which need not be the one that was compiled against.
public enum OpenSSLVersion {
    /// The version alone: `3.0.19`.
    public static let text: String = {
        guard let version = unsafe OpenSSL_version(OPENSSL_FULL_VERSION_STRING) else { return "" }
        return unsafe String(cString: version)
    }()
}
