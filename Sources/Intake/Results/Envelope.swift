/// The search for a result in a JSON text whose root is none: programs put it in an array, beside a status, or as a text inside a text.
///
/// What is found nearest to the root counts; formats of mapping files are looked for at the root alone, since their pointers begin there.
enum Envelope {
    struct Found {
        let format: ResultFormat
        /// The way to the result as a JSON pointer.
        let place: String
        let value: JSONValue
    }

    /// The deepest place that is looked at, and the most values.
    private static let depth = 4
    private static let values = 10_000

    /// The results nearest to the root: none, one, or those of several documents.
    static func search(_ root: JSONValue, _ formats: [ResultFormat]) -> [Found] {
        if let format = formats.first(where: { $0.recognises(root) }) { return [Found(format: format, place: "", value: root)] }
        let formats = formats.filter(\.isBuiltIn)
        var level: [(place: String, value: JSONValue)] = [("", root)]
        for _ in 0..<depth {
            level = Array(level.lazy.flatMap(inner).prefix(values))
            let found = level.compactMap { place, value in
                formats.first { $0.recognises(value) }.map { Found(format: $0, place: place, value: value) }
            }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// The objects and arrays in a value, those inside a text included.
    private static func inner(_ place: String, _ value: JSONValue) -> [(place: String, value: JSONValue)] {
        let values: [(String, JSONValue)] =
            switch value {
            case .object(let members): members.map { ("\(place)/\(JSONPointer.escaped($0.name))", $0.value) }
            case .array(let values): values.enumerated().map { ("\(place)/\($0.offset)", $0.element) }
            default: []
            }
        return values.compactMap { place, value in
            switch value {
            case .object, .array: (place, value)
            case .string(let text): parsed(text).map { (place, $0) }
            default: nil
            }
        }
    }

    /// The value of a JSON text inside a JSON text.
    private static func parsed(_ text: String) -> JSONValue? {
        guard text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else { return nil }
        return try? JSONReader.value(Array(text.utf8)[...])
    }
}
