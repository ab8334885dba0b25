import SafeOpenSSL

/// Which mrtd this is.
enum Release {
    /// The version of the command and the library, after semver.org.
    static let version = "0.1.0"

    /// What `mrtd --version` prints.
    static var line: String { "mrtd \(version) (OpenSSL \(OpenSSLVersion.text))" }
}
