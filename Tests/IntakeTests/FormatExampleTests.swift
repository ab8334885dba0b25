import Foundation
import Intake
import TestSupport
import Testing
import TravelDocuments

/// The examples of the catalogue are what they are examples of.
@Suite struct FormatExampleTests {
    static let texts = InputFormat.all.filter { !["folder", "archive"].contains($0.name) }

    /// A text is read by its format, with a line end after it as a terminal writes one, and by its content alone.
    @Test(arguments: texts) func isRead(_ format: InputFormat) throws {
        for bytes in [Array(format.example.utf8), Array((format.example + "\n").utf8), Array((format.example + "\r\n").utf8)] {
            let capture = try CaptureReader.capture(bytes: bytes[...], name: "-")
            #expect(capture.adapter == format.name)
            #expect(!capture.files.isEmpty || !capture.pageReadings.isEmpty || !capture.claims.isEmpty)
            // What the catalogue says the format holds is what the example can show; not every example has all of it.
            #expect(capture.activeAuthentication == nil || format.holds.contains(.activeAuthentication))
            #expect(capture.claims.isEmpty || format.holds.contains(.claims))
            #expect(capture.pageReadings.isEmpty || format.holds.contains(.zone))
            let asked = try CaptureReader.capture(bytes: bytes[...], name: "-", options: CaptureOptions(adapter: format.name))
            #expect(CaptureDescription(asked) == CaptureDescription(capture))
        }
    }

    /// Each name of the folder's example is one by which a file is known: no content here says what it is.
    @Test func namesAreKnown() throws {
        let folders = try #require(InputFormat.all.first { $0.name == "folder" }).example.components(separatedBy: "; ")
        for names in folders.map({ $0.components(separatedBy: ", ") }) {
            try TemporaryFolder.with { folder in
                for name in names {
                    let bytes =
                        name == "mrz.txt"
                        ? Sample.text : name.hasSuffix(".hex") ? Array("61 03 5F 1F 00".utf8) : [0x30, 0x03, 0x02, 0x01, 0x05]
                    try folder.write(bytes, to: name)
                }
                let capture = try CaptureReader.capture(path: folder.url("").path)
                #expect(capture.adapter == "folder" && capture.skipped.isEmpty, "\(capture.skipped)")
                #expect(capture.files.count == names.count { $0 != "mrz.txt" })
                #expect((capture.activeAuthentication != nil) == names.contains("AASignature.bin"))
                #expect((capture.pageReadings.count == 1) == names.contains("mrz.txt"))
            }
        }
    }
}
