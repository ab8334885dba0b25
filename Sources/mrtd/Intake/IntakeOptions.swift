import ArgumentParser
import InspectionReport
import Intake

/// The options by which documents are read: an adapter asked for by name, and formats of the user's own.
struct IntakeOptions: ParsableArguments {
    @Option(name: .customLong("as"), help: "Read every PATH by this adapter, whatever it looks like; `mrtd formats` lists them.")
    var adapter: String?

    @Option(name: .long, help: "A mapping file that describes a format in JSON; may be given several times.")
    var mapping: [String] = []

    /// The options for the intake; complains and ends where an adapter or a mapping file is none.
    func resolved() throws -> CaptureOptions {
        var mappings: [MappingFile] = []
        for path in mapping {
            do throws(IntakeError) {
                mappings.append(try MappingFile(path: path))
            } catch {
                Output.complain(error.message)
                throw ExitStatus(rawValue: error.kind.rawValue) ?? .internalError
            }
        }
        let known = InputFormat.all.map(\.name) + mappings.map(\.name)
        if let adapter, !known.contains(adapter) {
            Output.complain("unknown adapter '\(printable(adapter))'; there is: \(known.joined(separator: ", "))")
            throw ExitStatus.usage
        }
        return CaptureOptions(adapter: adapter, mappings: mappings, archives: ArchiveFiles())
    }
}
