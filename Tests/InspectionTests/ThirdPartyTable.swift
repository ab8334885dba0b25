import CivilTime
import DocumentPKI
import DocumentVerification
import Foundation
import Inspection
import Intake
import Irregularities
import LogicalDataStructure
import SafeOpenSSL
import TestSupport
import Testing
import TravelDocuments

/// A document of a third party and our verdicts on it, beside those of its source; the tables are the folder's `third-party-*.json`.
///
/// They hold digests of the files and never their bytes, nor anything of what the files say.
struct ThirdPartyRow: Decodable, Sendable, CustomTestStringConvertible {
    let id: String
    let set: String
    /// What is handed to the intake, below the set's folder; nil where the files are first put into a folder of their own.
    let capture: String?
    /// The SHA-256 of each file, by its path below the set's folder.
    let files: [String: String]
    /// The store, a file that begins with the name of its set; nil for none.
    let store: String?
    let conclusion: String
    /// The findings of each check: the verdict, then the reason, then the limits in parentheses.
    ///
    /// Of `lds.file-syntax` each begins with the file and ends with what was tolerated in it; of a failed `lds.files-agree` it ends with the
    /// data groups that EF.SOD does not list.
    let checks: [String: [String]]
    /// What `openssl cms -verify -noverify` says of the CMS; nil where there is none.
    let openssl: String?
    let theirs: String?
    let why: String

    var testDescription: String { id }

    /// The rows of the tables whose sets are there.
    static func rows(_ tables: String...) -> [ThirdPartyRow] {
        let all = tables.flatMap { (try? VectorFile<ThirdPartyRow>.load("third-party-" + $0, from: .module))?.vectors ?? [] }
        return all.filter { row in
            ThirdPartyData.isPresent(row.set)
                && (row.store?.split(separator: "/").first.map { ThirdPartyData.isPresent(String($0)) } ?? true)
        }
    }

    func url(_ path: String) throws -> URL { try #require(ThirdPartyData.folder(set)).appendingPathComponent(path) }

    func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url(path))) }

    private func storeURL() throws -> URL? {
        guard let parts = store?.split(separator: "/", maxSplits: 1), parts.count == 2 else { return nil }
        return try #require(ThirdPartyData.folder(String(parts[0]))).appendingPathComponent(String(parts[1]))
    }

    /// The whole way, from the files to the conclusion; the closure may change the files on their way.
    func inspect(_ change: ((_ path: String, _ bytes: inout [UInt8]) -> Void)? = nil) throws -> InspectionResult {
        guard capture == nil || change != nil else { return try ThirdPartyRow.inspect(url(capture ?? ""), store: storeURL()) }
        return try TemporaryFolder.with { folder in
            for path in files.keys {
                var content = try bytes(path)
                change?(path, &content)
                try folder.write(content, to: URL(fileURLWithPath: path).lastPathComponent)
            }
            return try ThirdPartyRow.inspect(folder.url, store: storeURL())
        }
    }

    private static func inspect(_ path: URL, store: URL?) throws -> InspectionResult {
        let document = TravelDocument(try CaptureReader.capture(path: path.path))
        var reader = StoreReader(trust: .namedOnCommandLine)
        if let store {
            var keys = KeyCache()
            for file in try StoreFiles(path: store.path).files { #expect(reader.read(file.bytes, name: file.name, keys: &keys)) }
        }
        var cache = VerificationCache(store: reader.store)
        let time = try #require(Timestamp(iso8601: "2026-07-07T00:00:00Z"))
        var inspector = Inspector(policy: .field)
        return inspector.inspect(DocumentVerifier.verify(document, at: time, digestFiles: true, cache: &cache))
    }
}

extension InspectionResult {
    /// The findings as the tables write them.
    var table: [String: [String]] {
        var table: [String: [String]] = [:]
        for finding in findings {
            let id = CheckRegistry.all[Int(finding.check)].name
            var text = finding.verdict.rawValue + (finding.reason.map { " " + $0.rawValue } ?? "")
            if !finding.limits.codes.isEmpty { text += " (" + finding.limits.codes.map(\.rawValue).joined(separator: ", ") + ")" }
            if case .file(let index) = finding.evidence, let file = record.document.chip?.files[Int(index)] {
                let tolerated = file.irregularities.map(\.code.rawValue).sorted().joined(separator: ", ")
                text = file.file.name + " " + text + (tolerated.isEmpty ? "" : ": " + tolerated)
            }
            if id == "lds.files-agree", finding.verdict == .failed {
                let unlisted = record.dataGroups.filter { $0.listed == nil }.map { "DG\($0.number.rawValue)" }
                text += ": " + unlisted.joined(separator: " ")
            }
            table[id, default: []].append(text)
        }
        return table
    }

    func verdicts(_ check: String) -> [Verdict] {
        findings.filter { CheckRegistry.all[Int($0.check)].name == check }.map(\.verdict)
    }
}
