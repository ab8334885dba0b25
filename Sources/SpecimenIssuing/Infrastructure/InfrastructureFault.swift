import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// One thing that is wrong with an infrastructure; each is made in a folder of its own, with a store of its own where it needs one.
package enum InfrastructureFault: String, Sendable, CaseIterable {
    // Paths
    case linkCycle = "link-cycle"
    case linkLoop = "link-loop"
    case linkOrphan = "link-orphan"
    case rogueAuthority = "rogue-authority"
    case sameNameOtherKey = "same-name-other-key"
    case keyIdentifierCollision = "key-identifier-collision"
    case customCurve = "custom-curve"
    case authorityFlood = "authority-flood"
    case signerAsAuthority = "signer-as-authority"
    case selfSignatureBroken = "self-signature-broken"
    case certificateBitFlipped = "certificate-bit-flipped"
    // Revocation lists
    case revocationListSignature = "revocation-list-signature"
    case revocationListByStranger = "revocation-list-by-stranger"
    case revocationListStale = "revocation-list-stale"
    case revocationListPEM = "revocation-list-pem"
    case revocationListForms = "revocation-list-forms"
    // Master lists
    case listByStranger = "list-by-stranger"
    case listSignature = "list-signature"
    case listMessageDigest = "list-message-digest"
    case listContentType = "list-content-type"
    case listSignerUsage = "list-signer-usage"
    case listSignerExpired = "list-signer-expired"
    case listUnsorted = "list-unsorted"
    case listDuplicates = "list-duplicates"
    case listGarbage = "list-garbage"

    /// What was done.
    package var summary: String {
        switch self {
        case .linkCycle: "two authorities that certify each other, and neither is an anchor"
        case .linkLoop: "a thousand authorities of which each certifies the next, and the last the first; none is an anchor"
        case .linkOrphan: "a link certificate whose issuer is nowhere, and a signer below it"
        case .rogueAuthority: "a stranger's CSCA under the newest CSCA's name and key identifier, and a signer below it"
        case .sameNameOtherKey: "a stranger's CSCA under the newest CSCA's name with a key identifier of its own, and a signer below it"
        case .keyIdentifierCollision: "two CSCAs of different keys with one name and one key identifier; each has a signer"
        case .customCurve: "a certificate whose curve has the CSCA's public key as its base point (CVE-2020-0601), and a signer below it"
        case .authorityFlood: "three hundred CSCAs of one name and one key identifier; the last one's signer costs as many signatures"
        case .signerAsAuthority: "a document signer that certifies another"
        case .selfSignatureBroken: "a CSCA whose own signature is broken; its key signs well (Estonia, Latvia)"
        case .certificateBitFlipped: "a document signer with one bit of the signed part changed"
        case .revocationListSignature: "a revocation list with a broken signature; what it names is not revoked by it"
        case .revocationListByStranger: "a stranger's revocation list under the newest CSCA's name and key identifier"
        case .revocationListStale: "a revocation list that should have been replaced a year ago"
        case .revocationListPEM: "a revocation list in PEM (Lithuania)"
        case .revocationListForms: "revocation lists with what the profile forbids, or without what it asks for"
        case .listByStranger: "a master list whose signer's CSCA is in the list and nowhere else"
        case .listSignature: "a master list with a broken signature"
        case .listMessageDigest: "a master list whose messageDigest is not that of its content, signed so"
        case .listContentType: "a master list whose contentType attribute is id-data, signed so"
        case .listSignerUsage: "a master list signed by a document signer"
        case .listSignerExpired: "a master list whose signer had expired when it was signed"
        case .listUnsorted: "a master list whose SET is in the reverse of DER's order"
        case .listDuplicates: "a master list that holds a certificate twice"
        case .listGarbage: "a master list with an element that is no certificate between two that are"
        }
    }

    /// The authorities of a loop.
    package static let loopLength = 1000
    /// The authorities of a flood: several times what a path search may try.
    package static let floodSize = 300

    func make(_ infrastructure: inout Infrastructure) throws(OpenSSLError) -> [IssuedFile] {
        var folder = FaultFolder(self, infrastructure)
        switch self {
        case .linkCycle, .linkLoop, .linkOrphan, .rogueAuthority, .sameNameOtherKey, .keyIdentifierCollision, .customCurve,
            .authorityFlood, .signerAsAuthority, .selfSignatureBroken, .certificateBitFlipped:
            try folder.makePath()
        case .revocationListSignature, .revocationListByStranger, .revocationListStale, .revocationListPEM, .revocationListForms:
            try folder.makeRevocation()
        case .listByStranger, .listSignature, .listMessageDigest, .listContentType, .listSignerUsage, .listSignerExpired, .listUnsorted,
            .listDuplicates, .listGarbage:
            try folder.makeList()
        }
        return folder.files
    }
}

