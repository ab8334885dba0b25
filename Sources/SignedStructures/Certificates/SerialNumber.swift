/// A serial number as the number that it is, for comparisons.
///
/// DER writes an INTEGER without redundant leading octets (X.690, 8.3.2). Some issuers do not, and not in the same way in a certificate and in the
/// revocation list that names it. A negative number stays itself.
public struct SerialNumber: Sendable, Hashable {
    /// The content octets without redundant leading ones.
    public let octets: ArraySlice<UInt8>

    /// The number that the content octets of an INTEGER are.
    public init(_ content: ArraySlice<UInt8>) {
        var octets = content
        while octets.count > 1, let first = octets.first, first == 0x00 || first == 0xFF,
            octets[octets.startIndex + 1] & 0x80 == first & 0x80
        {
            octets = octets.dropFirst()
        }
        self.octets = octets
    }
}
