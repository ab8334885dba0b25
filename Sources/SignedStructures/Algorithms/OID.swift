/// An object identifier, packed so that copying and comparing it costs no heap.
///
/// The content octets of X.690, 8.19, up to 24, lie in three words. A longer one keeps its length, its first 16 octets and a 64-bit hash of the
/// whole: all object identifiers that this library knows are shorter, so such a value never equals one of them.
public struct OID: Sendable, Hashable {
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let length: UInt8

    private static let packedOctets = 24

    /// Makes an object identifier from its content octets.
    ///
    /// Returns nil where they are empty, longer than 255 or no series of whole arcs. Leading 0x80 octets of an arc are not DER and are
    /// refused too.
    public init?(content: ArraySlice<UInt8>) {
        self.init(content.startIndex..<content.endIndex, in: content)
    }

    /// Makes an object identifier from the content octets that lie in this range.
    init?(_ range: Range<Int>, in bytes: borrowing ArraySlice<UInt8>) {
        guard !range.isEmpty, range.count <= Int(UInt8.max), bytes[range.upperBound - 1] < 0x80 else { return nil }
        let (start, count) = (range.lowerBound, range.count)
        var previous: UInt8 = 0
        guard let word = OID.word(start, min(count, 8), in: bytes, &previous) else { return nil }
        first = word
        length = UInt8(count)
        guard count > 8 else {
            second = 0
            third = 0
            return
        }
        guard let word = OID.word(start + 8, min(count - 8, 8), in: bytes, &previous) else { return nil }
        second = word
        guard count > 16 else {
            third = 0
            return
        }
        guard count > OID.packedOctets else {
            guard let word = OID.word(start + 16, count - 16, in: bytes, &previous) else { return nil }
            third = word
            return
        }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in range {
            if index >= start + 16, bytes[index] == 0x80, bytes[index - 1] < 0x80 { return nil }
            hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3
        }
        third = hash
    }

    /// Up to eight octets, big-endian and left-aligned, or nil where an arc begins with 80: it has the fewest octets (X.690, 8.19.2).
    private static func word(_ start: Int, _ count: Int, in bytes: ArraySlice<UInt8>, _ previous: inout UInt8) -> UInt64? {
        guard bytes.endIndex - start >= 8 else { return wordByOctets(start, count, in: bytes, &previous) }
        let loaded = unsafe bytes.withUnsafeBytes {
            unsafe $0.loadUnaligned(fromByteOffset: start - bytes.startIndex, as: UInt64.self)
        }
        let word = UInt64(bigEndian: loaded) & (UInt64.max << UInt64(64 - 8 * count))
        // An octet 80 is rare, and mostly right: inside an arc. Then it is looked at closely.
        let others = word ^ 0x8080_8080_8080_8080
        guard (others &- 0x0101_0101_0101_0101) & ~others & 0x8080_8080_8080_8080 == 0 else {
            return wordByOctets(start, count, in: bytes, &previous)
        }
        previous = UInt8(truncatingIfNeeded: word >> UInt64(64 - 8 * count))
        return word
    }

    private static func wordByOctets(_ start: Int, _ count: Int, in bytes: ArraySlice<UInt8>, _ previous: inout UInt8) -> UInt64? {
        var word: UInt64 = 0
        for octet in bytes[start..<start + count] {
            if octet == 0x80, previous < 0x80 { return nil }
            previous = octet
            word = word << 8 | UInt64(octet)
        }
        return word << UInt64(64 - 8 * count)
    }

    /// Makes an object identifier from dotted decimals such as `2.23.136.1.1.1`, or nil where the text is none.
    public init?(dotted text: String) {
        var arcs: [UInt64] = []
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            guard let arc = UInt64(part), part.first != "+" else { return nil }
            arcs.append(arc)
        }
        guard arcs.count >= 2, arcs[0] <= 2, arcs[0] == 2 || arcs[1] < 40, arcs[1] < 1 << 32 else { return nil }
        var content: [UInt8] = []
        OID.append(arcs[0] * 40 + arcs[1], to: &content)
        for arc in arcs.dropFirst(2) { OID.append(arc, to: &content) }
        self.init(content: content[...])
    }

    /// Makes a constant from dotted decimals; text that is none gives the empty identifier, which no input equals.
    init(_ constant: StaticString) {
        self = OID(dotted: constant.description) ?? OID()
    }

    private init() {
        first = 0
        second = 0
        third = 0
        length = 0
    }

    private static func append(_ arc: UInt64, to content: inout [UInt8]) {
        var shift: UInt64 = 63
        while shift > 0, arc >> shift == 0 { shift -= 7 }
        while shift > 0 {
            content.append(0x80 | UInt8(truncatingIfNeeded: arc >> shift) & 0x7F)
            shift -= 7
        }
        content.append(UInt8(truncatingIfNeeded: arc) & 0x7F)
    }

    /// The content octets; of one that was too long to keep whole, the first 16.
    public var content: [UInt8] {
        let count = isAbridged ? 16 : Int(length)
        return (0..<count).map { index in
            let word = index < 8 ? first : index < 16 ? second : third
            return UInt8(truncatingIfNeeded: word >> UInt64(56 - index % 8 * 8))
        }
    }

    /// Whether the identifier was longer than 24 octets, so that only its beginning can be printed.
    public var isAbridged: Bool { Int(length) > OID.packedOctets }

    /// The arc after `2.5.29`, if the identifier is one of an X.509 extension (id-ce).
    var certificateExtensionArc: UInt8? {
        length == 3 && first >> 48 == 0x551D ? UInt8(truncatingIfNeeded: first >> 40) : nil
    }
}

extension OID: CustomStringConvertible {
    /// Dotted decimals: `2.23.136.1.1.1`; an abridged one ends in `…`.
    public var description: String {
        var text = ""
        // Digits of the arc, least significant first: an arc may exceed 64 bits (UUIDs under 2.25).
        var digits: [UInt8] = []
        for octet in content {
            var carry = Int(octet & 0x7F)
            for index in digits.indices {
                let value = Int(digits[index]) * 128 + carry
                digits[index] = UInt8(value % 10)
                carry = value / 10
            }
            while carry > 0 {
                digits.append(UInt8(carry % 10))
                carry /= 10
            }
            guard octet & 0x80 == 0 else { continue }
            text += text.isEmpty ? OID.firstArcs(digits) : "." + OID.text(digits)
            digits.removeAll(keepingCapacity: true)
        }
        return isAbridged ? text + ".…" : text
    }

    /// X.690, 8.19.4: the first subidentifier is 40 times the first arc plus the second.
    private static func firstArcs(_ digits: [UInt8]) -> String {
        guard digits.count <= 2 else {
            var rest = digits
            var borrow = 80
            for index in rest.indices where borrow > 0 {
                let value = Int(rest[index]) - borrow % 10
                borrow = borrow / 10 + (value < 0 ? 1 : 0)
                rest[index] = UInt8((value + 10) % 10)
            }
            while rest.count > 1, rest.last == 0 { rest.removeLast() }
            return "2." + text(rest)
        }
        let value = digits.reversed().reduce(0) { $0 * 10 + Int($1) }
        let arc = min(value / 40, 2)
        return "\(arc).\(value - arc * 40)"
    }

    private static func text(_ digits: [UInt8]) -> String {
        digits.isEmpty ? "0" : digits.reversed().reduce(into: "") { $0 += String($1) }
    }
}
