import CivilTime
import Foundation
import Irregularities
import SignedStructures
import TagLengthValue
import Testing

/// The folder of third-party data, which is never part of the repository.
private let testData = ProcessInfo.processInfo.environment["MRTD_TEST_DATA"].map { URL(fileURLWithPath: $0) }

private func load(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: #require(testData).appendingPathComponent(path)))
}

/// Published master lists and security objects of test documents: they are read whole, and the `openssl` command reads the same.
@Suite(.enabled(if: testData != nil, "MRTD_TEST_DATA is not set"))
struct ThirdPartyTests {
    private func masterList(_ name: String) throws -> (SignedData, MasterListContent) {
        let signed = try SignedData(contentInfo: load("master-lists/\(name).ml")[...])
        return (signed, try MasterListContent(#require(signed.content).bytes))
    }

    /// Counts by `openssl asn1parse` of the lists' content.
    @Test(arguments: [
        ("DE_ML_2024-12-19-10-09-11", 551, 2), ("DE_ML_2025-11-27-07-39-21", 577, 2), ("DE_ML_2026-05-28-08-28-45", 588, 2),
        ("NL_ML_2025-07-29", 394, 1), ("NL_ML_2026-07-22", 411, 1),
    ])
    func everyCertificateOfEveryListIsRead(name: String, count: Int, signerCertificates: Int) throws {
        let (signed, list) = try masterList(name)
        #expect(signed.contentType == .cscaMasterList && signed.irregularities.isEmpty)
        #expect(signed.certificates.count == signerCertificates)
        #expect(signed.signerInfos.count == 1)
        let signer = try #require(signed.signerInfos.first)
        #expect(signer.signedAttributes?.isDistinguished == true && signer.signedAttributes?.contentType == .cscaMasterList)
        #expect(list.certificates.count == count && list.irregularities.isEmpty)
        for bytes in list.certificates {
            let certificate = try Certificate(bytes)
            #expect(certificate.bytes == bytes)
            let key = certificate.subjectPublicKeyInfo
            #expect(key.irregularities.isEmpty)
            if case .unsupported = key.key { Issue.record("a key that is not read") }
            if case .unsupported = certificate.signatureAlgorithm.signatureAlgorithm {
                Issue.record("a signature algorithm that is not read")
            }
            #expect(certificate.country?.utf8.count == 2)
        }
        if case .subjectKeyIdentifier(let identifier) = signer.identifier {
            #expect(try signed.certificates.contains { try Certificate($0).subjectKeyIdentifier == identifier })
        }
    }

    /// Names, serial numbers, validity and key identifiers of all certificates of the newest two lists against `openssl x509`.
    @Test func fieldsAgreeWithTheCommand() throws {
        var files: Set<[UInt8]> = []
        for name in ["DE_ML_2026-05-28-08-28-45", "NL_ML_2026-07-22"] {
            files.formUnion(try masterList(name).1.certificates.map { Array($0) })
        }
        #expect(files.count > 600)
        let sorted = files.sorted { $0.lexicographicallyPrecedes($1) }
        let printed = try OpenSSLCommand.print(sorted)
        guard let printed else {
            print("openssl is not installed: not compared")
            return
        }
        #expect(printed.count == sorted.count)
        for (file, lines) in zip(sorted, printed) {
            let certificate = try Certificate(file[...])
            #expect(lines["serial"] == OpenSSLCommand.serialNumber(certificate.serialNumber))
            #expect(lines["notBefore"] == certificate.validity.notBefore.description.replacingOccurrences(of: "T", with: " "))
            #expect(lines["notAfter"] == certificate.validity.notAfter.description.replacingOccurrences(of: "T", with: " "))
            #expect(lines["subject"] == certificate.subject.rfc4514)
            #expect(lines["issuer"] == certificate.issuer.rfc4514)
            #expect(lines["Subject Key Identifier"] == certificate.subjectKeyIdentifier.map { OpenSSLCommand.colons($0) })
            #expect(lines["Authority Key Identifier"] == certificate.authorityKeyIdentifier.map { OpenSSLCommand.colons($0) })
        }
    }

    /// The security objects of reference sets: file, SignedData version, content type, certificates, number of signed attributes.
    @Test(
        arguments: [
            ("lds-jmrtd/bsi2008/EF_SOD.bin", 3, OID.ldsSecurityObject, 1, 2),
            ("lds-jmrtd/ef_sod/NZ2013_EF_SOD.BIN", 3, .ldsSecurityObject, 1, 3),
            ("lds-jmrtd/loes2006/ef011D.bin", 3, .ldsSecurityObject, 1, 2),
            ("lds-jmrtd/efcardsecurity/efcardsecurity.dump", 3, .securityObject, 1, nil),
            ("lds-tsemrtd/files/EF_SOD.bin", 3, .ldsSecurityObject, 1, 2),
        ] as [(String, Int, OID, Int, Int?)])
    func securityObjects(path: String, version: Int, contentType: OID, certificates: Int, attributes: Int?) throws {
        let signed = try SignedData(contentInfo: cms(load(path)))
        #expect(signed.version == version && signed.contentType == contentType)
        #expect(signed.certificates.count == certificates && signed.signerInfos.count == 1)
        let signer = try #require(signed.signerInfos.first)
        #expect(signer.signedAttributes?.attributes.count == attributes)
        #expect(signed.irregularities.map(\.code.rawValue) == (path.contains("NZ2013") ? ["indefinite-length"] : []))
        for certificate in signed.certificates {
            let read = try Certificate(certificate)
            guard case .issuerAndSerialNumber(let issuer, let serialNumber) = signer.identifier else { continue }
            #expect(read.serialNumber == serialNumber && read.issuer.folded == issuer.folded)
        }
    }

    /// 24 cells of digests, validities and chains.
    @Test func policyGrid() throws {
        let folder = try #require(testData).appendingPathComponent("policy-grid")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sod.bin") }.sorted()
        #expect(names.count == 24)
        for name in names {
            let signed = try SignedData(contentInfo: cms(load("policy-grid/" + name)))
            #expect(signed.certificates.count == 1 && signed.irregularities.isEmpty)
            let hash = signed.signerInfos.first?.signatureAlgorithm.signatureAlgorithm.hashFunction
            #expect(hash?.name.lowercased().filter { $0 != "-" } == name.split(separator: "-").first.map(String.init))
            #expect(signed.signerInfos.first?.signedAttributes?.messageDigest?.count == hash?.outputLength)
        }
    }

    /// 19 security objects, two of which are another content type than signedData and five of which have a version that does not fit.
    @Test func referenceSecurityObjects() throws {
        var codes: [String: Int] = [:]
        for number in 0..<19 {
            let name = "sod-pymrtd/sod/sod_" + (number < 10 ? "0" : "") + String(number) + ".bin"
            do {
                let signed = try SignedData(contentInfo: cms(load(name)))
                #expect(signed.certificates.count == 1 && signed.signerInfos.count == 1)
                #expect(signed.signerInfos.first?.signedAttributes?.messageDigest?.count == 32)
                for irregularity in signed.irregularities { codes[irregularity.code.rawValue, default: 0] += 1 }
            } catch let error as StructureError {
                codes["thrown " + error.code.rawValue, default: 0] += 1
            }
        }
        #expect(codes == ["thrown content-type": 2, "unknown-version": 5])
    }

    /// The content of the tag 77, or the bytes where it is absent.
    private func cms(_ file: [UInt8]) throws -> ArraySlice<UInt8> {
        var reader = ElementReader(file[...])
        let element = try #require(try reader.next())
        return element.tag == TagLengthValue.Tag(0x77) ? element.content : file[...]
    }
}

/// One run of a shell loop over `openssl x509`, and its output taken apart.
private enum OpenSSLCommand {
    /// What the command prints of each certificate by label, or nil where there is no command.
    static func print(_ files: [[UInt8]]) throws -> [[String: String]]? {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mrtd-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (index, file) in files.enumerated() {
            try Data(file).write(to: folder.appendingPathComponent(String(10_000 + index)))
        }
        let script = """
            command -v openssl >/dev/null || exit 9
            for f in *; do openssl x509 -inform DER -in $f -noout -serial -dates -dateopt iso_8601 -subject -issuer \
            -nameopt esc_2253,esc_ctrl,utf8,sep_comma_plus,sname -ext subjectKeyIdentifier,authorityKeyIdentifier 2>/dev/null
            echo ==; done
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus != 9 else { return nil }
        return String(decoding: output, as: UTF8.self).components(separatedBy: "==\n").dropLast().map(fields)
    }

    private static func fields(_ block: String) -> [String: String] {
        var fields: [String: String] = [:]
        var label = ""
        for line in block.split(separator: "\n") {
            let text = line.trimmingCharacters(in: .whitespaces)
            if line.hasPrefix("X509v3 ") {
                label = String(text.dropFirst(7).prefix { $0 != ":" }).trimmingCharacters(in: .whitespaces)
            } else if line.hasPrefix(" ") {
                // An authority key identifier can go on with DirName and serial.
                let identifier = text.hasPrefix("keyid:") ? String(text.dropFirst(6)) : text
                if fields[label] == nil, !identifier.hasPrefix("DirName"), !identifier.hasPrefix("serial") { fields[label] = identifier }
            } else if let equals = text.firstIndex(of: "=") {
                fields[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
        }
        return fields
    }

    static func colons(_ octets: ArraySlice<UInt8>) -> String {
        octets.map { ($0 < 0x10 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: ":")
    }

    /// The number as the command prints it: hexadecimal of whole octets, with the sign and the magnitude of a negative one.
    static func serialNumber(_ content: ArraySlice<UInt8>) -> String {
        var magnitude = Array(content)
        let isNegative = (content.first ?? 0) & 0x80 != 0
        if isNegative {
            var carry: UInt16 = 1
            for index in magnitude.indices.reversed() {
                carry += UInt16(~magnitude[index])
                magnitude[index] = UInt8(truncatingIfNeeded: carry)
                carry >>= 8
            }
        }
        let digits = magnitude.drop { $0 == 0 }
        let text = digits.isEmpty ? "00" : colons(digits[...]).filter { $0 != ":" }
        return (isNegative ? "-" : "") + text
    }
}
