public import CivilTime
public import DocumentPKI
import SignedStructures

extension StoreDatabase {
    /// What a bundle of this store holds; everything that the filter lets through, with trust by the owner's decisions and vouching lists.
    public func bundle(_ filter: CatalogueFilter, at time: Timestamp) throws(DatabaseError) -> StoreBundleContent {
        var entries: [StoreBundleContent.Entry] = []
        try forEachCertificate(filter) { entry in
            let isTrusted = if case .trusted = entry.trust { true } else { false }
            entries.append(
                StoreBundleContent.Entry(
                    bytes: entry.certificate.bytes, isTrusted: isTrusted, isDistrusted: entry.trust.isDistrusted))
            return true
        }
        let lists = try revocationLists().map(\.list).filter { filter.country == nil || $0.country == filter.country }
        let signedLists = filter.country == nil ? try signedLists().map { $0.cms[...] } : []
        return StoreBundleContent(created: time, certificates: entries, revocationLists: lists.map(\.bytes), signedLists: signedLists)
    }
}
