public import DocumentPKI

/// What an import brought.
public struct ImportResult: Sendable {
    /// How many of each kind were not in the store before.
    public var added: [CertificateKind: Int] = [:]
    public var addedRevocationLists = 0
    public var addedMasterLists = 0
    public var addedDeviationLists = 0
    public var addedDefectLists = 0
    /// How many certificates and lists the store had already.
    public var already = 0
    /// What was refused, in the order of reading, no more than `refusalLimit`.
    public var refused: [RefusedEntry] = []
    /// How many were refused in all.
    public var refusedCount = 0

    /// The most refused entries that are kept to be listed: more than the ICAO PKD has entries of all kinds.
    public static let refusalLimit = 100_000

    /// How many certificates and lists are new.
    public var addedCount: Int {
        added.values.reduce(0, +) + addedRevocationLists + addedMasterLists + addedDeviationLists + addedDefectLists
    }

    public mutating func refuse(_ entry: RefusedEntry) {
        refusedCount += 1
        if refused.count < ImportResult.refusalLimit { refused.append(entry) }
    }
}
