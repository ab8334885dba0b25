import InspectionReport
import Intake
import TravelDocuments

/// The printed zone of the option `--mrz`: a text, or a file that holds one.
enum PrintedZone {
    static func readings(of argument: String) throws -> [PageReading] {
        // A text has at least 72 characters of which most are no path's; a file is tried first only where it can be one.
        let text = PageReading.readings(in: Array(argument.utf8)[...], source: .option)
        if !text.isEmpty { return [text[0]] }
        // A text that is no zone is not taken for a path, whose error would say it: it can hold a name and a number.
        guard !argument.contains("<"), !argument.contains(where: \.isNewline) else {
            Output.complain("--mrz: no machine readable zone in this text")
            throw ExitStatus.noDocument
        }
        do {
            let found = PageReading.readings(in: try TextFiles.read(path: argument)[...], source: .option)
            guard let first = found.first else {
                Output.complain("\(printable(argument)): no machine readable zone in it")
                throw ExitStatus.noDocument
            }
            return [first]
        } catch let error as IntakeError {
            Output.complain(error.message)
            throw ExitStatus(rawValue: error.kind.rawValue) ?? .internalError
        }
    }
}
