public import CivilTime
import DocumentPKI
import SignedStructures

/// What the store has for the documents of one country.
public struct CountryCoverage: Sendable {
    public let country: String
    /// CSCA keys that are anchors or that link certificates carry from one.
    public internal(set) var anchoredKeys = 0
    /// The certificates of those keys that are valid at the time asked for.
    public internal(set) var validCertificates = 0
    /// CSCA keys that are known and not trusted.
    public internal(set) var untrustedKeys = 0
    /// When the newest anchored CSCA certificate becomes invalid.
    public internal(set) var validUntil: Timestamp?
    public internal(set) var signers = 0
    /// The newest revocation list: when it was made, and whether it is past its next update.
    public internal(set) var revocationList: (thisUpdate: Timestamp, isStale: Bool)?

    /// Whether a document that was issued lately could be verified.
    public var isCovered: Bool { validCertificates > 0 }
}

/// For which countries a document could be verified at a time, and how old the material is.
public struct StoreCoverage: Sendable {
    /// By country, two letters in upper case.
    public let countries: [CountryCoverage]
    /// The newest issue of each publisher's master list.
    public let masterLists: [CatalogueSource]
    /// When the newest list or revocation list of the store was signed.
    public let newestMaterial: Timestamp?
    /// The time asked for.
    public let time: Timestamp

    /// Whether the clock is behind the newest list, which then was signed in the future.
    public var isClockBehind: Bool { newestMaterial.map { $0 > time } ?? false }
}

extension StoreDatabase {
    /// What the store covers at a time.
    public func coverage(at time: Timestamp) throws(DatabaseError) -> StoreCoverage {
        var countries: [String: CountryCoverage] = [:]
        func change(_ country: String?, _ body: (inout CountryCoverage) -> Void) {
            let country = country ?? "??"
            body(&countries[country, default: CountryCoverage(country: country)])
        }
        let store = InMemoryStore(certificates: try authorities(), revocationLists: [])
        var keys = KeyCache()
        // A key has several certificates: it is anchored where one of them is.
        var known: [ArraySlice<UInt8>: (country: String?, isAnchored: Bool)] = [:]
        for stored in store.certificates {
            var search = PathSearch(in: store)
            let isAnchored = search.isAnchor(stored, keys: &keys)
            let certificate = stored.certificate
            let wasAnchored = known[certificate.subjectPublicKey]?.isAnchored ?? false
            known[certificate.subjectPublicKey] = (certificate.country, isAnchored || wasAnchored)
            guard isAnchored else { continue }
            change(certificate.country) { coverage in
                if certificate.validity.contains(time) { coverage.validCertificates += 1 }
                coverage.validUntil = max(coverage.validUntil ?? certificate.validity.notAfter, certificate.validity.notAfter)
            }
        }
        for key in known.values {
            change(key.country) { if key.isAnchored { $0.anchoredKeys += 1 } else { $0.untrustedKeys += 1 } }
        }
        try rows("SELECT country, count(*) FROM certificate WHERE kind = 3 GROUP BY country") { row in
            change(row.isNull(0) ? nil : row.text(0)) { $0.signers = Int(row.integer(1)) }
        }
        let lists = try revocationLists().map(\.list)
        for list in lists {
            change(list.country) { coverage in
                guard (coverage.revocationList?.thisUpdate).map({ $0 < list.thisUpdate }) ?? true else { return }
                coverage.revocationList = (list.thisUpdate, (list.nextUpdate ?? list.thisUpdate) < time)
            }
        }
        let masterLists = try newestMasterLists()
        let dates = masterLists.compactMap(\.signedAt) + lists.map(\.thisUpdate)
        return StoreCoverage(
            countries: countries.values.sorted { $0.country < $1.country }, masterLists: masterLists, newestMaterial: dates.max(),
            time: time)
    }

    private func newestMasterLists() throws(DatabaseError) -> [CatalogueSource] {
        var newest: [String: CatalogueSource] = [:]
        for source in try sources() where source.kind == .masterList {
            let publisher = source.publisher ?? ""
            let isNewer = newest[publisher].map { ($0.signedAt ?? $0.firstSeen) < (source.signedAt ?? source.firstSeen) } ?? true
            if isNewer { newest[publisher] = source }
        }
        return newest.sorted { $0.key < $1.key }.map(\.value)
    }
}
