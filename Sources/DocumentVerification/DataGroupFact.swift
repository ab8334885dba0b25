public import LogicalDataStructure
public import SafeOpenSSL

/// A data group, as far as EF.SOD and the supplied files speak of it.
public struct DataGroupFact: Sendable {
    public let number: DataGroupNumber
    /// The digest that EF.SOD lists; nil where it does not list the data group.
    public let listed: ArraySlice<UInt8>?
    /// The digest of the supplied file; nil where it was not supplied or the function is not supported.
    public let computed: Digest?
    public let isSupplied: Bool

    public init(number: DataGroupNumber, listed: ArraySlice<UInt8>?, computed: Digest?, isSupplied: Bool) {
        self.number = number
        self.listed = listed
        self.computed = computed
        self.isSupplied = isSupplied
    }

    /// Whether the file is the one that was signed; nil where that cannot be said.
    public var matches: Bool? {
        guard let listed, let computed else { return nil }
        return computed.matches(listed)
    }
}
