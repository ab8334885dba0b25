import Foundation
import SafeOpenSSL
import SignedStructures
import TestSupport
import Testing

/// The `openssl` command as the second opinion on what is issued here.
enum OpenSSLProgram {
    static func run(_ arguments: [String], _ input: [UInt8] = []) throws -> SubprocessResult {
        try Subprocess.run("openssl", arguments, input: input)
    }

    /// A certificate, the one whose key should have signed it, and by what scheme.
    struct Claim {
        let name: String
        let certificate: [UInt8]
        let signer: [UInt8]
        var scheme: SignatureScheme?
    }

    /// The names of the claims that openssl does not confirm; it must also be able to read the certificate.
    ///
    /// `openssl verify` would refuse explicit parameters before it looks at the signature (vendor-notes/openssl.md), so each signature is
    /// verified by itself. One shell runs all of them: a thousand processes of Foundation's leave a thousand descriptors open for a while,
    /// and its run loop does not bear that.
    static func unconfirmed(_ claims: [Claim]) throws -> Set<String> {
        try TemporaryFolder.with { folder in
            var script = ""
            var signers: [[UInt8]: Int] = [:]
            for (index, claim) in claims.enumerated() {
                let certificate = try Certificate(claim.certificate[...])
                let stated = SignatureScheme(certificate.signatureAlgorithm.signatureAlgorithm)
                let scheme = try #require(claim.scheme ?? stated, "\(claim.name)")
                try folder.write(claim.certificate, to: "\(index).cer")
                let signer = signers[claim.signer] ?? signers.count
                if signers.updateValue(signer, forKey: claim.signer) == nil {
                    try folder.write(claim.signer, to: "\(signer).signer")
                    script += "openssl x509 -inform DER -noout -pubkey -in \(signer).signer > \(signer).pem\n"
                }
                try folder.write(Array(certificate.tbsCertificate), to: "\(index).tbs")
                try folder.write(Array(certificate.signature), to: "\(index).signature")
                script += "openssl x509 -inform DER -noout -in \(index).cer && openssl dgst \(options(scheme)) -verify \(signer).pem"
                script += " -signature \(index).signature \(index).tbs > /dev/null && echo \(index)\n"
            }
            let file = try folder.write(Array(script.utf8), to: "script.sh")
            let result = try Subprocess.run("sh", [file.path], in: folder.url, timeout: 600)
            let confirmed = Set(result.text.split(separator: "\n").compactMap { Int($0) })
            return Set(claims.indices.filter { !confirmed.contains($0) }.map { claims[$0].name })
        }
    }

    private static func options(_ scheme: SignatureScheme) -> String {
        let digest = "-" + scheme.digestAlgorithm.name.lowercased().replacingOccurrences(of: "-", with: "")
        guard case .rsaPSS(_, let mask, let salt) = scheme else { return digest }
        return digest + " -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:\(salt) -sigopt rsa_mgf1_md:\(mask.name)"
    }
}

extension SignatureScheme {
    /// The scheme that an algorithm of a certificate means, nil where none is known.
    init?(_ algorithm: SignatureAlgorithm) {
        func digest(_ hash: HashFunction) -> DigestAlgorithm { DigestAlgorithm(rawValue: hash.rawValue) ?? .sha256 }
        switch algorithm {
        case .rsaPKCS1(let hash?): self = .rsaPKCS1(digest(hash))
        case .rsaPSS(let hash, let mask, let salt): self = .rsaPSS(digest(hash), maskDigest: digest(mask), saltLength: salt)
        case .ecdsa(let hash): self = .ecdsa(digest(hash))
        case .plainECDSA(let hash): self = .plainECDSA(digest(hash))
        case .rsaPKCS1(nil), .unsupported: return nil
        }
    }
}
