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

    public let source: Source
}

extension PageReading {
    /// The zones in a text, in order.
    public static func readings(in text: ArraySlice<UInt8>, source: Source) -> [PageReading] {
        []
    }
}
