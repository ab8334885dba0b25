import Irregularities
import TagLengthValue

/// The signed content of a SignedData: what the digest covers.
///
/// A primitive OCTET STRING is a slice of the file. A constructed one (BER; EF.SOD of New Zealand) is put together once in an array of its own, with a
/// table of where its segments came from. RFC 5652, 5.2.
public struct EncapsulatedContent: Sendable {
    /// One piece of the content and where it stood in the file.
    public struct Segment: Sendable, Hashable {
        /// The index in `bytes`.
        public let contentOffset: Int
        public let fileOffset: Int
        public let length: Int
    }

    /// The content octets; of the primitive form the indices are offsets in the file, of the constructed form they begin at 0.
    public let bytes: ArraySlice<UInt8>
    /// The segments in order, empty ones left out.
    public var segments: [Segment] {
        isConstructed ? joinedSegments : [Segment(contentOffset: bytes.startIndex, fileOffset: bytes.startIndex, length: bytes.count)]
    }
    private let joinedSegments: [Segment]
    public let isConstructed: Bool

    /// The offset in the file of the octet at an index of `bytes`, or nil where the index is not one of them.
    public func fileOffset(of contentIndex: Int) -> Int? {
        for segment in segments where contentIndex >= segment.contentOffset && contentIndex - segment.contentOffset < segment.length {
            return segment.fileOffset + (contentIndex - segment.contentOffset)
        }
        return nil
    }

    init(_ element: ElementExtent, in file: ArraySlice<UInt8>) throws(EncodingError) {
        switch element.tag {
        case .octetString:
            bytes = file[element.contentRange]
            isConstructed = false
            joinedSegments = []
        case .constructedOctetString:
            var joined: [UInt8] = []
            joined.reserveCapacity(element.contentEnd - element.contentStart)
            var segments: [Segment] = []
            try EncapsulatedContent.join(element, depth: 0, in: file, into: &joined, &segments)
            bytes = joined[...]
            joinedSegments = segments
            isConstructed = true
        default:
            throw EncodingError(.unexpectedTag, at: element.start, expected: .octetString, found: element.tag)
        }
    }

    /// X.690, 8.7.3: the segments of a constructed OCTET STRING are OCTET STRINGs of either form.
    private static func join(
        _ element: ElementExtent, depth: Int, in file: ArraySlice<UInt8>, into joined: inout [UInt8], _ segments: inout [Segment]
    ) throws(EncodingError) {
        guard depth < Limits.file.depth else { throw EncodingError(.nestedTooDeep, at: element.start) }
        // Some writers cut the content into segments of 1 000 octets or fewer, so a master list has many.
        var cursor = ElementCursor(inside: element, limits: .list)
        while let part = try cursor.next(in: file) {
            switch part.tag {
            case .octetString:
                let content = file[part.contentRange]
                guard !content.isEmpty else { continue }
                segments.append(Segment(contentOffset: joined.count, fileOffset: content.startIndex, length: content.count))
                joined.append(contentsOf: content)
            case .constructedOctetString:
                try join(part, depth: depth + 1, in: file, into: &joined, &segments)
            default:
                throw EncodingError(.unexpectedTag, at: part.start, expected: .octetString, found: part.tag)
            }
        }
    }
}
