import InspectionReport
import Intake
import Irregularities

extension IntakeError {
    /// The error in one line: the path, the file inside it, the offset, the reason; no content.
    var message: String {
        var text = path == "-" ? "standard input" : printable(path)
        // A PATH that is a file is named once.
        if let file, !file.isEmpty, path.split(separator: "/").last.map(String.init) != file { text += ": " + printable(file) }
        text += ": " + reason.words
        if let offset { text += " (offset \(offset))" }
        return text
    }
}
