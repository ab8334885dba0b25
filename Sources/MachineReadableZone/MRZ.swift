public import Irregularities

/// A machine readable zone with its data elements, its check digits, and everything about it that is not as Doc 9303 has it.
///
/// A zone is never refused for a bad element: what can be read is read, and the rest is in `checkDigits` and `irregularities`.
public struct MRZ: Sendable, Hashable {
    public let format: Format
    /// The lines as they were read, after the edits.
    public let lines: [String]
    /// `P`, `PN`, `I` …: the document code without the fillers at its end.
    public let documentCode: String
    /// The code of the state or organization without the fillers at its end, such as `UTO` or `D`.
    public let issuingState: String
    /// The primary identifier, usually the surname; fillers inside are one space, and it is nil where absent.
    public let primaryIdentifier: String?
    /// The secondary identifier, usually the given names; fillers inside are one space, and it is nil where absent.
    public let secondaryIdentifier: String?
    /// Whether the last position of the name field holds a letter, so that the name may go on (Doc 9303-4, 4.2.3).
    public let nameTruncated: Bool
    /// The document number without the fillers at its end, long numbers of TD1 and TD2 whole; nil where absent.
    public let documentNumber: String?
    /// The code of the nationality without the fillers at its end; nil where absent.
    public let nationality: String?
    public let dateOfBirth: ZoneDate
    /// Nil where the character is none that the standard has.
    public let sex: Sex?
    public let dateOfExpiry: ZoneDate
    /// The optional data without the fillers at their end, two entries in TD1, one in the other formats; nil where absent.
    ///
    /// After a long document number, what follows the number.
    public let optionalData: [String?]
    /// The check digits in the order of the zone.
    public let checkDigits: [CheckDigit]
    /// Whether every printed check digit is right, and every character legal and read.
    public let isValid: Bool
    /// What was normalised or repaired to read the lines.
    public let edits: [Edit]
    public let irregularities: [Irregularity]

    /// Reads the lines of a zone, without line ends.
    ///
    /// The format comes from the number and the length of the lines; a first character `V` makes it a visa. Lower case letters are read as
    /// upper case, each with an edit.
    /// - Throws: `MRZError` with `line-length` where lines differ in length, `unknown-format` where no format has such lines.
    public init(lines: [ArraySlice<UInt8>], edits: [Edit] = []) throws(MRZError) {
        guard let first = lines.first, (2...3).contains(lines.count) else { throw MRZError(.unknownFormat) }
        for (index, line) in lines.enumerated() where line.count != first.count {
            throw MRZError(.lineLength, at: .characters(line: index + 1, column: 1, length: line.count))
        }
        let initial = (first.first ?? filler) & ~0x20
        guard let format = Format.of(lineCount: lines.count, lineLength: first.count, first: initial) else {
            throw MRZError(.unknownFormat, at: .characters(line: 1, column: 1, length: first.count))
        }
        var zone: [UInt8] = []
        zone.reserveCapacity(format.zoneLength)
        for line in lines { zone += line }
        var allEdits = edits
        for (offset, byte) in zone.enumerated() where byte >= 0x61 && byte <= 0x7A {
            zone[offset] = byte & ~0x20
            allEdits.append(
                Edit(
                    rule: .lowerCaseCharacter, line: offset / format.lineLength + 1, column: offset % format.lineLength + 1,
                    before: text([byte]), after: text([byte & ~0x20])))
        }
        guard let analysis = ZoneAnalysis(zone.span, format: format) else { throw MRZError(.unknownFormat) }
        self.init(zone: zone[...], analysis, edits: allEdits)
    }

    /// Reads the value of data group 1's MRZ element (tag 5F1F): 90 characters are TD1, 72 TD2, 88 TD3; there are no line ends.
    ///
    /// Nothing is normalised: the bytes are those that the issuer signed.
    /// - Throws: `MRZError` with `unknown-format` where no format has so many characters.
    public init(dataGroup1 value: ArraySlice<UInt8>) throws(MRZError) {
        guard let first = value.first, let format = Format.of(zoneLength: value.count, first: first),
            let analysis = ZoneAnalysis(value.span, format: format)
        else {
            throw MRZError(.unknownFormat, at: SourceLocation(of: value))
        }
        self.init(zone: value, analysis, edits: [])
    }
}
