import ArgumentParser
import CertificateDatabase
import CivilTime
import DocumentPKI
import Glibc
import InspectionReport
import SafeOpenSSL

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Says what this installation rests on: versions, store, clock, and what is missing.",
        discussion: """
            Exit status: 0 nothing is missing, 1 something makes verdicts wrong, 2 something is missing without which documents stay \
            undetermined, 64 usage, 78 the store that was named cannot be used. With --exit-zero 1 and 2 are 0.
            """)

    @Option(name: .long, help: "The certificate store, as for verify.", completion: .file())
    var store: String?

    @OptionGroup var time: TimeOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let at = time.resolved
        let place = StorePlace(option: store)
        var status = ExitStatus.passed
        let report = InstallationReport(software: DoctorCommand.software, store: examined(place, at: at, &status), time: at)
        for finding in report.findings { status.combine(finding.severity == .error ? .failed : .undetermined) }
        if output.format == .text {
            Output.write(report.text(Output.style))
        } else {
            var json = JSONOutput(output.format)
            json.write { $0.installation(report) }
            json.finish()
        }
        try status.finish(exitZero: output.exitZero)
    }

    private func examined(_ place: StorePlace, at time: Timestamp, _ status: inout ExitStatus) -> StoreState {
        let isPresent = unsafe access(place.path, F_OK) == 0
        func state(_ holdings: StoreHoldings?) -> StoreState {
            StoreState(path: place.path, origin: place.origin, isPresent: isPresent, holdings: holdings)
        }
        if !isPresent && place.origin == .standard { return state(nil) }
        do {
            let loaded = try StoreLoading.load(store)
            return state(
                StoreHoldings(store: try inMemory(loaded.store, place), sources: loaded.sources, refused: loaded.refused, at: time))
        } catch {
            status.combine(error as? ExitStatus ?? .unusableStore)
            return state(nil)
        }
    }

    private func inMemory(_ store: any CertificateStore, _ place: StorePlace) throws -> InMemoryStore {
        if let store = store as? InMemoryStore { return store }
        do {
            return try StoreDatabase.openReading(place.path).inMemoryStore()
        } catch {
            Output.complain("store \(printable(place.path)): \(error.words)")
            throw ExitStatus.unusableStore
        }
    }

    private static var software: InstallationReport.Software {
        InstallationReport.Software(
            version: version, swift: swiftRelease, openSSLCompiled: OpenSSLVersion.compiled, openSSLLoaded: OpenSSLVersion.text,
            missingAlgorithms: OpenSSLVersion.missingAlgorithms())
    }

    /// The compiler says its release to conditions only.
    private static var swiftRelease: String? {
        #if compiler(>=6.5)
            nil
        #elseif compiler(>=6.4)
            "6.4"
        #elseif compiler(>=6.3.1)
            "6.3.1"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            nil
        #endif
    }
}
