public import MachineReadableZone

/// A machine readable zone that was read off the page by something else than the chip.
public struct PageReading: Sendable {
    /// Where the text came from.
    public enum Source: String, Sendable, Hashable {
        /// An option of the command.
        case option
        /// A file `mrz.txt` beside the files of a chip.
        case mrzFile = "mrz-file"
        /// A text file that was given as the document.
        case textFile = "text-file"
    }

    public let zone: MRZ
    public let source: Source

    public init(zone: MRZ, source: Source) {
        self.zone = zone
        self.source = source
    }
}

extension PageReading {
    /// The zones in a text, in order.
    public static func readings(in text: ArraySlice<UInt8>, source: Source) -> [PageReading] {
        var reader = ZoneTextReader()
        return (reader.read(text) + reader.finish()).compactMap { block in
            guard case .zone(let zone, _) = block else { return nil }
            return PageReading(zone: zone, source: source)
        }
    }
}
