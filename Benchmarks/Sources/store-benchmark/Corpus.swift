import DocumentPKI
import Glibc
import SafeOpenSSL
import SignedStructures

/// The certificates of an LDIF file in memory.
struct Corpus {
    let certificates: [ArraySlice<UInt8>]
    let signers: Int

    init(_ path: String) throws {
        guard let file = unsafe fopen(path, "rb") else { throw BenchmarkError("cannot open \(path)") }
        defer { unsafe fclose(file) }
        var keys = KeyCache()
        var reader = StoreReader(trust: .namedOnCommandLine)
        var files = StoreFileReader()
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        files.read(path, keys: &keys, into: &reader) { () -> ArraySlice<UInt8>? in
            let count = unsafe fread(&buffer, 1, buffer.count, file)
            return count == 0 ? nil : buffer[..<count]
        }
        let store = reader.store
        certificates = store.certificates.map { Array($0.certificate.bytes)[...] }
        signers = store.certificates.count { !$0.certificate.isAuthority }
        guard signers > 0 else { throw BenchmarkError("no signers in \(path)") }
    }
}

/// The signers of a store, each with the key that verifies it.
struct Pairs {
    private let pairs: [(signer: Certificate, issuer: SubjectPublicKeyInfo)]

    var count: Int { pairs.count }

    init(_ store: InMemoryStore) throws {
        var keys = KeyCache()
        let authorities = InMemoryStore(certificates: store.certificates.filter(\.certificate.isAuthority), revocationLists: [])
        pairs = store.certificates.filter { !$0.certificate.isAuthority && Pairs.isDocumentSigner($0.certificate) }.compactMap { stored in
            var search = PathSearch(in: authorities)
            let path = search.path(of: stored.certificate, identity: stored.identity, keys: &keys)
            guard path.path.count > 1 else { return nil }
            return (stored.certificate, path.path[1].certificate.subjectPublicKeyInfo)
        }
    }

    private static func isDocumentSigner(_ certificate: Certificate) -> Bool {
        let purposes = certificate.extendedKeyUsage
        return !purposes.contains(.masterListSigner) && !purposes.contains(.deviationListSigner)
    }

    /// Verifies every signature once, keys kept.
    func verify() throws {
        var keys = KeyCache()
        for pair in pairs where !Pairs.verify(pair.signer, by: pair.issuer, &keys) { throw BenchmarkError("a signature does not verify") }
    }

    private static func verify(_ certificate: Certificate, by issuer: SubjectPublicKeyInfo, _ keys: inout KeyCache) -> Bool {
        keys.verify(
            certificate.signature, over: certificate.tbsCertificate, algorithm: certificate.signatureAlgorithm.signatureAlgorithm,
            by: issuer
        ).isValid
    }

    /// The signatures of a path: the signer's and the CSCA's own.
    static func verify(_ path: PathSearchResult, _ keys: inout KeyCache) {
        for (index, element) in path.path.enumerated() {
            let issuer = path.path[min(index + 1, path.path.count - 1)].certificate
            _ = verify(element.certificate, by: issuer.subjectPublicKeyInfo, &keys)
        }
    }

    /// One signer for each algorithm of signature that the CSCAs sign by.
    static func oneOfEachAlgorithm(_ store: InMemoryStore) -> [(String, StoredCertificate)] {
        var found: [String: StoredCertificate] = [:]
        var keys = KeyCache()
        for stored in store.certificates where !stored.certificate.isAuthority {
            let name = "\(stored.certificate.signatureAlgorithm.algorithm) of \(stored.certificate.signature.count) octets"
            guard found[name] == nil else { continue }
            var search = PathSearch(in: store)
            let path = search.path(of: stored.certificate, identity: stored.identity, keys: &keys)
            if path.outcome == .anchored, path.path.count == 2 { found[name] = stored }
        }
        return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
