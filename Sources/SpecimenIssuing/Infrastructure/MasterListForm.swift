/// How a master list is made up; each way was met among the lists that states publish.
package enum MasterListForm: String, Sendable, CaseIterable {
    case signerAndAuthority = "signer-and-authority"
    case oldestDropped = "oldest-dropped"
    case linksDropped = "links-dropped"
    case signedByAuthority = "signed-by-authority"
    case signerInList = "signer-in-list"
    case trailingBytes = "trailing-bytes"
    case digestInfoWithoutNull = "digest-info-without-null"
    case rsaEncryption = "rsa-encryption"
    case pssSHA512 = "pss-sha512"

    /// What it is, and who does so.
    package var summary: String {
        switch self {
        case .signerAndAuthority: "signer and CSCA inside the message, signer named by key identifier (Germany, ICAO)"
        case .oldestDropped: "signer alone inside the message, named by issuer and serial number; without the oldest CSCA (Italy, Spain)"
        case .linksDropped: "signer alone inside the message, named by key identifier; without link certificates (Netherlands)"
        case .signedByAuthority: "signed by the CSCA itself (Germany, 2019)"
        case .signerInList: "no certificate inside the message; that of the signer is in the list"
        case .trailingBytes: "bytes after the message"
        case .digestInfoWithoutNull: "signature with a DigestInfo without NULL (ICAO, September 2023)"
        case .rsaEncryption: "signature algorithm rsaEncryption, the hash function in the digest algorithm (Spain)"
        case .pssSHA512: "signature by RSASSA-PSS with SHA-512 (Estonia, Italy)"
        }
    }

    /// Whether the signer must have an RSA key.
    var needsRSA: Bool { self == .digestInfoWithoutNull || self == .rsaEncryption }

    /// What does not belong into a list, and stands behind one all the same.
    static let trailing: [UInt8] = [0x0D, 0x0A, 0x00]
}
