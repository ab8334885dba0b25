import CivilTime
import DocumentPKI
import DocumentVerification
import Foundation
import Intake
import LogicalDataStructure
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import Synchronization
import TagLengthValue
import TestSupport
import TravelDocuments

/// The samples, their keys and store, and documents put together from the same pieces.
enum Laboratory {
    static func at(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0) -> Timestamp {
        CivilDate(year: year, month: month, day: day).flatMap { Timestamp($0, hour: hour, minute: minute, second: second) }
            ?? Timestamp(secondsSinceEpoch: 0)
    }

    static let time = at(2026, 6, 1)

    private static let made = Result {
        try Utopia { try? String(contentsOf: PackageFolder.samples.appendingPathComponent("keys/\($0).pem"), encoding: .utf8) }
    }

    static func utopia() throws -> Utopia { try made.get() }

    /// The committed store with files added.
    static func store(adding more: [[UInt8]] = []) throws -> InMemoryStore {
        var reader = StoreReader(trust: .namedOnCommandLine)
        var keys = KeyCache()
        for file in try StoreFiles(path: PackageFolder.samples.appendingPathComponent("store").path).files {
            reader.read(file.bytes, name: file.name, keys: &keys)
        }
        for bytes in more { reader.read(bytes[...], name: "added", keys: &keys) }
        return reader.store
    }

    /// The capture of a committed sample.
    static func capture(_ folder: String) throws -> Capture {
        try CaptureReader.capture(path: PackageFolder.samples.appendingPathComponent(folder).path)
    }

    static func record(_ capture: Capture, store: InMemoryStore? = nil, digestFiles: Bool = false) throws -> VerificationRecord {
        var cache = VerificationCache(store: try store ?? self.store())
        return DocumentVerifier.verify(TravelDocument(capture), at: time, digestFiles: digestFiles, cache: &cache)
    }

    private static let issued = Mutex<[String: IssuedDocument]>([:])

    /// The files of the document of a series with a fault of the table.
    static func files(_ series: Series, fault name: String) throws -> Files {
        if let known = issued.withLock({ $0["\(series) \(name)"] }) { return known.files }
        guard let fault = DocumentFault.named(name) else { return [] }
        let made = try utopia().issue(series, fault: fault)
        issued.withLock { $0["\(series) \(name)"] = made }
        return made.files
    }

    typealias Files = [(name: String, bytes: [UInt8])]

    /// The files of a committed sample.
    static func files(_ folder: String) throws -> Files {
        try capture(folder).files.map { ($0.name, Array($0.bytes)) }
    }

    static func record(_ files: Files, printed: String? = nil, store: InMemoryStore? = nil) throws -> VerificationRecord {
        let captured = files.map { file in
            CapturedFile(name: file.name, role: role(file.name), roleIdentifiedBy: .name, bytes: file.bytes[...])
        }
        let readings = printed.map { PageReading.readings(in: Array($0.utf8)[...], source: .option) } ?? []
        let kind: CaptureKind = files.isEmpty ? .mrzText : .chipFiles
        return try record(
            Capture(path: "made", kind: kind, adapter: "test", files: captured, pageReadings: readings), store: store)
    }

    private static func role(_ name: String) -> ElementaryFile? {
        switch name {
        case "EF_COM.bin": .common
        case "EF_SOD.bin": .securityObject
        default: Int(name.filter(\.isNumber)).flatMap(DataGroupNumber.init(rawValue:)).map(ElementaryFile.dataGroup)
        }
    }
}

extension [(name: String, bytes: [UInt8])] {
    subscript(_ name: String) -> [UInt8] { first { $0.name == name }?.bytes ?? [] }

    func without(_ names: String...) -> Self { filter { !names.contains($0.name) } }

    func setting(_ name: String, _ bytes: [UInt8]) -> Self { without(name) + [(name, bytes)] }

    /// The files with the last occurrence of some bytes in one of them replaced by as many others.
    func replacing(_ old: [UInt8], by new: [UInt8], in name: String) -> Self {
        var bytes = self[name]
        guard let range = bytes.ranges(of: old).last else { return self }
        bytes.replaceSubrange(range, with: new)
        return setting(name, bytes)
    }

    /// The files with an EF.SOD that the passport's document signer signs anew over them.
    func signedAnew(signingTime: Timestamp? = nil) throws -> Self {
        let utopia = try Laboratory.utopia()
        let certificate = try utopia.issue(.passport).signerCertificate
        var content = SecurityObjectContent(
            hashes: try hashes(), signer: try utopia.signerKey(.passport), certificate: certificate,
            issuer: try utopia.authority(.passport).issuer.name,
            serialNumber: [UInt8](try Certificate(certificate[...]).serialNumber))
        content.signingTime = signingTime
        return setting("EF_SOD.bin", try content.file())
    }

    /// The files with an EF.SOD over them that a stranger signs under a name of his own.
    func signedByAStranger() throws -> Self {
        let key = try Laboratory.utopia().strangerKey(.passport)
        let stranger = CertificateAuthority(name: Name(country: "UT", commonName: "Stranger"), key: key)
        let validity = Period(Laboratory.at(2024, 1, 1), Laboratory.at(2036, 1, 1))
        let certificate = try stranger.issue(
            CertificateRequest(
                .documentSigner, subject: Name(country: "UT", commonName: "Stranger's signer"), key: key, serialNumber: [0x09],
                validity: validity, privateKeyUsage: validity, documentTypes: ["P"]))
        let content = SecurityObjectContent(
            hashes: try hashes(), signer: key, certificate: certificate, issuer: stranger.name, serialNumber: [0x09])
        return setting("EF_SOD.bin", try content.file())
    }

    private func hashes() throws -> [(number: UInt, value: [UInt8])] {
        try compactMap { file in
            guard let number = UInt(file.name.filter(\.isNumber)) else { return nil }
            return (number, try DigestEngine().digest(.sha256, of: file.bytes[...]).bytes)
        }
    }

    /// The files with other certificates and SignerInfos in their EF.SOD.
    func reassembled(certificates: [[UInt8]], signers: [[UInt8]]) throws -> Self {
        let data = try signedData()
        let algorithms = data.digestAlgorithms.map { [UInt8]($0.bytes) }
        let content = data.content?.bytes ?? []
        let file = encoded { writer in
            writer.write(Tag(0x77)) { file in
                file.write(.sequence) { info in
                    info.write(.signedData)
                    info.write(.context(0)) { wrapper in
                        wrapper.write(.sequence) { data in
                            data.writeInteger(3)
                            data.writeSetOf(algorithms)
                            data.write(.sequence) { encapsulated in
                                encapsulated.write(.ldsSecurityObject)
                                encapsulated.write(.context(0)) { $0.write(.octetString, content) }
                            }
                            data.write(.context(0), certificates.flatMap { $0 })
                            data.write(.set, signers.flatMap { $0 })
                        }
                    }
                }
            }
        }
        return setting("EF_SOD.bin", file)
    }

    func signedData() throws -> SignedData {
        var reader = ElementReader(self["EF_SOD.bin"][...])
        return try SignedData(contentInfo: try reader.next()?.content ?? [])
    }
}
