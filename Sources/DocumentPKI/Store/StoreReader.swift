public import Irregularities
import SignedStructures
import TagLengthValue

/// What kind of file a part of a store turned out to be.
public enum StoreFileKind: String, Sendable, Hashable {
    case certificate, revocationList = "revocation-list", masterList = "master-list", certificateBundle = "certificate-bundle"
}

/// A file that a store was read from: what it is, and how much it brought.
public struct StoreSourceSummary: Sendable, Hashable {
    public let name: String
    public let kind: StoreFileKind
    /// Certificates read, counted before doubles are dropped.
    public let certificates: Int
    public let revocationLists: Int
}

/// A file, or an entry of one, that could not be used, and why.
public struct RefusedEntry: Sendable, Hashable {
    public let name: String
    public let entry: Int?
    public let reason: ReasonCode
    /// The offset in the file, where there is one.
    public let offset: Int?

    public init(name: String, entry: Int?, reason: ReasonCode, offset: Int?) {
        self.name = name
        self.entry = entry
        self.reason = reason
        self.offset = offset
    }
}

/// Collects certificates, revocation lists and master lists into a store that lives in memory.
///
/// Everything is recognised by content: DER and PEM, PKCS#7 bundles, CMS master lists. Whoever calls vouches for what is read, so
/// every certificate is trusted for the reason given; whether it becomes an anchor, the path search decides. A master list whose own
/// signature does not verify is refused whole.
public struct StoreReader {
    public private(set) var sources: [StoreSourceSummary] = []
    public private(set) var refused: [RefusedEntry] = []
    private let reason: TrustReason
    private var order: [CertificateIdentity] = []
    private var certificates: [CertificateIdentity: (certificate: Certificate, sources: [CertificateSource])] = [:]
    private var revocationLists: [StoredRevocationList] = []

    public init(trust reason: TrustReason) {
        self.reason = reason
    }

    /// The store of all that was read.
    public var store: InMemoryStore {
        let stored = order.compactMap { identity in
            certificates[identity].map {
                StoredCertificate(certificate: $0.certificate, identity: identity, sources: $0.sources, trust: .trusted(reason))
            }
        }
        return InMemoryStore(certificates: stored, revocationLists: revocationLists)
    }

    /// Reads one file and returns whether anything of it could be used; what could not is in `refused`.
    @discardableResult
    public mutating func read(_ bytes: ArraySlice<UInt8>, name: String, keys: inout KeyCache) -> Bool {
        let blocks = PEM.blocks(in: bytes)
        if blocks.contains(where: { $0 != nil }) {
            var used = false
            for (index, block) in blocks.enumerated() {
                if let block {
                    used = readDER(block[...], name: name, entry: index, keys: &keys) || used
                } else {
                    refused.append(RefusedEntry(name: name, entry: index, reason: .notAStoreFile, offset: nil))
                }
            }
            return used
        }
        return readDER(bytes, name: name, entry: nil, keys: &keys)
    }

    private mutating func readDER(_ bytes: ArraySlice<UInt8>, name: String, entry: Int?, keys: inout KeyCache) -> Bool {
        switch StoreReader.recognise(bytes) {
        case .certificate:
            guard add(bytes, name: name, entry: entry, keys: &keys) else { return false }
            sources.append(StoreSourceSummary(name: name, kind: .certificate, certificates: 1, revocationLists: 0))
            return true
        case .revocationList:
            guard addRevocationList(bytes, name: name, entry: entry) else { return false }
            sources.append(StoreSourceSummary(name: name, kind: .revocationList, certificates: 0, revocationLists: 1))
            return true
        case .signedData(isMasterList: true):
            return addMasterList(bytes, name: name, keys: &keys)
        case .signedData(isMasterList: false):
            return addBundle(bytes, name: name, keys: &keys)
        case nil:
            refused.append(RefusedEntry(name: name, entry: entry, reason: .notAStoreFile, offset: bytes.startIndex))
            return false
        }
    }

    private enum Recognised {
        case certificate, revocationList
        case signedData(isMasterList: Bool)
    }

