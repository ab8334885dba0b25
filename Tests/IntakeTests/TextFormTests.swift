import Foundation
import Intake
import Testing
import TravelDocuments

/// The forms in which programs write the same text: every text sample of every adapter gives the same capture in each.
@Suite struct TextFormTests {
    static let samples = CaptureVector.all.filter { vector in
        guard vector.name == nil, vector.expected != nil, vector.expected?.adapter != "mrz-text" else { return false }
        return text(vector) != nil
    }

    static func text(_ vector: CaptureVector) -> String? {
        guard let data = try? Data(contentsOf: CaptureVector.sample(vector.input)) else { return nil }
        return data.contains(0) ? nil : String(data: data, encoding: .utf8)
    }

    static func capture(_ bytes: [UInt8], _ vector: CaptureVector) throws -> CaptureDescription {
        let name = String(vector.input.split(separator: "/").last ?? "-")
        return CaptureDescription(try CaptureReader.capture(bytes: bytes[...], name: name))
    }

    static func utf16(_ text: String, isLittleEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }.pairsSwapped(!isLittleEndian)
    }

    @Test func thereAreSamples() {
        #expect(TextFormTests.samples.count > 15)
        #expect(Set(TextFormTests.samples.compactMap(\.expected?.adapter)).count > 10)
    }

    @Test(arguments: samples) func isReadInUTF16(_ vector: CaptureVector) throws {
        let text = try #require(TextFormTests.text(vector))
        for isLittleEndian in [true, false] {
            for mark in ["\u{FEFF}", ""] {
                let bytes = TextFormTests.utf16(mark + text, isLittleEndian: isLittleEndian)
                #expect(try TextFormTests.capture(bytes, vector) == vector.expected)
            }
        }
    }

    @Test(arguments: samples) func isReadWithAMarkAndOtherLineEnds(_ vector: CaptureVector) throws {
        let text = try #require(TextFormTests.text(vector))
        let lines = text.replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(of: "\n", with: "\r\n")
        #expect(try TextFormTests.capture(Array(("\u{FEFF}" + text).utf8), vector) == vector.expected)
        #expect(try TextFormTests.capture(Array((lines + "\r\n\r\n").utf8), vector) == vector.expected)
    }

    /// A result in an array, in an envelope of other members, and as a text inside a text; every place says where it stood.
    @Test(arguments: samples.filter { isJSON($0) }, [("/0", false), ("/answer/passport~1data", false), ("/rawResult", true)])
    func isFoundInside(_ vector: CaptureVector, _ envelope: (place: String, isText: Bool)) throws {
        let text = try #require(TextFormTests.text(vector))
        let expected = try #require(vector.expected)
        let wrapped = TextFormTests.wrapped(text, envelope.place)
        let found = try TextFormTests.capture(Array(wrapped.utf8), vector)
        #expect(found.adapter == expected.adapter && found.zones == expected.zones)
        #expect(found.activeAuthentication == expected.activeAuthentication)
        #expect(found.files.map(\.hex) == expected.files.map(\.hex))
        #expect(found.files.allSatisfy { $0.name.hasPrefix(envelope.place + "/") })
        #expect(found.claims.count == expected.claims.count && found.claims.allSatisfy { $0.contains(" \(envelope.place)/") })
        // Two of them are two documents.
        let two = "[\(wrapped), \(wrapped)]"
        #expect(throws: IntakeError.self) { try TextFormTests.capture(Array(two.utf8), vector) }
    }

    static func isJSON(_ vector: CaptureVector) -> Bool {
        guard vector.expected?.kind == "vendor-result", let text = text(vector) else { return false }
        return (try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil
    }

    private static func wrapped(_ text: String, _ place: String) -> String {
        switch place {
        case "/0": "[\(text)]"
        case "/rawResult":
            "{\"rawResult\": \"\(text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"").replacingOccurrences(of: "\n", with: "\\n"))\"}"
        default: "{\"status\": \"ok\", \"answer\": {\"code\": 0, \"passport/data\": \(text)}}"
        }
    }
}

extension [UInt8] {
    fileprivate func pairsSwapped(_ isSwapped: Bool) -> [UInt8] {
        isSwapped ? indices.map { self[$0 ^ 1] } : self
    }
}
