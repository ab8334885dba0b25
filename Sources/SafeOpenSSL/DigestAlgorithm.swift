/// A hash function that travel documents use.
///
/// Raw values and order are those of `HashFunction` in SignedStructures; the last three are met in answers of chips alone. MD5 and SHA-1 are
/// here because real certificates use them; that they are weak is for a policy to say.
public enum DigestAlgorithm: UInt8, Sendable, Hashable, CaseIterable {
    case md5, sha1, sha224, sha256, sha384, sha512
    case ripemd160
    /// SHA-512/224 and SHA-512/256: the functions SHA-512/t of FIPS 180-4.
    case sha512t224, sha512t256

    /// The number of octets of a digest: 16 to 64.
    public var outputLength: Int {
        switch self {
        case .md5: 16
        case .sha1, .ripemd160: 20
        case .sha224, .sha512t224: 28
        case .sha256, .sha512t256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// The name as FIPS 180-4 writes it: `SHA-256`.
    public var name: String {
        switch self {
        case .md5: "MD5"
        case .sha1: "SHA-1"
        case .sha224: "SHA-224"
        case .sha256: "SHA-256"
        case .sha384: "SHA-384"
        case .sha512: "SHA-512"
        case .ripemd160: "RIPEMD-160"
        case .sha512t224: "SHA-512/224"
        case .sha512t256: "SHA-512/256"
        }
    }

    /// The content octets of the object identifier, as RFC 8017, B.1 lists it, and TeleTrusT that of RIPEMD-160.
    var objectIdentifier: [UInt8] {
        switch self {
        case .md5: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x02, 0x05]
        case .sha1: [0x2B, 0x0E, 0x03, 0x02, 0x1A]
        case .sha224: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x04]
        case .sha256: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]
        case .sha384: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02]
        case .sha512: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03]
        case .ripemd160: [0x2B, 0x24, 0x03, 0x02, 0x01]
        case .sha512t224: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x05]
        case .sha512t256: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x06]
        }
    }
}
