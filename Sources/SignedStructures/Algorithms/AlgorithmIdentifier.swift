import Irregularities
public import TagLengthValue

/// An algorithm and its parameters as they stand in the file.
///
///     AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY DEFINED BY algorithm OPTIONAL }
///
/// RFC 5280, 4.1.1.2. Equal means equal bytes: whether NULL parameters and absent ones mean the same is for the caller to say.
public struct AlgorithmIdentifier: Sendable, Hashable {
    public let bytes: ArraySlice<UInt8>
    public let algorithm: OID
    private let parametersRange: Extent

    /// Reads the one AlgorithmIdentifier that the bytes begin with; bytes after it are not looked at.
    public init(_ bytes: borrowing ArraySlice<UInt8>) throws(StructureError) {
        do {
            try bytes.checkAddressable()
            var cursor = ElementCursor(over: bytes)
            self.init(try AlgorithmExtent(&cursor, in: bytes), in: bytes)
        } catch {
            throw StructureError(error, in: .algorithmIdentifier)
        }
    }

    init(_ extent: AlgorithmExtent, in bytes: borrowing ArraySlice<UInt8>) {
        self.bytes = bytes[extent.whole]
        algorithm = extent.algorithm
        parametersRange = extent.parameters
    }

    /// The parameters, NULL among them; nil where there are none.
    public var parameters: Element? {
        guard !parametersRange.isEmpty else { return nil }
        var reader = ElementReader(bytes[parametersRange])
        return try? reader.next()
    }

    /// Whether the parameters are absent or NULL.
    public var hasNoParameters: Bool {
        let range = parametersRange.range
        return range.isEmpty || range.count == 2 && bytes[range.lowerBound] == 0x05
    }

    /// The hash function, where the identifier is that of one; absent and NULL parameters both occur and mean the same (RFC 5754, 2).
    public var hashFunction: HashFunction? { HashFunction(oid: algorithm) }

    public static func == (left: AlgorithmIdentifier, right: AlgorithmIdentifier) -> Bool { left.bytes == right.bytes }
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

/// An AlgorithmIdentifier by offsets.
struct AlgorithmExtent: Sendable {
    let whole: Extent
    let algorithm: OID
    /// Empty where there are no parameters.
    let parameters: Extent

    init(_ cursor: inout ElementCursor, in bytes: borrowing ArraySlice<UInt8>) throws(EncodingError) {
        let sequence = try cursor.next(.sequence, in: bytes)
        var fields = ElementCursor(inside: sequence)
        let identifier = try fields.next(.objectIdentifier, in: bytes)
        guard let algorithm = OID(identifier.contentRange, in: bytes) else {
            throw EncodingError(.malformedValue, at: identifier.start, found: identifier.tag)
        }
        whole = Extent(sequence)
        self.algorithm = algorithm
        if let parameters = try fields.next(in: bytes) {
            self.parameters = Extent(parameters)
        } else {
            parameters = .none
        }
        guard fields.isAtEnd else { throw EncodingError(.trailingBytes, at: fields.position) }
    }
}
