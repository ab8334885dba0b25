/// A hash function that security objects, certificates and signatures use.
public enum HashFunction: UInt8, Sendable, Hashable, CaseIterable {
    case md5, sha1, sha224, sha256, sha384, sha512

    /// The name as FIPS 180-4 prints it: `SHA-256`.
    public var name: String {
        switch self {
        case .md5: "MD5"
        case .sha1: "SHA-1"
        case .sha224: "SHA-224"
        case .sha256: "SHA-256"
        case .sha384: "SHA-384"
        case .sha512: "SHA-512"
        }
    }

    /// The length of a digest in octets.
    public var outputLength: Int {
        switch self {
        case .md5: 16
        case .sha1: 20
        case .sha224: 28
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    public var oid: OID {
        switch self {
        case .md5: .md5
        case .sha1: .sha1
        case .sha224: .sha224
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        }
    }

    public init?(oid: OID) {
        switch oid {
        case .sha256: self = .sha256
        case .sha1: self = .sha1
        case .sha384: self = .sha384
        case .sha512: self = .sha512
        case .sha224: self = .sha224
        case .md5: self = .md5
        default: return nil
        }
    }
}
