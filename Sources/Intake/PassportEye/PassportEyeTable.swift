/// The output of PassportEye's `mrz` without `--json`: a name, a tab and a value on each line, in the order of the JSON.
///
/// The text of the zone has line ends of its own, so that a line without a tab goes on with the value before it. Truth values and absent ones are
/// Python's words.
enum PassportEyeTable {
    /// The most lines of a table; it has some thirty.
    private static let lines = 256

    static func canBegin(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: "mrz_type\t".utf8) }

    /// The table as the object that `--json` writes; nil where it is none.
    static func value(_ bytes: ArraySlice<UInt8>) -> JSONValue? {
        guard canBegin(bytes), let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var rows: [(name: String, value: String)] = []
        for line in text.split(maxSplits: lines, omittingEmptySubsequences: true, whereSeparator: \.isNewline) {
            let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if parts.count == 2 {
                rows.append((parts[0], parts[1]))
            } else if let last = rows.indices.last {
                rows[last].value += "\n" + line
            }
        }
        return .object(rows.map { JSONMember(name: $0.name, value: value(of: $0.value)) })
    }

    private static func value(of text: String) -> JSONValue {
        switch text {
        case "True": .boolean(true)
        case "False": .boolean(false)
        case "None": .null
        default: .string(text)
        }
    }
}
