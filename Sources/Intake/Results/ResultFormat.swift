import Irregularities

/// A format in which software writes what it read of a document: how it is told, and how a capture is made of it.
struct ResultFormat: Sendable {
    /// The name by which `--as` asks for the format and reports name it.
    let name: String
    /// Whether a value is of this format; by what only this format has, never by what a document may hold.
    let recognises: @Sendable (JSONValue) -> Bool
    /// Takes everything that the value holds.
    let read: @Sendable (JSONValue, inout CaptureDraft) -> Void

    /// Whether the format is none of a mapping file.
    let isBuiltIn: Bool

    init(
        _ name: String, isBuiltIn: Bool = true, recognises: @escaping @Sendable (JSONValue) -> Bool,
        read: @escaping @Sendable (JSONValue, inout CaptureDraft) -> Void
    ) {
        self.name = name
        self.isBuiltIn = isBuiltIn
        self.recognises = recognises
        self.read = read
    }

    /// All formats in JSON, in the order in which they are tried.
    static let all: [ResultFormat] = [
        .regula, .thales, .kinegram, .readID, .amazonTextract, .passportEye, .zkPassport, .selfWallet, .nfcPassportReader,
    ]
}
