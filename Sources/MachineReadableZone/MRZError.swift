public import Irregularities

/// Why no machine readable zone can be made of the characters.
///
/// The codes are `unknown-format` (no format has so many lines or characters) and `line-length` (the lines of a zone differ in length).
public struct MRZError: Error, Sendable, Hashable {
    public let code: ReasonCode
    public let place: SourceLocation?

    public init(_ code: ReasonCode, at place: SourceLocation? = nil) {
        self.code = code
        self.place = place
    }
}
