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
public struct LDSSecurityObject: Sendable, Hashable {
    public let bytes: ArraySlice<UInt8>
    /// 0 or 1; another number is an irregularity.
    public let version: Int
    public let hashAlgorithm: AlgorithmIdentifier
    /// The hashes in the order of the list, with all its duplicates.
    public let dataGroupHashes: [DataGroupHash]
    public let ldsVersion: VersionNumber?
    public let unicodeVersion: VersionNumber?
    public let irregularities: [Irregularity]

    /// The most hashes that are read; the standard has 16 data groups, and numbers of one octet.
    static let hashLimit = 256

    /// The first hash that the list has for a data group.
    ///
    /// A second one never counts; it is the irregularity `duplicate-data-group`.
    public func hash(of number: DataGroupNumber) -> ArraySlice<UInt8>? {
        dataGroupHashes.first { $0.dataGroup == number }?.value
    }

    /// Reads the content.
    ///
    /// An error is that the list of hashes cannot be read.
    public init(_ content: ArraySlice<UInt8>) throws(LDSError) {
        var irregularities: [Irregularity] = []
        var outer = ElementReader(content)
        let whole = try outer.element(.sequence)
        if !outer.isAtEnd { irregularities.append(Irregularity(.trailingBytes, at: SourceLocation(of: outer.rest))) }
        var reader = whole.elements()
        let version = try reader.element(.integer)
        guard let number = version.smallNumber else { throw LDSError(.malformedValue, at: version.offset, tag: version.tag) }
        let algorithm = try reader.element(.sequence)
        let list = try reader.element(.sequence)
        let versionInformation = try reader.elementIf(.sequence)
        if !reader.isAtEnd { irregularities.append(Irregularity(.trailingBytes, at: SourceLocation(of: reader.rest))) }

        bytes = whole.bytes
        self.version = number
        do { hashAlgorithm = try AlgorithmIdentifier(algorithm.bytes) } catch { throw LDSError(error) }
        dataGroupHashes = try LDSSecurityObject.hashes(list, length: hashAlgorithm.hashFunction?.outputLength, &irregularities)
        if !(0...1).contains(number) { irregularities.append(Irregularity(.unknownVersion, at: version.place)) }
        if (number == 0) != (versionInformation == nil), number <= 1 {
            irregularities.append(Irregularity(.versionInformation, at: versionInformation?.place ?? version.place))
        }
        var fields = versionInformation?.elements()
        ldsVersion = (try? fields?.next()).map { VersionNumber($0.content) }
        unicodeVersion = (try? fields?.next()).map { VersionNumber($0.content) }
        if let versionInformation, ldsVersion?.parts == nil || unicodeVersion?.parts == nil {
            irregularities.append(Irregularity(.malformedValue, at: versionInformation.place))
        }
        if let found = whole.headerIrregularity() { irregularities.append(found) }
        self.irregularities = irregularities
    }

    private static func hashes(
        _ list: Element, length: Int?, _ irregularities: inout [Irregularity]
    ) throws(LDSError) -> [DataGroupHash] {
        var hashes: [DataGroupHash] = []
        var seen: Set<Int> = []
        var isSorted = true
        var reader = list.elements()
        while !reader.isAtEnd {
            let entry = try reader.element(.sequence)
            guard hashes.count < hashLimit else { throw LDSError(.tooManyElements, at: entry.offset, tag: entry.tag) }
            var fields = entry.elements()
            let numberField = try fields.element(.integer)
            let value = try fields.element(.octetString)
            if !fields.isAtEnd { irregularities.append(Irregularity(.trailingBytes, at: SourceLocation(of: fields.rest))) }
            guard let number = numberField.smallNumber else {
                throw LDSError(.malformedValue, at: numberField.offset, tag: numberField.tag)
            }
            let dataGroup = DataGroupNumber(rawValue: number)
            if dataGroup == nil { irregularities.append(Irregularity(.unknownDataGroup, at: entry.place)) }
            if !seen.insert(number).inserted { irregularities.append(Irregularity(.duplicateDataGroup, at: entry.place)) }
            if let length, value.content.count != length { irregularities.append(Irregularity(.hashLength, at: value.place)) }
            if let last = hashes.last, last.number > number { isSorted = false }
            hashes.append(DataGroupHash(number: number, dataGroup: dataGroup, value: value.content))
        }
        if !isSorted { irregularities.append(Irregularity(.unsortedDataGroups, at: list.place)) }
        if !(2...16).contains(hashes.count) { irregularities.append(Irregularity(.dataGroupCount, at: list.place)) }
        return hashes
    }
}
