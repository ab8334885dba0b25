import Foundation
import Irregularities
import TestSupport
import Testing
import TravelDocuments

@testable import Intake

/// The ways in which bytes are written as text, each right and wrong.
@Suite struct EncodingTests {
    static let texts: [(name: String, text: String, hex: String?)] = [
        ("hex", "60 14\n5F:01,0x04\\x30-ff", "60145f010430ff"), ("hex", "6014 5", nil), ("hex", "6g", nil), ("hex", "6 0", nil),
        ("hex", "", nil),
        ("base64", "YBRf\r\nAQQ=", "60145f0104"), ("base64", "_-8", "ffef"), ("base64", "YBRfAQR=", nil), ("base64", "YBRfA", nil),
        ("base64", "YBRf=AQQ", nil), ("base64", "YB*f", nil), ("base64", "====", nil), ("base64", "", nil),
        ("pem", "x\n-----BEGIN CMS-----\nProc-Type: 4\n\nYBRf\n-----END CMS-----\n", "60145f"),
        ("pem", "-----BEGIN CERTIFICATE-----\nYBRf\n-----END CERTIFICATE-----\n", nil), ("pem", "-----BEGIN CMS-----\nYBRf\n", nil),
        ("c-array", "unsigned char x[3] = { 0x60, 20,\n0X5F, };", "60145f"), ("c-array", "{ 0x160 }", nil), ("c-array", "{ 1, -1 }", nil),
        ("c-array", "{ }", nil), ("c-array", "1, 2", nil), ("c-array", "uint8_t x[] = { 0X60U, 20u };", "6014"),
        ("c-array", "new byte[] { 0x60, (byte)0x9a, (byte) 154 };", "609a9a"), ("c-array", "[0x60, 0x14]", "6014"),
        ("c-array", "{ (byte }", nil),
        ("json-integers", "[96, 20, -1, 255]", "6014ffff"), ("json-integers", "[96, 256]", nil), ("json-integers", "[96, -129]", nil),
        ("json-integers", "[1.5]", nil), ("json-integers", "[]", nil), ("json-integers", "[99999999999999999999999]", nil),
    ]

    @Test(arguments: texts.indices) func decodes(_ index: Int) throws {
        let row = EncodingTests.texts[index]
        let decoder = try #require(TextEncodings.all.first { $0.encoding.rawValue == row.name })
        // Not at the beginning of its array, as texts inside larger ones are.
        let text = Array(("__" + row.text).utf8).dropFirst(2)
        #expect(decoder.decode(text).map { hex($0) } == row.hex)
    }

    static let dumps: [(text: String, hex: String?)] = [
        (
            "00000000: 6014 5f01 0430 3130 375f 3606 3034 3030  `._..0107_6.0400\n00000010: 3030 5c02 6175                           00\\.au\n",
            "60145f0104303130375f36063034303030305c026175"
        ),
        (
            "00000000  60 14 5f 01 04 30 31 30  37 5f 36 06 30 34 30 30  |`._..0107_6.0400|\r\n00000010  30 30                                             |00|\r\n00000012\r\n",
            "60145f0104303130375f360630343030" + "3030"
        ),
        ("0000: 60 14", "6014"), ("00000000: 6014\n00000003: 5f01", nil), ("00000000: 60145", "6014"), ("00000001: 6014", nil),
        ("6014", nil), ("00000000", nil),
        ("00000000: zz", nil), ("", nil), ("0000000000000000000000000000: 60", nil), ("00000000: 6014\n00000002\n00000002: 60", nil),
    ]

    @Test(arguments: dumps.indices) func decodesDump(_ index: Int) {
        let row = EncodingTests.dumps[index]
        #expect(HexDump.bytes(Array(("__" + row.text).utf8).dropFirst(2)).map { hex($0) } == row.hex)
    }

