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
        /// The result of a vendor's software.
        case vendorResult = "vendor-result"
    }

    public let zone: MRZ
    public let source: Source

    public init(_ zone: MRZ, source: Source) {
        self.zone = zone
        self.source = source
    }
}

extension PageReading {
    /// The most zones of one text that are kept; a page has one.
    ///
    /// A text of many documents is for `mrtd mrz`.
    static let limit = 16

    /// The zones in a text, in order.
    public static func readings(in text: ArraySlice<UInt8>, source: Source) -> [PageReading] {
        var reader = ZoneTextReader()
        let blocks = reader.read(text) + reader.finish()
        let zones = blocks.lazy.compactMap { block -> PageReading? in
            guard case .zone(let zone, _) = block else { return nil }
            return PageReading(zone, source: source)
        }
        return Array(zones.prefix(limit))
    }
}
