import ArgumentParser
import CivilTime
import DocumentPKI
import DocumentVerification
import Inspection
import InspectionReport
import Intake
import SafeOpenSSL
import TravelDocuments

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Proves and judges documents: one document a PATH.",
        discussion: """
            A PATH is a folder or archive of chip files, a single chip file, the result of a vendor's software, or a text file with a machine \
            readable zone; - is standard input, of which a file or an archive is read. `mrtd formats` lists what is known.
            """)

    @Argument(help: "Folders or files, one document each; - for standard input.", completion: .file())
    var paths: [String]

    @Option(
        name: .long,
        help: """
            The certificate store: a store file, or a folder, archive, list, LDIF, bundle or certificate that whoever names it vouches for.
            """)
    var store: String?

    @Option(name: .long, help: "The policy: \(Policy.all.map(\.name).joined(separator: ", ")).", completion: .list(Policy.all.map(\.name)))
    var policy = "field"

    @Option(name: .long, help: "The printed machine readable zone: its text, or a file that holds it.", completion: .file())
    var mrz: String?

    @Flag(name: .shortAndLong, help: "Show everything, personal data too.")
    var verbose = false

    @OptionGroup var intake: IntakeOptions
    @OptionGroup var time: TimeOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        // Whatever ends the run, JSON is a whole array.
        var json = output.format == .text ? nil : JSONOutput(output.format)
        defer { json?.finish() }
        guard let policy = Policy.named(policy) else {
            Output.complain("unknown policy '\(printable(policy))'; there is: \(Policy.all.map(\.name).joined(separator: ", "))")
            throw ExitStatus.unusableStore
        }
        let options = try intake.resolved()
        let printed = try mrz.map { try PrintedZone.readings(of: $0) } ?? []
        let loaded = try StoreLoading.load(store)
        var cache = VerificationCache(store: loaded.store)
        var inspector = Inspector(policy: policy)
        let at = time.resolved
        var status = ExitStatus.passed
        for (index, path) in paths.enumerated() {
            guard let capture = capture(path, options, &status) else { continue }
            let document = TravelDocument(printed.reversed().reduce(capture) { $0.adding($1) })
            let record = DocumentVerifier.verify(document, at: at, digestFiles: true, cache: &cache)
            let report = Report(
                tool: Report.Tool(version: version, openssl: OpenSSLVersion.text), result: inspector.inspect(record),
                storeSources: loaded.sources, storeRefusals: loaded.refused)
            status.combine(report.result.conclusion.status)
            if json != nil {
                json?.write { $0.report(report) }
            } else {
                Output.write((index > 0 ? "\n" : "") + report.text(Output.style, verbose: verbose))
            }
        }
        StoreLoading.proveAnswered(loaded.store, &status)
        try status.finish(exitZero: output.exitZero)
    }
}

/// Makes a capture of a path; says why and takes up the status where none can be made.
func capture(_ path: String, _ options: CaptureOptions, _ status: inout ExitStatus) -> Capture? {
    do throws(IntakeError) {
        guard path == "-" else { return try CaptureReader.capture(path: path, options: options) }
        return try CaptureReader.capture(bytes: StandardInput.read(options), name: path, options: options)
    } catch {
        Output.complain(error.message)
        status.combine(ExitStatus(rawValue: error.kind.rawValue) ?? .internalError)
        return nil
    }
}

extension Conclusion {
    var status: ExitStatus {
        switch self {
        case .passed: .passed
        case .failed: .failed
        case .undetermined: .undetermined
        }
    }
}
