public import Irregularities
public import SignedStructures
import TagLengthValue

/// The hash of a data group that the security object lists.
public struct DataGroupHash: Sendable, Hashable {
    /// The number as it stands there.
    public let number: Int
    /// The data group, or nil where the number is not 1 to 16.
    public let dataGroup: DataGroupNumber?
    public let value: ArraySlice<UInt8>
}

/// The signed content of EF.SOD.
///
///     LDSSecurityObject ::= SEQUENCE {
///         version INTEGER { v0(0), v1(1) }, hashAlgorithm AlgorithmIdentifier,
///         dataGroupHashValues SEQUENCE SIZE (2..16) OF SEQUENCE { dataGroupNumber INTEGER, dataGroupHashValue OCTET STRING },
///         ldsVersionInfo SEQUENCE { ldsVersion PrintableString, unicodeVersion PrintableString } OPTIONAL }
///
/// Doc 9303-10, 4.6.2.3. `ldsVersionInfo` belongs to version 1. Indices and places are those of the content that the CMS holds;
/// `SecurityObject` translates the places where that was in segments.
public final class LDSSecurityObject: Sendable {
    public let bytes: ArraySlice<UInt8>
    /// 0 or 1; another number is an irregularity.
    public let version: Int
    public let hashAlgorithm: AlgorithmIdentifier
    /// The hashes in the order of the list, with all its duplicates.
    public var dataGroupHashes: [DataGroupHash] {
        entries.map {
            DataGroupHash(number: $0.number, dataGroup: DataGroupNumber(rawValue: $0.number), value: content[$0.start..<$0.end])
        }
    }
    public let ldsVersion: VersionNumber?
    public let unicodeVersion: VersionNumber?
    /// The number of hashes in the list.
    public var hashCount: Int { entries.count }
    private let structural: [Irregularity]
    /// What the bytes are a part of; the offsets of the entries count in it.
    public let content: ArraySlice<UInt8>
    private let entries: [Entry]

    /// A hash by its place, so that a list of them holds nothing.
    private struct Entry {
        let number: Int
        let start: Int
        let end: Int
    }

    public var irregularities: [Irregularity] {
        guard let header = (try? ElementReader.only(.sequence, in: bytes))?.headerIrregularity() else { return structural }
        return structural + [header]
    }

    /// The versions that the standard knows.
    static let versions = 0...1

    /// The most hashes that are read; the standard has 16 data groups, and numbers of one octet.
    static let hashLimit = 256

    /// The first hash that the list has for a data group.
    ///
    /// A second one is the irregularity `duplicate-data-group`; a data group must agree with all of them.
    public func hash(of number: DataGroupNumber) -> ArraySlice<UInt8>? { index(of: number).map { hash(at: $0) } }

    /// The index in the list of the first hash for a data group; nil where there is none.
    public func index(of number: DataGroupNumber) -> Int? {
        let place = Int(places[number.rawValue - 1])
        return place < 0 ? nil : place
    }

    /// The indices in the list of all hashes for a data group.
    public func indices(of number: DataGroupNumber) -> [Int] { entries.indices.filter { entries[$0].number == number.rawValue } }

    /// The hash at an index of the list.
    public func hash(at index: Int) -> ArraySlice<UInt8> { content[range(of: index)] }

    /// Where in `content` the hash at an index of the list stands.
    public func range(of index: Int) -> Range<Int> { entries[index].start..<entries[index].end }

    /// Whether the list has more than one hash for a data group.
    public let hasDuplicates: Bool

    /// Whether the list has a hash for a data group.
    public func lists(_ number: DataGroupNumber) -> Bool { places[number.rawValue - 1] >= 0 }

    /// The index of the first hash of each data group, or -1.
    private let places: InlineArray<16, Int16>

