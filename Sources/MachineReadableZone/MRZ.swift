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
    /// The format comes from the number and the length of the lines and from how they begin: a first character `V` makes a visa, and a
    /// national format is known by its first characters. Lower case letters are read as upper case, each with an edit.
    /// - Throws: `MRZError` with `line-length` where lines differ in length, `unknown-format` where no format has such lines.
    public init(lines: [ArraySlice<UInt8>], edits: [Edit] = []) throws(MRZError) {
        guard let first = lines.first, lines.count <= 3 else { throw MRZError(.unknownFormat) }
        var zone: [UInt8] = []
        zone.reserveCapacity(90)
        var allEdits = edits
        for (index, line) in lines.enumerated() {
            guard line.count <= MRZ.longestLine else {
                throw MRZError(.unknownFormat, at: .characters(line: index + 1, column: 1, length: line.count))
            }
            for (column, byte) in zip(1..., line) {
                let isSmall = byte >= 0x61 && byte <= 0x7A
                zone.append(isSmall ? byte & ~0x20 : byte)
                if isSmall {
                    allEdits.append(
                        Edit(
                            rule: .lowerCaseCharacter, line: index + 1, column: column, before: text([byte]), after: text([byte & ~0x20])))
                }
            }
        }
        guard let (_, analysis) = ZoneTable.recognise(zone[...], lineLengths: lines.map(\.count)) else {
            for (index, line) in lines.enumerated() where line.count != first.count {
                throw MRZError(.lineLength, at: .characters(line: index + 1, column: 1, length: line.count))
            }
            throw MRZError(.unknownFormat, at: .characters(line: 1, column: 1, length: first.count))
        }
        self.zone = zone[...]
        self.analysis = analysis
        self.edits = allEdits
    }

    /// The characters of the longest line that a format has.
    static let longestLine = 44

    /// Reads the value of data group 1's MRZ element (tag 5F1F): 90 characters are TD1, 72 TD2, 88 TD3; there are no line ends.
    ///
    /// Nothing is normalised: the bytes are those that the issuer signed. National formats of these lengths are known by how they begin.
    /// - Throws: `MRZError` with `unknown-format` where no format has so many characters.
    public init(dataGroup1 value: ArraySlice<UInt8>) throws(MRZError) {
        guard let lineLengths = ZoneTable.lineLengths(ofZone: value.count),
            let (_, analysis) = ZoneTable.recognise(value, lineLengths: lineLengths)
        else {
            throw MRZError(.unknownFormat, at: SourceLocation(of: value))
        }
        zone = value
        self.analysis = analysis
        edits = []
    }
}

extension MRZ {
    /// A zone that was analysed already, its characters as they stand.
    public init(_ characters: borrowing Span<UInt8>, _ analysis: ZoneAnalysis) {
        var zone: [UInt8] = []
        zone.reserveCapacity(characters.count)
        for index in characters.indices { zone.append(characters[index]) }
        self.zone = zone[...]
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
