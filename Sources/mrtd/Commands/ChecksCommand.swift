import ArgumentParser
import Inspection
import InspectionReport

struct ChecksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checks", abstract: "Lists all checks with their citation, and all reason codes.")

    @Option(name: .long, help: "text, json (an array) or ndjson (one object a line).")
    var format: Format = .text

    func run() throws {
        guard format != .text else {
            Output.write(Catalogue.text(Output.style))
            return
        }
        var json = JSONOutput(format)
        json.write { $0.catalogue() }
        json.finish()
    }
}
