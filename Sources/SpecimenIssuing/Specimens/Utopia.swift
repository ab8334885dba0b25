package import SafeOpenSSL

/// The state that issues the samples: an issuer whose keys of the three series are loaded or made.
package struct Utopia: Sendable {
    private var issuer: DocumentIssuer
    private let authorities: [Series: DocumentIssuer.Authority]
    private let signerKeys: [Series: IssuingKey]

    /// The closure gives the PEM of a key by the name of its file in `samples/keys`, or nil to have it made.
    package init(load: @escaping @Sendable (String) -> String? = { _ in nil }) throws(OpenSSLError) {
        issuer = DocumentIssuer(seed: 1) { key in Utopia.keyFiles.first { $0.key == key }.flatMap { load($0.file) } }
        var authorities: [Series: DocumentIssuer.Authority] = [:]
        var signerKeys: [Series: IssuingKey] = [:]
        for series in Series.allCases {
            authorities[series] = try issuer.authority(series.plan.authority)
            signerKeys[series] = try issuer.signerKey(series.plan)
            // Makes the keys of the chips, so that copies of the issuer have them.
            _ = try issuer.issue(series.plan)
        }
        self.authorities = authorities
        self.signerKeys = signerKeys
    }

    /// The keys of the series by the names of their files and of the pool.
    package static let keyFiles: [(file: String, key: String)] = [
        ("csca-1", "rsa-3072-1"), ("csca-2", "secp384r1-1"), ("csca-3", "brainpoolP384r1-1"), ("document-signer-1", "rsa-2048-2"),
        ("document-signer-2", "secp256r1-2"), ("document-signer-3", "brainpoolP256r1-2"), ("active-authentication-1", "rsa-2048-4"),
        ("active-authentication-2", "secp256r1-4"), ("chip-authentication", "brainpoolP256r1-5"),
    ]

    /// Issues the document of a series, right or with one fault of the table.
    package func issue(_ series: Series, fault: DocumentFault? = nil) throws(OpenSSLError) -> IssuedDocument {
        var issuer = issuer
        return try issuer.issue(series.plan, fault: fault)
    }

    package func authority(_ series: Series) throws(OpenSSLError) -> DocumentIssuer.Authority {
        if let known = authorities[series] { return known }
        var issuer = issuer
        return try issuer.authority(series.plan.authority)
    }

    /// The key of the document signer.
    package func signerKey(_ series: Series) throws(OpenSSLError) -> IssuingKey {
        if let known = signerKeys[series] { return known }
        var issuer = issuer
        return try issuer.signerKey(series.plan)
    }

    /// A key of nobody in Utopia, of the kind of the series' CSCA.
    package func strangerKey(_ series: Series) throws(OpenSSLError) -> IssuingKey {
        var issuer = issuer
        return try issuer.strangerKey(series.plan)
    }

    /// The link from the first CSCA to the second, which has another name (Doc 9303-12, 7.1.1.3).
    package func linkCertificate() throws(OpenSSLError) -> [UInt8] {
        let (old, new) = (Series.passport.plan.authority, Series.identityCard.plan.authority)
        return try authority(.passport).link(
            to: try authority(.identityCard).issuer, serialNumber: [0x02, 0x01],
            validity: Period(new.validity.notBefore, old.validity.notAfter), keyUsage: new.keyUsage)
    }

    /// The keys of the series with the names of their files, as PKCS #8 in PEM.
    package func keys() throws(OpenSSLError) -> [(file: String, pem: String)] {
        let texts = try issuer.keys()
        return Utopia.keyFiles.compactMap { row in texts.first { $0.name == row.key }.map { (row.file, $0.pem) } }
    }

    package static let revocationListUpdate = time(2026, 5, 15)
    package static let revocationListNextUpdate = time(2026, 8, 13)
    package static let revocationDate = time(2025, 7, 1)
}
