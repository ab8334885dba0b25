import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// Forms that a standard allows beside the one that the usual plan takes: nothing is to be found of them.
extension DocumentFault {
    static let variants: [DocumentFault] =
        [
            .variant(
                "name-in-national-characters", "the name in DG11 in letters that the zone transliterates",
                allowedBy: "ICAO Doc 9303-10, 4.7.11"
            ) {
                $0.plan = { plan in
                    plan.zone.primaryIdentifier = "MUELLER AAKESSON"
                    plan.zone.secondaryIdentifier = "ZOE FRANCOISE"
                    plan.state(fullName: "M\u{DC}LLER<\u{C5}KESSON<<ZO\u{CB}<FRAN\u{C7}OISE")
                }
            },
            message(
                "identified-by-key", "signer named by its key identifier, SignerInfo of version 3",
                allowedBy: "ICAO Doc 9303-10, 4.6.2.2; RFC 5652, 5.3", .identifiedByKeyIdentifier),
            message("authority-first", "the CSCA's certificate before the signer's in EF.SOD", allowedBy: "RFC 5652, 5.1", .authorityFirst),
            message(
                "attributes-further", "signingCertificate and CMSAlgorithmProtection among the signed attributes (Australia, Indonesia)",
                allowedBy: "RFC 5652, 5.3; RFC 6211; RFC 5035", .furtherAttributes),
            .variant("signing-time-absent", "no signing time among the signed attributes", allowedBy: "RFC 5652, 5.3 and 11.3") {
                $0.plan = { $0.hasSigningTime = false }
            },
            .variant(
                "hash-functions-differ", "data groups hashed by another function than the signature's (Austria, Germany)",
                allowedBy: "ICAO Doc 9303-10, 4.6.2.3"
            ) {
                $0.plan = { $0.hashAlgorithm = $0.signerAlgorithm.scheme.digestAlgorithm == .sha512 ? .sha384 : .sha512 }
            },
            .variant(
                "certificate-hash-differs", "signer's certificate signed over another hash function than EF.SOD (Austria, Germany)",
                allowedBy: "ICAO Doc 9303-12, 4.4"
            ) { form in form.certificate = { $0.signer = { $0.signing($0.scheme.withOtherDigest) } } },
            .variant(
                "certificate-signed-with-pss", "signer's certificate signed with RSASSA-PSS, EF.SOD with PKCS #1 v1.5 (Turkey)",
                need: .rsaPKCS1, allowedBy: "ICAO Doc 9303-12, 4.1.6"
            ) { form in
                form.certificate = { $0.signer = { $0.signing(.rsaPSS(.sha256, maskDigest: .sha256, saltLength: 32)) } }
            },
            .variant(
                "rsa-encryption", "rsaEncryption as the signature's algorithm (Spain)", need: .rsaPKCS1, allowedBy: "RFC 3370, 3.2"
            ) { form in form.securityObject = { $0.signatureAlgorithm = encoded { $0.writeAlgorithm(.rsaEncryption, withNull: true) } } },
            .variant(
                "pss-salt-of-twenty", "RSASSA-PSS with a salt of 20 octets, stated so", need: .rsaPSS, allowedBy: "RFC 4055, 3.1"
            ) { form in
                form.signerKey = {
                    $0.signing(.rsaPSS($0.scheme.digestAlgorithm, maskDigest: $0.scheme.digestAlgorithm, saltLength: 20))
                }
            },
        ] + fileVariants + portraitVariants + detailVariants + securityInfoVariants + answers + certificateVariants

    private static func message(
        _ name: String, _ summary: String, allowedBy clause: String, _ deviation: SecurityObjectContent.Deviation
    ) -> DocumentFault {
        .variant(name, summary, allowedBy: clause) { form in form.securityObject = { $0.deviations = [deviation] } }
    }
}
