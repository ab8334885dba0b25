import Foundation
import TestSupport
import Testing

/// Every JSON output has the shape that `schemas/` publishes.
@Suite struct SchemaTests {
    static func schema(_ name: String) throws -> JSONSchema {
        let file = name.dropFirst("mrtd.".count).replacing("/", with: "-") + ".json"
        return try JSONSchema(try Data(contentsOf: PackageFolder.root.appendingPathComponent("schemas/" + file)))
    }

    static let samples = ["passport", "passport-tampered", "identity-card", "identity-card-tampered", "td2-card", "td2-card-tampered"]
    static let outputs: [(arguments: [String], input: String)] = [
        (ExitStatusTests.verify + samples, ""), (["show"] + samples, ""), (["checks"], ""), (["explain", "lds.file-syntax"], ""),
        (["explain", "not-listed"], ""), (["doctor"] + Program.time + ["--store", "store"], ""),
        (["mrz"] + Program.time, Zones.valid + "\n\n" + Zones.invalid),
    ]

    @Test(arguments: outputs.indices) func hasItsShape(_ index: Int) throws {
        let result = try Program.run(
            SchemaTests.outputs[index].arguments + ["--format", "json"], input: Array(SchemaTests.outputs[index].input.utf8))
        let values = try #require(try Program.json(result) as? [[String: Any]])
        #expect(!values.isEmpty)
        for value in values {
            let name = try #require(value["schema"] as? String)
            #expect(try SchemaTests.schema(name).deviations(of: value) == [])
            // The same without its first required member, and with one more, is refused.
            var less = value
            less["schema"] = nil
            #expect(try SchemaTests.schema(name).deviations(of: less) == ["$: no member schema"])
            var more = value
            more["surplus"] = true
            #expect(try SchemaTests.schema(name).deviations(of: more) == ["$: surplus"])
        }
    }

    static let refused: [(schema: String, value: String)] = [
        (#"{"type":"integer"}"#, "[true]"), (#"{"type":"boolean"}"#, "[1]"), (#"{"type":["string","null"]}"#, "[0]"),
        (#"{"enum":["a",null]}"#, #"["b"]"#), (#"{"const":"a"}"#, "[1]"), (#"{"pattern":"^[0-9]+$"}"#, #"["1a"]"#),
        (#"{"minLength":1}"#, #"[""]"#), (#"{"maxLength":1}"#, #"["ab"]"#), (#"{"minimum":0}"#, "[-1]"), (#"{"minItems":1}"#, "[[]]"),
        (#"{"maxItems":0}"#, "[[1]]"), (#"{"items":{"type":"string"}}"#, "[[1]]"), (#"{"required":["a"]}"#, "[{}]"),
        (#"{"properties":{"a":{"type":"null"}}}"#, #"[{"a":1}]"#), (#"{"additionalProperties":false}"#, #"[{"a":1}]"#),
        (#"{"additionalProperties":{"type":"null"}}"#, #"[{"a":1}]"#), (#"{"propertyNames":{"enum":["b"]}}"#, #"[{"a":1}]"#),
        (#"{"anyOf":[{"type":"null"},{"type":"string"}]}"#, "[1]"), (##"{"$ref":"#/$defs/a","$defs":{"a":{"type":"null"}}}"##, "[1]"),
        (##"{"$ref":"#/$defs/absent"}"##, "[1]"), (#"{"unevaluatedProperties":false}"#, #"[{"a":1}]"#),
    ]

    @Test(arguments: refused.indices) func everyKeywordCanRefuse(_ index: Int) throws {
        let row = SchemaTests.refused[index]
        let value = try #require(try JSONSerialization.jsonObject(with: Data(row.value.utf8)) as? [Any])
        #expect(try JSONSchema(Data(row.schema.utf8)).deviations(of: value[0]).count == 1, "\(row.schema)")
    }

    @Test func unknownKeywordsAreErrors() {
        #expect(throws: JSONSchema.UnknownKeyword(keyword: "oneOf")) { try JSONSchema(Data(#"{"properties":{"a":{"oneOf":[]}}}"#.utf8)) }
    }
}
