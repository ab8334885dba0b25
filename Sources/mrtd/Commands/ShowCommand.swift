import ArgumentParser
import CivilTime
import InspectionReport
import Intake
import LogicalDataStructure
import TravelDocuments

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Decodes documents without a store and without verdicts; personal data are shown.")

    @Argument(help: "Folders or files, one document each; - for standard input.", completion: .file())
    var paths: [String]

    @Option(
        name: .long, help: "A folder to write images, certificates and the CMS of EF.SOD to, byte for byte.",
        completion: .directory)
    var extract: String?

    @Option(name: .long, help: "text, json (an array) or ndjson (one object a line).")
    var format: Format = .text

    @OptionGroup var intake: IntakeOptions
    @OptionGroup var time: TimeOptions

    func run() throws {
        let date = time.resolved.date
        // Whatever ends the run, JSON is a whole array.
        var json = format == .text ? nil : JSONOutput(format)
        defer { json?.finish() }
        let options = try intake.resolved()
        var status = ExitStatus.passed
        for (index, path) in paths.enumerated() {
            guard let capture = capture(path, options, &status) else { continue }
            let document = TravelDocument(capture)
            if let extract {
                do {
                    if paths.count > 1 { try Extraction.makeFolder(extract) }
                    try Extraction.write(document, to: paths.count == 1 ? extract : "\(extract)/\(index + 1)")
                } catch {
                    status.combine(error)
                }
            }
            if json != nil {
                json?.write { $0.document(document, at: date) }
            } else {
                Output.write((index > 0 ? "\n" : "") + document.text(Output.style, at: date))
            }
        }
        try status.finish()
    }
}
