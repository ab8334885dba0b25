import Foundation

/// A JSON Schema of the folder `schemas`, as much of draft 2020-12 as these use.
///
/// Known are type, const, enum, required, properties, additionalProperties, items, anyOf, $ref to $defs, pattern and minimum; any other key that
/// asserts something is reported, so that no schema asks for what is not looked at.
public struct JSONSchema {
    private let root: [String: Any]

    /// Reads `schemas/NAME.json`.
    public init(_ name: String) throws {
        let file = PackageFolder.root.appendingPathComponent("schemas/\(name).json")
        root = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
    }

    /// What is wrong with a value, each with its place; none where it is valid.
    public func faults(of value: Any) -> [String] { faults(of: value, by: root, at: "$") }

    private static let known: Set<String> = [
        "$schema", "$defs", "$ref", "title", "description", "type", "const", "enum", "required", "properties", "additionalProperties",
        "items",
        "anyOf", "pattern", "minimum",
    ]

    private func faults(of value: Any, by schema: [String: Any], at place: String) -> [String] {
        var found = schema.keys.filter { !JSONSchema.known.contains($0) }.map {
            "\(place): the schema asks for \($0), which is not looked at"
        }
        if let reference = schema["$ref"] as? String {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else { return ["\(place): no \(reference)"] }
            found += faults(of: value, by: target, at: place)
        }
        if let types = schema["type"].map({ $0 as? [String] ?? [$0 as? String ?? ""] }), !types.contains(where: { isOfType(value, $0) }) {
            return found + ["\(place): no \(types.joined(separator: " or "))"]
        }
        if let constant = schema["const"], !isSame(value, constant) { found.append("\(place): not \(constant)") }
        if let values = schema["enum"] as? [Any], !values.contains(where: { isSame(value, $0) }) {
            found.append("\(place): none of \(values)")
        }
        if let choices = schema["anyOf"] as? [[String: Any]], !choices.contains(where: { faults(of: value, by: $0, at: place).isEmpty }) {
            found.append("\(place): fits no choice")
        }
        if let pattern = schema["pattern"] as? String, let text = value as? String,
            text.range(of: pattern, options: .regularExpression) == nil
        {
            found.append("\(place): '\(text)' does not match \(pattern)")
        }
        if let least = schema["minimum"] as? Double, let number = value as? Double, number < least {
            found.append("\(place): below \(least)")
        }
        if let object = value as? [String: Any] { found += memberFaults(of: object, by: schema, at: place) }
        if let array = value as? [Any], let items = schema["items"] as? [String: Any] {
            for (index, item) in array.enumerated() { found += faults(of: item, by: items, at: "\(place)[\(index)]") }
        }
        return found
    }

    private func memberFaults(of object: [String: Any], by schema: [String: Any], at place: String) -> [String] {
        var found = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map { "\(place): no member \($0)" }
        let properties = schema["properties"] as? [String: Any] ?? [:]
        for (name, value) in object.sorted(by: { $0.key < $1.key }) {
            if let property = properties[name] as? [String: Any] {
                found += faults(of: value, by: property, at: place + "." + name)
            } else if let others = schema["additionalProperties"] as? [String: Any] {
                found += faults(of: value, by: others, at: place + "." + name)
            } else if schema["additionalProperties"] as? Bool == false {
                found.append("\(place): unknown member \(name)")
            }
        }
        return found
    }

    private func isOfType(_ value: Any, _ type: String) -> Bool {
        switch type {
        case "null": value is NSNull
        case "string": value is String
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "boolean": isBoolean(value)
        case "integer": !isBoolean(value) && (value as? Double).map { $0.rounded() == $0 } ?? false
        case "number": !isBoolean(value) && value is Double
        default: false
        }
    }

    /// Foundation makes NSNumbers of true and of 1; the way to tell them is their type.
    private func isBoolean(_ value: Any) -> Bool { (value as? NSNumber).map { unsafe String(cString: $0.objCType) == "c" } ?? false }

    private func isSame(_ left: Any, _ right: Any) -> Bool { (left as? NSObject)?.isEqual(right) ?? false }
}
