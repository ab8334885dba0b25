import CivilTime
import Foundation
import Irregularities
import SignedStructures
import TagLengthValue
import TestSupport
import Testing

private let sets = ["master-lists", "lds-jmrtd", "lds-tsemrtd", "policy-grid", "sod-pymrtd"]

/// The file at a path that begins with the name of its set.
private func load(_ path: String) throws -> [UInt8] {
    let parts = path.split(separator: "/", maxSplits: 1)
    return [UInt8](try Data(contentsOf: #require(ThirdPartyData.folder(String(parts[0]))).appendingPathComponent(String(parts[1]))))
}

/// Published master lists and security objects of test documents: they are read whole, and the `openssl` command reads the same.
@Suite(.enabled(if: sets.map(ThirdPartyData.isPresent).allSatisfy { $0 }, "third-party data: a set is absent"))
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
        guard let texts = try OpenSSLCommand.texts(sorted) else {
            print("openssl is not installed: not compared")
            return
        }
        #expect(texts.count == sorted.count)
        var special: [[UInt8]] = []
        for (file, text) in zip(sorted, texts) {
            let certificate = try Certificate(file[...])
            #expect(text["Serial Number"] == OpenSSLCommand.serialNumber(certificate.serialNumber))
            #expect(text["Not Before"] == OpenSSLCommand.time(certificate.validity.notBefore))
            #expect(text["Not After"] == OpenSSLCommand.time(certificate.validity.notAfter))
            #expect(text["X509v3 Subject Key Identifier"] == certificate.subjectKeyIdentifier.map { OpenSSLCommand.colons($0) })
            #expect(text["X509v3 Authority Key Identifier"] == certificate.authorityKeyIdentifier.map { OpenSSLCommand.colons($0) })
            if let subject = OpenSSLCommand.line(certificate.subject), let issuer = OpenSSLCommand.line(certificate.issuer) {
                #expect(text["Subject"] == subject)
                #expect(text["Issuer"] == issuer)
            } else {
                special.append(file)
            }
        }
        // Names with other than plain ASCII take a process each.
        #expect(special.count < 150)
        for (file, names) in zip(special, try OpenSSLCommand.names(special)) {
            let certificate = try Certificate(file[...])
            #expect(names == [certificate.subject.rfc4514, certificate.issuer.rfc4514])
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
        let folder = try #require(ThirdPartyData.folder("policy-grid"))
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

    /// 19 security objects, two of which are another content type than signedData and three of which have a version that does not fit.
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
        #expect(codes == ["thrown content-type": 2, "unknown-version": 3])
    }

    /// The content of the tag 77, or the bytes where it is absent.
    private func cms(_ file: [UInt8]) throws -> ArraySlice<UInt8> {
        var reader = ElementReader(file[...])
        let element = try #require(try reader.next())
        return element.tag == TagLengthValue.Tag(0x77) ? element.content : file[...]
    }
}

/// The `openssl` command as another reader of certificates.
private enum OpenSSLCommand {
    /// The text of each certificate by label, from one run over all; nil where there is no command.
    static func texts(_ files: [[UInt8]]) throws -> [[String: String]]? {
        let armour = files.map {
            "-----BEGIN CERTIFICATE-----\n\(Data($0).base64EncodedString(options: .lineLength64Characters))\n-----END CERTIFICATE-----\n"
        }
        let output = try run(["certificates.pem": Data(armour.joined().utf8)], "openssl storeutl -noout -text -certs certificates.pem")
        guard let output else { return nil }
        return output.components(separatedBy: ": Certificate\n").dropFirst().map(fields)
    }

    /// Subject and issuer of each certificate in the escaping of RFC 2253.
    static func names(_ files: [[UInt8]]) throws -> [[String]] {
        let named = files.enumerated().map { (String(10_000 + $0.offset), Data($0.element)) }
        let script = """
            for f in 1*; do openssl x509 -inform DER -in $f -noout -subject -issuer -nameopt esc_2253,esc_ctrl,utf8,sep_comma_plus,sname
            echo ==; done
            """
        let output = try run([String: Data](named, uniquingKeysWith: { first, _ in first }), script) ?? ""
        return output.components(separatedBy: "==\n").dropLast().map { block in
            block.split(separator: "\n").map { line in String(line.drop { $0 != "=" }.dropFirst()) }
        }
    }

    private static func run(_ files: [String: Data], _ script: String) throws -> String? {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mrtd-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, data) in files { try data.write(to: folder.appendingPathComponent(name)) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "command -v openssl >/dev/null || exit 9\n" + script]
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 9 ? nil : String(decoding: output, as: UTF8.self)
    }

    /// The first line after each label that is asked for; a value may stand on the label's line or on the next.
    private static func fields(_ block: String) -> [String: String] {
        let labels = [
            "Serial Number", "Not Before", "Not After", "Subject", "Issuer", "X509v3 Subject Key Identifier",
            "X509v3 Authority Key Identifier",
        ]
        var fields: [String: String] = [:]
        var open: String?
        for line in block.split(separator: "\n") {
            let text = line.trimmingCharacters(in: .whitespaces)
            if let label = open {
                open = nil
                // An authority key identifier can have other parts than the key's.
                let value = text.hasPrefix("keyid:") ? String(text.dropFirst(6)) : text
                if !value.hasPrefix("DirName"), !value.hasPrefix("serial") { fields[label] = value }
                continue
            }
            guard let label = labels.first(where: { text.hasPrefix($0) && text.dropFirst($0.count).drop { $0 == " " }.first == ":" }),
                fields[label] == nil
            else { continue }
            let value = text.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)
            if value.isEmpty || value == "critical" { open = label } else { fields[label] = value }
        }
        return fields
    }

    /// The name as the command's text has it, or nil where a value is other than plain ASCII or a relative name has several attributes.
    static func line(_ name: DistinguishedName) -> String? {
        var line = ""
        for attributes in name.relativeDistinguishedNames {
            guard attributes.count == 1, let attribute = attributes.first, let value = attribute.string,
                [0x0C, 0x13, 0x16].contains(attribute.value.tag.rawValue), value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }),
                !value.contains("/"), let keyword = keywords[attribute.type]
            else { return nil }
            // The command parts with a comma only before types of one or two letters.
            if !line.isEmpty { line += keyword.utf8.count > 2 ? "/" : ", " }
            line += keyword + "=" + value
        }
        return line
    }

    private static let keywords: [OID: String] = [
        .countryName: "C", .organizationName: "O", .organizationalUnitName: "OU", .commonName: "CN", .localityName: "L",
        .stateOrProvinceName: "ST", .serialNumberAttribute: "serialNumber",
    ]

    /// `Jun  1 00:00:00 2026 GMT`.
    static func time(_ time: Timestamp) -> String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let (date, clock) = (time.date, time.timeOfDay)
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        let day = (date.day < 10 ? " " : "") + String(date.day)
        return "\(months[date.month - 1]) \(day) \(two(clock.hour)):\(two(clock.minute)):\(two(clock.second)) \(date.year) GMT"
    }

    static func colons(_ octets: ArraySlice<UInt8>) -> String {
        octets.map { ($0 < 0x10 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: ":")
    }

    /// The number as the command prints it: decimal and hexadecimal up to eight octets, else the octets of the magnitude.
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
        guard digits.count > 8 || digits.first ?? 0 >= 0x80 && digits.count == 8 else {
            let number = digits.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let sign = isNegative ? "-" : ""
            return "\(sign)\(number) (\(sign)0x\(String(number, radix: 16)))"
        }
        return (isNegative ? "(Negative)" : "") + colons(digits[...]).lowercased()
    }
}
