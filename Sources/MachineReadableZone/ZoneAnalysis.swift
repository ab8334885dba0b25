/// What the characters of one zone say, found in one pass without allocation: digits, dates, sex, the parts of the name, bad characters.
///
/// Offsets count from 0 in the zone with its lines joined. `MRZ` is the same with words; this is for those who read millions.
public struct ZoneAnalysis: Sendable {
    /// The most check digits of a format; each has its place in the list whether a format prints it or not.
    static let digitSlots = 5

    public let format: Format
    /// The characters in the places of the check digits: number, birth, expiry, optional data, composite.
    var found: [5 of UInt8]
    /// The digits that belong there; 0 where a covered character is unread or illegal.
    var computed: [5 of UInt8]
    /// A bit for each printed digit that is not the computed one.
    var wrong: UInt8 = 0
    /// A bit for each digit that need not be there and is not.
    var notPrinted: UInt8 = 0
    /// Whether the digit of a long number agrees only without the filler between its parts.
    var isWithoutFiller = false
    /// The character of the sex.
    var sexCharacter = filler
    /// Where a long document number ends in the optional data: the offset after its last character; 0 where the number is not long.
    var longNumberEnd: UInt8 = 0
    public internal(set) var name = NameReading()
    public internal(set) var dateOfBirth = DateReading()
    public internal(set) var dateOfExpiry = DateReading()
    /// Whether every character is a letter, a digit or the filler, no digit stands in the name, and the sex is one of its letters.
    public internal(set) var isLegal = true
    /// Whether the reader left characters open (`*`, `?`).
    public internal(set) var hasUnread = false

    @inline(__always)
    init(format: Format) {
        self.format = format
        found = [0, 0, 0, 0, 0]
        computed = [0, 0, 0, 0, 0]
    }

    /// Whether every printed check digit is right and every character legal and read.
    public var isValid: Bool { wrong == 0 && isLegal && !hasUnread }

    /// Nil where the character is none of `F`, `M`, `<` and `X`.
    public var sex: Sex? {
        switch sexCharacter {
        case UInt8(ascii: "F"): .female
        case UInt8(ascii: "M"): .male
        case filler, UInt8(ascii: "X"): .unspecified
        default: nil
        }
    }
}

/// The parts of the name field, as offsets in the zone; a part that is absent has the length 0.
public struct NameReading: Sendable, Hashable {
    public internal(set) var primaryStart: UInt8 = 0
    public internal(set) var primaryCount: UInt8 = 0
    public internal(set) var secondaryStart: UInt8 = 0
    public internal(set) var secondaryCount: UInt8 = 0
    /// Whether the last character of the field is a letter: the name may go on (Doc 9303-4, 4.2.3).
    public internal(set) var isTruncated = false
    /// Whether there is a second pair of fillers between letters.
    public internal(set) var hasMoreParts = false
}

/// A date of the zone as numbers; -1 where a part is unknown.
public struct DateReading: Sendable, Hashable {
    public internal(set) var year: Int8 = -1
    public internal(set) var month: Int8 = -1
    public internal(set) var day: Int8 = -1
    public internal(set) var isImpossible = false
}
