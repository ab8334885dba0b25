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
            issueDate: issueDate(of: document, facts, dataGroups, at: time), fileDigests: digests)
    }

    // MARK: Signers

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
                let signer = try cache.signer(bytes)
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
    ) -> (bytes: ArraySlice<UInt8>?, origin: SignerOrigin, error: StructureError?) {
        var best: (bytes: ArraySlice<UInt8>, match: IdentifierMatch)?
        var unreadable: StructureError?
        for bytes in signedData.certificates.prefix(certificateLimit) {
            do throws(StructureError) {
                let certificate = try cache.certificate(bytes)
                guard let match = signerInfo.identifier.matches(certificate) else { continue }
                if best.map({ $0.match < match }) ?? true { best = (bytes, match) }
                if match == .exact { break }
            } catch {
                unreadable = unreadable ?? error
            }
        }
        if let best { return (best.bytes, .embedded(best.match), nil) }
        let stored: [StoredCertificate] =
            switch signerInfo.identifier {
            case .issuerAndSerialNumber(_, let serialNumber): cache.store.signers(serialNumber: serialNumber)
            case .subjectKeyIdentifier(let identifier): cache.store.signers(keyIdentifier: identifier)
            }
        if let match = stored.first(where: { signerInfo.identifier.matches($0.certificate) != nil }) {
            return (match.certificate.bytes, .store, nil)
        }
        if signedData.certificates.count == 1, unreadable == nil { return (signedData.certificates[0], .onlyEmbedded, nil) }
        return (nil, .missing, unreadable)
    }

    // MARK: Data groups

    private static func dataGroups(
        of chip: ChipFiles, _ securityObject: SecurityObject?, _ engine: DigestEngine
    ) -> [DataGroupFact] {
        let lds = securityObject?.lds
        let algorithm = lds?.hashAlgorithm.hashFunction?.digestAlgorithm
        var facts: [DataGroupFact] = []
        facts.reserveCapacity(DataGroupNumber.allCases.count)
        for number in DataGroupNumber.allCases {
            let file = chip[.dataGroup(number)]
            let listed = lds?.hash(of: number)
            guard file != nil || listed != nil else { continue }
            var computed = algorithm.flatMap { algorithm in file.flatMap { try? engine.digest(algorithm, of: $0.hashedBytes) } }
            // Some issuers hash the file as it lies on the chip, fillers behind the element included.
            var coversTrailingBytes = false
            if let algorithm, let file, let listed, file.hashedBytes.count < file.bytes.count, computed?.matches(listed) == false,
                let whole = try? engine.digest(algorithm, of: file.bytes), whole.matches(listed)
            {
                computed = whole
                coversTrailingBytes = true
            }
            facts.append(
                DataGroupFact(
                    number: number, listed: listed, computed: computed, isSupplied: file != nil, coversTrailingBytes: coversTrailingBytes))
        }
        return facts
    }
}
