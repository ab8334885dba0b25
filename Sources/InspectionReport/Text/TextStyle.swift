/// How text is laid out for a terminal or a pipe.
public struct TextStyle: Sendable {
    /// Whether the output may carry colour: a terminal without NO_COLOR.
    public let isColoured: Bool
    /// The columns that a line may fill.
    public let width: Int

    public init(isColoured: Bool, width: Int = 80) {
        self.isColoured = isColoured
        self.width = max(40, width)
    }

    /// The colours that verdicts have, as SGR parameters.
    enum Colour: String {
        case good = "1;32"
        case bad = "1;31"
        case unsure = "1;33"
        case quiet = "2"
        case strong = "1"
    }

    func paint(_ text: String, _ colour: Colour) -> String {
        isColoured ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// Breaks a text into lines that fit after an indent; the first line starts where the caller already stands.
    func wrap(_ text: String, indent: Int) -> String {
        let room = max(20, width - indent)
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > room {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        lines.append(line)
        return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
    }
}

/// The text without control characters, which could move the cursor of a terminal; input may put them into names and paths.
public func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isControl($0) }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: true
    default: false
    }
}

func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}
