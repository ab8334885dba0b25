import ArgumentParser
import Inspection
import InspectionReport
import Irregularities

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Explains a check or a reason code: the rule, why it matters, harmless causes, how to confirm.")

    @Argument(help: "The id of a check such as security-object.signature, or a reason code such as not-listed.")
    var id: String

    @Option(name: .long, help: "text, json (an array) or ndjson (one object a line).")
    var format: Format = .text

    func run() throws {
        let check = CheckRegistry.check(named: id)
        let reason = ReasonCode(rawValue: id)
        guard check != nil || reason != nil else {
            Output.complain("there is no check and no reason code '\(printable(id))'; mrtd checks lists them")
            throw ExitStatus.usage
        }
        guard format != .text else {
            Output.write(check.map { Catalogue.text(of: $0, Output.style) } ?? reason.map { Catalogue.text(of: $0, Output.style) } ?? "")
            return
        }
        var json = JSONOutput(format)
        json.write { writer in
            if let check { writer.catalogue(of: check) } else if let reason { writer.catalogue(of: reason) }
        }
        json.finish()
    }
}
