public import Irregularities
public import MachineReadableZone
import TagLengthValue

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

    private static var zoneTag: Tag { Tag(0x5F1F) }

    /// Reads the outermost element of the file.
    ///
    /// An error is that it holds no zone, or one whose length is no format's.
    init(_ file: ElementExtent, in bytes: borrowing ArraySlice<UInt8>) throws(LDSError) {
        var irregularities: [Irregularity] = []
        var cursor = ElementCursor(inside: file)
        let value = try cursor.element(DataGroup1.zoneTag, in: bytes)
        if !cursor.isAtEnd { irregularities.append(Irregularity(.trailingBytes, at: cursor.rest)) }
        self.bytes = bytes[value.contentRange]
        do { zone = try MRZ(dataGroup1: self.bytes) } catch { throw LDSError(error.code, at: value.contentStart, tag: value.tag) }
        self.irregularities = irregularities
    }
}
