import DocumentPKI
import Foundation
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import TestSupport
import Testing

/// What the openssl command says of a whole infrastructure.
@Suite(.enabled(if: Subprocess.isAvailable("openssl"))) struct InfrastructureOracleTests {
    /// Every certificate verifies under the key that the truth names.
    @Test func certificatesVerify() throws {
        var claims: [OpenSSLProgram.Claim] = []
        for (index, file) in try Everything.infrastructure().files.enumerated() where file.kind.isCertificate {
            let isOneOfMany = file.path.contains("link-loop/store") || file.path.contains("authority-flood/store")
            guard let signer = file.signedBy, !isOneOfMany || index % 97 == 0 else { continue }
            claims.append(
                OpenSSLProgram.Claim(name: file.path, certificate: file.bytes, signer: try Everything.file(signer).bytes))
        }
        #expect(claims.count > 200)
        // OpenSSL 3.0 does not know a DigestInfo without NULL (vendor-notes/openssl.md).
        let unconfirmed = try OpenSSLProgram.unconfirmed(claims)
        // Nor a key whose certificate states another curve than its own, which here is an authority's.
        let places: [String: [String]] = [
            "digest-info-without-null": ["document-signer.cer", "csca/store/csca.cer", "link/store/link.cer"],
            "name-of-other-curve": ["csca/store/csca.cer", "csca/dsc.cer", "link/dsc.cer"],
            "parameters-of-other-curve": ["csca/store/csca.cer", "csca/dsc.cer", "link/dsc.cer"],
        ]
        #expect(unconfirmed == Set(places.flatMap { name, places in places.map { "deviations/\(name)/\($0)" } }))
    }

    /// The forgeries fail under the key that they claim; the one of the curve verifies under its own parameters, as the truth says.
    @Test func forgeriesFail() throws {
        let newest = try Everything.infrastructure().newest
        let anchors: [(path: String, anchor: [UInt8])] = [
            ("faults/rogue-authority/dsc.cer", newest.certificate), ("faults/certificate-bit-flipped/dsc.cer", newest.certificate),
            ("faults/custom-curve/dsc.cer", try Everything.file("faults/custom-curve/store/csca.cer").bytes),
        ]
        let claims = try anchors.map { claim in
            let file = try Everything.file(claim.path)
            #expect(file.isForged)
            return OpenSSLProgram.Claim(name: claim.path, certificate: file.bytes, signer: claim.anchor)
        }
        #expect(try OpenSSLProgram.unconfirmed(claims) == Set(anchors.map(\.path)))
        let (real, imitation) = (
            try Certificate(Everything.file("faults/custom-curve/store/csca.cer").bytes[...]),
            try Certificate(Everything.file("faults/custom-curve/imitation.cer").bytes[...])
        )
        #expect(real.subjectPublicKey == imitation.subjectPublicKey && real.subject.bytes.elementsEqual(imitation.subject.bytes))
        #expect(real.subjectKeyIdentifier == imitation.subjectKeyIdentifier)
    }

    @Test func revocationListsVerify() throws {
        try TemporaryFolder.with { folder in
            for file in try Everything.infrastructure().files where file.kind == .revocationList {
                let anchor = file.signedBy ?? file.folder + "/store/csca.cer"
                let trusted = try OpenSSLProgram.run(["x509", "-inform", "DER"], Everything.file(anchor).bytes)
                let form = file.bytes.first == 0x2D ? "PEM" : "DER"
                let result = try OpenSSLProgram.run(
                    ["crl", "-inform", form, "-noout", "-CAfile", folder.write(trusted.output, to: "csca.pem").path], file.bytes)
                #expect(result.errorText.contains("verify OK") == (file.signedBy != nil), "\(file.path): \(result.errorText)")
                let text = try OpenSSLProgram.run(["crl", "-inform", form, "-noout", "-text"], file.bytes).text
                if !file.isFault {
                    #expect(text.components("Serial Number:").count - 1 == file.holds.count, "\(file.path)")
                    #expect(text.contains("No Revoked Certificates") == file.holds.isEmpty)
                }
            }
            let lists = try Everything.infrastructure().files.filter { $0.folder == "crl" }
            #expect(lists.contains { $0.holds.isEmpty } && lists.contains { !$0.holds.isEmpty })
        }
    }

    @Test func messagesVerify() throws {
        try TemporaryFolder.with { folder in
            for file in try Everything.infrastructure().files where [.masterList, .deviationList, .defectList].contains(file.kind) {
                var arguments = ["cms", "-verify", "-noverify", "-inform", "DER", "-out", folder.url("content").path]
                if file.path.contains("signer-in-list"), let signer = file.signedBy {
                    let pem = try OpenSSLProgram.run(["x509", "-inform", "DER"], Everything.file(signer).bytes)
                    arguments += ["-certfile", try folder.write(pem.output, to: "signer.pem").path]
                }
                let result = try OpenSSLProgram.run(arguments, file.bytes)
                let isRefused =
                    file.path.contains("digest-info-without-null")
                    || !file.isSignatureValid
                        // openssl does not compare the content type with the attribute.
                        && !file.path.contains("list-content-type")
                #expect((result.status == 0) == !isRefused, "\(file.path): \(result.errorText)")
            }
        }
    }

    /// openssl's own reading of a deviation list: its types, and as many document numbers as were asked for.
    @Test func deviationListsAreWellFormed() throws {
        for (name, count) in [("1-every-kind", 6), ("2-document-numbers", 1000)] {
            let message = try SignedData(contentInfo: Everything.file("dl/\(name).dl").bytes[...])
            #expect(message.contentType == .deviationList)
            let text = try OpenSSLProgram.run(["asn1parse", "-inform", "DER"], Array(message.content?.bytes ?? [])).text
            #expect(text.components("PRINTABLESTRING   :UD").count - 1 == count)
            #expect(text.components("2.23.136.1.1.7.").count - 1 == (name.hasPrefix("1") ? 12 : 1))
        }
    }
}
