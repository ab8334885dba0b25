import SafeOpenSSL

/// One thing that is wrong with an infrastructure; each is made in a folder of its own, with a store of its own where it needs one.
package enum InfrastructureFault: String, Sendable, CaseIterable {
    // Paths
    case linkCycle = "link-cycle"
    case linkLoop = "link-loop"
    case linkOrphan = "link-orphan"
    case linkSelfIssued = "link-self-issued"
    case oneKeyTwoNames = "one-key-two-names"
    case crossCertified = "cross-certified"
    case backupAuthorities = "backup-authorities"
    case rogueAuthority = "rogue-authority"
    case sameNameOtherKey = "same-name-other-key"
    case keyIdentifierCollision = "key-identifier-collision"
    case customCurve = "custom-curve"
    case authorityFlood = "authority-flood"
    case signerAsAuthority = "signer-as-authority"
    case selfSignatureBroken = "self-signature-broken"
    case certificateBitFlipped = "certificate-bit-flipped"
    case unsupportedAlgorithm = "unsupported-algorithm"
    // Revocation lists
    case revocationListSignature = "revocation-list-signature"
    case revocationListByStranger = "revocation-list-by-stranger"
    case revocationListStale = "revocation-list-stale"
    case revocationListPEM = "revocation-list-pem"
    case revocationListForms = "revocation-list-forms"
    case revocationSerials = "revocation-serials"
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
    // Directories
    case directoryForms = "directory-forms"
    case directoryDeletion = "directory-deletion"
    case directoryDamaged = "directory-damaged"
    case directoryDeviationList = "directory-deviation-list"

    /// What was done.
    package var summary: String {
        switch self {
        case .linkCycle: "two authorities that certify each other, and neither is an anchor"
        case .linkLoop: "a thousand authorities of which each certifies the next, and the last the first; none is an anchor"
        case .linkOrphan: "a link certificate whose issuer is nowhere, and a signer below it"
        case .linkSelfIssued: "a link certificate that names its subject as its issuer, whose key is nowhere (Cyprus, Bulgaria)"
        case .oneKeyTwoNames: "two CSCAs of one key under two names; each has a signer (Georgia)"
        case .crossCertified: "a CSCA of the islands, which name another country, certified by that of the mainland (Bermuda)"
        case .backupAuthorities: "sixteen CSCAs of which one signs, half of them expired (Greece)"
        case .rogueAuthority: "a stranger's CSCA under the newest CSCA's name and key identifier, and a signer below it"
        case .sameNameOtherKey: "a stranger's CSCA under the newest CSCA's name with a key identifier of its own, and a signer below it"
        case .keyIdentifierCollision: "two CSCAs of different keys with one name and one key identifier; each has a signer"
        case .customCurve: "a certificate whose curve has the CSCA's public key as its base point (CVE-2020-0601), and a signer below it"
        case .authorityFlood: "three hundred CSCAs of one name and one key identifier; the last one's signer costs as many signatures"
        case .signerAsAuthority: "a document signer that certifies another"
        case .selfSignatureBroken: "a CSCA whose own signature is broken; its key signs well (Estonia, Latvia)"
        case .certificateBitFlipped: "a document signer with one bit of the signed part changed"
        case .unsupportedAlgorithm: "document signers said to be signed by GOST R 34.10 and by SM2, with right signatures by ECDSA"
        case .revocationListSignature: "a revocation list with a broken signature; what it names is not revoked by it"
        case .revocationListByStranger: "a stranger's revocation list under the newest CSCA's name and key identifier"
        case .revocationListStale: "a revocation list that should have been replaced a year ago"
        case .revocationListPEM: "a revocation list in PEM (Lithuania)"
        case .revocationListForms: "revocation lists with what the profile forbids, or without what it asks for"
        case .revocationSerials: "a revocation list of signers whose serial numbers are negative, zero and of 24 octets"
        case .listByStranger: "a master list whose signer's CSCA is in the list and nowhere else"
        case .listSignature: "a master list with a broken signature"
        case .listMessageDigest: "a master list whose messageDigest is not that of its content, signed so"
        case .listContentType: "a master list whose contentType attribute is id-data, signed so"
        case .listSignerUsage: "a master list signed by a document signer"
        case .listSignerExpired: "a master list whose signer had expired when it was signed"
        case .listUnsorted: "a master list whose SET is in the reverse of DER's order"
        case .listDuplicates: "a master list that holds a certificate twice"
        case .listGarbage: "a master list with an element that is no certificate between two that are"
        case .directoryForms: "the same three entries in every form of LDIF that was met"
        case .directoryDeletion: "LDIF of a change that deletes an entry; a store deletes nothing"
        case .directoryDamaged: "LDIF with an entry whose base64 is broken between two that are right"
        case .directoryDeviationList: "a deviation list in LDIF, one of whose entries names a document signer as a CSCA (Germany)"
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
        case .linkSelfIssued, .oneKeyTwoNames, .crossCertified, .backupAuthorities, .unsupportedAlgorithm: try folder.makeOddPath()
        case .revocationListSignature, .revocationListByStranger, .revocationListStale, .revocationListPEM, .revocationListForms:
            try folder.makeRevocation()
        case .revocationSerials: try folder.makeRevokedSerials()
        case .listByStranger, .listSignature, .listMessageDigest, .listContentType, .listSignerUsage, .listSignerExpired, .listUnsorted,
            .listDuplicates, .listGarbage:
            try folder.makeList()
        case .directoryForms, .directoryDeletion, .directoryDamaged, .directoryDeviationList: try folder.makeDirectory()
        }
        return folder.files
    }
}
