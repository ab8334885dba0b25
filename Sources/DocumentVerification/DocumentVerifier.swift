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
    private static let certificateLimit = 16

    /// Proves what can be proved about a document and returns the facts, without a judgement.
    ///
    /// Same document, store and time give the same record. `digestFiles` asks for the SHA-256 of each captured file, for reports.
    public static func verify(
        _ document: TravelDocument, at time: Timestamp, digestFiles: Bool = false, cache: inout VerificationCache
    ) -> VerificationRecord {
        let chip = document.chip
        let securityObject = chip?.securityObject
        let facts = securityObject.map { SecurityObjectFacts(signers: signers(of: $0, cache: &cache)) }
        let dataGroups = chip.map { self.dataGroups(of: $0, securityObject, cache.digests) } ?? []
        let digests =
            digestFiles ? document.capture.files.compactMap { try? cache.digests.digest(.sha256, of: $0.bytes) } : []
        return VerificationRecord(
            document: document, time: time, securityObject: facts, dataGroups: dataGroups,
            issueDate: issueDate(of: document, facts, dataGroups, at: time), fileDigests: digests,
            activeAuthentication: activeAuthentication(of: document, engine: cache.digests))
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

    private static func signers(of securityObject: SecurityObject, cache: inout VerificationCache) -> [SignerFacts] {
        let signedData = securityObject.signedData
        guard let content = signedData.content else { return [] }
        return signedData.signerInfos.prefix(SecurityObjectFacts.signerLimit).map { signerInfo in
            let found = certificate(of: signerInfo, in: signedData, cache: &cache)
            let verification = SignerVerification(signerInfo, content: content.bytes, contentType: signedData.contentType)
            guard let bytes = found.bytes else {
                return SignerFacts(
                    signerInfo: signerInfo, origin: .missing, certificate: nil, identity: nil, certificateError: found.error,
                    proof: verification.proofWithoutKey(engine: cache.digests), path: nil, revocation: nil)
            }
            do throws(StructureError) {
                let signer = if let known = found.known { known } else { try cache.signer(bytes) }
                return SignerFacts(
                    signerInfo: signerInfo, origin: found.origin, certificate: signer.certificate, identity: signer.identity,
                    certificateError: nil, proof: verification.proof(by: signer.key, engine: cache.digests), path: signer.path,
                    revocation: signer.revocation, traits: signer.traits)
            } catch {
                return SignerFacts(
                    signerInfo: signerInfo, origin: found.origin, certificate: nil, identity: nil, certificateError: error,
                    proof: verification.proofWithoutKey(engine: cache.digests), path: nil, revocation: nil)
            }
        }
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
                let certificate = if let known { known.certificate } else { try Certificate(bytes) }
                guard let match = signerInfo.identifier.matches(certificate) else { continue }
                if match == .exact { return FoundSigner(bytes: bytes, origin: .embedded(.exact), known: known) }
                if best.map({ $0.match < match }) ?? true { best = (bytes, match) }
            } catch {
                unreadable = unreadable ?? error
            }
        }
        if let best { return FoundSigner(bytes: best.bytes, origin: .embedded(best.match)) }
        let stored: [StoredCertificate] =
            switch signerInfo.identifier {
            case .issuerAndSerialNumber(_, let serialNumber): cache.store.signers(serialNumber: serialNumber)
            case .subjectKeyIdentifier(let identifier): cache.store.signers(keyIdentifier: identifier)
            }
        if let match = stored.first(where: { signerInfo.identifier.matches($0.certificate) != nil }) {
            return FoundSigner(bytes: match.certificate.bytes, origin: .store)
        }
        if signedData.certificates.count == 1, unreadable == nil {
            return FoundSigner(bytes: signedData.certificates[0], origin: .onlyEmbedded)
        }
        return FoundSigner(bytes: nil, origin: .missing, error: unreadable)
    }

    // MARK: Data groups

    /// The digest of the whole file, where it is the listed one and that of the element alone is not.
    ///
    /// Some issuers hash the file as it lies on the chip, fillers behind the element included.
    private static func wholeDigest(
        of file: ChipFile, _ listed: ArraySlice<UInt8>?, _ algorithm: DigestAlgorithm?, _ engine: DigestEngine, _ element: Digest?
    ) -> Digest? {
        guard let listed, let algorithm, file.hashedBytes.count < file.bytes.count, element?.matches(listed) == false,
            let whole = try? engine.digest(algorithm, of: file.bytes), whole.matches(listed)
        else { return nil }
        return whole
    }

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
            let listed = lds?.hash(of: number)
            guard place != nil || listed != nil else { continue }
            var computed: Digest?
            if let algorithm, let place { computed = try? engine.digest(algorithm, of: chip.files[place].hashedBytes) }
            // Where the list contradicts itself, the hash that the file does not have is the one that counts.
            let other = lds.flatMap { lds in lds.hasDuplicates ? lds.hashes(of: number).first { computed?.matches($0) == false } : nil }
            let whole = other == nil ? place.flatMap { wholeDigest(of: chip.files[$0], listed, algorithm, engine, computed) } : nil
            facts.append(
                DataGroupFact(
                    number: number, listed: other ?? listed, computed: whole ?? computed, isSupplied: place != nil,
                    coversTrailingBytes: whole != nil))
        }
        return facts
    }
}