    /// What stands around the text of a file: a byte order mark, quotes, the head of an address, UTF-16.
    @Test(arguments: ["\u{FEFF}%", "\"%\"", " '%' \n", "data:;base64,%", "data:application/pkcs7-mime;base64,%\n"]) func decodesInside(
        _ form: String
    ) throws {
        let text = form.replacingOccurrences(of: "%", with: "YBRfAQQwMTA3XzYGMDQwMDAwXAJhdQ==")
        for bytes in [Array(text.utf8), text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }] {
            let written = try #require(WrittenFile(bytes[...]))
            #expect(hex(written.bytes) == "60145f0104303130375f36063034303030305c026175" && written.encoding == .base64)
        }
    }

    static let json: [(text: String, expected: JSONValue?, failure: String?)] = [
        (
            #" {"a" : [1, -0, 2.50, 1e5, true, null], "a": {}} "#,
            .object([
                JSONMember(name: "a", value: .array([.integer(1), .integer(0), .number("2.50"), .number("1e5"), .boolean(true), .null])),
                JSONMember(name: "a", value: .object([])),
            ]), nil
        ),
        (#""\u00e9\ud83d\ude00\ud800x\"\\\/\b\f\n\r\t""#, .string("é😀\u{FFFD}x\"\\/\u{8}\u{C}\n\r\t"), nil),
        ("\u{FEFF}[ ]", .array([]), nil), ("9223372036854775807", .integer(.max), nil),
        ("9223372036854775808", .number("9223372036854775808"), nil),
        ("", nil, "truncated@0"), ("[1, 2", nil, "truncated@5"), ("[1 2]", nil, "malformed-value@3"), ("[01]", nil, "malformed-value@1"),
        ("[1.]", nil, "malformed-value@3"), ("[-]", nil, "malformed-value@2"), ("{\"a\" 1}", nil, "malformed-value@5"),
        ("[tru]", nil, "malformed-value@1"),
        ("\"\\x\"", nil, "malformed-value@2"), ("\"\\u12G4\"", nil, "malformed-value@5"), ("\"a\nb\"", nil, "malformed-value@2"),
        ("[] []", nil, "trailing-bytes@3"),
        (String(repeating: "[", count: 66), nil, "nested-too-deep@65"), ("\"abc", nil, "truncated@4"),
        ("{\"a\":1,}", nil, "malformed-value@7"),
    ]

    @Test(arguments: json.indices) func readsJSON(_ index: Int) {
        let row = EncodingTests.json[index]
        do throws(JSONError) {
            #expect(try JSONReader.value(Array(row.text.utf8)[...]) == row.expected)
        } catch {
            #expect("\(error.reason.rawValue)@\(error.offset)" == row.failure)
        }
    }

    static let pointers: [(pointer: String, expected: JSONValue?)] = [
        ("", nil), ("/a", .integer(1)), ("/b/0", .integer(2)), ("/b/00", nil), ("/b/-", nil), ("/b/1", nil), ("/c~1d", .integer(3)),
        ("/e~0f", .integer(4)), ("/", .integer(5)), ("/a/x", nil), ("/b/9223372036854775808", nil),
    ]

    @Test(arguments: pointers.indices) func followsPointers(_ index: Int) throws {
        let root = try JSONReader.value(Array(#"{"a": 1, "b": [2], "c/d": 3, "e~f": 4, "": 5}"#.utf8)[...])
        let row = EncodingTests.pointers[index]
        let pointer = try #require(JSONPointer(row.pointer))
        #expect(pointer.value(in: root) == (row.pointer.isEmpty ? root : row.expected))
        #expect(JSONPointer("a") == nil && JSONPointer("/~") == nil && JSONPointer("/~2") == nil)
    }

    static let cbor: [(hex: String, failure: String?)] = [
        ("a1616101", nil), ("d81845a161610100", nil), ("1bffffffffffffffff", nil), ("f6", nil), ("", "truncated"),
        ("a1", "length-beyond-end"),
        ("5901", "length-beyond-end"),
        ("5bffffffffffffffff00", "length-beyond-end"), ("9bffffffffffffffff", "length-beyond-end"), ("5f4101ff", "indefinite-length"),
        ("1c", "malformed-length"),
        ("61ff", "text-encoding"), ("0000", "trailing-bytes"), (String(repeating: "81", count: 18) + "00", "nested-too-deep"),
    ]

    @Test(arguments: cbor.indices) func readsCBOR(_ index: Int) {
        let row = EncodingTests.cbor[index]
        do throws(CBORError) {
            _ = try CBORReader.value(bytes(hex: row.hex)[...])
            #expect(row.failure == nil)
        } catch {
            #expect(error.reason.rawValue == row.failure)
        }
    }
}

/// Folders inside archives, and what is in them.
@Suite struct ArchiveFolderTests {
    private func folder(_ names: [String]) -> ArchiveFolder {
        ArchiveFolder.root(of: UnpackedArchive(files: names.map { UnpackedArchive.File(name: $0, bytes: [1]) }, ending: nil))
    }

    static let rows: [(names: [String], content: [String])] = [
        (["a", "b"], ["a", "b"]), (["x/a", "x/b"], ["a", "b"]), (["x/y/z/a"], ["a"]), (["x/a", "b"], ["b", "x"]),
        (["./x/a", ".\\x\\b"], ["a", "b"]),
        (["../../etc/a", "b"], ["a", "b"]), (["/a", "/b"], ["a", "b"]), (["a", "a"], ["a", "a (2)"]),
        (["x/a", "./x/a", "x/../x/a"], ["a", "x"]), (["a", "a/b"], ["a", "b"]), ([""], []),
        ([], []),
        (["1/2/3/4/5/6/7/8/9/a"], ["a"]),
    ]

    @Test(arguments: rows.indices) func laysOut(_ index: Int) {
        let row = ArchiveFolderTests.rows[index]
        #expect(folder(row.names).content.names(limit: 10).names == row.content, "\(row.names)")
    }
}
