public import CivilTime
public import DocumentPKI
import Irregularities
import LogicalDataStructure
import SafeOpenSSL
import SignedStructures
public import TravelDocuments

/// The one stage that computes: every digest, signature and path of a document, once.
public enum DocumentVerifier {
    /// The most certificates of one EF.SOD that are compared with a signer identifier; real ones carry one, some the CSCA as well.
    static let certificateLimit = 16

    /// Proves what can be proved about a document and returns the facts, without a judgement.
    ///
    /// Same document, store and time give the same record. `digestFiles` asks for the SHA-256 of each captured file, for reports.
    public static func verify(
        _ document: TravelDocument, at time: Timestamp, digestFiles: Bool = false, cache: inout VerificationCache
    ) -> VerificationRecord {
        let chip = document.chip
        let securityObject = chip?.securityObject
        let facts = securityObject.map { SecurityObjectFacts(signers: signers(of: $0, at: time, cache: &cache)) }
        let dataGroups = chip.map { self.dataGroups(of: $0, securityObject, cache.digests) } ?? []
        let digests =
            digestFiles ? document.capture.files.compactMap { try? cache.digests.digest(.sha256, of: $0.bytes) } : []
        let issueDate = issueDate(of: document, facts, dataGroups, at: time)
        return VerificationRecord(
            document: document, time: time, securityObject: facts, dataGroups: dataGroups, issueDate: issueDate, fileDigests: digests,
            activeAuthentication: activeAuthentication(of: document, engine: cache.digests),
            deviations: deviations(of: document, facts, dataGroups, issueDate, at: time, in: cache.store))
    }

    // MARK: Signers

    /// The certificate that a SignerInfo names, and where it was found.
    private struct FoundSigner {
        let bytes: ArraySlice<UInt8>?
        let origin: SignerOrigin
        var error: StructureError?
        /// What is kept of it from another document.
        var known: KnownSigner?
    }

    private static func signers(
        of securityObject: SecurityObject, at time: Timestamp, cache: inout VerificationCache
    ) -> [SignerFacts] {
        let signedData = securityObject.signedData
        guard let content = signedData.content else { return [] }
        return signedData.signerInfos.prefix(SecurityObjectFacts.signerLimit).map { signerInfo in
            let found = certificate(of: signerInfo, in: signedData, cache: &cache)
            let verification = SignerVerification(signerInfo, content: content.bytes, contentType: signedData.contentType)
            let first = facts(signerInfo, found, verification, cache: &cache)
            let best = first.proof.signature.isValid ? first : namesake(of: first, found, signedData, verification, cache: &cache) ?? first
            return corrected(best, in: signedData, verification, at: time, cache: &cache)
        }
    }

    /// The facts about a signer under the certificate that was found.
    private static func facts(
        _ signerInfo: SignerInfo, _ found: FoundSigner, _ verification: SignerVerification, cache: inout VerificationCache
    ) -> SignerFacts {
        var failure = found.error
        if let bytes = found.bytes {
            do throws(StructureError) {
                let signer = if let known = found.known { known } else { try cache.signer(bytes) }
                return SignerFacts(
                    signerInfo: signerInfo, origin: found.origin, standing: signer.standing,
                    proof: verification.proof(by: signer.key, engine: cache.digests))
            } catch {
                failure = error
            }
        }
        return SignerFacts(
            signerInfo: signerInfo, origin: found.bytes == nil ? .missing : found.origin, standing: nil, certificateError: failure,
            proof: verification.proofWithoutKey(engine: cache.digests))
    }

    /// The certificate that a SignerInfo names: in the message, exact before tolerant; else in the store; else the only one there is.
    private static func certificate(
        of signerInfo: SignerInfo, in signedData: SignedData, cache: inout VerificationCache
    ) -> FoundSigner {
        var best: (bytes: ArraySlice<UInt8>, match: IdentifierMatch)?
        var unreadable: StructureError?
        for bytes in signedData.certificates.prefix(certificateLimit) {
            do throws(StructureError) {
                let known = cache.knownSigner(bytes)
                let certificate = if let known { known.standing.certificate } else { try Certificate(bytes) }
                guard let match = signerInfo.identifier.matches(certificate) else { continue }
                if match == .exact { return FoundSigner(bytes: bytes, origin: .embedded(.exact), known: known) }
                if best.map({ $0.match < match }) ?? true { best = (bytes, match) }
            } catch {
                unreadable = unreadable ?? error
            }
        }
        if let best { return FoundSigner(bytes: best.bytes, origin: .embedded(best.match)) }
        if let match = cache.store.signers(signerInfo.identifier).first(where: { signerInfo.identifier.matches($0.certificate) != nil }) {
            return FoundSigner(bytes: match.certificate.bytes, origin: .store)
        }
        if signedData.certificates.count == 1, unreadable == nil {
            return FoundSigner(bytes: signedData.certificates[0], origin: .onlyEmbedded)
        }
        return FoundSigner(bytes: nil, origin: .missing, error: unreadable)
    }

