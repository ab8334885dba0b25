import Irregularities
import TagLengthValue

/// Two offsets in a file, in half the size of a `Range<Int>`; structures keep these and make slices when asked.
struct Extent: Sendable, Hashable {
    private let lower: UInt32
    private let upper: UInt32

    static let none = Extent(0..<0)

    init(_ range: Range<Int>) {
        // Every structure refuses files past `UInt32.max` before it makes an extent.
        lower = UInt32(truncatingIfNeeded: range.lowerBound)
        upper = UInt32(truncatingIfNeeded: range.upperBound)
    }

    init(_ element: ElementExtent) {
        self.init(element.range)
    }

    init(contentOf element: ElementExtent) {
        self.init(element.contentRange)
    }

    var isEmpty: Bool { lower >= upper }
    var range: Range<Int> { Int(lower)..<max(Int(lower), Int(upper)) }
    var place: SourceLocation { SourceLocation(range) }
}

extension ArraySlice<UInt8> {
    /// The bytes at an extent; none for `Extent.none`, which lies outside of most slices.
    subscript(_ extent: Extent) -> ArraySlice<UInt8> { self[extent.range.clamped(to: startIndex..<endIndex)] }

    /// Refuses files whose offsets an `Extent` cannot hold.
    func checkAddressable() throws(EncodingError) {
        guard endIndex <= Int(UInt32.max) else { throw EncodingError(.fileTooLarge, at: startIndex) }
    }
}

extension ElementCursor {
    /// What is left after the fields of a SEQUENCE, as an irregularity.
    func trailing(_ code: ReasonCode = .trailingBytes) -> Irregularity? {
        isAtEnd ? nil : Irregularity(code, at: SourceLocation(position..<end))
    }
}

/// The value of a small INTEGER; out of the range of `Int32` it is clamped to the nearest end.
func smallInteger(_ content: ArraySlice<UInt8>) -> Int {
    guard let first = content.first else { return 0 }
    var value = first & 0x80 != 0 ? -1 : 0
    for octet in content {
        value = value << 8 | Int(octet)
        if value > Int(Int32.max) { return Int(Int32.max) }
        if value < Int(Int32.min) { return Int(Int32.min) }
    }
    return value
}

/// The content of a BIT STRING without its octet of unused bits.
func bitStringOctets(_ element: ElementExtent, in bytes: ArraySlice<UInt8>) throws(EncodingError) -> Range<Int> {
    // X.690, 8.6.2: the first octet counts the unused bits of the last.
    guard element.contentStart < element.contentEnd, bytes[element.contentStart] < 8 else {
        throw EncodingError(.malformedValue, at: element.start, found: element.tag)
    }
    return element.contentStart + 1..<element.contentEnd
}
