public import Foundation

/// Test vectors as data: `{ "origin": "…", "vectors": [ … ] }` in a JSON file of the test target's folder `Vectors`.
public struct VectorFile<Vector: Decodable & Sendable>: Decodable, Sendable {
    /// Where the vectors come from: the clause, the suite, or how they were made.
    public let origin: String
    /// The vectors, in the file's order.
    public let vectors: [Vector]

    /// Reads `Vectors/<name>.json` of a test bundle.
    /// - Parameter bundle: the test target's own `Bundle.module`.
    public static func load(_ name: String, from bundle: Bundle) throws -> VectorFile {
        try JSONDecoder().decode(VectorFile.self, from: Data(vectorBytes(name + ".json", from: bundle)))
    }
}

/// The bytes of the file `Vectors/<name>` of a test bundle.
public func vectorBytes(_ name: String, from bundle: Bundle) throws -> [UInt8] {
    guard let folder = bundle.resourceURL else { throw CocoaError(.fileNoSuchFile) }
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent("Vectors").appendingPathComponent(name)))
}
