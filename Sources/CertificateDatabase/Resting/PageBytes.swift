/// The reading of numbers out of a page; whatever lies outside of it is refused.
extension ArraySlice<UInt8> {
    /// The octet at an offset from the start.
    func octet(_ offset: Int) throws(NotAtRest) -> Int {
        guard offset >= 0, offset < count else { throw NotAtRest() }
        return Int(self[startIndex + offset])
    }

    /// The big-endian number of so many octets, without a sign.
    func number(_ offset: Int, octets: Int) throws(NotAtRest) -> UInt64 {
        guard offset >= 0, octets <= 8, octets <= count - offset else { throw NotAtRest() }
        var number: UInt64 = 0
        for index in startIndex + offset..<startIndex + offset + octets { number = number << 8 | UInt64(self[index]) }
        return number
    }

    /// The number in SQLite's variable length: seven bits an octet, all eight of the ninth; moves the offset behind it.
    func variableNumber(_ offset: inout Int) throws(NotAtRest) -> Int64 {
        var number: UInt64 = 0
        for index in 0..<9 {
            let octet = UInt64(try octet(offset))
            offset += 1
            if index == 8 { return Int64(bitPattern: number << 8 | octet) }
            number = number << 7 | octet & 0x7F
            if octet & 0x80 == 0 { break }
        }
        return Int64(bitPattern: number)
    }

    /// So many octets from an offset on.
    func part(_ offset: Int, count length: Int) throws(NotAtRest) -> ArraySlice<UInt8> {
        guard offset >= 0, length >= 0, length <= count - offset else { throw NotAtRest() }
        return self[(startIndex + offset)..<(startIndex + offset + length)]
    }
}
