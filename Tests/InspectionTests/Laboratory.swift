import CivilTime
import DocumentPKI
import DocumentVerification
import Foundation
import Inspection
import LogicalDataStructure
import SpecimenIssuing
import Synchronization
import TestSupport
import TravelDocuments

/// The samples' keys, the store and the records that the tests judge.
enum Laboratory {
    /// The time at which the table of faults holds: 2026-06-01.
    static let time = at(2026, 6, 1)

    static func at(_ year: Int, _ month: Int, _ day: Int) -> Timestamp {
        CivilDate(year: year, month: month, day: day).flatMap { Timestamp($0, hour: 0, minute: 0, second: 0) }
            ?? Timestamp(secondsSinceEpoch: 0)
    }

    private static let made = Result {
        try Utopia { try? String(contentsOf: PackageFolder.samples.appendingPathComponent("keys/\($0).pem"), encoding: .utf8) }
    }

    static func utopia() throws -> Utopia { try made.get() }

    private static let allStores = Result { try Samples.store(utopia()) }

    /// The samples' store, or of its files those that the test wants.
    static func store(_ isWanted: (String) -> Bool = { _ in true }) throws -> InMemoryStore {
        store(of: try allStores.get().filter { isWanted($0.name) })
    }

    /// The samples' store with files added.
    static func store(adding files: Files) throws -> InMemoryStore { store(of: try allStores.get() + files) }

    static func store(of files: [(name: String, bytes: [UInt8])]) -> InMemoryStore {
        var reader = StoreReader(trust: .namedOnCommandLine)
        var keys = KeyCache()
        for file in files { reader.read(file.bytes[...], name: file.name, keys: &keys) }
        return reader.store
    }

    /// The samples' store with another trust in its certificates.
    static func store(trust: Trust) throws -> InMemoryStore {
        let store = try store()
        let certificates = store.certificates.map {
            StoredCertificate(certificate: $0.certificate, identity: $0.identity, sources: $0.sources, trust: trust)
        }
        return InMemoryStore(certificates: certificates, revocationLists: store.revocationLists)
    }

    typealias Claimed = (subject: Claim.Subject, statement: Claim.Statement, dataGroup: Int?)
    typealias Files = [(name: String, bytes: [UInt8])]

    /// Issued once: the picture of a specimen takes a debug build a third of a second.
    private static let issued = Mutex<[String: IssuedDocument]>([:])

    /// The document of a series, right or with a fault of the table.
    static func specimen(_ series: Series, fault name: String? = nil) throws -> IssuedDocument {
        let index = "\(series) \(name ?? "")"
        if let known = issued.withLock({ $0[index] }) { return known }
        let fault = name.flatMap(DocumentFault.named)
        precondition((name == nil) == (fault == nil), "no such fault")
        let made = try utopia().issue(series, fault: fault)
        issued.withLock { $0[index] = made }
        return made
    }

    /// A document after the usual plan of a kind, right or with one fault of the table of planned documents.
    static func planned(_ kind: DocumentKind, fault name: String? = nil) throws -> IssuedDocument {
        var issuer = DocumentIssuer(seed: 9)
        let algorithm = SigningAlgorithm.named("secp256r1-named-sha256")
        let fault = name.flatMap(DocumentFault.named)
        precondition((name == nil) == (fault == nil) && algorithm != nil, "no such fault")
        return try issuer.issue(DocumentPlan(kind, algorithm: algorithm, seed: 9), fault: fault)
    }

    /// The document of a plan without the key for active authentication.
    static func withoutKey(_ plan: DocumentPlan) throws -> IssuedDocument {
        var issuer = DocumentIssuer(seed: 9)
        var plan = plan
        plan.dataGroups.remove(15)
        return try issuer.issue(plan)
    }

    static func files(_ series: Series, fault: String? = nil) throws -> Files { try specimen(series, fault: fault).files }

    /// A document of these chip files and this text of a page.
    static func document(
        _ files: Files, printed: String? = nil, claims: [Claim] = [], answer: ActiveAuthenticationAnswer? = nil
    ) -> TravelDocument {
        let captured = files.map { file in
            CapturedFile(
                name: file.name, role: role(file.name), roleIdentifiedBy: .name, encoding: .binary, bytes: file.bytes[...],
                irregularities: [])
        }
        let readings = printed.map { PageReading.readings(in: Array($0.utf8)[...], source: .option) } ?? []
        return TravelDocument(
            Capture(
                path: "specimen", kind: files.isEmpty ? .mrzText : .chipFiles, adapter: "test", files: captured, pageReadings: readings,
                claims: claims,
                activeAuthentication: answer.map {
                    ActiveAuthenticationTranscript(challenge: $0.challenge[...], signature: $0.signature[...])
                }))
    }

    private static func role(_ name: String) -> ElementaryFile? {
        switch name {
        case "EF_COM.bin": .common
        case "EF_SOD.bin": .securityObject
        case "EF_CardAccess.bin": .cardAccess
        case "EF_CardSecurity.bin": .cardSecurity
        default: Int(name.filter(\.isNumber)).flatMap(DataGroupNumber.init(rawValue:)).map(ElementaryFile.dataGroup)
        }
    }

    /// What the verifier says of the files with the samples' store, or another.
    static func record(
        _ files: Files, printed: String? = nil, store: InMemoryStore? = nil, at time: Timestamp = time,
        limits: PathSearchLimits = PathSearchLimits(), claiming claims: [Claimed] = [], answer: ActiveAuthenticationAnswer? = nil
    ) throws -> VerificationRecord {
        var cache = VerificationCache(store: try store ?? self.store(), limits: limits)
        let made = claims.map { Claim($0.subject, $0.statement, dataGroup: $0.dataGroup, adapter: "test", place: "/x", value: "1") }
        return DocumentVerifier.verify(document(files, printed: printed, claims: made, answer: answer), at: time, cache: &cache)
    }
}

extension VerificationRecord {
    /// The record with another date of issue.
    func issued(_ date: IssueDate?) -> VerificationRecord {
        VerificationRecord(
            document: document, time: time, securityObject: securityObject, dataGroups: dataGroups, issueDate: date,
            fileDigests: fileDigests, activeAuthentication: activeAuthentication)
    }
}

extension [(name: String, bytes: [UInt8])] {
    func without(_ names: String...) -> Self { filter { !names.contains($0.name) } }

    func only(_ names: String...) -> Self { filter { names.contains($0.name) } }

    /// The files with every occurrence of a series of bytes in one of them replaced by another of the same length.
    func replacing(_ old: [UInt8], by new: [UInt8], in name: String) -> Self {
        map { file in
            guard file.name == name else { return file }
            var bytes = file.bytes
            while let range = bytes.firstRange(of: old) { bytes.replaceSubrange(range, with: new) }
            return (file.name, bytes)
        }
    }

    /// The files with the last occurrence only replaced.
    func replacingLast(_ old: [UInt8], by new: [UInt8], in name: String) -> Self {
        map { file in
            guard file.name == name, let range = file.bytes.ranges(of: old).last else { return file }
            return (file.name, file.bytes[..<range.lowerBound] + new + file.bytes[range.upperBound...])
        }
    }

    func setting(_ name: String, _ bytes: [UInt8]) -> Self { without(name) + [(name, bytes)] }

    func flippingLastBit(of name: String) -> Self {
        map { $0.name == name ? ($0.name, $0.bytes.dropLast() + [($0.bytes.last ?? 0) ^ 1]) : $0 }
    }
}
