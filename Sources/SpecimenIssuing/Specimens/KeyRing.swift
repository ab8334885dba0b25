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

/// The keys of Utopia, each loaded where there is a text for it, else made.
package struct KeyRing: Sendable {
    private let keys: [PrivateKey]

    /// The closure gives the PEM of a key, or nil to have it made, which takes about a second for all of them.
    package init(load: (KeyRole) -> String? = { _ in nil }) throws(OpenSSLError) {
        var keys: [PrivateKey] = []
        for role in KeyRole.allCases {
            if let text = load(role) {
                keys.append(try PrivateKey(pem: text))
                continue
            }
            switch role.algorithm {
            case .rsa(let bits): keys.append(try PrivateKey(rsaBits: bits))
            case .curve(let curve, _): keys.append(try PrivateKey(curve: curve))
            }
        }
        self.keys = keys
    }

    package func key(_ role: KeyRole) -> IssuingKey {
        let key = keys[KeyRole.allCases.firstIndex(of: role) ?? 0]
        if case .curve(_, let form) = role.algorithm { return IssuingKey(key, form: form, scheme: role.scheme) }
        return IssuingKey(key, scheme: role.scheme)
    }

    /// The key as PKCS #8 in PEM.
    package func pem(_ role: KeyRole) throws(OpenSSLError) -> String {
        try key(role).key.pem()
    }
}