/// The making of one fault's folder.
struct FaultFolder {
    let fault: InfrastructureFault
    let infrastructure: Infrastructure
    private(set) var files: [IssuedFile] = []
    private var pool: KeyPool
    private var keys = 0

    init(_ fault: InfrastructureFault, _ infrastructure: Infrastructure) {
        self.fault = fault
        self.infrastructure = infrastructure
        pool = infrastructure.pool
    }

    var newest: Infrastructure.Generation { infrastructure.newest }
    var path: String { "faults/\(fault.rawValue)" }
    /// The folder of what is trusted for this fault's statements.
    var store: String { path + "/store" }

    /// A key of nobody else, on P-256 by name: faults are about structure, and a thousand keys must be made quickly.
    mutating func key() throws(OpenSSLError) -> IssuingKey {
        keys += 1
        let place = InfrastructureFault.allCases.firstIndex(of: fault) ?? 0
        let key = try pool.privateKey(.curve(.p256), 1000 + 2000 * place + keys)
        return IssuingKey(key, form: .named, scheme: .ecdsa(.sha256))
    }

    mutating func authority(_ commonName: String) throws(OpenSSLError) -> CertificateAuthority {
        var authority = CertificateAuthority(name: Name(unit: "Country Signing", commonName: commonName), key: try key())
        authority.serialNumber = [0x05, UInt8(truncatingIfNeeded: keys >> 8), UInt8(truncatingIfNeeded: keys)]
        return authority
    }

    /// A CSCA's certificate by itself, with another key identifier where one is given.
    func own(_ authority: CertificateAuthority, keyIdentifier: [UInt8]? = nil) throws(OpenSSLError) -> [UInt8] {
        var request = infrastructure.selfRequest(authority)
        if let keyIdentifier {
            request.form.extensionEdits = [
                .replace(.subjectKeyIdentifier) { _ in encoded { $0.write(.octetString, keyIdentifier) } }
            ]
        }
        return try authority.issue(request, authorityKeyIdentifier: keyIdentifier)
    }

    /// A document signer's certificate by an authority.
    mutating func signer(
        of authority: CertificateAuthority, keyIdentifier: [UInt8]? = nil
    ) throws(OpenSSLError) -> (bytes: [UInt8], request: CertificateRequest) {
        let request = try signerRequest()
        return (try authority.issue(request, authorityKeyIdentifier: keyIdentifier), request)
    }

    mutating func signerRequest(_ profile: CertificateProfile = .documentSigner) throws(OpenSSLError) -> CertificateRequest {
        let key = try key()
        let validity = Period(infrastructure.plan.time.days(-60), infrastructure.plan.time.days(3600))
        return CertificateRequest(
            profile, subject: Name(unit: "Faults", commonName: "Signer \(fault.rawValue) \(keys)"), key: key,
            serialNumber: [0x06, UInt8(truncatingIfNeeded: keys)], validity: validity,
            privateKeyUsage: Period(validity.notBefore, infrastructure.plan.time.days(30)),
            documentTypes: profile == .documentSigner ? ["P"] : [])
    }

    func link(from old: CertificateAuthority, to new: CertificateAuthority, number: Int = 1) throws(OpenSSLError) -> [UInt8] {
        let template = infrastructure.selfRequest(new)
        return try old.issue(
            CertificateRequest(
                .link, subject: new.name, key: new.key,
                serialNumber: [0x07, UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)],
                validity: template.validity, privateKeyUsage: template.privateKeyUsage))
    }

    /// Adds a file of which no path must be found.
    mutating func add(
        _ name: String, _ kind: IssuedFile.Kind, _ bytes: [UInt8], signedBy: String? = nil, chainsTo: String? = nil, ownStore: Bool = true,
        _ change: (inout IssuedFile) -> Void = { _ in }
    ) {
        var file = IssuedFile("\(path)/\(name)", kind, bytes)
        file.signedBy = signedBy.map { "\(path)/\($0)" }
        file.chainsTo = chainsTo.map { "\(path)/\($0)" }
        if ownStore { file.store = [store] }
        file.remark = fault.summary
        change(&file)
        files.append(file)
    }
}
