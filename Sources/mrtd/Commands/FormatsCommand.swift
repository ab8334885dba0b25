import ArgumentParser
import InspectionReport
import Intake

struct FormatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats", abstract: "Lists the formats that documents are read from, each with an example.",
        discussion: "A format that is not listed can be described by a mapping file: verify --mapping FILE.")

    @Option(name: .long, help: "text, json (an array) or ndjson (one object a line).")
    var format: Format = .text

    func run() throws {
        let entries = InputFormat.all.map {
            FormatEntry(
                name: $0.name, title: $0.title, family: $0.family.rawValue, recognisedBy: $0.recognisedBy, holds: $0.holds.map(\.rawValue),
                example: $0.example)
        }
        guard format != .text else {
            Output.write(Catalogue.text(of: entries, Output.style))
            return
        }
        var json = JSONOutput(format)
        json.write { $0.catalogue(of: entries) }
        json.finish()
    }
}