    /// What DER bytes look like, from their first elements.
    private static func recognise(_ bytes: ArraySlice<UInt8>) -> Recognised? {
        var outer = ElementReader(bytes)
        guard let sequence = try? outer.next(), sequence.tag == .sequence else { return nil }
        var inner = sequence.elements(.list)
        guard let first = try? inner.next() else { return nil }
        if first.tag == .objectIdentifier {
            guard OID(content: first.content) == .signedData else { return nil }
            let isMasterList = (try? SignedData(contentInfo: bytes))?.contentType == .cscaMasterList
            return .signedData(isMasterList: isMasterList)
        }
        guard first.tag == .sequence else { return nil }
        // A TBSCertificate opens with [0] version or, in version 1, the serial number and then a SEQUENCE that is followed by a
        // Name; a TBSCertList has thisUpdate, a time, as its third or fourth element.
        var fields = first.elements(.list)
        guard let head = try? fields.next() else { return nil }
        if head.tag == .context(0) { return .certificate }
        _ = try? fields.next()
        let third = try? fields.next()
        let fourth = try? fields.next()
        let isTime = [third?.tag, fourth?.tag].contains { $0 == .utcTime || $0 == .generalizedTime }
        return isTime ? .revocationList : .certificate
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>, name: String, entry: Int?, keys: inout KeyCache) -> Bool {
        do {
            let certificate = try Certificate(bytes)
            guard let identity = try? keys.identity(certificate) else { return refuse(name, entry, .unsupportedAlgorithm, nil) }
            let source = CertificateSource(name: name, entry: entry)
            if certificates[identity] == nil {
                order.append(identity)
                certificates[identity] = (certificate, [source])
            } else {
                certificates[identity]?.sources.append(source)
            }
            return true
        } catch {
            return refuse(name, entry, error.code, error.offset)
        }
    }

    private mutating func addRevocationList(_ bytes: ArraySlice<UInt8>, name: String, entry: Int?) -> Bool {
        do {
            let list = try CertificateRevocationList(bytes)
            revocationLists.append(StoredRevocationList(list: list, source: CertificateSource(name: name, entry: entry)))
            return true
        } catch {
            return refuse(name, entry, error.code, error.offset)
        }
    }

    private mutating func addMasterList(_ bytes: ArraySlice<UInt8>, name: String, keys: inout KeyCache) -> Bool {
        do {
            let list = try MasterList(bytes, keys: &keys)
            guard list.proof.isValid else { return refuse(name, nil, list.proof.refusal, bytes.startIndex) }
            var count = 0
            for (index, certificate) in list.content.certificates.enumerated()
            where add(certificate, name: name, entry: index, keys: &keys) { count += 1 }
            sources.append(StoreSourceSummary(name: name, kind: .masterList, certificates: count, revocationLists: 0))
            return true
        } catch {
            return refuse(name, nil, error.code, error.offset)
        }
    }

    private mutating func addBundle(_ bytes: ArraySlice<UInt8>, name: String, keys: inout KeyCache) -> Bool {
        do {
            let bundle = try SignedData(contentInfo: bytes)
            var count = 0
            for (index, certificate) in bundle.certificates.enumerated()
            where add(certificate, name: name, entry: index, keys: &keys) { count += 1 }
            var lists = 0
            for (index, list) in bundle.revocationLists.enumerated() where addRevocationList(list, name: name, entry: index) { lists += 1 }
            guard count + lists > 0 else { return refuse(name, nil, .notAStoreFile, bytes.startIndex) }
            sources.append(StoreSourceSummary(name: name, kind: .certificateBundle, certificates: count, revocationLists: lists))
            return true
        } catch {
            return refuse(name, nil, error.code, error.offset)
        }
    }

    private mutating func refuse(_ name: String, _ entry: Int?, _ reason: ReasonCode, _ offset: Int?) -> Bool {
        refused.append(RefusedEntry(name: name, entry: entry, reason: reason, offset: offset))
        return false
    }
}

extension SignatureProof {
    /// Why a list with this proof is refused.
    fileprivate var refusal: ReasonCode {
        if case .unsupported(let code) = self { code } else { .signatureInvalid }
    }
}
