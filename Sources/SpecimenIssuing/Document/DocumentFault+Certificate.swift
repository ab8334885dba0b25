import CivilTime
import SafeOpenSSL
import SignedStructures
import TagLengthValue

extension DocumentFault {
    /// What is wrong with the signer's certificate and its path.
    static let certificateFaults: [DocumentFault] =
        [
            DocumentFault(
                "signer-expired-at-issue", "signer's certificate expired before the document was issued",
                fails: ["document-signer.validity-at-issue", "document-signer.validity-at-inspection"]
            ) { form in form.validity = { Period(start($0, -300), start($0, -100)) } },
            DocumentFault(
                "signer-expired-at-inspection", "signer's certificate was valid at issue and has expired since",
                fails: ["document-signer.validity-at-inspection"], conclusion: "passed"
            ) { form in form.validity = { Period(start($0, -10), time(2026, 5, 25)) } },
            DocumentFault(
                "signer-not-yet-valid", "signer's certificate was not yet valid when the document was issued",
                fails: ["document-signer.validity-at-issue"]
            ) { form in form.validity = { Period(start($0, 3), start($0, 3700)) } },
            DocumentFault(
                "signer-revoked", "signer's certificate is in the CSCA's revocation list", fails: ["certification-path.revocation"]
            ) {
                $0.isRevoked = true
            },
            DocumentFault(
                "issuer-unknown", "signer's certificate made by a CSCA that the store has not, under another name",
                conclusion: "undetermined",
                tells: ["issuer-key-unknown"]
            ) { $0.certifier = .unknownAuthority },
            DocumentFault(
                "link-cycle", "signer's certificate made by one of two CSCAs that certify each other; none is an anchor",
                conclusion: "undetermined", tells: ["no-anchor"]
            ) { $0.certifier = .loopedAuthority },
            DocumentFault(
                "issuer-same-name-other-key", "signer's certificate made by a stranger under the CSCA's name with its own key identifier",
                conclusion: "undetermined"
            ) { $0.certifier = .stranger },
            DocumentFault(
                "issuer-forged", "signer's certificate made by a stranger under the CSCA's name and key identifier",
                fails: ["certification-path.signatures"]
            ) { $0.certifier = .strangerAsAuthority },
            DocumentFault(
                "country-mismatch", "signer's certificate names ZZ, a code that the United Nations once used",
                fails: ["consistency.issuing-state"]
            ) { $0.signerCountry = "ZZ" },
            DocumentFault(
                "signer-document-type", "signer's certificate lists visas, and the document is none",
                fails: ["document-signer.document-type"], conclusion: "passed"
            ) { $0.documentTypes = ["V"] },
            DocumentFault(
                "signer-document-type-state", "signer's certificate lists the code of the state in place of a document type (South Korea)",
                fails: ["document-signer.document-type"], conclusion: "passed"
            ) { $0.documentTypes = ["UT"] },
            DocumentFault(
                "signer-algorithm-unsupported",
                "signer's certificate said to be signed by GOST R 34.10, with a right signature by another algorithm",
                conclusion: "undetermined", tells: ["unsupported-algorithm"]
            ) { form in form.certificate = { $0.signer = { $0.stating(algorithm: OID(dotted: "1.2.643.7.1.1.3.2")) } } },
            DocumentFault(
                "signer-key-usage", "signer's key may sign certificates and revocation lists, and nothing else",
                fails: ["document-signer.key-usage"]
            ) { form in
                form.certificate = {
                    $0.extensionEdits.append(.replace(.keyUsage) { _ in encoded { $0.write(.bitString, [0x01, 0x06]) } })
                }
            },
            DocumentFault(
                "signer-key-weak", "signer's key on P-192, its point compressed", need: .sequenceECDSA,
                fails: ["security-object.algorithm-strength"], conclusion: "passed", tells: ["weak-algorithm"]
            ) { $0.signerKey = weak },
            DocumentFault(
                "signer-is-authority", "signer's key may sign certificates as well as data, and its certificate is an authority's",
                fails: ["document-signer.key-usage"], tells: ["other-purpose"]
            ) { form in
                form.certificate = { certificate in
                    certificate.extensionEdits.append(.replace(.keyUsage) { _ in encoded { $0.write(.bitString, [0x02, 0x84]) } })
                    certificate.extensionEdits.append(
                        .add(.basicConstraints, critical: true) { _ in encoded { $0.write(.sequence, [0x01, 0x01, 0xFF]) } })
                }
            },
            DocumentFault(
                "curve-imitated", "signer's key on a curve with another base point, so that anybody can sign (CVE-2020-0601)",
                need: .explicitCurve, conclusion: "undetermined", tells: ["unknown-curve"]
            ) { $0.signerKey = imitating },
        ] + purposes

    /// Certificates that Utopia's authority made for other work.
    private static let purposes: [DocumentFault] = [
        ("master-lists", OID.masterListSigner), ("deviation-lists", .deviationListSigner), ("seals", .visibleDigitalSealSigner),
        ("visas", .lds2VisaSigner), ("travel-credentials", .digitalTravelCredentialSigner), ("servers", .serverAuthentication),
    ].map { name, purpose in
        DocumentFault(
            "signer-of-\(name)", "signer's certificate is for \(name.replacing("-", with: " ")) (extended key usage \(purpose))",
            fails: ["document-signer.key-usage"], tells: ["other-purpose"]
        ) { form in
            form.certificate = {
                $0.extensionEdits.append(
                    .add(.extendedKeyUsage, critical: true) { _ in encoded { writer in writer.write(.sequence) { $0.write(purpose) } } })
            }
        }
    }

    /// A key on P-192, the same for everybody; it signs with the function of the key that it replaces.
    private static let weak: @Sendable (IssuingKey) -> IssuingKey = { key in
        guard let made = try? PrivateKey(curve: .p192, scalar: [UInt8](repeating: 0x55, count: 24)) else { return key }
        return IssuingKey(made, form: .explicitAs(.pointCompressed), scheme: key.scheme)
    }

    /// The key of the scalar 1 on the curve whose base point is the public key of somebody else.
    private static let imitating: @Sendable (IssuingKey) -> IssuingKey = { key in
        guard let point = key.key.point, case .ellipticCurve(let curve) = key.key.kind else { return key }
        let one = [UInt8](repeating: 0, count: curve.orderSize - 1) + [1]
        guard let made = try? PrivateKey(curve: curve, scalar: one) else { return key }
        return IssuingKey(made, form: .imitating(generator: point), scheme: key.scheme)
    }

    /// So many days after a date.
    static func start(_ day: CivilDate, _ days: Int) -> Timestamp {
        Timestamp(secondsSinceEpoch: Int64(day.daysSinceEpoch + days) * 86400)
    }
}