    /// The most certificates that are tried for one SignerInfo after the first.
    private static let namesakeLimit = 8

    /// The facts under another certificate, where its key and not that of the first made the signature.
    ///
    /// Two certificates may share issuer and serial number or the key identifier, and some issuers name their signer wrongly beside two
    /// certificates: only the signature tells. Those that the identifier names come before the others of the message; none but the one that signed is
    /// asked for its path.
    private static func namesake(
        of first: SignerFacts, _ found: FoundSigner, _ signedData: SignedData, _ verification: SignerVerification,
        cache: inout VerificationCache
    ) -> SignerFacts? {
        let identifier = first.signerInfo.identifier
        var named: [(signer: FoundSigner, certificate: Certificate)] = []
        var others: [(signer: FoundSigner, certificate: Certificate)] = []
        for bytes in signedData.certificates.prefix(certificateLimit) where bytes != found.bytes {
            guard let certificate = try? Certificate(bytes) else { continue }
            if let match = identifier.matches(certificate) {
                named.append((FoundSigner(bytes: bytes, origin: .embedded(match)), certificate))
            } else {
                others.append((FoundSigner(bytes: bytes, origin: .onlyEmbedded), certificate))
            }
        }
        for stored in cache.store.signers(identifier) where stored.certificate.bytes != found.bytes {
            guard identifier.matches(stored.certificate) != nil else { continue }
            named.append((FoundSigner(bytes: stored.certificate.bytes, origin: .store), stored.certificate))
        }
        let candidate = (named + others).prefix(namesakeLimit).first {
            verification.proof(by: cache.key(of: $0.certificate), engine: cache.digests).signature.isValid
        }
        return candidate.map { facts(first.signerInfo, $0.signer, verification, cache: &cache) }
    }

    // MARK: Data groups

    private static func dataGroups(
        of chip: ChipFiles, _ securityObject: SecurityObject?, _ engine: DigestEngine
    ) -> [DataGroupFact] {
        let lds = securityObject?.lds
        let algorithm = lds?.hashAlgorithm.hashFunction?.digestAlgorithm
        var facts: [DataGroupFact] = []
        // No more than there are: the allocator hands out a kilobyte and more far slower.
        facts.reserveCapacity(min(16, max(chip.files.count, lds?.hashCount ?? 0)))
        for value in 1...16 {
            guard let number = DataGroupNumber(rawValue: value) else { continue }
            let place = chip.index(of: .dataGroup(number))
            let listed = lds?.index(of: number)
            if let place {
                facts.append(fact(number, chip.files[place], listed, in: lds, algorithm, engine))
            } else if listed != nil {
                facts.append(DataGroupFact(number: number, listed: listed, computed: nil, isSupplied: false, matches: nil))
            }
        }
        return facts
    }

    /// A supplied data group against its listed hash.
    private static func fact(
        _ number: DataGroupNumber, _ file: ChipFile, _ listed: Int?, in lds: LDSSecurityObject?, _ algorithm: DigestAlgorithm?,
        _ engine: DigestEngine
    ) -> DataGroupFact {
        guard let algorithm, let computed = try? engine.digest(algorithm, of: file.bytes, in: file.hashedRange) else {
            return DataGroupFact(number: number, listed: listed, computed: nil, isSupplied: true, matches: nil)
        }
        guard let lds, let listed else {
            return DataGroupFact(number: number, listed: nil, computed: computed, isSupplied: true, matches: nil)
        }
        // Where the list contradicts itself, the hash that the file does not have is the one that counts.
        if lds.hasDuplicates, let other = lds.indices(of: number).first(where: { !lds.hash(at: $0, is: computed) }) {
            return DataGroupFact(number: number, listed: other, computed: computed, isSupplied: true, matches: false)
        }
        if lds.hash(at: listed, is: computed) {
            return DataGroupFact(number: number, listed: listed, computed: computed, isSupplied: true, matches: true)
        }
        // Some issuers hash the file as it lies on the chip, fillers behind the element included.
        if file.hashedRange != file.bytes.indices, let whole = try? engine.digest(algorithm, of: file.bytes),
            lds.hash(at: listed, is: whole)
        {
            return DataGroupFact(
                number: number, listed: listed, computed: whole, isSupplied: true, matches: true, coversTrailingBytes: true)
        }
        return DataGroupFact(number: number, listed: listed, computed: computed, isSupplied: true, matches: false)
    }
}

extension LDSSecurityObject {
    /// Whether a listed hash is this digest.
    fileprivate func hash(at index: Int, is digest: Digest) -> Bool { digest.matches(content, in: range(of: index)) }
}
