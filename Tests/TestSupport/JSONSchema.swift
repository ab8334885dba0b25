public import Foundation

/// A JSON Schema with the keywords that `schemas/` uses; any other keyword is an error, so that nothing is silently unchecked.
public struct JSONSchema {
    /// A keyword that this validator does not know, with the schema's place.
    public struct UnknownKeyword: Error, Equatable {
        public let keyword: String
    }

    private let root: [String: Any]

    private static let annotations: Set<String> = ["$schema", "title", "description", "$defs"]
    private static let assertions: Set<String> = [
        "$ref", "anyOf", "type", "const", "enum", "pattern", "minLength", "maxLength", "minimum", "items", "minItems", "maxItems",
        "properties", "required", "additionalProperties", "unevaluatedProperties", "propertyNames",
    ]

    /// Reads a schema and refuses keywords that would not be checked.
    public init(_ data: Data) throws {
        root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
        try JSONSchema.examine(root)
    }

    private static func examine(_ schema: Any) throws {
        guard let schema = schema as? [String: Any] else { return }
        for (keyword, value) in schema {
            guard annotations.contains(keyword) || assertions.contains(keyword) else { throw UnknownKeyword(keyword: keyword) }
            switch keyword {
            case "properties", "$defs": for inner in (value as? [String: Any] ?? [:]).values { try examine(inner) }
            case "anyOf": for inner in value as? [Any] ?? [] { try examine(inner) }
            case "items", "additionalProperties", "unevaluatedProperties", "propertyNames": try examine(value)
            default: break
            }
        }
    }

    /// Where a value deviates from the schema; empty where it does not.
    public func deviations(of value: Any) -> [String] { check(value, root, "$") }

    private func check(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        var found: [String] = []
        if let name = schema["$ref"] as? String {
            guard let target = definition(name) else { return ["\(path): no \(name)"] }
            found += check(value, target, path)
        }
        if let choices = schema["anyOf"] as? [[String: Any]], !choices.contains(where: { check(value, $0, path).isEmpty }) {
            found.append("\(path): none of anyOf")
        }
        if let type = schema["type"],
            !([type as? String].compactMap { $0 } + (type as? [String] ?? [])).contains(where: { isOf($0, value) })
        {
            found.append("\(path): not of type \(type)")
        }
        if let constant = schema["const"], !equal(constant, value) { found.append("\(path): not \(constant)") }
        if let values = schema["enum"] as? [Any], !values.contains(where: { equal($0, value) }) { found.append("\(path): not in enum") }
        if let text = value as? String { found += checkText(text, schema, path) }
        if isOf("integer", value), let least = schema["minimum"] as? Int, let number = value as? Int, number < least {
            found.append("\(path): below \(least)")
        }
        if let array = value as? [Any] { found += checkArray(array, schema, path) }
        if let object = value as? [String: Any] { found += checkObject(object, schema, path) }
        return found
    }

    private func checkText(_ text: String, _ schema: [String: Any], _ path: String) -> [String] {
        var found: [String] = []
        if let pattern = schema["pattern"] as? String, text.range(of: pattern, options: .regularExpression) == nil {
            found.append("\(path): not \(pattern)")
        }
        let count = text.unicodeScalars.count
        if let least = schema["minLength"] as? Int, count < least { found.append("\(path): too short") }
        if let most = schema["maxLength"] as? Int, count > most { found.append("\(path): too long") }
        return found
    }

    private func checkArray(_ array: [Any], _ schema: [String: Any], _ path: String) -> [String] {
        var found: [String] = []
        if let least = schema["minItems"] as? Int, array.count < least { found.append("\(path): too few") }
        if let most = schema["maxItems"] as? Int, array.count > most { found.append("\(path): too many") }
        guard let items = schema["items"] as? [String: Any] else { return found }
        return found + array.enumerated().flatMap { check($0.element, items, "\(path)[\($0.offset)]") }
    }

    private func checkObject(_ object: [String: Any], _ schema: [String: Any], _ path: String) -> [String] {
        var found = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map { "\(path): no member \($0)" }
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        let evaluated = propertyNames(schema)
        for (key, value) in object {
            if let inner = properties[key] { found += check(value, inner, "\(path).\(key)") }
            if let names = schema["propertyNames"] as? [String: Any] { found += check(key, names, "\(path).\(key)") }
            if properties[key] == nil, let others = schema["additionalProperties"] {
                if let inner = others as? [String: Any] {
                    found += check(value, inner, "\(path).\(key)")
                } else {
                    found.append("\(path): \(key)")
                }
            }
            if schema["unevaluatedProperties"] != nil, !evaluated.contains(key) { found.append("\(path): \(key)") }
        }
        return found
    }

    /// The properties of a schema and of what it refers to.
    private func propertyNames(_ schema: [String: Any]) -> Set<String> {
        let own = Set((schema["properties"] as? [String: Any] ?? [:]).keys)
        guard let target = (schema["$ref"] as? String).flatMap(definition) else { return own }
        return own.union(propertyNames(target))
    }

    private func definition(_ name: String) -> [String: Any]? {
        guard name.hasPrefix("#/$defs/") else { return nil }
        return (root["$defs"] as? [String: Any])?[String(name.dropFirst(8))] as? [String: Any]
    }

    private func isOf(_ type: String, _ value: Any) -> Bool {
        switch type {
        case "null": value is NSNull
        case "string": value is String
        case "array": value is [Any]
        case "object": value is [String: Any]
        case "boolean": isBoolean(value)
        case "integer": !isBoolean(value) && value is Int
        default: false
        }
    }

    /// Foundation's numbers answer to Bool as well where they are 0 or 1; their encoding tells them apart.
    private func isBoolean(_ value: Any) -> Bool {
        guard let number = value as? NSNumber else { return value is Bool }
        return unsafe String(cString: number.objCType) == "c"
    }

    private func equal(_ left: Any, _ right: Any) -> Bool {
        if left is NSNull || right is NSNull { return left is NSNull && right is NSNull }
        return (left as? String).map { $0 == right as? String } ?? false
    }
}
