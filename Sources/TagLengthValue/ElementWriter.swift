/// A writer of DER elements into one growing array of bytes.
///
/// Content is written first and its header put before it, so the caller never computes a length. X.690, 10.1.
public struct ElementWriter: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    /// Writes a primitive element.
    public mutating func write(_ tag: Tag, _ content: some Sequence<UInt8>) {
        write(tag) { writer in writer.append(content) }
    }

    /// Writes an element whose content the closure writes.
    public mutating func write(_ tag: Tag, _ content: (inout ElementWriter) -> Void) {
        let start = bytes.count
        content(&self)
        let header = ElementWriter.header(tag, length: bytes.count - start)
        bytes.insert(contentsOf: header, at: start)
    }

    /// Appends bytes that are already encoded.
    public mutating func append(_ encoded: some Sequence<UInt8>) {
        bytes.append(contentsOf: encoded)
    }

    /// Writes an INTEGER from an unsigned big-endian magnitude; leading zeros are dropped and a sign octet added where needed.
    public mutating func writeUnsignedInteger(_ magnitude: some Collection<UInt8>) {
        let digits = Array(magnitude.drop { $0 == 0 })
        let sign: [UInt8] = digits.isEmpty || digits[0] & 0x80 != 0 ? [0] : []
        write(.integer, sign + digits)
    }

    /// Writes a non-negative INTEGER.
    public mutating func writeInteger(_ value: UInt) {
        writeUnsignedInteger((0..<8).map { UInt8(truncatingIfNeeded: value >> UInt(8 * (7 - $0))) })
    }

    /// Writes a BIT STRING without unused bits.
    public mutating func writeBitString(_ content: some Sequence<UInt8>) {
        write(.bitString) { writer in
            writer.append([0])
            writer.append(content)
        }
    }

    /// Writes a SET OF whose members, already encoded, are put into the order of DER (X.690, 11.6).
    public mutating func writeSetOf(_ members: [[UInt8]], tag: Tag = .set) {
        write(tag) { writer in
            for member in members.sorted(by: { $0.lexicographicallyPrecedes($1) }) { writer.append(member) }
        }
    }

    /// The identifier and length octets of an element, the length in the fewest octets.
    public static func header(_ tag: Tag, length: Int) -> [UInt8] {
        var header: [UInt8] = []
        for index in (0..<tag.octetCount).reversed() {
            header.append(UInt8(truncatingIfNeeded: tag.rawValue >> UInt32(8 * index)))
        }
        let lengthOctets = Element.lengthOctetCount(length) - 1
        header.append(lengthOctets == 0 ? UInt8(length) : 0x80 | UInt8(lengthOctets))
        for index in (0..<lengthOctets).reversed() { header.append(UInt8(truncatingIfNeeded: length >> (8 * index))) }
        return header
    }
}
