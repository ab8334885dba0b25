public import CivilTime
public import DocumentPKI
import SignedStructures

/// The certificate store of an installation: where it was looked for, and what is in it.
public struct StoreState: Sendable {
    /// Who named the place of the store.
    public enum Origin: String, Sendable, Hashable {
        case option, environment, standard = "default"
    }

    public let path: String
    public let origin: Origin
    /// Whether there is anything at the place.
    public let isPresent: Bool
    /// What the store holds; nil where there is none, or none that can be used.
    public let holdings: StoreHoldings?

    public init(path: String, origin: Origin, isPresent: Bool, holdings: StoreHoldings?) {
        self.path = path
        self.origin = origin
        self.isPresent = isPresent
        self.holdings = holdings
    }
}

/// What a store holds, counted, and how old it is.
public struct StoreHoldings: Sendable {
    /// Certificates of one kind, and the countries they are of.
    public struct Count: Sendable, Hashable {
        public private(set) var total = 0
        public private(set) var countries: Set<String> = []

        public var isEmpty: Bool { total == 0 }

        mutating func add(_ country: String?) {
            total += 1
            if let country { countries.insert(country) }
        }
    }

    /// A revocation list and when it was issued.
    public struct IssuedList: Sendable, Hashable {
        public let issuer: String
        public let source: String
        public let issued: Timestamp
    }

    public let sources: [StoreSourceSummary]
    public let refused: [RefusedEntry]
    /// Self-issued CA certificates.
    public private(set) var authorities = Count()
    public private(set) var expiredAuthorities = 0
    /// CA certificates of another issuer's signature.
    public private(set) var links = Count()
    public private(set) var signers = Count()
    public let revocationLists: Int
    /// Lists whose nextUpdate has passed.
    public private(set) var staleRevocationLists = 0
    /// The revocation list that was issued last.
    public private(set) var newestList: IssuedList?

    /// Counts what a store holds at a time.
    public init(store: InMemoryStore, sources: [StoreSourceSummary], refused: [RefusedEntry], at time: Timestamp) {
        self.sources = sources
        self.refused = refused
        revocationLists = store.revocationLists.count
        for stored in store.certificates {
            let certificate = stored.certificate
            if !certificate.isAuthority {
                signers.add(certificate.country)
            } else if certificate.isSelfIssued {
                authorities.add(certificate.country)
                if certificate.validity.notAfter < time { expiredAuthorities += 1 }
            } else {
                links.add(certificate.country)
            }
        }
        for stored in store.revocationLists {
            let list = stored.list
            if let next = list.nextUpdate, next < time { staleRevocationLists += 1 }
            if newestList.map({ $0.issued < list.thisUpdate }) ?? true {
                newestList = IssuedList(issuer: list.issuer.rfc4514, source: stored.source.name, issued: list.thisUpdate)
            }
        }
    }
}
