public import Irregularities

/// A machine readable zone with its data elements, its check digits, and everything about it that is not as Doc 9303 has it.
///
/// A zone is never refused for a bad element: what can be read is read, and the rest is in `checkDigits` and `irregularities`.
///
/// It keeps the characters and their analysis; texts are made of them when asked for, so that judging a zone makes none.
public struct MRZ: Sendable {
    /// The characters with the lines joined, after the edits.
    let zone: ArraySlice<UInt8>
    let analysis: ZoneAnalysis
    /// What was normalised or repaired to read the lines.
    public let edits: [Edit]

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
        self.zone = zone[...]
        self.analysis = analysis
        self.edits = allEdits
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
        zone = value
        self.analysis = analysis
        edits = []
    }
}

/// Equal are zones with the same characters, however they were found and wherever they stand.
extension MRZ: Hashable {
    public static func == (left: MRZ, right: MRZ) -> Bool {
        left.format == right.format && left.zone == right.zone && left.edits == right.edits
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(zone)
    }
}
