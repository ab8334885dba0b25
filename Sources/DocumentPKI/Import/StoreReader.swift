import CivilTime
import Irregularities
public import SignedStructures

/// A file that a store was read from: what it is, and how much it brought.
public struct StoreSourceSummary: Sendable, Hashable {
    public let name: String
    public let kind: StoreFileKind
    /// Certificates read, counted before doubles are dropped.
    public internal(set) var certificates: Int
    public internal(set) var revocationLists: Int

    public init(name: String, kind: StoreFileKind, certificates: Int, revocationLists: Int) {
        self.name = name
        self.kind = kind
        self.certificates = certificates
        self.revocationLists = revocationLists
    }
}

/// Collects certificates, revocation lists and master lists into a store that lives in memory.
///
/// Whoever calls vouches for what is read, so every certificate is trusted for the reason given; whether it becomes an anchor, the path search
/// decides. A master list whose own signature does not verify, or whose signer was not valid then or is revoked by what was read, is refused
/// whole. Deviation and defect lists are kept aside.
public struct StoreReader: StoreItemReceiver {
    public private(set) var sources: [StoreSourceSummary] = []
    public private(set) var refused: [RefusedEntry] = []
    /// The deviation and defect lists, in the order of reading.
    public private(set) var signedLists: [(list: SignedData, origin: ItemOrigin)] = []
    private let reason: TrustReason
    /// The place in `sources` of each file that holds many items.
    private var containers: [String: Int] = [:]
    private var order: [CertificateIdentity] = []
    private var certificates: [CertificateIdentity: (certificate: Certificate, sources: [CertificateSource])] = [:]
    private var distrusted: Set<CertificateIdentity> = []
    /// The signers of the master lists that were taken.
    private var masterLists: [(name: String, signer: Certificate, signedAt: Timestamp?)] = []
    private var revocationLists: [StoredRevocationList] = []
    /// The revocation lists, and the deviation and defect lists, that were read: a folder often has one in several files.
    private var seenLists: Set<ArraySlice<UInt8>> = []

    public init(trust reason: TrustReason) {
        self.reason = reason
    }

    public var isClosed: Bool { false }

    public func signers(_ identifier: SignerIdentifier) -> [ArraySlice<UInt8>] {
        order.compactMap { certificates[$0]?.certificate }.filter { identifier.matches($0) != nil }.map(\.bytes)
    }

    /// The store of all that was read, made anew at each call.
    public var store: InMemoryStore { finished().store }

    /// The store of all that was read, and what could not be used: also the master lists whose signer a revocation list names, whichever came first.
    public func finished() -> (store: InMemoryStore, refused: [RefusedEntry]) {
        let store = store(without: [])
        guard !revocationLists.isEmpty else { return (store, refused) }
        var keys = KeyCache()
        let revoked = masterLists.filter {
            ListSignerTrust.objection(toTimeOf: $0.signer, of: .masterList, $0.signedAt, in: store, keys: &keys) != nil
        }.map(\.name)
        guard !revoked.isEmpty else { return (store, refused) }
        return (
            self.store(without: Set(revoked)), refused + revoked.map { RefusedEntry(name: $0, entry: nil, reason: .revoked, offset: nil) }
        )
    }

    /// The store without the certificates that only these lists brought.
    private func store(without lists: Set<String>) -> InMemoryStore {
        let stored = order.compactMap { identity -> StoredCertificate? in
            guard let read = certificates[identity] else { return nil }
            let sources = lists.isEmpty ? read.sources : read.sources.filter { !lists.contains($0.name) }
            guard !sources.isEmpty else { return nil }
            return StoredCertificate(
                certificate: read.certificate, identity: identity, sources: sources,
                trust: distrusted.contains(identity) ? .distrusted : .trusted(reason))
        }
        return InMemoryStore(certificates: stored, revocationLists: revocationLists, signedLists: signedLists)
    }

    /// Reads one file and returns whether anything of it could be used; what could not is in `refused`.
    @discardableResult
    public mutating func read(_ bytes: ArraySlice<UInt8>, name: String, keys: inout KeyCache) -> Bool {
        let before = sources
        var reader = StoreFileReader()
        var rest: ArraySlice<UInt8>? = bytes
        reader.read(name, keys: &keys, into: &self) {
            defer { rest = nil }
            return rest
        }
        return before != sources
    }

