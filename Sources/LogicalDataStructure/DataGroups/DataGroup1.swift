public import Irregularities
public import MachineReadableZone
public import TagLengthValue

/// DG1: the machine readable zone.
///
///     61 { 5F1F characters without line ends }
///
/// Doc 9303-10, 4.7.1.
public struct DataGroup1: Sendable, Hashable {
    /// The characters of the zone: 88, 72 or 90.
    public let bytes: ArraySlice<UInt8>
    public let zone: MRZ
    public let irregularities: [Irregularity]

    private static let zoneTag = Tag(0x5F1F)

    /// Reads the outermost element of the file. An error is that it holds no zone.
    public init(_ file: Element) throws(LDSError) {
        var irregularities: [Irregularity] = []
        var reader = file.elements()
        let zone = try reader.element(DataGroup1.zoneTag)
        if !reader.isAtEnd { irregularities.append(Irregularity(.trailingBytes, at: SourceLocation(of: reader.rest))) }
        bytes = zone.content
        do { self.zone = try MRZ(dataGroup1: zone.content) } catch {
            throw LDSError(error.code, at: zone.content.startIndex, tag: zone.tag)
        }
        self.irregularities = irregularities
    }
}
