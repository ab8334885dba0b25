public import LogicalDataStructure
public import SafeOpenSSL

/// A data group, as far as EF.SOD and the supplied files speak of it.
public struct DataGroupFact: Sendable {
    public let number: DataGroupNumber
    /// The digest that EF.SOD lists; nil where it does not list the data group.
    public let listed: ArraySlice<UInt8>?
    public let isListed: Bool
    /// The digest of the supplied file; nil where it was not supplied or the function is not supported.
    public let computed: Digest?
    public let isSupplied: Bool

    /// Whether the file is the one that was signed; nil where that cannot be said.
    public let matches: Bool?

    /// Whether the listed digest is that of the whole file with the bytes that follow its element, and not that of the element alone.
    public let coversTrailingBytes: Bool

    public init(
        number: DataGroupNumber, listed: ArraySlice<UInt8>?, computed: Digest?, isSupplied: Bool, coversTrailingBytes: Bool = false
    ) {
        self.number = number
        self.coversTrailingBytes = coversTrailingBytes
        self.listed = listed
        isListed = listed != nil
        self.computed = computed
        self.isSupplied = isSupplied
        matches = if let listed, let computed { computed.matches(listed) } else { nil }
    }
}
