import ArgumentParser
import CertificateDatabase
import CivilTime
import DocumentPKI
import Glibc
import InspectionReport
import Intake
import Irregularities

struct StoreImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Takes certificates and lists from files, folders and archives into the store.",
        discussion: """
            Recognised by content: certificates and revocation lists in DER, PEM and base64, PKCS#7 bundles, CSCA master lists, deviation lists, \
            defect lists, LDIF of the ICAO PKD, bundles of 'store export', and folders and archives (zip, 7z, tar, gzip, bzip2, xz, zstd) of \
            these. One import is one transaction. It never deletes: what a newer list no longer has stays, and is shown as such.
            """)

    @Argument(help: "Files, folders and archives.", completion: .file())
    var paths: [String]

    @Flag(name: .long, help: "Vouch for what is imported: its self-signed CSCAs become anchors.")
    var trust = false

    @Flag(name: .long, help: "Take the certificates of master lists whose own signature does not verify too, known and not trusted.")
    var unverifiedLists = false

    @Option(name: .long, help: "The SHA-256 of the certificate whose bundles are taken; may be given several times.")
    var signer: [String] = []

    @OptionGroup var options: StoreOptions
    @OptionGroup var time: TimeOptions

    @Option(name: .long, help: "text, json (an array) or ndjson (one object a line).")
    var format: Format = .text

    func validate() throws {
        guard trust, unverifiedLists else { return }
        throw ValidationError(
            "nobody can vouch for a list that anybody may have changed: import it without --trust, then trust its certificates one by one")
    }

    func run() throws {
        let choices = ImportChoices(
            isTrusted: trust, bundleSigners: Set(try signer.map { try NamedCertificate($0).identity }),
            takesUnverifiedLists: unverifiedLists)
        for path in paths where unsafe access(path, F_OK) != 0 {
            Output.complain("\(printable(path)): \(ReasonCode.noSuchFile.words)")
            throw ExitStatus.noInput
        }
        let result = try Importing(options: options, time: time.resolved).run(paths, choices)
        if format == .text {
            Output.write(StoreText.imported(result, into: options.place.path))
        } else {
            var json = JSONOutput(format)
            json.write { $0.imported(result) }
            json.finish()
        }
        let isNothing = result.refusedCount > 0 && result.already == 0 && result.addedCount == 0
        if isNothing { throw ExitStatus.noDocument }
    }
}

/// One import of paths into the store of the options, which is made where there is none.
struct Importing {
    let options: StoreOptions
    let time: Timestamp

    func run(_ paths: [String], _ choices: ImportChoices) throws -> ImportResult {
        let path = options.place.path
        if unsafe access(path, F_OK) != 0 {
            try StoreFolder.make(for: path)
            _ = try options.asking { () throws(DatabaseError) in
                do throws(DatabaseError) {
                    _ = try StoreDatabase.create(at: path)
                } catch {
                    // Where it exists, another import made it in the meantime.
                    guard error.kind == .exists else { throw error }
                }
            }
        }
        let database = try options.open()
        var keys = KeyCache()
        var failure: IntakeError?
        let progress = ProgressLine()
        Interruption.watch()
        let result = try options.asking { () throws(DatabaseError) in
            try database.importing(arguments: paths.joined(separator: " "), choices: choices, at: time, keys: &keys) { session, keys in
                let reader = StoreSourceReader { reading in
                    progress.show(reading)
                    return !Interruption.happened
                }
                for path in paths where failure == nil && !Interruption.happened {
                    do throws(IntakeError) {
                        try reader.read(path, keys: &keys, into: &session)
                    } catch {
                        failure = error
                    }
                }
                return failure == nil && !Interruption.happened
            }
        }
        progress.clear()
        if Interruption.happened {
            Output.complain("interrupted; nothing was imported")
            throw ExitStatus.interrupted
        }
        if let failure {
            Output.complain(failure.message)
            throw ExitStatus(rawValue: failure.kind.rawValue) ?? .inputOutput
        }
        guard let result else { throw ExitStatus.internalError }
        return result
    }
}

/// Whether the user asked to end (SIGINT, SIGTERM), for work that must end by itself.
enum Interruption {
    /// Written by the handler of the signal, where nothing but such a word may be touched.
    nonisolated(unsafe) private static var flag: sig_atomic_t = 0

    static func watch() {
        for number in [SIGINT, SIGTERM] { signal(number) { _ in unsafe Interruption.flag = 1 } }
    }

    static var happened: Bool { unsafe flag != 0 }
}

/// A line on the terminal that says how far the reading is; nothing where standard error is no terminal.
final class ProgressLine {
    private let isShown = isatty(STDERR_FILENO) == 1
    private var last: Int64 = 0
    private var isDirty = false

    func show(_ reading: ReadingProgress) {
        guard isShown else { return }
        var now = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        let tenths = Int64(now.tv_sec) * 10 + Int64(now.tv_nsec) / 100_000_000
        guard tenths != last else { return }
        last = tenths
        isDirty = true
        let share = reading.size > 0 && reading.position <= reading.size ? " \(reading.position * 100 / reading.size) %" : ""
        let name = printable(reading.name)
        write("\r\u{1B}[K\(name.suffix(60)): \(reading.position >> 10) KiB\(share)")
    }

    func clear() {
        if isDirty { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