    public mutating func take(_ item: StoreItem, keys: inout KeyCache) {
        switch item {
        case .certificate(let certificate, let origin):
            if add(certificate, origin.source, keys: &keys) { count(origin, certificates: 1) }
        case .revocationList(let list, let origin):
            add(list, origin.source)
            count(origin, revocationLists: 1)
        case .masterList(let list, let origin): add(list, origin, keys: &keys)
        case .storeBundle(let bundle, let origin):
            add(bundle.content.certificates.map(\.bytes), origin, keys: &keys)
            for entry in bundle.content.certificates where entry.isDistrusted {
                if let certificate = try? Certificate(entry.bytes), let identity = try? keys.identity(certificate) {
                    distrusted.insert(identity)
                }
            }
            for (index, bytes) in bundle.content.revocationLists.enumerated() {
                guard let list = try? CertificateRevocationList(bytes) else { continue }
                let source = CertificateSource(name: origin.source.name, entry: index)
                add(list, source)
                count(origin, revocationLists: 1)
            }
            for bytes in bundle.content.signedLists {
                guard let list = try? SignedData(contentInfo: bytes) else { continue }
                add(list, origin)
            }
        case .signedList(let list, let origin):
            add(list, origin)
            sources.append(StoreSourceSummary(name: origin.source.name, kind: origin.kind, certificates: 0, revocationLists: 0))
        case .refused(let entry): refused.append(entry)
        }
    }

    private mutating func add(_ list: CertificateRevocationList, _ source: CertificateSource) {
        if seenLists.insert(list.bytes).inserted { revocationLists.append(StoredRevocationList(list: list, source: source)) }
    }

    private mutating func add(_ list: SignedData, _ origin: ItemOrigin) {
        if seenLists.insert(list.bytes).inserted { signedLists.append((list, origin)) }
    }

    private mutating func add(_ list: MasterList, _ origin: ItemOrigin, keys: inout KeyCache) {
        let signedAt = list.signedData.signerInfos.first?.signedAttributes?.signingTime
        if let signer = list.signer {
            if ListSignerTrust.isOutsideValidity(signer, signedAt) {
                refused.append(RefusedEntry(name: origin.source.name, entry: nil, reason: .signedOutsideValidity, offset: nil))
                return
            }
            masterLists.append((origin.source.name, signer, signedAt))
        }
        add(list.content.certificates, origin, keys: &keys)
    }

    private mutating func add(_ list: [ArraySlice<UInt8>], _ origin: ItemOrigin, keys: inout KeyCache) {
        var count = 0
        for (index, bytes) in list.enumerated() {
            let source = CertificateSource(name: origin.source.name, entry: index)
            do throws(StructureError) {
                if add(try Certificate(bytes), source, keys: &keys) { count += 1 }
            } catch {
                refused.append(RefusedEntry(name: source.name, entry: index, reason: error.code, offset: error.offset))
            }
        }
        if origin.kind == .storeBundle { containers[origin.source.name] = sources.count }
        sources.append(StoreSourceSummary(name: origin.source.name, kind: origin.kind, certificates: count, revocationLists: 0))
    }

    private mutating func add(_ certificate: Certificate, _ source: CertificateSource, keys: inout KeyCache) -> Bool {
        guard let identity = try? keys.identity(certificate) else {
            refused.append(RefusedEntry(name: source.name, entry: source.entry, reason: .unsupportedAlgorithm, offset: nil))
            return false
        }
        if certificates[identity] == nil {
            order.append(identity)
            certificates[identity] = (certificate, [source])
        } else {
            certificates[identity]?.sources.append(source)
        }
        return true
    }

    /// Counts an item; those of one file that holds many are one source.
    private mutating func count(_ origin: ItemOrigin, certificates: Int = 0, revocationLists: Int = 0) {
        let holdsMany = origin.kind != .certificate && origin.kind != .revocationList
        if holdsMany, let known = containers[origin.source.name] {
            sources[known].certificates += certificates
            sources[known].revocationLists += revocationLists
            return
        }
        if holdsMany { containers[origin.source.name] = sources.count }
        sources.append(
            StoreSourceSummary(name: origin.source.name, kind: origin.kind, certificates: certificates, revocationLists: revocationLists))
    }
}
