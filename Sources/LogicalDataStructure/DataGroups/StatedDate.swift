public import CivilTime
public import Irregularities

/// A date as a data group states it: eight characters, or four octets of binary-coded decimals.
///
/// Issuers also store a point of time in its place, zeros, and fillers for what is not known; what is stored decides by its length.
/// Doc 9303-10, 4.7.11 and 4.7.12.
public struct StatedDate: Sendable, Hashable {
    public let bytes: ArraySlice<UInt8>
    /// Nil where the bytes are no date or an unknown one.
    public let date: PartialDate?
    /// `binary-date` for the decimals; `date-with-time`, `date-partial` and `date-unknown`; `date-format` where the form is none of these or
    /// there is no such date.
    public let irregularities: [Irregularity]

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        let digits = CalendarDigits(bytes)
        date = digits?.date
        let code: ReasonCode? =
            if let date {
                digits?.hasTime == true ? .dateWithTime : date.day == nil ? .datePartial : bytes.count == 8 ? nil : .binaryDate
            } else {
                digits?.isUnknown == true ? .dateUnknown : .dateFormat
            }
        irregularities = code.map { [Irregularity($0, at: SourceLocation(of: bytes))] } ?? []
    }
}

/// A point of time as a data group states it: fourteen characters, or seven octets of binary-coded decimals.
///
/// The zone is not stated.
public struct StatedTime: Sendable, Hashable {
    public let bytes: ArraySlice<UInt8>
    /// The point of time read as UTC, or midnight where only a date is stored; nil where the bytes are neither.
    public let time: Timestamp?
    /// `binary-date` for the decimals, `date-unknown` for zeros or fillers, `date-format` where the form is not one of the two or there is
    /// no such time.
    public let irregularities: [Irregularity]

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        let digits = CalendarDigits(bytes)
        time = digits?.time
        let code: ReasonCode? =
            if time == nil {
                digits?.isUnknown == true ? .dateUnknown : .dateFormat
            } else {
                digits?.hasTime == false ? .dateFormat : bytes.count == 14 ? nil : .binaryDate
            }
        irregularities = code.map { [Irregularity($0, at: SourceLocation(of: bytes))] } ?? []
    }
}

/// The digits of a date or a point of time; -1 stands for a filler.
private struct CalendarDigits {
    private var digits = InlineArray<14, Int8>(repeating: -1)
    private var count = 0

    var hasTime: Bool { count == 14 }

    init?(_ bytes: ArraySlice<UInt8>) {
        switch bytes.count {
        case 8, 14:
            for byte in bytes {
                guard let digit = CalendarDigits.digit(byte) else { return nil }
                append(digit)
            }
        case 4, 7:
            for byte in bytes {
                for shift: UInt8 in stride(from: 4, through: 0, by: -4) {
                    let nibble = byte >> shift & 0xF
                    guard nibble <= 9 || nibble == 0xF else { return nil }
                    append(nibble <= 9 ? Int8(nibble) : -1)
                }
            }
        default: return nil
        }
    }

    /// Whether nothing but zeros and fillers stands there.
    var isUnknown: Bool {
        for index in 0..<count where digits[index] > 0 { return false }
        return true
    }

    private mutating func append(_ digit: Int8) {
        digits[count] = digit
        count += 1
    }

    /// A character's digit, -1 for a filler, or nil for any other character.
    private static func digit(_ byte: UInt8) -> Int8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int8(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "<"), UInt8(ascii: " "), UInt8(ascii: "X"): -1
        default: nil
        }
    }

    private func number(_ range: Range<Int>) -> Int? {
        var value = 0
        for index in range {
            guard digits[index] >= 0 else { return nil }
            value = value * 10 + Int(digits[index])
        }
        return value
    }

    /// Zeros stand for an unknown month or day as fillers do.
    var date: PartialDate? {
        guard let year = number(0..<4) else { return nil }
        let month = number(4..<6).flatMap { $0 == 0 ? nil : $0 }
        let day = number(6..<8).flatMap { $0 == 0 || month == nil ? nil : $0 }
        return PartialDate(year: year, month: month, day: day)
    }

    var time: Timestamp? {
        guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8),
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        guard hasTime else { return Timestamp(date) }
        guard let hour = number(8..<10), let minute = number(10..<12), let second = number(12..<14) else { return nil }
        return Timestamp(date, hour: hour, minute: minute, second: second)
    }
}
