public import Irregularities

extension Element {
    /// The first place where the element's header, or that of an element inside a constructed one, is BER but not DER.
    ///
    /// DER asks for definite lengths in the fewest octets (X.690, 10.1). Values are not looked into. Returns nil where all headers are DER
    /// or where the content cannot be read, which the reader of the content reports itself.
    public func headerIrregularity(_ limits: Limits = .file) -> Irregularity? {
        headerIrregularity(depth: 0, limits)
    }

    private func headerIrregularity(depth: Int, _ limits: Limits) -> Irregularity? {
        if hasIndefiniteLength { return Irregularity(.indefiniteLength, at: .bytes(offset: offset, length: 2)) }
        let headerLength = content.startIndex - bytes.startIndex
        if headerLength != tag.octetCount + Element.lengthOctetCount(content.count) {
            return Irregularity(.nonMinimalLength, at: .bytes(offset: offset, length: headerLength))
        }
        guard tag.isConstructed, depth < limits.depth else { return nil }
        var reader = elements(limits)
        while let child = try? reader.next() {
            if let found = child.headerIrregularity(depth: depth + 1, limits) { return found }
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
