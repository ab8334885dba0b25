public import Irregularities
public import MachineReadableZone
public import TagLengthValue

/// DG1: the machine readable zone.
///
///     61 { 5F1F characters without line ends }
///
/// Doc 9303-10, 4.7.1.
public final class DataGroup1: Sendable {
    public let zone: MRZ
    /// The characters of the zone as they stand: 88, 72 or 90.
    public let bytes: ArraySlice<UInt8>
    /// The irregularities of the file; those of the zone are its own.
    public let irregularities: [Irregularity]

    private static let zoneTag = Tag(0x5F1F)

    /// Reads the outermost element of the file.
    ///
    /// An error is that it holds no zone, or one whose length is no format's.
    public init(_ file: Element) throws(LDSError) {
        var irregularities: [Irregularity] = []
        var reader = file.elements()
        let value = try reader.element(DataGroup1.zoneTag)
        if !reader.isAtEnd { irregularities.append(Irregularity(.trailingBytes, at: SourceLocation(of: reader.rest))) }
        do { zone = try MRZ(dataGroup1: value.content) } catch { throw LDSError(error.code, at: value.content.startIndex, tag: value.tag) }
        bytes = value.content
        self.irregularities = irregularities
    }
}
