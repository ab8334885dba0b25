import ArgumentParser
import CertificateDatabase
import CivilTime
import DocumentPKI
import Glibc
import InspectionReport
import Intake
import SafeOpenSSL
import SignedStructures

/// The forms of an export.
enum ExportForm: String, ExpressibleByArgument, CaseIterable {
    case pem, folder, bundle
}

struct StoreExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes the store as PEM, as a folder of files, or as a signed bundle for another post.",
        discussion: """
            A bundle is a CMS message signed with --key and --certificate. Another store takes it with 'store import --signer SHA256', \
            trust included; a library reads it without a database.
            """)

    @Option(name: [.customLong("as")], help: "pem, folder or bundle.")
    var form: ExportForm = .pem

    @Option(name: [.short, .long], help: "The file, or for a folder the folder, to write; it must not exist yet.", completion: .file())
    var output: String

    @Option(name: .long, help: "The private key that signs a bundle: PEM, not encrypted.", completion: .file())
    var key: String?

    @Option(name: .long, help: "The certificate of that key.", completion: .file())
    var certificate: String?

    @OptionGroup var filter: FilterOptions
    @OptionGroup var options: StoreOptions
    @OptionGroup var time: TimeOptions

    func run() throws {
        let database = try options.openReading()
        let filter = try filter.filter()
        let content = try options.asking { () throws(DatabaseError) in try database.bundle(filter, at: time.resolved) }
        switch form {
        case .pem: try NewFile.write(pem(content), to: output)
        case .folder: try writeFolder(content)
        case .bundle: try NewFile.write(signed(content), to: output)
        }
        let lists = content.signedLists.count
        let others =
            lists == 0
            ? "" : form == .pem ? "; \(lists) deviation and defect lists have no form in PEM" : ", \(lists) deviation and defect lists"
        Output.write(
            "exported \(content.certificates.count) certificates, \(content.revocationLists.count) revocation lists\(others): "
                + "\(printable(output))\n")
    }

    private func pem(_ content: StoreBundleContent) -> [UInt8] {
        var text: [UInt8] = []
        for entry in content.certificates { text += PEMText.block("CERTIFICATE", entry.bytes) }
        for list in content.revocationLists { text += PEMText.block("X509 CRL", list) }
        return text
    }

    /// Writes each certificate as `COUNTRY/SHA-256.cer`, each list as `.crl` or `.cms`, named by what never repeats.
    private func writeFolder(_ content: StoreBundleContent) throws {
        try NewFile.makeFolder(output)
        let engine = DigestEngine()
        var folders: Set<String> = []
        func write(_ bytes: ArraySlice<UInt8>, _ country: String?, _ ending: String) throws {
            guard let digest = try? engine.digest(.sha256, of: bytes) else { throw ExitStatus.internalError }
            let letters = country.map { $0.filter { $0.isASCII && $0.isLetter } } ?? ""
            let folder = output + "/" + (letters.isEmpty ? "unknown" : letters)
            if folders.insert(folder).inserted { try NewFile.makeFolder(folder) }
            try NewFile.write(Array(bytes), to: folder + "/" + digest.hex + ending)
        }
        for entry in content.certificates { try write(entry.bytes, (try? Certificate(entry.bytes))?.country, ".cer") }
        for list in content.revocationLists { try write(list, (try? CertificateRevocationList(list))?.country, ".crl") }
        for list in content.signedLists { try write(list, nil, ".cms") }
    }

    private func signed(_ content: StoreBundleContent) throws -> [UInt8] {
        guard let key, let certificate else {
            Output.complain("a bundle is signed: name --key and --certificate")
            throw ExitStatus.usage
        }
        var keys = KeyCache()
        var reader = StoreReader(trust: .namedOnCommandLine)
        guard let text = try? TextFiles.read(path: key), let secret = try? PrivateKey(pem: String(decoding: text, as: UTF8.self)) else {
            Output.complain("\(printable(key)): no private key in PEM without a password")
            throw ExitStatus.noInput
        }
        guard (try? StoreSourceReader().read(certificate, keys: &keys, into: &reader)) != nil,
            let found = reader.store.certificates.first?.certificate, let signer = BundleSigner(key: secret, certificate: found)
        else {
            Output.complain("\(printable(certificate)): no certificate of that key")
            throw ExitStatus.noInput
        }
        return try options.asking { () throws(DatabaseError) in try signer.sign(content) }
    }
}

/// Writing of files that do not exist yet.
enum NewFile {
    static func write(_ bytes: [UInt8], to path: String) throws {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            Output.complain("\(printable(path)): \(errno == EEXIST ? "is there already" : "cannot be written")")
            throw ExitStatus.inputOutput
        }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else {
                _ = unsafe unlink(path)
                Output.complain("\(printable(path)): cannot be written whole")
                throw ExitStatus.inputOutput
            }
            rest = rest.dropFirst(written)
        }
    }

    static func makeFolder(_ path: String) throws {
        guard unsafe mkdir(path, 0o755) == 0 else {
            Output.complain("\(printable(path)): \(errno == EEXIST ? "is there already" : "cannot be made")")
            throw ExitStatus.inputOutput
        }
    }
}

/// Bytes as a block of PEM (RFC 7468): lines of 64 characters.
enum PEMText {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func block(_ label: String, _ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var text = Array("-----BEGIN \(label)-----\n".utf8)
        for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: 48) {
            let line = bytes[start..<min(start + 48, bytes.endIndex)]
            for group in stride(from: line.startIndex, to: line.endIndex, by: 3) {
                let octets = Array(line[group..<min(group + 3, line.endIndex)])
                let bits = octets.enumerated().reduce(UInt32(0)) { $0 | UInt32($1.element) << UInt32(16 - 8 * $1.offset) }
                for place in 0..<4 {
                    text.append(place <= octets.count ? alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
                }
            }
            text.append(0x0A)
        }
        return text + Array("-----END \(label)-----\n".utf8)
    }
}
