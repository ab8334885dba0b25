/// A data element of the zone, or the composite check digit over several of them.
public enum Field: UInt8, Sendable, CaseIterable {
    case documentCode, issuingState, names, documentNumber, nationality, dateOfBirth, sex, dateOfExpiry
    /// The optional data; in TD1 those of the upper line.
    case optionalData
    /// The optional data of the middle line of TD1.
    case optionalData2
    case composite
    /// The two identifiers where a national format has a field for each.
    case primaryIdentifier, secondaryIdentifier
    /// How often the permit was issued (China).
    case issueCount
    /// Another number of the holder, with a check digit of its own (China).
    case identityNumber
    /// An element that only one national format has; `MRZ.otherElements` names it.
    case other
    /// Characters that nothing is known of, or fillers between elements.
    case unassigned

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
        case .primaryIdentifier: "primaryIdentifier"
        case .secondaryIdentifier: "secondaryIdentifier"
        case .issueCount: "issueCount"
        case .identityNumber: "identityNumber"
        case .other: "other"
        case .unassigned: "unassigned"
        }
    }
}
