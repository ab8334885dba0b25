extension JSONSchema {
    /// Where a value deviates from the schema, as `$.path: what`; empty where it does not.
    public func deviations(of value: OrderedJSON) -> [String] { deviations(of: value, from: root, at: "$") }

    private func deviations(of value: OrderedJSON, from schema: Subschema, at path: String) -> [String] {
        var found = schema.assertions.flatMap { deviations(of: value, from: $0, in: schema, at: path) }
        guard let members = value.members else { return found }
        for member in members {
            guard let inner = schema[property: member.name] else { continue }
            found += deviations(of: member.value, from: inner, at: path + "." + member.name)
        }
        let order = propertyNames(schema)
        let places = members.compactMap { order.firstIndex(of: $0.name) }
        if let late = zip(places, places.dropFirst()).first(where: { $0 > $1 }) {
            found.append("\(path): \(order[late.1]) stands after \(order[late.0])")
        }
        return found
    }

    private func deviations(of value: OrderedJSON, from assertion: Assertion, in schema: Subschema, at path: String) -> [String] {
        switch assertion {
        case .reference(let name):
            return definitions[name].map { deviations(of: value, from: $0, at: path) } ?? ["\(path): no \(name)"]
        case .anyOf(let choices):
            let all = choices.map { deviations(of: value, from: $0, at: path) }
            return all.min { $0.count < $1.count } ?? ["\(path): no choice"]
        case .type(let names): return names.contains(where: value.isOf) ? [] : ["\(path): not of type \(names.joined(separator: ", "))"]
        case .oneOf(let values): return values.contains(value) ? [] : ["\(path): \(value.brief) is not in the enumeration"]
        case .minimum(let least): return value.integer.map { $0 >= least } ?? true ? [] : ["\(path): less than \(least)"]
        case .pattern(let pattern):
            return value.text.map(pattern.matches) ?? true ? [] : ["\(path): \(value.brief) is not \(pattern.source)"]
        case .length(let range):
            return value.text.map { range.contains($0.unicodeScalars.count) } ?? true ? [] : ["\(path): not so many characters"]
        case .count(let range): return value.elements.map { range.contains($0.count) } ?? true ? [] : ["\(path): not so many elements"]
        case .items(let inner):
            return (value.elements ?? []).enumerated().flatMap { deviations(of: $0.element, from: inner, at: "\(path)[\($0.offset)]") }
        case .required(let names): return value.members == nil ? [] : names.filter { value[$0] == nil }.map { "\(path): no \($0)" }
        case .otherMembers(let inner):
            return (value.members ?? []).filter { schema[property: $0.name] == nil }.flatMap { member in
                inner.map { deviations(of: member.value, from: $0, at: path + "." + member.name) } ?? ["\(path): unknown \(member.name)"]
            }
        case .noUnevaluatedMembers:
            let known = Set(propertyNames(schema))
            return (value.members ?? []).filter { !known.contains($0.name) }.map { "\(path): unknown \($0.name)" }
        case .memberNames(let inner):
            return (value.members ?? []).flatMap { deviations(of: .string($0.name), from: inner, at: path + "." + $0.name) }
        }
    }

    /// The names of a schema's properties in their order, then those of what it refers to.
    private func propertyNames(_ schema: Subschema) -> [String] {
        schema.assertions.reduce(schema.properties.map(\.name)) { names, assertion in
            guard case .reference(let name) = assertion, let target = definitions[name] else { return names }
            return names + propertyNames(target)
        }
    }
}

extension OrderedJSON {
    fileprivate func isOf(type: String) -> Bool {
        switch self {
        case .null: type == "null"
        case .boolean: type == "boolean"
        case .number: type == "integer" && integer != nil
        case .string: type == "string"
        case .array: type == "array"
        case .object: type == "object"
        }
    }

    /// The value in a deviation: no more than a few characters of it.
    fileprivate var brief: String { String("\(self)".prefix(60)) }
}
