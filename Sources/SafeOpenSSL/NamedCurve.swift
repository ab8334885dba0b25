/// An elliptic curve over a prime field that travel documents and their certificates use.
///
/// SEC 2 / FIPS 186-4 and RFC 5639. All have the cofactor one.
public enum NamedCurve: UInt8, Sendable, Hashable, CaseIterable {
    case p192, p224, p256, p384, p521
    case brainpoolP160r1, brainpoolP192r1, brainpoolP224r1, brainpoolP256r1, brainpoolP320r1, brainpoolP384r1, brainpoolP512r1

    /// The name as SEC 2 and RFC 5639 write it: `secp256r1`, `brainpoolP256r1`.
    public var name: String { row.name }

    /// The object identifier in dotted form: `1.2.840.10045.3.1.7`.
    public var oidDotted: String { row.dotted }

    /// The content octets of the object identifier.
    public var oidContent: [UInt8] { row.content }

    /// The number of octets of a field element, hence of a coordinate.
    public var fieldSize: Int { (row.bits + 7) / 8 }

    /// The number of bits of the order of the base point; for all these curves that of the prime too.
    public var orderBits: Int { row.bits }

    /// The number of octets of the order, hence of r and of s in the plain form of a signature.
    public var orderSize: Int { (row.bits + 7) / 8 }

    /// The other curve whose field has elements of the same length, or nil: of each length there are one or two.
    package var otherOfSameSize: NamedCurve? { NamedCurve.allCases.first { $0 != self && $0.fieldSize == fieldSize } }

    /// The curve of this object identifier, or nil.
    public init?(oidContent: ArraySlice<UInt8>) {
        guard let found = NamedCurve.allCases.first(where: { $0.row.content.elementsEqual(oidContent) }) else { return nil }
        self = found
    }

    /// The curve of this object identifier in dotted form, or nil.
    public init?(oidDotted: String) {
        guard let found = NamedCurve.allCases.first(where: { $0.row.dotted == oidDotted }) else { return nil }
        self = found
    }

    /// The name by which OpenSSL's providers know the curve.
    var nameInOpenSSL: String {
        switch self {
        case .p192: "prime192v1"
        case .p256: "prime256v1"
        default: row.name
        }
    }

    private var row: Row { NamedCurve.rows[Int(rawValue)] }

    private struct Row {
        let name: String
        let bits: Int
        let dotted: String
        let content: [UInt8]
    }

    private static let rows: [Row] = [
        Row(name: "secp192r1", bits: 192, dotted: "1.2.840.10045.3.1.1", content: ansi + [0x01]),
        Row(name: "secp224r1", bits: 224, dotted: "1.3.132.0.33", content: [0x2B, 0x81, 0x04, 0x00, 0x21]),
        Row(name: "secp256r1", bits: 256, dotted: "1.2.840.10045.3.1.7", content: ansi + [0x07]),
        Row(name: "secp384r1", bits: 384, dotted: "1.3.132.0.34", content: [0x2B, 0x81, 0x04, 0x00, 0x22]),
        Row(name: "secp521r1", bits: 521, dotted: "1.3.132.0.35", content: [0x2B, 0x81, 0x04, 0x00, 0x23]),
        Row(name: "brainpoolP160r1", bits: 160, dotted: "1.3.36.3.3.2.8.1.1.1", content: brainpool + [0x01]),
        Row(name: "brainpoolP192r1", bits: 192, dotted: "1.3.36.3.3.2.8.1.1.3", content: brainpool + [0x03]),
        Row(name: "brainpoolP224r1", bits: 224, dotted: "1.3.36.3.3.2.8.1.1.5", content: brainpool + [0x05]),
        Row(name: "brainpoolP256r1", bits: 256, dotted: "1.3.36.3.3.2.8.1.1.7", content: brainpool + [0x07]),
        Row(name: "brainpoolP320r1", bits: 320, dotted: "1.3.36.3.3.2.8.1.1.9", content: brainpool + [0x09]),
        Row(name: "brainpoolP384r1", bits: 384, dotted: "1.3.36.3.3.2.8.1.1.11", content: brainpool + [0x0B]),
        Row(name: "brainpoolP512r1", bits: 512, dotted: "1.3.36.3.3.2.8.1.1.13", content: brainpool + [0x0D]),
    ]

    private static let ansi: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01]
    private static let brainpool: [UInt8] = [0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01]
}
