import ArgumentParser
import CertificateDatabase
import CivilTime
import DocumentPKI
import InspectionReport
import Irregularities

/// What a list of certificates is narrowed to.
struct FilterOptions: ParsableArguments {
    @Option(name: .long, help: "Only this country: two letters.")
    var country: String?

    @Option(name: .long, help: "Only this kind: csca, link, dsc or listSigner; may be given several times.")
    var kind: [String] = []

    @Flag(name: .long, help: "Only what is trusted.")
    var trusted = false

    func filter() throws -> CatalogueFilter {
        var filter = CatalogueFilter()
        filter.country = country?.uppercased()
        filter.onlyTrusted = trusted
        for word in kind {
            guard let kind = CertificateKind(word: word) else {
                Output.complain(
                    "unknown kind '\(printable(word))'; there are: \(CertificateKind.allCases.map(\.word).joined(separator: ", "))")
                throw ExitStatus.usage
            }
            filter.kinds.insert(kind)
        }
        return filter
    }
}

struct StoreListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the certificates of the store, or the files and lists that they came from.")

    @Flag(name: .long, help: "The files and lists that the store was filled from.")
    var sources = false

    @Flag(name: .long, help: "Only what newer issues of its lists no longer have.")
    var dropped = false

    @OptionGroup var filter: FilterOptions
    @OptionGroup var options: StoreOptions

    @Option(name: .long, help: "text, json (an array) or ndjson (one object a line).")
    var format: Format = .text

    func run() throws {
        let database = try options.openReading()
        var json = format == .text ? nil : JSONOutput(format)
        if sources {
            for source in try options.asking({ () throws(DatabaseError) in try database.sources() }) {
                if json != nil { json?.write { $0.listedSource(source) } } else { Output.write(StoreText.source(source) + "\n") }
            }
        } else {
            let filter = try filter.filter()
            try options.asking { () throws(DatabaseError) in
                try database.forEachCertificate(filter) { entry in
                    if dropped && !entry.isOnlyInOlderLists { return true }
                    if json != nil { json?.write { $0.listed(entry) } } else { Output.write(StoreText.line(entry) + "\n") }
                    return true
                }
            }
        }
        json?.finish()
    }
}

struct StoreShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a certificate: what it is, where it came from, why it is trusted.")

    @Argument(help: "The SHA-256 of the certificate, or its first digits.")
    var certificate: String

    @OptionGroup var options: StoreOptions

    @Option(name: .long, help: "text, json (an array) or ndjson (one object a line).")
    var format: Format = .text

    func run() throws {
        let database = try options.openReading()
        var filter = CatalogueFilter()
        filter.prefix = certificate
        guard certificate.count >= 4, certificate.allSatisfy({ $0.isHexDigit || $0 == ":" }) else {
            Output.complain("name a certificate by at least four hexadecimal digits of its SHA-256")
            throw ExitStatus.usage
        }
        var found: [CatalogueEntry] = []
        try options.asking { () throws(DatabaseError) in
            try database.forEachCertificate(filter) { entry in
                found.append(entry)
                return found.count < 100
            }
        }
        guard !found.isEmpty else {
            Output.complain("the store holds no certificate whose SHA-256 begins with \(printable(certificate))")
            throw ExitStatus.noInput
        }
        var json = format == .text ? nil : JSONOutput(format)
        for entry in found {
            let (origins, log) = try options.asking { () throws(DatabaseError) in
                (try database.provenance(of: entry.identity), try database.trustLog(of: entry.identity))
            }
            if json != nil {
                json?.write { $0.shown(entry, origins, log) }
            } else {
                Output.write(StoreText.shown(entry, origins, log))
            }
        }
        json?.finish()
    }
}

struct StoreCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Verifies every certificate and revocation list of the store: what chains, what does not, and why.",
        discussion: """
            Exit status: 0 everything chains, 1 a signature does not verify under the key that it names, 2 an issuer's key is missing or not \
            supported. With --exit-zero 1 and 2 are 0. --store may also be a folder or a list.
            """)

    @OptionGroup var options: StoreOptions
    @OptionGroup var time: TimeOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let at = time.resolved
        let (result, sources) = try checked(at)
        if output.format == .text {
            Output.write(StoreText.checked(result, sources, at: at))
        } else {
            var json = JSONOutput(output.format)
            json.write { $0.checked(result, sources, at: at) }
            json.finish()
        }
        var status = ExitStatus.passed
        for problem in result.problems { status.combine(problem.reason == .signatureInvalid ? .failed : .undetermined) }
        for list in result.masterLists where !list.doesVerify {
            status.combine(list.objection == .signatureInvalid ? .failed : .undetermined)
        }
        try status.finish(exitZero: output.exitZero)
    }

    private func checked(_ at: Timestamp) throws -> (StoreCheckResult, [CatalogueSource]) {
        if StoreLoading.isDatabase(options.place.path) || options.place.origin == .standard {
            let database = try options.openReading()
            return try options.asking { () throws(DatabaseError) in (try database.check(at: at), try database.sources()) }
        }
        let loaded = try StoreLoading.load(options.store)
        guard let store = loaded.store as? InMemoryStore else { throw ExitStatus.internalError }
        return (StoreCheck.check(store, at: at), [])
    }
}

struct StoreCoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage", abstract: "Says for which countries a document could be verified today, and how old the material is.")

    @OptionGroup var options: StoreOptions
    @OptionGroup var time: TimeOptions

    @Option(name: .long, help: "text, json (an array) or ndjson (one object a line).")
    var format: Format = .text

    func run() throws {
        let database = try options.openReading()
        let coverage = try options.asking { () throws(DatabaseError) in try database.coverage(at: time.resolved) }
        if format == .text {
            Output.write(StoreText.coverage(coverage))
        } else {
            var json = JSONOutput(format)
            json.write { $0.coverage(coverage) }
            json.finish()
        }
        if coverage.isClockBehind {
            Output.complain("note: the clock is behind the newest list of the store; the time of this machine may be wrong")
        }
    }
}

struct StoreDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Compares two stores, lists, folders or LDIF files: which certificates only one of them has.",
        discussion: "Exit status: 0 both have the same certificates and revocation lists, 1 they differ.")

    @Argument(help: "A store, list, folder, archive or LDIF file.", completion: .file())
    var first: String

    @Argument(help: "Another.", completion: .file())
    var second: String

    @OptionGroup var output: OutputOptions

    func run() throws {
        let difference = StoreDifference(try StoreLoading.holdings(first), try StoreLoading.holdings(second))
        if output.format == .text {
            Output.write(StoreText.difference(difference, first, second))
        } else {
            var json = JSONOutput(output.format)
            json.write { $0.difference(difference, first, second) }
            json.finish()
        }
        try (difference.isEmpty ? ExitStatus.passed : .failed).finish(exitZero: output.exitZero)
    }
}
