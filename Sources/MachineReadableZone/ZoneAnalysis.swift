/// What the characters of one zone say, found in one pass without allocation: digits, dates, sex, the parts of the name, bad characters.
///
/// Offsets count from 0 in the zone with its lines joined. `MRZ` is the same with words; this is for those who read millions. Four words,
/// so that it travels in registers: in bytes it would cost as much to pass on as to find.
public struct ZoneAnalysis: Sendable {
    /// The characters in the places of the check digits (number, birth, expiry, optional data, composite), the character of the sex, the
    /// end of a long document number, the number of the table; the low byte first.
    var found: PackedBytes
    /// The digits that belong there, 0 where a covered character is unread or illegal; a bit for each printed digit that is wrong; a bit for
    /// each that need not be there and is not; flags.
    var computed: PackedBytes
    public internal(set) var name: NameReading
    /// The date of birth in the low half, that of expiry in the high one.
    private var dates: UInt64

    static let sexPlace = 5
    static let longNumberPlace = 6
    static let formatPlace = 7
    static let wrongPlace = 5
    static let notPrintedPlace = 6
    static let flagsPlace = 7
    static let illegalFlag: UInt8 = 1
    static let unreadFlag: UInt8 = 2
    static let withoutFillerFlag: UInt8 = 4
    /// The name has characters other than letters and fillers.
    static let unusualNameFlag: UInt8 = 8

    @inline(__always)
    init(found: PackedBytes, computed: PackedBytes, name: NameReading, dateOfBirth: DateReading, dateOfExpiry: DateReading) {
        self.found = found
        self.computed = computed
        self.name = name
        dates = UInt64(dateOfBirth.bits) | UInt64(dateOfExpiry.bits) &<< 32
    }

    public var format: Format {
        switch found[ZoneAnalysis.formatPlace] {
        case 0: .td1
        case 1: .td2
        case 2: .td3
        case 3: .mrvA
        case 4: .mrvB
        default: table.format
        }
    }

    /// The table that the zone was read by.
    var table: ZoneTable { ZoneTable.all[min(Int(found[ZoneAnalysis.formatPlace]), ZoneTable.all.count - 1)] }

    /// Whether it is a national one, whose check digits are not in `found` and `computed`.
    var isNational: Bool { found[ZoneAnalysis.formatPlace] >= UInt8(ZoneTable.firstNational) }

    public var dateOfBirth: DateReading { DateReading(bits: UInt32(truncatingIfNeeded: dates)) }
    public var dateOfExpiry: DateReading { DateReading(bits: UInt32(truncatingIfNeeded: dates &>> 32)) }

    /// Whether the format has a check digit over several elements.
    var hasCompositeDigit: Bool {
        guard isNational else { return format != .mrvA && format != .mrvB }
        return table.digits.contains { $0.field == .composite }
    }

    /// Whether every printed check digit is right and every character legal and read.
    public var isValid: Bool {
        computed[ZoneAnalysis.wrongPlace] | computed[ZoneAnalysis.flagsPlace] & (ZoneAnalysis.illegalFlag | ZoneAnalysis.unreadFlag) == 0
    }

    /// Whether every character is a letter, a digit or the filler.
    public var isLegal: Bool { computed[ZoneAnalysis.flagsPlace] & ZoneAnalysis.illegalFlag == 0 }

    /// Whether the reader left characters open (`*`, `?`).
    public var hasUnread: Bool { computed[ZoneAnalysis.flagsPlace] & ZoneAnalysis.unreadFlag != 0 }

    /// Where a long document number ends in the optional data: the offset after its last character; 0 where the number is not long.
    var longNumberEnd: Int { Int(found[ZoneAnalysis.longNumberPlace]) }

    /// Whether the digit of a long number agrees only without the filler between its parts.
    var isWithoutFiller: Bool { computed[ZoneAnalysis.flagsPlace] & ZoneAnalysis.withoutFillerFlag != 0 }

    /// Nil where the character is none of `F`, `M`, `<` and `X`.
    public var sex: Sex? {
        switch found[ZoneAnalysis.sexPlace] {
        case UInt8(ascii: "F"): .female
        case UInt8(ascii: "M"): .male
        case filler, UInt8(ascii: "X"): .unspecified
        default: nil
        }
    }
}

/// Eight bytes in one number: unlike an array they stay in a register.
struct PackedBytes: Sendable {
    private(set) var bits: UInt64 = 0

    @inline(__always)
    subscript(place: Int) -> UInt8 { UInt8(truncatingIfNeeded: bits &>> UInt64(8 &* place)) }

    /// Adds bits to a byte.
    @inline(__always)
    mutating func put(_ byte: UInt8, _ place: Int) { bits |= UInt64(byte) &<< UInt64(8 &* place) }

    @inline(__always)
    mutating func clear(_ place: Int) { bits &= ~(0xFF &<< UInt64(8 &* place)) }
}
