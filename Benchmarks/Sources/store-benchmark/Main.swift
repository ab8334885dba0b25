import COpenSSL
import CertificateDatabase
import CivilTime
import DocumentPKI
import Glibc
import Intake
import SignedStructures

/// Compares the store with what libcrypto alone needs, pair by pair in one run, over the certificates of an LDIF file.
///
/// Usage: `store-benchmark CORPUS FOLDER`; the corpus is what `mrtd specimen pki` makes, the folder is for stores that are made and removed.
@main
struct StoreBenchmark {
    static let time = Timestamp(secondsSinceEpoch: 1_780_272_000)
    static let rounds = 5

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count == 2 else { throw BenchmarkError("usage: store-benchmark CORPUS FOLDER") }
        let directory = arguments[0] + "/ldif/icaopkd-001-complete-000001.ldif"
        let corpus = try Corpus(directory)
        print(
            "certificates     \(corpus.certificates.count) of \(directory), \(rounds) rounds, medians; \(corpus.signers) are of document signers"
        )
        let theirs = try decoding(corpus)
        fields(corpus, theirs)
        let store = try importing(
            directory, authorities: ["csca", "link"].map { arguments[0] + "/" + $0 }, into: arguments[1] + "/benchmark.sqlite", theirs)
        try checking(store)
        try opening(store)
    }

    /// `d2i_X509` of every certificate, a round.
    static func decoding(_ corpus: Corpus) throws -> Double {
        try median {
            for bytes in corpus.certificates {
                let isRead = unsafe bytes.withUnsafeBufferPointer { buffer in
                    var start = buffer.baseAddress
                    let certificate = unsafe d2i_X509(nil, &start, buffer.count)
                    defer { unsafe X509_free(certificate) }
                    return unsafe certificate != nil
                }
                guard isRead else { throw BenchmarkError("d2i_X509 refuses a certificate") }
            }
        }
    }

    /// Our fields of every certificate: what a path search asks of it.
    static func fields(_ corpus: Corpus, _ theirs: Double) {
        var sum = 0
        let ours = median {
            for bytes in corpus.certificates {
                guard let certificate = try? Certificate(bytes) else { continue }
                sum &+= certificate.serialNumber.count + (certificate.authorityKeyIdentifier?.count ?? 0) + certificate.tbsCertificate.count
            }
        }
        let count = Double(corpus.certificates.count)
        say(
            "fields", ours / theirs, 0.01,
            "\(rounded(ours * 1e6 / count)) us a certificate, d2i_X509 \(rounded(theirs * 1e6 / count)) us (\(sum % 10))")
    }

    /// One import of the whole directory into a store that has the authorities.
    static func importing(_ path: String, authorities: [String], into store: String, _ theirs: Double) throws -> String {
        var times: [Double] = []
        for _ in 0..<rounds {
            for ending in ["", "-wal", "-shm"] { unsafe unlink(store + ending) }
            let database = try StoreDatabase.create(at: store)
            try read(authorities, into: database)
            times.append(try seconds { try read([path], into: database) })
        }
        let ours = times.sorted()[rounds / 2]
        say("import", ours / theirs, 0.5, "\(rounded(ours * 1000)) ms, d2i_X509 alone \(rounded(theirs * 1000)) ms")
        return store
    }

    private static func read(_ paths: [String], into database: StoreDatabase) throws {
        var keys = KeyCache()
        let choices = ImportChoices(isTrusted: true)
        let result = try database.importing(arguments: "benchmark", choices: choices, at: time, keys: &keys) { session, keys in
            paths.allSatisfy { (try? StoreSourceReader().read($0, keys: &keys, into: &session)) != nil }
        }
        guard let result, result.refusedCount == 0, result.addedCount > 0 else { throw BenchmarkError("the import refuses something") }
    }

    /// The check of the store against the signature verifications that it has to do.
    static func checking(_ store: String) throws {
        let database = try StoreDatabase.openReading(store)
        let pairs = try Pairs(database.inMemoryStore())
        var chained = 0
        var ratios: [Double] = []
        for _ in 0..<rounds {
            let ours = try seconds { chained = try database.check(at: time).total.chained }
            ratios.append(ours / (try seconds { try pairs.verify() }))
        }
        guard chained == pairs.count else { throw BenchmarkError("\(chained) signers chain, \(pairs.count) have their key in the store") }
        say("check", ratios.sorted()[ratios.count / 2], 1.1, "\(chained) signers chain; against their signature verifications")
    }

    /// Opening the store and finding a path, without the two signatures of the path, against these.
    static func opening(_ store: String) throws {
        let memory = try StoreDatabase.openReading(store).inMemoryStore()
        for (name, signer) in Pairs.oneOfEachAlgorithm(memory) {
            var (whole, signatures): ([Double], [Double]) = ([], [])
            for _ in 0..<201 {
                var keys = KeyCache()
                var path: PathSearchResult?
                whole.append(
                    try seconds {
                        var search = PathSearch(in: try DatabaseStore(path: store))
                        path = search.path(of: signer.certificate, identity: signer.identity, keys: &keys)
                    })
                guard let path, path.outcome == .anchored, path.path.count >= 2 else { throw BenchmarkError("a signer does not chain") }
                // With keys made and contexts warm.
                signatures.append(seconds { Pairs.verify(path, &keys) })
            }
            let two = signatures.sorted()[100]
            let rest = whole.sorted()[100] - two
            say(
                "open, find a path", rest / two, 1,
                "\(name): \(rounded(whole.sorted()[100] * 1e6)) us in all, \(rounded(two * 1e6)) us of it the signatures of the path")
        }
    }

    // MARK: Measuring

    static func say(_ name: String, _ ratio: Double, _ limit: Double, _ words: String) {
        print(
            "\(name)\(String(repeating: " ", count: max(1, 20 - name.count)))ratio \((ratio * 10000).rounded() / 10000) (at most \(limit))   \(words)"
        )
    }

    static func median(_ work: () throws -> Void) rethrows -> Double {
        var times: [Double] = []
        for _ in 0..<rounds { times.append(try seconds(work)) }
        return times.sorted()[rounds / 2]
    }

    static func seconds(_ work: () throws -> Void) rethrows -> Double {
        let components = try ContinuousClock().measure(work).components
        return Double(components.seconds) + Double(components.attoseconds) / 1e18
    }

    static func rounded(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}

struct BenchmarkError: Error {
    let words: String

    init(_ words: String) { self.words = words }
}
