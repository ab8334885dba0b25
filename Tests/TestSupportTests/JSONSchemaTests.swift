import TestSupport
import Testing

/// The validator of shapes: every keyword can refuse, and what would go unchecked is an error.
@Suite struct JSONSchemaTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let schema: String
        let good: [String]
        /// A value, and what is said of it.
        let bad: [(value: String, deviations: [String])]

        init(_ schema: String, good: [String], bad: [(String, [String])]) {
            self.schema = schema
            self.good = good
            self.bad = bad.map { (value: $0.0, deviations: $0.1) }
        }

        var testDescription: String { schema }
    }

    static let rows: [Row] = [
        Row(#"{"type":"integer"}"#, good: ["1", "-1"], bad: ["true", "1.5", "\"1\"", "null"].map { ($0, ["$: not of type integer"]) }),
        Row(#"{"type":"boolean"}"#, good: ["true", "false"], bad: ["1", "0", "null"].map { ($0, ["$: not of type boolean"]) }),
        Row(#"{"type":["string","null"]}"#, good: ["\"\"", "null"], bad: [("0", ["$: not of type string, null"])]),
        Row(#"{"type":"array"}"#, good: ["[]"], bad: [("{}", ["$: not of type array"])]),
        Row(#"{"type":"object"}"#, good: ["{}"], bad: [("[]", ["$: not of type object"])]),
        Row(#"{"enum":["a",null]}"#, good: ["\"a\"", "null"], bad: [("\"b\"", [#"$: string("b") is not in the enumeration"#])]),
        Row(#"{"const":"a"}"#, good: ["\"a\""], bad: [("1", [#"$: number("1") is not in the enumeration"#])]),
        Row(
            #"{"pattern":"^[0-9]+$"}"#, good: ["\"12\"", "null"],
            bad: [
                ("\"1a\"", [#"$: string("1a") is not ^[0-9]+$"#]), (#""1\n""#, [#"$: string("1\n") is not ^[0-9]+$"#]),
                ("\"a1\"", [#"$: string("a1") is not ^[0-9]+$"#]),
            ]),
        Row(#"{"pattern":"^[0-9]"}"#, good: ["\"1a\""], bad: [("\"a1\"", [#"$: string("a1") is not ^[0-9]"#])]),
        Row(#"{"minLength":1}"#, good: ["\"a\"", "1"], bad: [("\"\"", ["$: not so many characters"])]),
        Row(#"{"maxLength":1}"#, good: ["\"\"", "\"ä\""], bad: [("\"ab\"", ["$: not so many characters"])]),
        Row(#"{"minimum":0}"#, good: ["0", "7"], bad: [("-1", ["$: less than 0"])]),
        Row(#"{"minItems":1}"#, good: ["[1]"], bad: [("[]", ["$: not so many elements"])]),
        Row(#"{"maxItems":0}"#, good: ["[]"], bad: [("[1]", ["$: not so many elements"])]),
        Row(#"{"items":{"type":"null"}}"#, good: ["[]", "[null]"], bad: [("[null,1]", ["$[1]: not of type null"])]),
        Row(#"{"required":["a","b"]}"#, good: [#"{"b":1,"a":1}"#, "[]"], bad: [(#"{"a":1}"#, ["$: no b"])]),
        Row(
            #"{"properties":{"a":{"type":"null"}}}"#, good: ["{}", #"{"a":null,"b":1}"#],
            bad: [(#"{"a":{}}"#, ["$.a: not of type null"])]),
        Row(
            #"{"properties":{"a":{}},"additionalProperties":false}"#, good: [#"{"a":1}"#],
            bad: [(#"{"a":1,"b":1}"#, ["$: unknown b"])]),
        Row(#"{"additionalProperties":{"type":"null"}}"#, good: [#"{"a":null}"#], bad: [(#"{"a":1}"#, ["$.a: not of type null"])]),
        Row(
            #"{"propertyNames":{"enum":["b"]}}"#, good: [#"{"b":1}"#],
            bad: [(#"{"a":1}"#, [#"$.a: string("a") is not in the enumeration"#])]),
        Row(
            #"{"anyOf":[{"type":"null"},{"type":"string","minLength":1}]}"#, good: ["null", "\"a\""],
            bad: [("\"\"", ["$: not of type null"])]),
        Row(
            ##"{"$ref":"#/$defs/a","$defs":{"a":{"properties":{"a":{"type":"null"}}}},"unevaluatedProperties":false}"##,
            good: [#"{"a":null}"#],
            bad: [(#"{"a":1}"#, ["$.a: not of type null"]), (#"{"a":null,"b":1}"#, ["$: unknown b"])]),
        // The order of members is the schema's, through references and inside arrays.
        Row(
            #"{"items":{"properties":{"a":{},"b":{},"c":{}}}}"#, good: [#"[{"a":1,"b":1,"c":1},{"a":1,"c":1},{"a":1,"z":1,"b":1}]"#],
            bad: [(#"[{"a":1},{"b":1,"a":1}]"#, ["$[1]: a stands after b"]), (#"[{"a":1,"c":1,"b":1}]"#, ["$[0]: b stands after c"])]),
        Row(
            ##"{"$ref":"#/$defs/a","properties":{"b":{}},"$defs":{"a":{"properties":{"a":{}}}}}"##, good: [#"{"b":1,"a":1}"#],
            bad: [(#"{"a":1,"b":1}"#, ["$: b stands after a"])]),
    ]

    @Test(arguments: rows) func everyKeywordCanRefuse(_ row: Row) throws {
        let schema = try JSONSchema(Array(row.schema.utf8))
        for good in row.good { #expect(schema.deviations(of: try OrderedJSONReader.value(Array(good.utf8))) == [], "\(good)") }
        for bad in row.bad {
            #expect(schema.deviations(of: try OrderedJSONReader.value(Array(bad.value.utf8))) == bad.deviations, "\(bad.value)")
        }
    }

    @Test(arguments: [
        (#"{"properties":{"a":{"oneOf":[]}}}"#, "oneOf"), (#"{"items":{"uniqueItems":true}}"#, "uniqueItems"),
        (#"{"anyOf":[{"not":{}}]}"#, "not"), (#"{"$defs":{"a":{"if":{}}}}"#, "if"), (#"{"type":"number"}"#, "type"),
        (#"{"pattern":"[0-9]"}"#, "pattern"), (#"{"pattern":"^("}"#, "pattern"), (#"{"minimum":"0"}"#, "minimum"),
        (##"{"$ref":"#/$defs/absent"}"##, "$ref"), (#"{"unevaluatedProperties":{}}"#, "unevaluatedProperties"),
        (#"{"$schema":"http://json-schema.org/draft-07/schema#"}"#, "$schema"), (#"{"title":1}"#, "title"),
    ]) func whatWouldGoUncheckedIsAnError(_ schema: String, _ keyword: String) {
        #expect(throws: JSONSchema.UnusableKeyword(keyword)) { try JSONSchema(Array(schema.utf8)) }
    }
}

/// The reader of JSON: values with their order, and refusals with their place.
@Suite struct JSONReaderTests {
    @Test func everyKindIsRead() throws {
        let text = " {\"b\" : [1, -0.5e+3, true,false, null] ,\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\uDE00ü\",\"\":{}}\n"
        #expect(
            try OrderedJSONReader.value(Array(text.utf8))
                == .object([
                    OrderedJSON.Member("b", .array([.number("1"), .number("-0.5e+3"), .boolean(true), .boolean(false), .null])),
                    OrderedJSON.Member("a", .string("\"\\/\u{8}\u{C}\n\r\té😀ü")), OrderedJSON.Member("", .object([])),
                ]))
        #expect(try OrderedJSONReader.value(Array("{\"a\":1,\"b\":2}".utf8)) != OrderedJSONReader.value(Array("{\"b\":2,\"a\":1}".utf8)))
    }

    @Test(arguments: [
        ("", 0), ("[1,]", 3), ("[1 2]", 3), ("{\"a\":1,}", 7), ("{\"a\" 1}", 5), ("{a:1}", 1), ("{\"a\":1,\"a\":2}", 10), ("[1] 2", 4),
        ("01", 1), ("1.", 2), ("+1", 0), ("tru", 3), ("\"a\nb\"", 2), ("\"\\x\"", 3), ("\"\\ud800\"", 7), ("\"\\udc00\"", 7),
        ("\"\\ud800\\u0041\"", 13), ("\"a", 2), ("'a'", 0),
    ]) func whatIsNoneIsRefused(_ text: String, _ offset: Int) {
        #expect { try OrderedJSONReader.value(Array(text.utf8)) } throws: { ($0 as? OrderedJSONReader.Failure)?.offset == offset }
    }

    @Test func brokenTextAndDeepNestingAreRefused() {
        #expect(throws: OrderedJSONReader.Failure(offset: 3, expected: "UTF-8")) { try OrderedJSONReader.value([0x22, 0xFF, 0x22]) }
        #expect(throws: OrderedJSONReader.Failure(offset: 100, expected: "less nesting")) {
            try OrderedJSONReader.value(Array(repeating: UInt8(ascii: "["), count: 100_000))
        }
    }
}
