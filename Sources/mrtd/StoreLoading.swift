import DocumentPKI
import Glibc
import InspectionReport
import Intake
import TravelDocuments

/// The store of a run: from the option, the environment or the default place.
enum StoreLoading {
    struct Loaded {
        let store: InMemoryStore
        let sources: [StoreSourceSummary]
        let refused: [RefusedEntry]
    }

    static func load(_ option: String?) throws -> Loaded {
        let place = StorePlace(option: option)
        guard place.origin == .standard else { return try read(place.path) }
        guard unsafe access(place.path, F_OK) != 0 else {
            Output.complain("\(printable(place.path)): this version cannot open a managed store; name a folder or list with --store")
            throw ExitStatus.unusableStore
        }
        Output.complain("note: no certificate store at \(printable(place.path)); nothing can be trusted without one (--store names one)")
        return Loaded(store: .empty, sources: [], refused: [])
    }

    private static func read(_ path: String) throws -> Loaded {
        let files: StoreFiles
        do {
            files = try StoreFiles(path: path)
        } catch {
            Output.complain("store " + error.message)
            throw ExitStatus.unusableStore
        }
        var keys = KeyCache()
        var reader = StoreReader(trust: .namedOnCommandLine)
        for file in files.files { reader.read(file.bytes, name: file.name, keys: &keys) }
        let refused =
            reader.refused + files.skipped.map { RefusedEntry(name: $0.name, entry: nil, reason: $0.reason, offset: nil) }
        guard !reader.sources.isEmpty else {
            let why = refused.first.map { ": \(printable($0.name)): \($0.reason.words)" } ?? ": it is empty"
            Output.complain("store \(printable(path)) holds no certificate, revocation list or master list that can be used\(why)")
            throw ExitStatus.unusableStore
        }
        return Loaded(store: reader.store, sources: reader.sources, refused: refused)
    }
}
