/// One of the five formats of machine readable zones that Doc 9303 lays down.
public enum Format: String, CaseIterable, Sendable {
    /// Cards of the size of a credit card (Doc 9303-5).
    case td1 = "TD1"
    /// Larger cards (Doc 9303-6).
    case td2 = "TD2"
    /// Passports (Doc 9303-4).
    case td3 = "TD3"
    /// Visas of the size of a passport page (Doc 9303-7, 4).
    case mrvA = "MRV-A"
    /// Smaller visas (Doc 9303-7, 5).
    case mrvB = "MRV-B"

    public var lineCount: Int { self == .td1 ? 3 : 2 }

    /// The number of characters of each line.
    public var lineLength: Int {
        switch self {
        case .td1: 30
        case .td2, .mrvB: 36
        case .td3, .mrvA: 44
        }
    }

    /// The number of characters of all lines.
    public var zoneLength: Int { lineCount * lineLength }

    /// The place in the list of cases.
    @inline(__always)
    var number: Int {
        switch self {
        case .td1: 0
        case .td2: 1
        case .td3: 2
        case .mrvA: 3
        case .mrvB: 4
        }
    }

    /// The format of so many lines of one length; the first character tells a visa from a card or a passport.
    static func of(lineCount: Int, lineLength: Int, first: UInt8) -> Format? {
        let isVisa = first == UInt8(ascii: "V")
        return switch (lineCount, lineLength) {
        case (3, 30): .td1
        case (2, 36): isVisa ? .mrvB : .td2
        case (2, 44): isVisa ? .mrvA : .td3
        default: nil
        }
    }

    /// The format of so many characters without line ends.
    static func of(zoneLength: Int, first: UInt8) -> Format? {
        switch zoneLength {
        case 90: .td1
        case 72: of(lineCount: 2, lineLength: 36, first: first)
        case 88: of(lineCount: 2, lineLength: 44, first: first)
        default: nil
        }
    }
}

/// A data element of the zone, or the composite check digit over several of them.
public enum Field: UInt8, Sendable, CaseIterable {
    case documentCode, issuingState, names, documentNumber, nationality, dateOfBirth, sex, dateOfExpiry
    /// The optional data; in TD1 those of the upper line.
    case optionalData
    /// The optional data of the middle line of TD1.
    case optionalData2
    case composite

    /// The name of the element in the JSON contract, such as `documentNumber`.
    public var name: String {
        switch self {
        case .documentCode: "documentCode"
        case .issuingState: "issuingState"
        case .names: "names"
        case .documentNumber: "documentNumber"
        case .nationality: "nationality"
        case .dateOfBirth: "dateOfBirth"
        case .sex: "sex"
        case .dateOfExpiry: "dateOfExpiry"
        case .optionalData: "optionalData"
        case .optionalData2: "optionalData2"
        case .composite: "composite"
        }
    }
}

/// The sex of the holder as the zone gives it.
public enum Sex: Sendable, Hashable {
    case female, male
    /// The filler in the zone, X in the visual zone.
    case unspecified

    /// `F`, `M` or `X`.
    public var letter: String {
        switch self {
        case .female: "F"
        case .male: "M"
        case .unspecified: "X"
        }
    }
}
