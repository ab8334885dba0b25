import CivilTime
import DocumentPKI
import DocumentVerification
import Glibc
import Inspection
import Intake
import TravelDocuments

/// Compares the passive authentication of a document in memory, all checks done, with the raw work of libcrypto for it, both in one run.
///
/// Usage: `passive-authentication [SAMPLES [ROUNDS [ROW]]]`; few rounds of one row are for a profiler.
@main
struct PassiveAuthentication {
    static let documentsInRound = 20
    static let time = Timestamp(secondsSinceEpoch: 1_780_272_000)

    static let rows: [(name: String, sample: String, key: String, limit: Double)] = [
        ("RSA-2048", "passport", "document-signer-1", 1.3),
        ("P-256", "identity-card", "document-signer-2", 1.1),
        ("brainpoolP256r1", "td2-card", "document-signer-3", 1.1),
    ]

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let folder = arguments.first ?? "samples"
        let rounds = arguments.count > 1 ? Int(arguments[1]) ?? 201 : 201
        var keys = KeyCache()
        var reader = StoreReader(trust: .namedOnCommandLine)
        for file in try StoreFiles(path: folder + "/store").files { reader.read(file.bytes, name: file.name, keys: &keys) }
        print(
            "documents        \(rounds) rounds of \(documentsInRound), medians; samples of Utopia made \(LargeDocument.size) octets large")
        for row in rows where arguments.count < 3 || arguments[2] == row.name {
            let document = try LargeDocument(sample: folder + "/" + row.sample, keyFile: folder + "/keys/" + row.key + ".pem")
            try compare(document.capture, row.name, row.limit, rounds, store: reader.store)
        }
    }

    static func compare(_ capture: Capture, _ name: String, _ limit: Double, _ rounds: Int, store: InMemoryStore) throws {
        var cache = VerificationCache(store: store)
        var inspector = Inspector()
        let record = DocumentVerifier.verify(TravelDocument(capture), at: time, digestFiles: false, cache: &cache)
        let raw = try RawWork(record)
        var (ours, theirs): ([Double], [Double]) = ([], [])
        var areRight = true
        for _ in 0..<rounds {
            ours.append(microseconds { areRight = authenticate(capture, &cache, &inspector) && areRight })
            theirs.append(microseconds { areRight = raw.run() && areRight })
        }
        guard areRight else { throw BenchmarkError(name + " did not verify") }
        let ratio = median(zip(ours, theirs).map { $0 / $1 })
        let fields = [
            name + String(repeating: " ", count: 17 - name.count), "mrtd \(tenths(median(ours))) us",
            "libcrypto \(tenths(median(theirs))) us",
            "the rest \(tenths(median(zip(ours, theirs).map { $0 - $1 }))) us",
            "ratio \((ratio * 1000).rounded() / 1000) (at most \(limit))",
        ]
        print(fields[0] + fields.dropFirst().joined(separator: "   "))
    }

    /// Decodes, proves and judges one document; all of it passes.
    @inline(never)
    static func authenticate(_ capture: Capture, _ cache: inout VerificationCache, _ inspector: inout Inspector) -> Bool {
        let record = DocumentVerifier.verify(TravelDocument(capture), at: time, digestFiles: false, cache: &cache)
        return inspector.inspect(record).conclusion == .passed
    }

    /// The time that one of a round's documents takes.
    static func microseconds(_ work: () -> Void) -> Double {
        let components = ContinuousClock().measure { for _ in 0..<documentsInRound { work() } }.components
        return (Double(components.seconds) * 1e6 + Double(components.attoseconds) / 1e12) / Double(documentsInRound)
    }

    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    static func tenths(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
