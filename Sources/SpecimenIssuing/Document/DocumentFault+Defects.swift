import SafeOpenSSL
import SignedStructures

/// Documents whose signer a defect list in the store names (BSI TR-03129-2), right and wrong uses of it.
extension DocumentFault {
    private static let known = ["document.known-deviation"]

    static let defectFaults: [DocumentFault] = replacements + others + revocations

    private static func listed(
        _ name: String, _ summary: String, fails: [String] = [], conclusion: String? = nil, tells: [String] = [],
        _ defects: @escaping DocumentForm.Defects, _ change: @escaping @Sendable (inout DocumentForm) -> Void = { _ in }
    ) -> DocumentFault {
        DocumentFault(
            "defect-" + name, summary, fails: known + fails, conclusion: conclusion ?? (fails.isEmpty ? "passed" : "failed"), tells: tells
        ) { form in
            form.defects = defects
            change(&form)
        }
    }

    /// EF.SOD names another serial number than its signer's certificate has, and carries none.
    private static let misnamed: @Sendable (inout DocumentForm) -> Void = { form in
        form.securityObject = { content in
            content.serialNumberContent = [0x11, 0x22]
            content.deviations = [.certificateAbsent]
        }
    }

    private static let replacements: [DocumentFault] = [
        listed(
            "certificate-replaced", "EF.SOD carries a certificate of another key than signed; a defect list gives the right one",
            tells: ["replacement-certificate"], { [.certificateReplaced($0.right)] }, { $0.isSignedByOther = true }),
        listed(
            "certificate-replaced-by-stranger", "the same, and the certificate that the list gives is a stranger's",
            fails: signature, { [.certificateReplaced($0.strange)] }, { $0.isSignedByOther = true }),
        listed(
            "certificate-replaced-unreadable", "the same, and what the list gives is no certificate",
            fails: signature, { _ in [.certificateReplaced([0x30, 0x03, 0x02, 0x01, 0x00])] }, { $0.isSignedByOther = true }),
        DocumentFault(
            "defect-list-of-stranger", "the same with the right certificate, in a list that a stranger signed", fails: signature,
            tells: ["signer-not-trusted"]
        ) { form in
            form.defects = { [.certificateReplaced($0.right)] }
            form.hasStrangeList = true
            form.isSignedByOther = true
        },
        listed(
            "signer-identifier", "EF.SOD names its signer wrongly and carries no certificate; a defect list gives it",
            tells: ["replacement-certificate"], { [.wrongSignerIdentifier($0.right)] }, misnamed),
        listed(
            "signer-identifier-by-key", "the same, and the list gives the key identifier of a certificate in the store",
            tells: ["replacement-certificate"], { [.wrongSignerIdentifierByKey($0.keyIdentifier)] },
            { form in
                misnamed(&form)
                form.storeHasSigner = true
            }),
        listed(
            "signer-identifier-missing", "the same, and the store has no such certificate", conclusion: "undetermined",
            tells: ["signer-certificate-missing"], { [.wrongSignerIdentifierByKey($0.keyIdentifier)] }, misnamed),
    ]

    /// DG12 is there and signed, and EF.COM does not list it.
    static let omittingFromCommonData: Edit = { form in
        form.plan = { $0.dataGroups.formUnion([11, 12]) }
        form.unnamed = [12]
    }

