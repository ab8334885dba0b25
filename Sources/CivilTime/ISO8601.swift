/// Reading and writing of the one form of ISO 8601 that the contract uses: `2026-06-01T00:00:00Z`.
extension Timestamp: CustomStringConvertible {
    /// Reads `2026-06-01`, `2026-06-01T12:00Z`, `2026-06-01T12:00:00Z` or the same with an offset such as `+02:00`.
    ///
    /// Returns nil for anything else. A date alone means midnight UTC; a time without `Z` or an offset is refused, because it would
    /// depend on a locale.
    public init?(iso8601 text: String) {
        var reader = DigitReader(Array(text.utf8))
        guard let date = reader.date() else { return nil }
        if reader.isAtEnd {
            self.init(date)
            return
        }
        guard reader.skip(UInt8(ascii: "T")) || reader.skip(UInt8(ascii: "t")),
            let hour = reader.number(2), reader.skip(UInt8(ascii: ":")), let minute = reader.number(2)
        else { return nil }
        var second = 0
        if reader.skip(UInt8(ascii: ":")) {
            guard let read = reader.number(2) else { return nil }
            second = read
        }
        guard let offset = reader.offset(), reader.isAtEnd,
            let local = Timestamp(date, hour: hour, minute: minute, second: second)
        else { return nil }
        self.init(secondsSinceEpoch: local.secondsSinceEpoch - Int64(offset))
    }

    public var description: String {
        let time = timeOfDay
        return "\(date)T\(padded(time.hour, 2)):\(padded(time.minute, 2)):\(padded(time.second, 2))Z"
    }
}

extension CivilDate: CustomStringConvertible {
    public var description: String {
        "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

private struct DigitReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    mutating func number(_ digits: Int) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + digits] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        position += digits
        return value
    }

    mutating func date() -> CivilDate? {
        guard let year = number(4), skip(UInt8(ascii: "-")), let month = number(2), skip(UInt8(ascii: "-")),
            let day = number(2)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// Seconds east of UTC.
    mutating func offset() -> Int? {
        if skip(UInt8(ascii: "Z")) || skip(UInt8(ascii: "z")) { return 0 }
        let isEast = skip(UInt8(ascii: "+"))
        guard isEast || skip(UInt8(ascii: "-")), let hours = number(2), hours < 24, skip(UInt8(ascii: ":")),
            let minutes = number(2), minutes < 60
        else { return nil }
        return (isEast ? 1 : -1) * (hours * 3600 + minutes * 60)
    }
}
