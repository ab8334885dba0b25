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
    /// `date-format` where the form is not one of the two or the date is unknown or impossible.
    public let irregularities: [Irregularity]

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        let digits = CalendarDigits(bytes)
        date = digits?.date
        let isRegular = date?.day != nil && digits?.hasTime == false
        irregularities = isRegular ? [] : [Irregularity(.dateFormat, at: SourceLocation(of: bytes))]
    }
}

/// A point of time as a data group states it: fourteen characters, or seven octets of binary-coded decimals.
///
/// The zone is not stated.
public struct StatedTime: Sendable, Hashable {
    public let bytes: ArraySlice<UInt8>
    /// The point of time read as UTC, or midnight where only a date is stored; nil where the bytes are neither.
    public let time: Timestamp?
    /// `date-format` where the form is not one of the two or there is no such time.
    public let irregularities: [Irregularity]

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        let digits = CalendarDigits(bytes)
        time = digits?.time
        let isRegular = time != nil && digits?.hasTime == true
        irregularities = isRegular ? [] : [Irregularity(.dateFormat, at: SourceLocation(of: bytes))]
    }
}

/// The digits of a date or a point of time; nil stands for a filler.
private struct CalendarDigits {
    let digits: [Int?]

    var hasTime: Bool { digits.count == 14 }

    init?(_ bytes: ArraySlice<UInt8>) {
        var digits: [Int?] = []
        switch bytes.count {
        case 8, 14:
            for byte in bytes {
                guard byte.decimalDigit != nil || CalendarDigits.fillers.contains(byte) else { return nil }
                digits.append(byte.decimalDigit)
            }
        case 4, 7:
            for nibble in bytes.lazy.flatMap({ [$0 >> 4, $0 & 0xF] }) {
                guard nibble <= 9 || nibble == 0xF else { return nil }
                digits.append(nibble <= 9 ? Int(nibble) : nil)
            }
        default: return nil
        }
        self.digits = digits
    }

    private static let fillers: [UInt8] = [UInt8(ascii: "<"), UInt8(ascii: " "), UInt8(ascii: "X")]

    private func number(_ range: Range<Int>) -> Int? {
        var value = 0
        for digit in digits[range] {
            guard let digit else { return nil }
            value = value * 10 + digit
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