    private static let others: [DocumentFault] = [
        listed(
            "issuing-country", "signer's certificate names ZZ, and a defect list says that it should be UT", tells: ["known-deviation"],
            { _ in [.issuingCountry("UT")] }, { $0.signerCountry = "ZZ" }),
        listed(
            "issuing-country-other", "signer's certificate names UT, and a defect list says that it should be DE",
            fails: ["consistency.issuing-state"], { _ in [.issuingCountry("DE")] }),
        listed(
            "issuing-country-by-identifier",
            "signer's certificate names ZZ, EF.SOD names its signer otherwise, and a defect list says of the latter that it should be UT",
            fails: ["consistency.issuing-state"], { _ in [.issuingCountry("UT")] },
            { form in
                form.signerCountry = "ZZ"
                form.securityObject = { $0.serialNumberContent = [0x11, 0x22] }
            }),
        listed(
            "validity-period", "signer's certificate expired before issue, and a defect list says that its period is wrong",
            conclusion: "undetermined", { _ in [.validityPeriodIncorrect(1)] }, expired),
        listed(
            "validity-period-of-authority", "the same, and the list says so of the CSCA's certificate only",
            fails: ["document-signer.validity-at-issue", "document-signer.validity-at-inspection"], { _ in [.validityPeriodIncorrect(0)] },
            expired),
        listed(
            "security-object", "a bit of EF.SOD's signature changed, and a defect list says that EF.SOD is invalid",
            conclusion: "undetermined", { _ in [.securityObjectInvalid] },
            changingSignature),
        listed(
            "security-object-attributes", "messageDigest among the signed attributes wrong, and a defect list says that EF.SOD is invalid",
            conclusion: "undetermined", { _ in [.securityObjectInvalid] },
            { form in
                form.securityObject = { $0.messageDigest = [UInt8](repeating: 0x5A, count: $0.signer.scheme.digestAlgorithm.outputLength) }
            }),
        listed(
            "common-data", "EF.COM does not list DG12, and a defect list says so", tells: ["known-deviation"],
            { _ in [.commonDataDiscrepancy] },
            omittingFromCommonData),
        listed(
            "document-signer-malformed", "signer's certificate made by a stranger, and a defect list says that it is malformed",
            conclusion: "undetermined", { _ in [.documentSignerMalformed] }, { $0.certifier = .strangerAsAuthority }),
        listed(
            "authentication-protocol", "the chip's answer is wrong, and a defect list says that active authentication fails",
            tells: ["known-deviation"], { _ in [.authenticationProtocolFailure(1)] }, wrongAnswer),
        listed(
            "authentication-protocol-other", "the same, and the list says so of chip authentication", fails: ["chip.active-authentication"],
            { _ in [.authenticationProtocolFailure(0)] }, wrongAnswer),
        listed(
            "keys-compromised", "a defect list says that the keys for active authentication are known to others",
            fails: ["document.key-compromise"], { _ in [.activeAuthenticationKeyCompromised] }),
        listed(
            "only-told", "a defect list says of the document what changes no verdict",
            { _ in [.dataGroupsMalformed([3, 4]), .cardSecurityMalformed, .chipSecurityMalformed, .powerDownRequired] }),
    ]

    private static let expired: @Sendable (inout DocumentForm) -> Void = { form in
        form.validity = { Period(start($0, -300), start($0, -100)) }
    }

    private static let wrongAnswer: @Sendable (inout DocumentForm) -> Void = { form in
        form.plan = { $0.dataGroups.formUnion([14, 15]) }
        form.answer = { [UInt8](repeating: 0, count: $0.count) }
    }

    /// BSI TR-03135-1, 5.8.2: without detail, for tests, by the issuer, by the list's signer; the rest leaves it open.
    private static let revocations: [DocumentFault] =
        [0, 2, 3, 4].map { status in
            listed(
                "revoked-\(status)", "a defect list says that the signer's certificate is revoked, status \(status)",
                fails: ["certification-path.revocation"], { _ in [.certificateRevoked(status: status)] })
        }
        + [1, 5, 32].map { status in
            listed(
                "revoked-\(status)", "a defect list gives the status \(status), which leaves open whether the signer is revoked",
                tells: ["revocation-status-open"], { _ in [.certificateRevoked(status: status)] })
        }
}

/// Whom a defect list in the store speaks of, and what it can give in place of its certificate.
package struct ListedSigner: Sendable {
    /// A certificate that the CSCA made of the key that signed EF.SOD.
    package let right: [UInt8]
    /// The same by a stranger.
    package let strange: [UInt8]
    package let keyIdentifier: [UInt8]
}
