import Testing

@testable import InspectionReport

/// Text as the writer of JSON has it.
@Suite struct JSONWriterTests {
    static let texts: [(name: String, text: String, written: String)] = [
        ("plain", "L898902C3", "\"L898902C3\""),
        ("quotes and controls", "a\"\\\n\u{1}", "\"a\\\"\\\\\\n\\u0001\""),
        ("letters beyond ASCII", "M\u{FC}ller \u{2019} \u{A0} \u{E2}", "\"M\u{FC}ller \u{2019} \u{A0} \u{E2}\""),
        ("a control of eight bits", "\u{9B}31m", "\"\\u009b31m\""),
        ("ends of lines", "a\u{2028}b\u{2029}c\u{85}", "\"a\\u2028b\\u2029c\\u0085\""),
        ("turns of direction", "\u{202E}DLO\u{2066}", "\"\\u202eDLO\\u2066\""),
        ("beyond the first plane", "\u{1F6C2}\u{2028}", "\"\u{1F6C2}\\u2028\""),
    ]

    @Test(arguments: texts.indices) func isWritten(_ index: Int) {
        let row = JSONWriterTests.texts[index]
        var writer = JSONWriter()
        writer.value(row.text)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == row.written, "\(row.name)")
    }
}
