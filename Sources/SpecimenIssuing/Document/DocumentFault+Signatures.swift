import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// Signatures that are written otherwise than their standards ask.
extension DocumentFault {
    static let signatures: [DocumentFault] = [
        .tolerance(
            "digest-info-without-null", "DigestInfo of the signature without NULL", need: .rsaPKCS1,
            finds: "security-object.signature digest-info-without-null"
        ) { form in
            form.signerKey = { key in
                var key = key
                key.hasNullInDigestInfo = false
                return key
            }
        },
        .tolerance(
            "rsa-without-null", "no NULL in the signature's algorithm", need: .rsaPKCS1, finds: "EF.SOD parameters-without-null"
        ) { form in form.signerKey = { $0.stating(.absent) } },
        .tolerance(
            "pss-parameters-absent", "no parameters of RSASSA-PSS, meant as their defaults: SHA-1 and a salt of 20", need: .rsaPSS,
            fails: ["security-object.algorithm-strength"], finds: "EF.SOD pss-parameters-absent"
        ) { form in form.signerKey = { $0.signing(.rsaPSS(.sha1, maskDigest: .sha1, saltLength: 20)).stating(.absent) } },
        .tolerance(
            "pss-salt-misstated", "RSASSA-PSS with a salt as long as the hash, where 20 octets are stated", need: .rsaPSS,
            finds: "security-object.signature other-salt-length"
        ) { form in
            form.securityObject = { content in
                let digest = content.signer.scheme.digestAlgorithm
                content.signatureAlgorithm =
                    content.signer.signing(.rsaPSS(digest, maskDigest: digest, saltLength: 20)).signatureAlgorithm
            }
        },
        .tolerance(
            "pss-trailer-field", "RSASSA-PSS whose parameters state the trailer field 1, the default", need: .rsaPSS,
            finds: "EF.SOD trailer-field-present"
        ) { form in form.securityObject = { $0.signatureAlgorithm = statingTrailerField($0.signer.signatureAlgorithm) } },
        .tolerance(
            "ecdsa-with-null", "NULL in the signature's algorithm (Austria, Germany)", need: .curve, finds: "EF.SOD parameters-with-null"
        ) { form in form.signerKey = { $0.stating(.null) } },
        .tolerance(
            "ecdsa-plain", "r and s side by side, where the algorithm wants a SEQUENCE", need: .sequenceECDSA,
            finds: "security-object.signature other-signature-form"
        ) { form in
            form.securityObject = { content in
                content.signatureAlgorithm = content.signer.signatureAlgorithm
                content.signer = content.signer.signing(.plainECDSA(content.signer.scheme.digestAlgorithm))
            }
        },
        .tolerance(
            "ecdsa-zero-octet", "a superfluous zero before r", need: .sequenceECDSA,
            finds: "security-object.signature signature-encoding"
        ) { form in
            form.securityObject = { content in
                content.changeSignature = { signature in
                    // SEQUENCE, its length in one octet or two, INTEGER, length, r, and s.
                    let body = signature.dropFirst(signature[1] == 0x81 ? 3 : 2)
                    guard let length = body.dropFirst().first else { return signature }
                    return encoded { $0.write(.sequence, [0x02, length + 1, 0x00] + body.dropFirst(2)) }
                }
            }
        },
    ]

    /// An AlgorithmIdentifier of RSASSA-PSS with `[3] 1` after its other parameters.
    private static func statingTrailerField(_ algorithm: [UInt8]) -> [UInt8] {
        var reader = ElementReader(algorithm[...])
        guard let whole = try? reader.next() else { return algorithm }
        var parts = whole.elements()
        guard let identifier = try? parts.next(), let parameters = try? parts.next() else { return algorithm }
        return encoded { writer in
            writer.write(.sequence) { sequence in
                sequence.append(Array(identifier.bytes))
                sequence.write(.sequence) { stated in
                    stated.append(Array(parameters.content))
                    stated.write(.context(3)) { $0.writeInteger(1) }
                }
            }
        }
    }
}
