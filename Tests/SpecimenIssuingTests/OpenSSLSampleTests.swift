import Foundation
import SpecimenIssuing
import TestSupport
import Testing

/// What the openssl command says of the committed samples, against what the committed reports say of them.
///
/// `samples/expected` is what the command prints, which another test holds; here openssl computes the same values from the same files.
@Suite(.enabled(if: Subprocess.isAvailable("openssl"))) struct OpenSSLSampleTests {
    private static let samples = Samples.all.map { $0.folder }

    /// A sample, its EF.SOD as openssl reads it, and its report.
    struct Sample {
        let folder: URL
        let cms: [UInt8]
        let report: OrderedJSON

        init(_ name: String) throws {
            folder = PackageFolder.samples.appendingPathComponent(name)
            let securityObject = [UInt8](try Data(contentsOf: folder.appendingPathComponent("EF_SOD.bin")))
            #expect(securityObject.prefix(2) == [0x77, 0x82])
            cms = Array(securityObject.dropFirst(4))
            let expected = PackageFolder.samples.appendingPathComponent("expected/\(name).json")
            report = try #require(try OrderedJSONReader.value([UInt8](Data(contentsOf: expected))).elements?.first)
        }

        /// The signed content, whether or not the signature holds.
        func content() throws -> [UInt8] {
            let result = try OpenSSLProgram.run(["cms", "-verify", "-noverify", "-nosigs", "-inform", "DER"], cms)
            #expect(result.status == 0, "\(result.errorText)")
            return result.output
        }

        /// The signer's certificate in PEM.
        func signer() throws -> [UInt8] {
            try TemporaryFolder.with { folder in
                let file = folder.url("certificates.pem")
                let result = try OpenSSLProgram.run(
                    ["cms", "-verify", "-noverify", "-nosigs", "-inform", "DER", "-certsout", file.path], cms)
                #expect(result.status == 0, "\(result.errorText)")
                return [UInt8](try Data(contentsOf: file))
            }
        }

        func evidence(_ check: String) throws -> OrderedJSON {
            try #require(report["checks"]?.elements?.first { $0["id"]?.text == check }?["evidence"])
        }

        func verdict(_ check: String) -> String? {
            report["checks"]?.elements?.first { $0["id"]?.text == check }?["verdict"]?.text
        }
    }

    /// The hash function and the hashes of an LDSSecurityObject by the listing of `openssl asn1parse`: a number and an octet string each.
    private static func listedHashes(_ content: [UInt8]) throws -> (function: String, hashes: [(group: Int, hash: String)]) {
        let listing = try OpenSSLProgram.run(["asn1parse", "-inform", "DER"], content).text
        let function = try #require(listing.firstMatch(of: /OBJECT +:(sha[0-9]+)/)).1
        let pairs = listing.matches(of: /INTEGER +:([0-9A-F]+)\n[^\n]*OCTET STRING +\[HEX DUMP\]:([0-9A-F]+)/)
        return (String(function), try pairs.map { (try #require(Int($0.1, radix: 16)), $0.2.lowercased()) })
    }

    private static func digest(_ function: String, _ bytes: [UInt8]) throws -> String {
        String(try OpenSSLProgram.run(["dgst", "-" + function, "-r"], bytes).text.prefix { $0 != " " })
    }

    /// Each data group's hash is the one in EF.SOD but for the tampered one, and both are those of the report.
    @Test(arguments: samples) func dataGroupsOfSamplesHash(_ name: String) throws {
        let sample = try Sample(name)
        let (function, hashes) = try OpenSSLSampleTests.listedHashes(sample.content())
        let groups = try #require(try sample.evidence("security-object.data-group-hashes")["dataGroups"]?.elements)
        #expect(!hashes.isEmpty && groups.count == hashes.count)
        var tampered: [Int] = []
        for ((group, listed), said) in zip(hashes, groups) {
            let file = [UInt8](try Data(contentsOf: sample.folder.appendingPathComponent("EF_DG\(group).bin")))
            let computed = try OpenSSLSampleTests.digest(function, file)
            #expect(said["dataGroup"]?.text == "DG\(group)")
            #expect(said["listed"]?.text == listed && said["computed"]?.text == computed)
            #expect(said["matches"] == .boolean(listed == computed))
            #expect(sample.report["document"]?["securityObject"]?["dataGroupHashes"]?["DG\(group)"]?.text == listed)
            if listed != computed { tampered.append(group) }
        }
        #expect(tampered == ["passport-tampered": [2], "identity-card-tampered": [1]][name] ?? [])
    }

    /// The signature over EF.SOD holds but in the one twin, and the digest of the content is the signed one.
    @Test(arguments: samples) func securityObjectsOfSamplesVerify(_ name: String) throws {
        let sample = try Sample(name)
        let result = try OpenSSLProgram.run(["cms", "-verify", "-noverify", "-inform", "DER"], sample.cms)
        #expect((result.status == 0) == (name != "td2-card-tampered"), "\(result.errorText)")
        if result.status != 0 { #expect(result.errorText.contains("verification failure"), "\(result.errorText)") }
        #expect(sample.verdict("security-object.signature") == (result.status == 0 ? "passed" : "failed"))
        let evidence = try sample.evidence("security-object.signature")
        let function = try #require(evidence["digestAlgorithm"]?.text).replacing("SHA-", with: "sha")
        let computed = try OpenSSLSampleTests.digest(function, sample.content())
        #expect(evidence["messageDigest"]?.text == computed && evidence["contentDigest"]?.text == computed)
    }

    /// The fields of a certificate or list, as the reports write them: names in encoded order, times with T, digits in lower hex.
    private static func fields(_ kind: String, _ options: [String], _ bytes: [UInt8], form: String = "DER") throws -> [String: String] {
        let format = ["-dateopt", "iso_8601", "-nameopt", "sep_comma_plus,sname,utf8,esc_2253"]
        let result = try OpenSSLProgram.run([kind, "-inform", form, "-noout"] + options + format, bytes)
        #expect(result.status == 0, "\(result.errorText)")
        var fields: [String: String] = [:]
        for line in result.text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let value = String(parts[1])
            switch parts[0] {
            case "serial": fields["serial"] = value.lowercased()
            case "sha256 Fingerprint": fields["sha256"] = value.replacing(":", with: "").lowercased()
            case "notBefore", "notAfter", "lastUpdate", "nextUpdate": fields[String(parts[0])] = value.replacing(" ", with: "T")
            default: fields[String(parts[0])] = value
            }
        }
        return fields
    }

    private static let certificateFields = ["-serial", "-fingerprint", "-sha256", "-dates", "-subject", "-issuer"]

    @Test(arguments: samples) func certificatesOfSamplesAreAsReported(_ name: String) throws {
        let sample = try Sample(name)
        let signer = try #require(sample.report["document"]?["securityObject"]?["signer"])
        let path = try #require(sample.report["path"]?.elements)
        let validity = try sample.evidence("document-signer.validity-at-issue")
        let fields = try OpenSSLSampleTests.fields("x509", OpenSSLSampleTests.certificateFields, sample.signer(), form: "PEM")
        let said: [(reported: OrderedJSON?, field: String)] = [
            (signer["serialNumber"], "serial"), (signer["sha256"], "sha256"), (signer["subject"], "subject"), (signer["issuer"], "issuer"),
            (signer["validFrom"], "notBefore"), (signer["validTo"], "notAfter"), (path[0]["sha256"], "sha256"),
            (path[0]["subject"], "subject"), (validity["documentSigner"]?["validFrom"], "notBefore"),
            (validity["documentSigner"]?["validTo"], "notAfter"),
        ]
        for (reported, field) in said { #expect(reported?.text == fields[field] && fields[field] != nil, "\(field)") }
        #expect(path.count == 2 && path[1]["role"]?.text == "CSCA")
        let source = try #require(path[1]["source"]?.text)
        let bytes = [UInt8](try Data(contentsOf: PackageFolder.root.appendingPathComponent(source)))
        let anchor = try OpenSSLSampleTests.fields("x509", OpenSSLSampleTests.certificateFields, bytes)
        #expect(path[1]["sha256"]?.text == anchor["sha256"] && path[1]["subject"]?.text == anchor["subject"])
        #expect(fields["issuer"] == anchor["subject"] && anchor["subject"] != nil)
        #expect(validity["countrySigningCA"]?["validFrom"]?.text == anchor["notBefore"])
        #expect(validity["countrySigningCA"]?["validTo"]?.text == anchor["notAfter"])
    }

    @Test(arguments: samples) func revocationListsOfSamplesAreAsReported(_ name: String) throws {
        let sample = try Sample(name)
        let lists = try #require(try sample.evidence("certification-path.revocation")["lists"]?.elements)
        #expect(lists.count == 3)
        let serial = try #require(sample.report["document"]?["securityObject"]?["signer"]?["serialNumber"]?.text)
        for list in lists {
            let source = try #require(list["source"]?.text)
            let bytes = [UInt8](try Data(contentsOf: PackageFolder.root.appendingPathComponent(source)))
            let fields = try OpenSSLSampleTests.fields("crl", ["-lastupdate", "-nextupdate", "-issuer"], bytes)
            for (member, field) in [("issuer", "issuer"), ("thisUpdate", "lastUpdate"), ("nextUpdate", "nextUpdate")] {
                #expect(list[member]?.text == fields[field] && fields[field] != nil, "\(source): \(field)")
            }
            let text = try OpenSSLProgram.run(["crl", "-inform", "DER", "-noout", "-text"], bytes).text.lowercased()
            #expect(text.contains("serial number: 0d00") && !text.contains("serial number: " + serial))
        }
    }
}
