/// The bounds of every loop and recursion over elements that input can drive (law 11).
public struct Limits: Sendable, Hashable {
    /// The deepest nesting that is followed.
    ///
    /// A certificate inside an EF.SOD nests 14 deep, an ISO/IEC 39794-5 face 16; 32 leaves room and keeps the stack small.
    public let depth: Int
    /// The largest number of elements in one series.
    ///
    /// The longest real series are the certificates of a master list (below 1 000) and the entries of a revocation list (thousands).
    public let elements: Int

    @inlinable
    public init(depth: Int, elements: Int) {
        self.depth = depth
        self.elements = elements
    }

    /// For a file of a chip and for a certificate.
    @inlinable public static var file: Limits { Limits(depth: 32, elements: 4096) }
    /// For a list of certificates, deviations or revocations, which can be large.
    @inlinable public static var list: Limits { Limits(depth: 32, elements: 4_000_000) }
}
