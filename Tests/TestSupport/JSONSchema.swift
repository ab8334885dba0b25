/// A JSON Schema with the keywords that `schemas/` uses.
///
/// Any other keyword, and a known one with a value that it cannot have, is an error when the schema is read, so that nothing is silently
/// unchecked. One law of the command's contract goes beyond JSON Schema: members stand in the order of `properties`.
public struct JSONSchema: Sendable {
    /// A keyword that this validator does not know, or cannot use with its value.
    public struct UnusableKeyword: Error, Equatable {
        public let keyword: String

        public init(_ keyword: String) { self.keyword = keyword }
    }

    /// What one keyword asks of a value.
    enum Assertion: Sendable {
        case reference(String)
        case anyOf([Subschema])
        case type([String])
        case oneOf([OrderedJSON])
        case pattern(JSONPattern)
        case length(ClosedRange<Int>)
        case minimum(Int)
        case count(ClosedRange<Int>)
        case items(Subschema)
        case required([String])
        /// Nil where no other member than those of `properties` may be.
        case otherMembers(Subschema?)
        /// No member but those of `properties`, here and in what is referred to.
        case noUnevaluatedMembers
        case memberNames(Subschema)
    }

    /// A schema inside a schema.
    struct Subschema: Sendable {
        var properties: [(name: String, schema: Subschema)] = []
        var assertions: [Assertion] = []

        subscript(property name: String) -> Subschema? { properties.first { $0.name == name }?.schema }
    }

    let root: Subschema
    let definitions: [String: Subschema]

    /// Reads a schema.
    public init(_ bytes: [UInt8]) throws {
        let value = try OrderedJSONReader.value(bytes)
        let inner = value["$defs"]?.members ?? []
        let names = Set(inner.map { "#/$defs/" + $0.name })
        root = try Subschema(value, names)
        definitions = Dictionary(
            uniqueKeysWithValues: try inner.map { ("#/$defs/" + $0.name, try Subschema($0.value, names)) })
    }
}

extension JSONSchema.Subschema {
    /// Reads one schema, which may refer to the definitions of these names.
    init(_ value: OrderedJSON, _ definitions: Set<String>) throws {
        guard let members = value.members else { throw JSONSchema.UnusableKeyword("\(value)") }
        for member in members {
            let value = member.value
            func inner(_ value: OrderedJSON) throws -> Self { try Self(value, definitions) }
            func usable<Wanted>(_ wanted: Wanted?) throws -> Wanted {
                guard let wanted else { throw JSONSchema.UnusableKeyword(member.name) }
                return wanted
            }
            switch member.name {
            case "title", "description": _ = try usable(value.text)
            case "$schema": _ = try usable(value.text == "https://json-schema.org/draft/2020-12/schema" ? value : nil)
            case "$defs": _ = try usable(value.members)
            case "properties": properties = try usable(value.members).map { ($0.name, try inner($0.value)) }
            case "$ref": assertions.append(.reference(try usable(value.text.flatMap { definitions.contains($0) ? $0 : nil })))
            case "anyOf": assertions.append(.anyOf(try usable(value.elements).map(inner)))
            case "type":
                let names = try usable(value.elements ?? [value]).map { try usable($0.text) }
                _ = try usable(names.allSatisfy(JSONSchema.types.contains) ? names : nil)
                assertions.append(.type(names))
            case "const": assertions.append(.oneOf([value]))
            case "enum": assertions.append(.oneOf(try usable(value.elements)))
            case "pattern": assertions.append(.pattern(try usable(value.text.flatMap(JSONPattern.init))))
            case "minLength": assertions.append(.length(try usable(value.integer)...Int.max))
            case "maxLength": assertions.append(.length(0...(try usable(value.integer))))
            case "minimum": assertions.append(.minimum(try usable(value.integer)))
            case "minItems": assertions.append(.count(try usable(value.integer)...Int.max))
            case "maxItems": assertions.append(.count(0...(try usable(value.integer))))
            case "items": assertions.append(.items(try inner(value)))
            case "required": assertions.append(.required(try usable(value.elements).map { try usable($0.text) }))
            case "additionalProperties": assertions.append(.otherMembers(value == .boolean(false) ? nil : try inner(value)))
            case "unevaluatedProperties":
                _ = try usable(value == .boolean(false) ? value : nil)
                assertions.append(.noUnevaluatedMembers)
            case "propertyNames": assertions.append(.memberNames(try inner(value)))
            default: throw JSONSchema.UnusableKeyword(member.name)
            }
        }
    }
}

extension JSONSchema {
    static let types: Set<String> = ["null", "boolean", "integer", "string", "array", "object"]
}

/// A pattern that begins at the first character of a text, as all patterns of `schemas/` do.
struct JSONPattern: Sendable {
    let source: String
    private let toTheEnd: Bool

    /// Nil where the pattern does not begin with `^`, or is none.
    init?(_ source: String) {
        guard source.hasPrefix("^"), (try? Regex(source)) != nil else { return nil }
        self.source = source
        toTheEnd = source.hasSuffix("$") && !source.hasSuffix("\\$")
    }

    /// A `$` is the very end, as in ECMAScript; Swift's may stand before a last line feed.
    func matches(_ text: String) -> Bool {
        guard let pattern = try? Regex(source).matchingSemantics(.unicodeScalar) else { return false }
        return (toTheEnd ? text.wholeMatch(of: pattern) : text.prefixMatch(of: pattern)) != nil
    }
}
