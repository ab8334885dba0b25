package import SafeOpenSSL

/// The keys of Utopia, each with its algorithm and the form it is written in.
package enum KeyRole: String, Sendable, CaseIterable {
    case authority1 = "csca-1"
    case authority2 = "csca-2"
    case authority3 = "csca-3"
    case signer1 = "document-signer-1"
    case signer2 = "document-signer-2"
    case signer3 = "document-signer-3"
    case activeAuthentication1 = "active-authentication-1"
    case activeAuthentication2 = "active-authentication-2"
    case chipAuthentication1 = "chip-authentication-1"
    case chipAuthentication2 = "chip-authentication-2"
    /// Of nobody in Utopia; makes the forgeries.
    case stranger

    package enum Algorithm: Sendable {
        case rsa(bits: Int)
        case curve(NamedCurve, IssuingKey.ParameterForm)
    }

    package var algorithm: Algorithm {
        switch self {
        case .authority1: .rsa(bits: 3072)
        case .authority2: .curve(.p384, .explicit)
        case .authority3: .curve(.brainpoolP384r1, .explicit)
        case .signer1, .activeAuthentication1, .stranger: .rsa(bits: 2048)
        case .signer2: .curve(.p256, .explicit)
        case .signer3: .curve(.brainpoolP256r1, .named)
        case .activeAuthentication2: .curve(.p256, .named)
        case .chipAuthentication1, .chipAuthentication2: .curve(.brainpoolP256r1, .explicit)
        }
    }

    package var scheme: SignatureScheme {
        switch self {
        case .authority1, .signer1, .activeAuthentication1, .stranger: .rsaPKCS1(.sha256)
        case .authority2, .authority3: .ecdsa(.sha384)
        case .activeAuthentication2: .plainECDSA(.sha256)
        case .signer2, .signer3, .chipAuthentication1, .chipAuthentication2: .ecdsa(.sha256)
        }
    }
}

/// The keys of one run: loaded where there is a text for them, else made, and then kept.
package final class KeyRing {
    private var keys: [KeyRole: PrivateKey] = [:]
    private let load: (KeyRole) -> String?

    /// The closure gives the PEM of a key, or nil to have it made.
    package init(load: @escaping (KeyRole) -> String? = { _ in nil }) {
        self.load = load
    }

    package func key(_ role: KeyRole) throws(OpenSSLError) -> IssuingKey {
        let key = try privateKey(role)
        if case .curve(_, let form) = role.algorithm { return IssuingKey(key, form: form, scheme: role.scheme) }
        return IssuingKey(key, scheme: role.scheme)
    }

    /// The key as PKCS #8 in PEM.
    package func pem(_ role: KeyRole) throws(OpenSSLError) -> String {
        try privateKey(role).pem()
    }

    private func privateKey(_ role: KeyRole) throws(OpenSSLError) -> PrivateKey {
        if let key = keys[role] { return key }
        let key: PrivateKey
        if let text = load(role) {
            key = try PrivateKey(pem: text)
        } else {
            switch role.algorithm {
            case .rsa(let bits): key = try PrivateKey(rsaBits: bits)
            case .curve(let curve, _): key = try PrivateKey(curve: curve)
            }
        }
        keys[role] = key
        return key
    }
}
