import Foundation
import SpecimenIssuing
import TestSupport
import Testing

/// What the openssl command says of what is issued here.
@Suite(.enabled(if: Subprocess.isAvailable("openssl"))) struct OpenSSLOracleTests {
    private static let time = "1780272000"

    private static func openssl(_ arguments: [String], _ input: [UInt8] = []) throws -> SubprocessResult {
        try Subprocess.run("openssl", arguments, input: input)
    }

    /// The CMS of an EF.SOD, whose outermost header has four octets here.
    private static func cms(_ specimen: IssuedDocument) -> [UInt8] { Array(specimen["EF_SOD.bin"].dropFirst(4)) }

    @Test(arguments: Series.allCases)
    func securityObjectsVerify(_ series: Series) throws {
        let specimen = try SpecimenTests.utopia().issue(series)
        let arguments = ["cms", "-verify", "-noverify", "-inform", "DER"]
        #expect(specimen["EF_SOD.bin"].prefix(2) == [0x77, 0x82])
        #expect(try OpenSSLOracleTests.openssl(arguments, OpenSSLOracleTests.cms(specimen)).status == 0)
        for fault in ["signature-bit", "message-digest", "signed-content-type", "signed-by-another-key"] {
            let wrong = try SpecimenTests.issue(series, fault: fault)
            let result = try OpenSSLOracleTests.openssl(arguments, OpenSSLOracleTests.cms(wrong))
            // OpenSSL does not compare the content type with the attribute.
            #expect((result.status == 0) == (fault == "signed-content-type"), "\(fault)")
        }
    }

    @Test func certificatesSayWhatTheProfileAsks() throws {
        for series in Series.allCases {
            for (bytes, isAuthority) in [
                (try SpecimenTests.utopia().authority(series).certificate, true),
                (try SpecimenTests.issue(series).signerCertificate, false),
            ] {
                let result = try OpenSSLOracleTests.openssl(["x509", "-inform", "DER", "-noout", "-text"], bytes)
                #expect(result.status == 0)
                let expected = [
                    "Issuer: C = UT, O = Utopia, OU = Country Signing, CN = CSCA Utopia \(series.number)", "DirName:/L=UTO",
                    "X509v3 Private Key Usage Period", "X509v3 Subject Key Identifier", "X509v3 Authority Key Identifier",
                    "X509v3 Issuer Alternative Name", "X509v3 CRL Distribution Points",
                    isAuthority ? "Certificate Sign, CRL Sign" : "Digital Signature",
                ]
                for text in expected { #expect(result.text.contains(text), "\(text)") }
                #expect(result.text.contains("CA:TRUE, pathlen:0") == isAuthority)
                #expect(result.text.contains("2.23.136.1.1.6.2") == !isAuthority)
                let algorithm = isAuthority ? series.plan.authority.algorithm : series.plan.signerAlgorithm
                if case .curve = algorithm.key {
                    #expect(result.text.contains("Field Type: prime-field") == (algorithm.form == .explicit))
                }
            }
        }
    }

    @Test func chainsAndListsVerify() throws {
        try TemporaryFolder.with { folder in
            for series in Series.allCases {
                let authority = try OpenSSLOracleTests.openssl(
                    ["x509", "-inform", "DER"], try SpecimenTests.utopia().authority(series).certificate)
                let trusted = try folder.write(authority.output, to: "csca-\(series.number).pem").path
                let list = try OpenSSLOracleTests.openssl(
                    ["crl", "-inform", "DER", "-noout", "-CAfile", trusted], try SpecimenTests.utopia().authority(series).revocationList)
                #expect(list.errorText.contains("verify OK"))
                for fault in [nil, "issuer-forged"] {
                    let signer = try OpenSSLOracleTests.openssl(
                        ["x509", "-inform", "DER"], try SpecimenTests.issue(series, fault: fault).signerCertificate)
                    let result = try OpenSSLOracleTests.openssl(
                        ["verify", "-attime", OpenSSLOracleTests.time, "-CAfile", trusted], signer.output)
                    if series == .passport {
                        #expect((result.status == 0) == (fault == nil), "\(result.errorText)")
                    } else {
                        // The trap that this project exists around: vendor-notes/openssl.md. It refuses a forgery for the same reason.
                        #expect(result.status != 0 && result.errorText.contains("error 94"), "\(result.errorText)")
                    }
                }
            }
        }
    }
}
