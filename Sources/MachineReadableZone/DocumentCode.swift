/// What the two letters at the beginning of a zone mean.
public enum DocumentCode {
    public enum Meaning: Sendable, Hashable, CaseIterable {
        case passport, nationalPassport, emergencyPassport, diplomaticPassport, officialPassport, refugeePassport, alienPassport
        case statelessPassport, laissezPasser, militaryPassport, emergencyTravelDocument, passportCard, officialTravelDocument
        case crewMemberCertificate, visa
    }

    /// What Doc 9303 says a code means in a format; nil where the issuer is free in the second letter, or the code is not of that format.
    public static func meaning(of code: String, format: Format) -> Meaning? {
        for row in rows where row.code == code && row.formats.contains(format) { return row.meaning }
        return format == .mrvA || format == .mrvB ? code.first == "V" ? .visa : nil : nil
    }

    /// Whether the format allows the two characters as they stand in the zone.
    ///
    /// TD3 wants `P`, TD1 and TD2 `A`, `C` or `I`, visas `V`, each with a letter of the issuer's choice (Doc 9303-4 to -7, 4.2.2); TD1 and
    /// TD2 never `V` as second letter, `C` after `A` only for crew members. Before the harmonized codes of Doc 9303-4, 4.4, any second
    /// letter of a passport was the issuer's.
    static func isKnown(_ characters: ArraySlice<UInt8>, format: Format) -> Bool {
        guard let first = characters.first, let second = characters.last, characters.count == 2 else { return false }
        return isKnown(first, second, format: format)
    }

    @inline(__always)
    static func isKnown(_ first: UInt8, _ second: UInt8, format: Format) -> Bool {
        guard second == filler || (65...90).contains(second) else { return false }
        return switch format {
        case .td3: first == UInt8(ascii: "P")
        case .td1, .td2:
            (first == UInt8(ascii: "A") || first == UInt8(ascii: "C") || first == UInt8(ascii: "I")) && second != UInt8(ascii: "V")
        case .mrvA, .mrvB: first == UInt8(ascii: "V")
        default: true
        }
    }

    private struct Row {
        let code: String
        let formats: [Format]
        let meaning: Meaning
    }

    private static let rows: [Row] = [
        // Doc 9303-4, 4.4, in its order; `P` alone is what all passports had before it.
        Row(code: "P", formats: [.td3], meaning: .passport),
        Row(code: "PP", formats: [.td3], meaning: .nationalPassport),
        Row(code: "PE", formats: [.td3], meaning: .emergencyPassport),
        Row(code: "PD", formats: [.td3], meaning: .diplomaticPassport),
        Row(code: "PO", formats: [.td3], meaning: .officialPassport),
        Row(code: "PR", formats: [.td3], meaning: .refugeePassport),
        Row(code: "PT", formats: [.td3], meaning: .alienPassport),
        Row(code: "PS", formats: [.td3], meaning: .statelessPassport),
        Row(code: "PL", formats: [.td3], meaning: .laissezPasser),
        Row(code: "PM", formats: [.td3], meaning: .militaryPassport),
        // Doc 9303-8: on a single sheet.
        Row(code: "PU", formats: [.td3, .td2], meaning: .emergencyTravelDocument),
        // Doc 9303-5 and -6, 4.2.2.
        Row(code: "I", formats: [.td1, .td2], meaning: .officialTravelDocument),
        Row(code: "A", formats: [.td1, .td2], meaning: .officialTravelDocument),
        Row(code: "C", formats: [.td1, .td2], meaning: .officialTravelDocument),
        Row(code: "AC", formats: [.td1, .td2], meaning: .crewMemberCertificate),
        Row(code: "IP", formats: [.td1, .td2], meaning: .passportCard),
        // Doc 9303-7, 4.2.2.
        Row(code: "V", formats: [.mrvA, .mrvB], meaning: .visa),
    ]
}
