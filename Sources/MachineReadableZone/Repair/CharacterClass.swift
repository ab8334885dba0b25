/// The characters that a place of a zone can hold.
enum CharacterClass: Sendable {
    case digit
    /// A digit or, where a date is unknown, a filler.
    case dateDigit
    /// A letter or the filler.
    case letter
    /// A letter, a digit or the filler.
    case any
    case sex

    var members: [UInt8] {
        switch self {
        case .digit: CharacterClass.digits
        case .dateDigit: CharacterClass.digits + [filler]
        case .letter: CharacterClass.letters + [filler]
        case .any: CharacterClass.digits + CharacterClass.letters + [filler]
        case .sex: Array("FM<".utf8)
        }
    }

    private static let digits = Array("0123456789".utf8)
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)

    /// Whether a legal character can stand there.
    ///
    /// A filler is never out of place: it is a digit that was not printed, or the end of a field.
    func contains(_ byte: UInt8) -> Bool {
        if byte == filler { return true }
        let isDigit = (48...57).contains(byte)
        return switch self {
        case .digit, .dateDigit: isDigit
        case .letter: !isDigit
        case .any: true
        case .sex: byte == UInt8(ascii: "F") || byte == UInt8(ascii: "M") || byte == UInt8(ascii: "X")
        }
    }
}

extension ZoneElements {
    /// The class of each character of the zone, in its order.
    var classes: [CharacterClass] {
        var classes = [CharacterClass](repeating: .any, count: table.zoneLength)
        func set(_ range: Range<Int>, _ value: CharacterClass) {
            for offset in range where offset < classes.count { classes[offset] = value }
        }
        for row in rows {
            switch row.field {
            case .names, .primaryIdentifier, .secondaryIdentifier: set(row.first..<row.end, table.hasCodedNames ? .any : .letter)
            case .issuingState, .nationality: set(row.first..<row.end, .letter)
            // The second letter of the code can be a digit.
            case .documentCode: set(row.first..<row.first + 1, .letter)
            case .dateOfBirth, .dateOfExpiry: set(row.first..<row.end, .dateDigit)
            case .sex: set(row.first..<row.end, .sex)
            default: break
            }
        }
        for range in table.digitColumns { set(range, .digit) }
        for digit in digits { set(digit.offset..<digit.offset + 1, .digit) }
        return classes
    }
}
