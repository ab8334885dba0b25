import Foundation
import SafeOpenSSL
import SignedStructures
import TestSupport

/// The `openssl` command as the second opinion on what is issued here.
enum OpenSSLProgram {
    static func run(_ arguments: [String], _ input: [UInt8] = []) throws -> SubprocessResult {
        try Subprocess.run("openssl", arguments, input: input)
    }

    /// The public key of a certificate in PEM, nil where openssl cannot read the certificate.
    static func publicKey(of certificate: [UInt8]) throws -> [UInt8]? {
        let result = try run(["x509", "-inform", "DER", "-noout", "-pubkey"], certificate)
        return result.status == 0 ? result.output : nil
    }

    /// What openssl says against the signature over some bytes, nil where it verifies.
    ///
    /// `openssl verify` would refuse explicit parameters before it looks at the signature (vendor-notes/openssl.md), so the signature is
    /// verified by itself.
    static func complaint(
        about signature: [UInt8], over bytes: [UInt8], scheme: SignatureScheme, key: [UInt8]
    ) throws -> String? {
        try TemporaryFolder.with { folder in
            let keyFile = try folder.write(key, to: "key.pem").path
            let signatureFile = try folder.write(signature, to: "signature").path
            var arguments = ["dgst", "-" + scheme.digestAlgorithm.name.lowercased().replacingOccurrences(of: "-", with: "")]
            arguments += ["-verify", keyFile, "-signature", signatureFile]
            if case .rsaPSS(_, let mask, let salt) = scheme {
                let options = ["rsa_padding_mode:pss", "rsa_pss_saltlen:\(salt)", "rsa_mgf1_md:\(mask.name)"]
                arguments += options.flatMap { ["-sigopt", $0] }
            }
            let result = try run(arguments, bytes)
            return result.status == 0 ? nil : result.text + result.errorText
        }
    }

    /// What openssl says against a certificate under an anchor, nil where it verifies.
    static func complaint(aboutCertificate bytes: [UInt8], under anchor: [UInt8], scheme: SignatureScheme) throws -> String? {
        guard let key = try publicKey(of: anchor) else { return "the anchor cannot be read" }
        let certificate = try Certificate(bytes[...])
        return try complaint(
            about: Array(certificate.signature), over: Array(certificate.tbsCertificate), scheme: scheme, key: key)
    }
}
