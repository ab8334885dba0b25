public import Irregularities

extension Element {
    /// The first place where the element's header, or that of an element inside a constructed one, is BER but not DER.
    ///
    /// DER asks for definite lengths in the fewest octets (X.690, 10.1). Values are not looked into. Returns nil where all headers are DER
    /// or where the content cannot be read, which the reader of the content reports itself.
    public func headerIrregularity(_ limits: Limits = .file) -> Irregularity? {
        let extent = ElementExtent(
            tag: tag, start: bytes.startIndex, contentStart: contentStart, contentEnd: contentEnd, end: bytes.endIndex)
        return Element.headerIrregularity(extent, in: bytes, depth: 0, limits)
    }

    private static func headerIrregularity(
        _ element: ElementExtent, in bytes: ArraySlice<UInt8>, depth: Int, _ limits: Limits
    ) -> Irregularity? {
        guard element.hasDistinguishedHeader else {
            // Of an indefinite length the header alone is meant: one octet of length behind the tag.
            return element.hasIndefiniteLength
                ? Irregularity(.indefiniteLength, at: .bytes(offset: element.start, length: 2))
                : Irregularity(.nonMinimalLength, at: .bytes(offset: element.start, length: element.contentStart - element.start))
        }
        guard element.tag.isConstructed, depth < limits.depth else { return nil }
        var cursor = ElementCursor(inside: element, limits: limits)
        while let child = try? cursor.next(in: bytes) {
            if let found = headerIrregularity(child, in: bytes, depth: depth + 1, limits) { return found }
        }
        return nil
    }

    /// The number of octets that DER spends on a length.
    static func lengthOctetCount(_ length: Int) -> Int {
        var octets = 1
        var rest = length < 0x80 ? 0 : length
        while rest > 0 {
            octets += 1
            rest >>= 8
        }
        return octets
    }
}
