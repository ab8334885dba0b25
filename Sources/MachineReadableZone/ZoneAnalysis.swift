/// What the characters of one zone say, found in one pass without allocation: digits, dates, sex, the parts of the name, bad characters.
///
/// Offsets count from 0 in the zone with its lines joined. `MRZ` is the same with words; this is for those who read millions.
public struct ZoneAnalysis: Sendable {
    public let format: Format
    /// The check digits in the order of the zone; only the first `digitCount` are meaningful.
    public internal(set) var digits: [5 of DigitReading]
    public internal(set) var digitCount = 0
    public internal(set) var name = NameReading()
    public internal(set) var dateOfBirth = DateReading()
    public internal(set) var dateOfExpiry = DateReading()
    /// Nil where the character is none of `F`, `M`, `<` and `X`.
    public internal(set) var sex: Sex?
    /// Whether every character is a letter, a digit or the filler, no digit stands in the name, and the sex is one of its letters.
    public internal(set) var isLegal = true
    /// Whether the reader left characters open (`*`, `?`).
    public internal(set) var hasUnread = false
    /// Where a long document number ends in the optional data: the offset after its last character; 0 where the number is not long.
    public internal(set) var longNumberEnd = 0

    init(format: Format) {
        self.format = format
        digits = .init(repeating: DigitReading())
    }

    /// Whether every printed check digit is right and every character legal and read.
    public var isValid: Bool {
        guard isLegal, !hasUnread else { return false }
        for index in 0..<digitCount where digits[index].verdict != .right && digits[index].verdict != .notPrinted { return false }
        return true
    }
}

/// One check digit as the analysis found it.
public struct DigitReading: Sendable, Hashable {
    public enum Verdict: UInt8, Sendable { case right, wrong, unread, notPrinted }

    public var field = Field.composite
    public var verdict = Verdict.notPrinted
    /// The offset of the digit in the zone.
    public var offset: UInt8 = 0
    /// The character there.
    public var found: UInt8 = 0
    /// The digit that belongs there in ASCII; 0 where a covered character is unread or illegal.
    public var computed: UInt8 = 0
    /// Whether a filler stands in the place of the digit.
    public var isFiller = false
    /// Whether the digit of a long number agrees only without the filler between its parts.
    public var isWithoutFiller = false
}

/// The parts of the name field, as offsets in the zone; a part that is absent has the length 0.
public struct NameReading: Sendable, Hashable {
    public var primaryStart: UInt8 = 0
    public var primaryCount: UInt8 = 0
    public var secondaryStart: UInt8 = 0
    public var secondaryCount: UInt8 = 0
    /// Whether the last character of the field is a letter: the name may go on (Doc 9303-4, 4.2.3).
    public var isTruncated = false
    /// Whether there is a second pair of fillers between letters.
    public var hasMoreParts = false
}

/// A date of the zone as numbers; -1 where a part is unknown.
public struct DateReading: Sendable, Hashable {
    public var year: Int8 = -1
    public var month: Int8 = -1
    public var day: Int8 = -1
    public var isImpossible = false
}
