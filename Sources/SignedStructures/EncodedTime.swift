import CivilTime
import TagLengthValue

/// A UTCTime or GeneralizedTime as certificates, CRLs and signed attributes carry it.
///
/// RFC 5280, 4.1.2.5 wants `YYMMDDHHMMSSZ` and `YYYYMMDDHHMMSSZ`. Read are also the other forms of X.680: seconds or minutes left out,
/// a fraction (dropped), an offset, and no zone at all, which is taken for UTC.
struct EncodedTime {
    let timestamp: Timestamp
    /// Whether the value has the form that RFC 5280 asks for.
    let isConforming: Bool

    /// Reads a time, or returns nil where the octets name none.
    init?(_ element: ElementExtent, in bytes: borrowing ArraySlice<UInt8>) {
        guard element.tag == .utcTime || element.tag == .generalizedTime else { return nil }
        self.init(element, isUTC: element.tag == .utcTime, in: bytes)
    }

    /// Reads an implicitly tagged GeneralizedTime.
    init?(generalized element: ElementExtent, in bytes: borrowing ArraySlice<UInt8>) {
        self.init(element, isUTC: false, in: bytes)
    }

    private init?(_ element: ElementExtent, isUTC: Bool, in bytes: borrowing ArraySlice<UInt8>) {
        var digits = TimeDigits(bytes: copy bytes, position: element.contentStart, end: element.contentEnd)
        guard var year = digits.number(isUTC ? 2 : 4), let month = digits.number(2), let day = digits.number(2),
            let hour = digits.number(2)
        else { return nil }
        // RFC 5280, 4.1.2.5.1: 50 to 99 are of the twentieth century.
        if isUTC { year += year >= 50 ? 1900 : 2000 }
        let minute = digits.number(2)
        let second = minute == nil ? nil : digits.number(2)
        let hasFraction = digits.skipFraction()
        let isZulu = digits.skip(UInt8(ascii: "Z"))
        var offset = 0
        if !isZulu, !digits.isAtEnd {
            guard let read = digits.offset() else { return nil }
            offset = read
        }
        guard digits.isAtEnd, let date = CivilDate(year: year, month: month, day: day),
            let local = Timestamp(date, hour: hour, minute: minute ?? 0, second: second ?? 0)
        else { return nil }
        timestamp = Timestamp(secondsSinceEpoch: local.secondsSinceEpoch - Int64(offset))
        isConforming = second != nil && isZulu && !hasFraction
    }
}

private struct TimeDigits {
    let bytes: ArraySlice<UInt8>
    var position: Int
    let end: Int

    var isAtEnd: Bool { position == end }

    /// The number that the next octets spell in decimal, or nil where there are not so many digits.
    mutating func number(_ count: Int) -> Int? {
        guard end - position >= count else { return nil }
        var value = 0
        for index in position..<position + count {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        position += count
        return value
    }

    mutating func skip(_ octet: UInt8) -> Bool {
        guard position < end, bytes[position] == octet else { return false }
        position += 1
        return true
    }

    mutating func skipFraction() -> Bool {
        guard skip(UInt8(ascii: ".")) || skip(UInt8(ascii: ",")) else { return false }
        while number(1) != nil {}
        return true
    }

    /// Seconds east of UTC.
    mutating func offset() -> Int? {
        let isEast = skip(UInt8(ascii: "+"))
        guard isEast || skip(UInt8(ascii: "-")), let hours = number(2), hours < 24 else { return nil }
        let minutes = isAtEnd ? 0 : number(2)
        guard let minutes, minutes < 60 else { return nil }
        return (isEast ? 1 : -1) * (hours * 3600 + minutes * 60)
    }
}
