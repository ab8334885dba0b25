public import LogicalDataStructure
public import SafeOpenSSL

/// A data group, as far as EF.SOD and the supplied files speak of it; it holds nothing on the heap.
public struct DataGroupFact: Sendable {
    public let number: DataGroupNumber
    /// Where EF.SOD lists its hash, as an index of the list; nil where it does not list the data group.
    public let listed: Int?
    public var isListed: Bool { listed != nil }
    /// The digest of the supplied file; nil where it was not supplied or the function is not supported.
    public let computed: Digest?
    public let isSupplied: Bool

    /// Whether the file is the one that was signed; nil where that cannot be said.
    public let matches: Bool?

    /// Whether the listed digest is that of the whole file with the bytes that follow its element, and not that of the element alone.
    public let coversTrailingBytes: Bool

    /// `matches` says whether the listed hash is the computed one.
    public init(
        number: DataGroupNumber, listed: Int?, computed: Digest?, isSupplied: Bool, matches: Bool?, coversTrailingBytes: Bool = false
    ) {
        self.number = number
        self.listed = listed
        self.computed = computed
        self.isSupplied = isSupplied
        self.matches = matches
        self.coversTrailingBytes = coversTrailingBytes
    }
}
