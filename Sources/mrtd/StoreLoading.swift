import CertificateDatabase
import DocumentPKI
import Glibc
import InspectionReport
import Intake
import Irregularities
import TravelDocuments

/// The store of a run: from the option, the environment or the default place.
enum StoreLoading {
    struct Loaded {
        let store: any CertificateStore
        let sources: [StoreSourceSummary]
        let refused: [RefusedEntry]
    }

    static func load(_ option: String?) throws -> Loaded {
        let place = StorePlace(option: option)
        let isPresent = unsafe access(place.path, F_OK) == 0
        if place.origin != .standard || isPresent { return try read(place.path) }
        Output.complain("note: no certificate store at \(printable(place.path)); nothing can be trusted without one (--store names one)")
        return Loaded(store: InMemoryStore.empty, sources: [], refused: [])
    }

    /// Whether a path is a database, by its first octets.
    static func isDatabase(_ path: String) -> Bool { StoreDatabase.isDatabase(atPath: path) }

    private static func read(_ path: String) throws -> Loaded {
        if isDatabase(path) { return try open(path) }
        let reader = try reader(of: path)
        guard !reader.sources.isEmpty else {
            let why = reader.refused.first.map { ": \(printable($0.name)): \($0.reason.words)" } ?? ": it is empty"
            Output.complain("store \(printable(path)) holds no certificate, revocation list or master list that can be used\(why)")
            throw ExitStatus.unusableStore
        }
        let finished = reader.finished()
        return Loaded(store: finished.store, sources: reader.sources, refused: finished.refused)
    }

    private static func open(_ path: String) throws -> Loaded {
        do {
            let store = try DatabaseStore(path: path)
            let counts = try store.counts()
            let summary = StoreSourceSummary(
                name: path, kind: .store, certificates: counts.certificates, revocationLists: counts.revocationLists)
            return Loaded(store: store, sources: [summary], refused: [])
        } catch {
            Output.complain("store \(printable(path)): \(error.words)")
            throw ExitStatus.unusableStore
        }
    }

    /// Everything at a path that is no database, read into memory.
    private static func reader(of path: String) throws -> StoreReader {
        var keys = KeyCache()
        var reader = StoreReader(trust: .namedOnCommandLine)
        do {
            try StoreSourceReader(limits: .inMemory).read(path, keys: &keys, into: &reader)
        } catch {
            let isTooMuch = error.file == nil && (error.reason == .tooManyFiles || error.reason == .fileTooLarge)
            let limits = ReadingLimits.inMemory
            Output.complain(
                isTooMuch
                    ? "store \(printable(path)): it holds more than \(limits.files) files or \(limits.octets >> 20) MiB, and a folder is read into "
                        + "memory whole; 'mrtd store import' takes more" : "store " + error.message)
            throw ExitStatus.unusableStore
        }
        return reader
    }

    /// What is at a path, for a comparison; nothing is trusted by it.
    static func holdings(_ path: String) throws -> StoreHolding {
        guard isDatabase(path) else { return StoreHolding(try reader(of: path).store) }
        do {
            return StoreHolding(try StoreDatabase.openReading(path).inMemoryStore())
        } catch {
            Output.complain("store \(printable(path)): \(error.words)")
            throw ExitStatus.unusableStore
        }
    }

    /// Ends the run where a question to the store failed: what was answered with nothing must not pass for "no anchor".
    static func proveAnswered(_ store: any CertificateStore, _ status: inout ExitStatus) {
        guard let failure = (store as? DatabaseStore)?.failure else { return }
        Output.complain("the store could not be read: \(failure.words)")
        status.combine(.unusableStore)
    }
}
