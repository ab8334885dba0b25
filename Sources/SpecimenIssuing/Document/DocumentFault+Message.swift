import SafeOpenSSL
import SignedStructures
import TagLengthValue

extension DocumentFault {
    /// Changes the hash of a data group in EF.SOD, which is signed so.
    static func changingHash(of number: UInt, _ change: @escaping @Sendable (inout [UInt8]) -> Void) -> Edit {
        { form in
            form.securityObject = { content in
                for index in content.hashes.indices where content.hashes[index].number == number { change(&content.hashes[index].value) }
            }
        }
    }

    /// Changes a bit of EF.SOD's signature.
    static let changingSignature: Edit = { form in
        form.securityObject = { $0.changeSignature = { $0.dropLast() + [($0.last ?? 0) ^ 0x01] } }
    }

    /// What is wrong with EF.SOD.
    static let messageFaults: [DocumentFault] = [
        DocumentFault("hash", "the hash of DG2 in EF.SOD wrong, signed so", fails: hashes, changingHash(of: 2) { $0[0] ^= 0x01 }),
        DocumentFault("hash-algorithm-wrong", "EF.SOD names another hash function than the hashes were made by", fails: hashes) { form in
            form.securityObject = { $0.statedHashAlgorithm = $0.hashAlgorithm == .sha512 ? .sha256 : .sha512 }
        },
        DocumentFault(
            "hash-cut", "the hash of DG2 in EF.SOD without its last octet, signed so", fails: hashes,
            changingHash(of: 2) { $0.removeLast() }),
        DocumentFault(
            "hash-lengthened", "the hash of DG2 in EF.SOD with a zero octet behind it, signed so", fails: hashes,
            changingHash(of: 2) { $0.append(0) }),
        DocumentFault(
            "hash-weak", "data groups hashed with SHA-1", fails: ["security-object.algorithm-strength"], conclusion: "passed"
        ) { $0.plan = { $0.hashAlgorithm = .sha1 } },
        DocumentFault("signature-bit", "a bit of the signature changed", fails: signature, changingSignature),
        DocumentFault("signed-by-another-key", "EF.SOD signed by a key that is not the signer's", fails: signature) {
            $0.isSignedByOther = true
        },
        DocumentFault("signature-of-zeros", "a signature of zeros", fails: signature) { form in
            form.securityObject = { content in
                // As numbers of ECDSA, zeros in the form that is stated.
                content.changeSignature = { signature in
                    signature.first == 0x30 && signature.count < 200
                        ? [0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00] : [UInt8](repeating: 0, count: signature.count)
                }
            }
        },
        DocumentFault("message-digest", "messageDigest among the signed attributes wrong, signed so", fails: attributes) { form in
            form.securityObject = { $0.messageDigest = [UInt8](repeating: 0x5A, count: $0.signer.scheme.digestAlgorithm.outputLength) }
        },
        DocumentFault("signed-content-type", "contentType among the signed attributes is id-data, signed so", fails: attributes) { form in
            form.securityObject = { $0.signedContentType = .data }
        },
        DocumentFault(
            "algorithm-protection-wrong", "CMSAlgorithmProtection among the signed attributes names another hash function (RFC 6211)",
            fails: attributes, tells: ["algorithm-protection-mismatch"]
        ) { form in form.securityObject = { $0.deviations = [.furtherAttributes, .algorithmProtectionWrong] } },
        DocumentFault(
            "signed-attributes-absent", "no signed attributes, the signature covers the content (RFC 5652 allows it for id-data alone)",
            fails: attributes, tells: ["attributes-absent"]
        ) { form in form.securityObject = { $0.deviations = [.signedAttributesAbsent] } },
        DocumentFault(
            "signing-time-future", "EF.SOD states that it was signed on a day that has not come yet", fails: dateOrder,
            conclusion: "passed", tells: ["date-in-future"]
        ) { form in form.securityObject = { $0.signingTime = time(2026, 6, 20) } },
        DocumentFault(
            "signing-time-before-certificate", "EF.SOD states that it was signed before its signer's certificate became valid",
            fails: dateOrder, conclusion: "passed", tells: ["signing-time-outside-validity"]
        ) { form in
            form.plan = { $0.dataGroups.insert(12) }
            form.securityObject = { $0.signingTime = time(2024, 2, 1) }
        },
        DocumentFault(
            "signature-algorithm-wrong", "the signature's algorithm names another hash function than it was made by", fails: signature
        ) { form in
            form.securityObject = { $0.signatureAlgorithm = $0.signer.signing($0.signer.scheme.withOtherDigest).signatureAlgorithm }
        },
        DocumentFault(
            "certificate-nowhere", "no certificate in EF.SOD, and none in the store", conclusion: "undetermined",
            tells: ["certificates-absent", "signer-certificate-missing"]
        ) { form in
            form.securityObject = { $0.deviations = [.certificateAbsent] }
        },
        DocumentFault(
            "signature-algorithm-unknown", "the signature's algorithm is one that nobody knows", conclusion: "undetermined",
            tells: ["unsupported-algorithm"]
        ) { form in
            form.securityObject = { content in
                // Below the arc that ISO gives its members; not assigned.
                content.signatureAlgorithm = OID(dotted: "1.2.999.1").map { oid in encoded { $0.writeAlgorithm(oid, withNull: true) } }
            }
        },
    ]
}

extension SignatureScheme {
    /// The scheme with another hash function: SHA-512, or SHA-256 in its place.
    var withOtherDigest: SignatureScheme {
        let other: DigestAlgorithm = digestAlgorithm == .sha512 ? .sha256 : .sha512
        return switch self {
        case .rsaPKCS1: .rsaPKCS1(other)
        case .rsaPSS: .rsaPSS(other, maskDigest: other, saltLength: other.outputLength)
        case .ecdsa: .ecdsa(other)
        case .plainECDSA: .plainECDSA(other)
        }
    }
}
