package import CivilTime
package import SafeOpenSSL

/// The state that issues the specimens: its authorities, their certificates and revocation lists.
package struct Utopia {
    package let keys: KeyRing

    package init(keys: KeyRing = KeyRing()) {
        self.keys = keys
    }

    /// The country signing CA of a series.
    package func authority(_ series: Series) throws(OpenSSLError) -> CertificateAuthority {
        CertificateAuthority(name: Utopia.authorityName(series), key: try keys.key(series.authority))
    }

    package func authorityCertificate(_ series: Series) throws(OpenSSLError) -> [UInt8] {
        let authority = try authority(series)
        return try authority.issue(
            CertificateRequest(
                .countrySigningCA, subject: authority.name, key: authority.key, serialNumber: [0x01, UInt8(series.number)],
                validity: series.authorityValidity, privateKeyUsage: series.authorityKeyUsage))
    }

    /// The link from the first CSCA to the second, which has another name (Doc 9303-12, 7.1.1.3).
    package func linkCertificate() throws(OpenSSLError) -> [UInt8] {
        let new = try authority(.identityCard)
        return try authority(.passport).issue(
            CertificateRequest(
                .link, subject: new.name, key: new.key, serialNumber: [0x02, 0x01],
                validity: Period(Series.identityCard.authorityValidity.notBefore, Series.passport.authorityValidity.notAfter),
                privateKeyUsage: Series.identityCard.authorityKeyUsage))
    }

    /// The document signer of a series, as the fault has it.
    package func signerCertificate(_ series: Series, fault: Fault? = nil) throws(OpenSSLError) -> [UInt8] {
        let isForged = fault == .strangerAsAuthority || fault == .foreignInfrastructure
        let authority = try authority(series)
        let issuer = isForged ? CertificateAuthority(name: authority.name, key: try keys.key(.stranger)) : authority
        let request = CertificateRequest(
            .documentSigner, subject: Utopia.signerName(series), key: try signerKey(series, fault: fault),
            serialNumber: Utopia.serialNumber(series, fault: fault),
            validity: fault == .signerExpiredAtIssue ? Utopia.formerValidity : series.signerValidity,
            privateKeyUsage: fault == .signerExpiredAtIssue ? Utopia.formerValidity : series.signerKeyUsage,
            documentTypes: series.documentTypes)
        return try issuer.issue(request, authorityKeyIdentifier: fault == .strangerAsAuthority ? authority.key.keyIdentifier() : nil)
    }

    /// The key that the signer's certificate certifies.
    func signerKey(_ series: Series, fault: Fault?) throws(OpenSSLError) -> IssuingKey {
        let key = try keys.key(series.signer)
        guard fault == .weakHash else { return key }
        return IssuingKey(key.key, form: key.form, scheme: .rsaPKCS1(.sha1))
    }

    /// Every authority's list names one document signer, which has signed nothing but the specimens of `signerRevoked`.
    package func revocationList(_ series: Series) throws(OpenSSLError) -> [UInt8] {
        try authority(series).revocationList(
            number: 17, thisUpdate: Utopia.revocationListUpdate, nextUpdate: Utopia.revocationListNextUpdate,
            revoked: [(Utopia.serialNumber(series, fault: .signerRevoked), Utopia.revocationDate)])
    }

    /// The files of the samples' store.
    package func store() throws(OpenSSLError) -> [(name: String, bytes: [UInt8])] {
        var files: [(name: String, bytes: [UInt8])] = []
        for series in Series.allCases {
            files.append(("csca-\(series.number).cer", try authorityCertificate(series)))
        }
        files.append(("link-1-2.cer", try linkCertificate()))
        for series in Series.allCases {
            files.append(("csca-\(series.number).crl", try revocationList(series)))
        }
        return files
    }

    static func authorityName(_ series: Series) -> Name {
        Name(unit: "Country Signing", commonName: "CSCA Utopia \(series.number)")
    }

    static func signerName(_ series: Series) -> Name {
        Name(unit: "Document Signing", commonName: "Document Signer \(series.number)")
    }

    static func serialNumber(_ series: Series, fault: Fault?) -> [UInt8] {
        [fault == .signerRevoked ? 0x0D : 0x0C, 0x00, UInt8(series.number)]
    }

    /// The months before the passport was issued.
    private static let formerValidity = Period(time(2023, 9, 1), time(2023, 12, 1))
    package static let revocationListUpdate = time(2026, 5, 15)
    package static let revocationListNextUpdate = time(2026, 8, 13)
    package static let revocationDate = time(2025, 7, 1)
}