    /// Reads the content.
    ///
    /// An error is that the list of hashes cannot be read.
    public init(_ content: borrowing ArraySlice<UInt8>) throws(LDSError) {
        var irregularities: [Irregularity] = []
        var outer = ElementCursor(over: content)
        let whole = try outer.element(.sequence, in: content)
        if !outer.isAtEnd { irregularities.append(Irregularity(.trailingBytes, at: outer.rest)) }
        var cursor = ElementCursor(inside: whole)
        let version = try cursor.element(.integer, in: content)
        guard let number = version.smallNumber(in: content) else {
            throw LDSError(.malformedValue, at: version.start, tag: version.tag)
        }
        let algorithm = try cursor.element(.sequence, in: content)
        let list = try cursor.element(.sequence, in: content)
        let versionInformation = try cursor.elementIf(.sequence, in: content)
        if !cursor.isAtEnd { irregularities.append(Irregularity(.trailingBytes, at: cursor.rest)) }

        bytes = content[whole.range]
        self.content = copy content
        self.version = number
        do { hashAlgorithm = try AlgorithmIdentifier(content[algorithm.range]) } catch { throw LDSError(error) }
        entries = try LDSSecurityObject.hashes(
            list, in: content, length: hashAlgorithm.hashFunction?.outputLength, &irregularities)
        var places = InlineArray<16, Int16>(repeating: -1)
        for index in entries.indices where (1...16).contains(entries[index].number) && places[entries[index].number - 1] < 0 {
            places[entries[index].number - 1] = Int16(truncatingIfNeeded: index)
        }
        self.places = places
        if !LDSSecurityObject.versions.contains(number) { irregularities.append(Irregularity(.unknownVersion, at: version.place)) }
        if (number == 0) != (versionInformation == nil), number <= 1 {
            irregularities.append(Irregularity(.versionInformation, at: versionInformation?.place ?? version.place))
        }
        var fields = versionInformation.map { ElementCursor(inside: $0) }
        ldsVersion = (try? fields?.next(in: content)).map { VersionNumber(content[$0.contentRange]) }
        unicodeVersion = (try? fields?.next(in: content)).map { VersionNumber(content[$0.contentRange]) }
        if let versionInformation, ldsVersion?.isReadable != true || unicodeVersion?.isReadable != true {
            irregularities.append(Irregularity(.malformedValue, at: versionInformation.place))
        }
        hasDuplicates = irregularities.contains { $0.code == .duplicateDataGroup }
        structural = irregularities
    }

    private static func hashes(
        _ list: ElementExtent, in bytes: ArraySlice<UInt8>, length: Int?, _ irregularities: inout [Irregularity]
    ) throws(LDSError) -> [Entry] {
        var hashes: [Entry] = []
        hashes.reserveCapacity(16)
        var previous = Int.min
        var isSorted = true
        var cursor = ElementCursor(inside: list)
        while !cursor.isAtEnd {
            let entry = try cursor.element(.sequence, in: bytes)
            guard hashes.count < hashLimit else { throw LDSError(.tooManyElements, at: entry.start, tag: entry.tag) }
            var fields = ElementCursor(inside: entry)
            let numberField = try fields.element(.integer, in: bytes)
            let value = try fields.element(.octetString, in: bytes)
            if !fields.isAtEnd { irregularities.append(Irregularity(.trailingBytes, at: fields.rest)) }
            guard let number = numberField.smallNumber(in: bytes) else {
                throw LDSError(.malformedValue, at: numberField.start, tag: numberField.tag)
            }
            if DataGroupNumber(rawValue: number) == nil { irregularities.append(Irregularity(.unknownDataGroup, at: entry.place)) }
            // In a list in order, a duplicate follows its like.
            if number == previous || number < previous && hashes.contains(where: { $0.number == number }) {
                irregularities.append(Irregularity(.duplicateDataGroup, at: entry.place))
            }
            if let length, value.contentRange.count != length { irregularities.append(Irregularity(.hashLength, at: value.place)) }
            if number < previous { isSorted = false }
            previous = max(previous, number)
            hashes.append(Entry(number: number, start: value.contentStart, end: value.contentEnd))
        }
        if !isSorted { irregularities.append(Irregularity(.unsortedDataGroups, at: list.place)) }
        if !(2...16).contains(hashes.count) { irregularities.append(Irregularity(.dataGroupCount, at: list.place)) }
        return hashes
    }
}
