import ArgumentParser
import CertificateDatabase
import DocumentPKI
import Glibc
import InspectionReport
import Intake
import SafeOpenSSL
import SignedStructures

struct StoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Keeps certificates, lists and trust in one file, and says what they are good for.",
        discussion: """
            The store is the file of --store, else of MRTD_STORE, else $XDG_DATA_HOME/mrtd/store.sqlite. Importing trusts nobody: a CSCA becomes \
            an anchor with --trust, by 'store trust', or because a master list vouches for it whose signer chains to an anchor.
            """,
        subcommands: [
            StoreInitCommand.self, StoreImportCommand.self, StoreListCommand.self, StoreShowCommand.self, StoreCheckCommand.self,
            StoreLintCommand.self, StoreTrustCommand.self, StoreDistrustCommand.self, StoreForgetCommand.self, StoreRemoveCommand.self,
            StoreExportCommand.self,
            StoreCoverageCommand.self, StoreDiffCommand.self,
        ])
}

/// The store that a subcommand works on.
struct StoreOptions: ParsableArguments {
    @Option(name: .long, help: "The store file; without it MRTD_STORE, else the default place.", completion: .file())
    var store: String?

    var place: StorePlace { StorePlace(option: store) }

    /// Opens the store to change it.
    func open() throws -> StoreDatabase {
        let place = place
        do {
            return try StoreDatabase.open(place.path)
        } catch {
            throw refusal(error)
        }
    }

    /// Opens the store to read it.
    func openReading() throws -> StoreDatabase {
        do {
            return try StoreDatabase.openReading(place.path)
        } catch {
            throw refusal(error)
        }
    }

    /// Says why the store cannot be used, and returns the status for it.
    func refusal(_ error: DatabaseError) -> ExitStatus {
        let path = place.path
        var status = stat()
        let isFolder = unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        Output.complain("store \(printable(path)): \(isFolder ? "it is a folder, and a store is a file" : error.words)")
        return isFolder ? .unusableStore : error.status
    }

    /// Runs what asks the database, and says why where it cannot.
    func asking<Value>(_ body: () throws(DatabaseError) -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            throw refusal(error)
        }
    }
}

extension DatabaseError {
    /// The error in one clause, for people.
    var words: String {
        switch kind {
        case .cannotOpen: "there is no store, or it cannot be opened ('mrtd store init' makes one)"
        case .notAStore: "the file is no certificate store of mrtd"
        case .newerVersion: "the store was made by a newer version of mrtd that this one cannot read"
        case .exists: "a file is there already"
        case .busy: "another process is changing the store"
        case .diskFull: "the disk is full; nothing was changed"
        case .cannotWrite: "the store cannot be written\(code == 0 ? "" : " (SQLite \(code))")"
        case .failed: "the store is damaged or cannot be read (SQLite \(code))"
        }
    }

    /// The exit status that goes with it.
    var status: ExitStatus {
        switch kind {
        case .cannotWrite, .diskFull: .inputOutput
        case .cannotOpen, .notAStore, .newerVersion, .exists, .busy, .failed: .unusableStore
        }
    }
}

struct StoreInitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "init", abstract: "Makes an empty store.")

    @OptionGroup var options: StoreOptions

    func run() throws {
        let place = options.place
        try StoreFolder.make(for: place.path)
        _ = try options.asking { () throws(DatabaseError) in try StoreDatabase.create(at: place.path) }
        Output.write("made an empty store: \(printable(place.path))\n")
    }
}

/// The folder that a store file stands in.
enum StoreFolder {
    /// Makes the folders down to the file, readable by their owner alone.
    static func make(for path: String) throws {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true).dropLast()
        var folder = path.hasPrefix("/") ? "" : "."
        for part in parts {
            folder += "/" + part
            if unsafe mkdir(folder, 0o700) != 0, errno != EEXIST {
                Output.complain("store \(printable(path)): its folder cannot be made")
                throw ExitStatus.inputOutput
            }
        }
    }
}

/// A certificate that an argument names: by its digest, or by a file that holds it alone.
enum NamedCertificate {
    case identity(CertificateIdentity)
    case file(path: String, CertificateIdentity)

    var identity: CertificateIdentity {
        switch self {
        case .identity(let identity), .file(_, let identity): identity
        }
    }

    init(_ argument: String) throws {
        if let identity = CertificateIdentity(hex: argument) {
            self = .identity(identity)
            return
        }
        var keys = KeyCache()
        var reader = StoreReader(trust: .namedOnCommandLine)
        do {
            try StoreSourceReader().read(argument, keys: &keys, into: &reader)
        } catch {
            Output.complain("'\(printable(argument))' is neither a SHA-256 of 64 hexadecimal digits nor a file that can be read")
            throw ExitStatus(rawValue: error.kind.rawValue) ?? .noInput
        }
        guard reader.store.certificates.count == 1, let only = reader.store.certificates.first else {
            Output.complain(
                "\(printable(argument)) holds \(reader.store.certificates.count) certificates; name a file with one, or a SHA-256")
            throw ExitStatus.usage
        }
        self = .file(path: argument, only.identity)
    }
}

extension CertificateIdentity {
    /// Reads 64 hexadecimal digits; colons and blanks between them are passed over.
    init?(hex text: String) {
        let digits = text.filter { $0 != ":" && $0 != " " }
        guard digits.utf8.count == 64, digits.allSatisfy(\.isHexDigit) else { return nil }
        let nibbles = digits.compactMap { $0.hexDigitValue.map { UInt8(truncatingIfNeeded: $0) } }
        let bytes = stride(from: 0, to: nibbles.count, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
        guard let digest = Digest(.sha256, bytes: bytes[...]) else { return nil }
        self.init(digest)
    }
}
