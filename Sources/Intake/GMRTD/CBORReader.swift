import Irregularities

/// A value of CBOR (RFC 8949), as far as documents need it; byte strings are parts of the input.
enum CBORValue: Sendable, Hashable {
    case unsigned(UInt64)
    case negative(UInt64)
    case bytes(ArraySlice<UInt8>)
    case text(String)
    case array([CBORValue])
    case map([CBORMember])
    /// False, true, null, a number with a point: nothing here asks for them.
    case simple(UInt64)
}

/// One entry of a CBOR map.
struct CBORMember: Sendable, Hashable {
    let key: CBORValue
    let value: CBORValue
}

extension CBORValue {
    subscript(_ name: String) -> CBORValue? {
        guard case .map(let members) = self else { return nil }
        return members.first { $0.key == .text(name) }?.value
    }

    var byteString: ArraySlice<UInt8>? {
        guard case .bytes(let bytes) = self else { return nil }
        return bytes
    }

    var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }
}

/// Why bytes are no CBOR, and where.
struct CBORError: Error, Sendable, Hashable {
    let reason: ReasonCode
    let offset: Int
}

/// Reads CBOR within limits; lengths are definite, as the deterministic encoding has them (RFC 8949, 4.2).
struct CBORReader {
    /// The deepest nesting; a document nests 3 deep.
    static let depth = 16
    /// The most values of one item; a document has some forty.
    static let values = 10_000

    private let bytes: ArraySlice<UInt8>
    private var place: Int
    private var valuesLeft = CBORReader.values

    /// Reads one value, after which nothing may follow.
    static func value(_ bytes: ArraySlice<UInt8>) throws(CBORError) -> CBORValue {
        var reader = CBORReader(bytes: bytes, place: bytes.startIndex)
        let value = try reader.value(depth: 0)
        guard reader.place == bytes.endIndex else { throw CBORError(reason: .trailingBytes, offset: reader.place) }
        return value
    }

    private init(bytes: ArraySlice<UInt8>, place: Int) {
        self.bytes = bytes
        self.place = place
    }

    private mutating func value(depth: Int) throws(CBORError) -> CBORValue {
        guard depth <= CBORReader.depth else { throw CBORError(reason: .nestedTooDeep, offset: place) }
        guard valuesLeft > 0 else { throw CBORError(reason: .tooManyElements, offset: place) }
        valuesLeft -= 1
        let start = place
        let initial = try take(1).first ?? 0
        let argument = try self.argument(initial & 0x1F, start)
        switch initial >> 5 {
        case 0: return .unsigned(argument)
        case 1: return .negative(argument)
        case 2: return .bytes(try take(argument))
        case 3:
            guard let text = String(validating: try take(argument), as: UTF8.self) else {
                throw CBORError(reason: .textEncoding, offset: start)
            }
            return .text(text)
        case 4:
            var values: [CBORValue] = []
            for _ in 0..<(try count(argument, start)) { values.append(try value(depth: depth + 1)) }
            return .array(values)
        case 5:
            var members: [CBORMember] = []
            for _ in 0..<(try count(argument, start)) {
                let key = try value(depth: depth + 1)
                members.append(CBORMember(key: key, value: try value(depth: depth + 1)))
            }
            return .map(members)
        // A tag says more about the value that follows it.
        case 6: return try value(depth: depth + 1)
        default: return .simple(argument)
        }
    }

    /// The number beside the kind, in the initial byte or the 1, 2, 4 or 8 bytes after it.
    private mutating func argument(_ information: UInt8, _ start: Int) throws(CBORError) -> UInt64 {
        guard information >= 24 else { return UInt64(information) }
        guard information < 28 else { throw CBORError(reason: information == 31 ? .indefiniteLength : .malformedLength, offset: start) }
        return try take(1 << UInt64(information - 24)).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A number of values that can still follow: each takes a byte at least.
    private func count(_ argument: UInt64, _ start: Int) throws(CBORError) -> Int {
        guard argument <= UInt64(bytes.endIndex - place) else { throw CBORError(reason: .lengthBeyondEnd, offset: start) }
        return Int(argument)
    }

    private mutating func take(_ count: UInt64) throws(CBORError) -> ArraySlice<UInt8> {
        guard place < bytes.endIndex || count == 0 else { throw CBORError(reason: .truncated, offset: place) }
        guard count <= UInt64(bytes.endIndex - place) else { throw CBORError(reason: .lengthBeyondEnd, offset: place) }
        defer { place += Int(count) }
        return bytes[place..<(place + Int(count))]
    }
}
