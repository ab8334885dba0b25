public import DocumentPKI
import SafeOpenSSL
public import SignedStructures

/// What a store, list or folder holds, as a comparison looks at it.
public struct StoreHolding: Sendable {
    public var certificates: [CertificateIdentity: Certificate] = [:]
    public var revocationLists: Set<CertificateRevocationList> = []

    public init() {}

    public init(_ store: InMemoryStore) {
        for stored in store.certificates { certificates[stored.identity] = stored.certificate }
        revocationLists = Set(store.revocationLists.map(\.list))
    }
}

/// The difference of two stores.
public struct StoreDifference: Sendable {
    /// A certificate that only one side has.
    public struct Entry: Sendable {
        public let identity: CertificateIdentity
        public let kind: CertificateKind
        public let certificate: Certificate
    }

    public let onlyInFirst: [Entry]
    public let onlyInSecond: [Entry]
    public let common: Int
    public let listsOnlyInFirst: Int
    public let listsOnlyInSecond: Int

    public init(_ first: StoreHolding, _ second: StoreHolding) {
        onlyInFirst = StoreDifference.entries(first, without: second)
        onlyInSecond = StoreDifference.entries(second, without: first)
        common = first.certificates.count - onlyInFirst.count
        listsOnlyInFirst = first.revocationLists.subtracting(second.revocationLists).count
        listsOnlyInSecond = second.revocationLists.subtracting(first.revocationLists).count
    }

    public var isEmpty: Bool { onlyInFirst.isEmpty && onlyInSecond.isEmpty && listsOnlyInFirst + listsOnlyInSecond == 0 }

    /// By country, then digest.
    private static func entries(_ holding: StoreHolding, without other: StoreHolding) -> [Entry] {
        var keys = KeyCache()
        return holding.certificates.filter { other.certificates[$0.key] == nil }
            .map { (country: $0.value.country ?? "", name: $0.key.description, entry: $0) }
            .sorted { ($0.country, $0.name) < ($1.country, $1.name) }
            .map { Entry(identity: $0.entry.key, kind: CertificateKind($0.entry.value, keys: &keys), certificate: $0.entry.value) }
    }
}
