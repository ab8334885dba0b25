/// A cursor over the fixed-width, big-endian fields of a biometric record.
struct OctetReader {
    let bytes: ArraySlice<UInt8>
    /// An offset from the start to the end of the bytes, both included.
    var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    var remaining: Int { bytes.endIndex - position }
    var rest: ArraySlice<UInt8> { bytes[position...] }

    /// Reads an unsigned number of 1 to 8 octets, or returns nil where they are not there or do not fit an Int.
    mutating func number(_ octets: Int) -> Int? {
        guard let value = peek(octets) else { return nil }
        position += octets
        return value
    }

    func peek(_ octets: Int) -> Int? {
        guard octets <= remaining else { return nil }
        let value = bytes[position..<position + octets].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(exactly: value)
    }

    /// Reads so many octets, or returns nil where there are fewer.
    mutating func take(_ octets: Int) -> ArraySlice<UInt8>? {
        guard octets >= 0, octets <= remaining else { return nil }
        defer { position += octets }
        return bytes[position..<position + octets]
    }
}
