/// A place in the input: a range of bytes of one file, or of characters of one machine readable zone.
///
/// Byte offsets count from 0 in the decoded file (after base64, out of the archive). Lines and columns count from 1,
/// as Doc 9303 counts character positions.
public enum SourceLocation: Sendable, Hashable {
    case bytes(offset: Int, length: Int)
    case characters(line: Int, column: Int, length: Int)

    /// The place that a slice of a file's bytes stands at: an index of the slice is the offset in the file.
    public init(of slice: ArraySlice<UInt8>) {
        self = .bytes(offset: slice.startIndex, length: slice.count)
    }

    /// The range of bytes from the first index to just before the last.
    public init(_ range: Range<Int>) {
        self = .bytes(offset: range.lowerBound, length: range.count)
    }
}
