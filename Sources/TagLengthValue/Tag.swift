/// The identifier octets of a BER element, as they stand in the file: `0x30`, `0x5F1F`, `0x7F61`.
///
/// X.690, 8.1.2. Tags of up to four octets; ICAO's data groups use one and two.
public struct Tag: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The identifier octets, big-endian.
    public let rawValue: UInt32

    @inlinable
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    @inlinable
    public init(_ rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The class bits of the first octet.
    public enum Class: UInt8, Sendable {
        case universal, application, contextSpecific, `private`
    }

    /// The number of identifier octets, 1 to 4.
    @inlinable public var octetCount: Int {
        rawValue < 0x100 ? 1 : rawValue < 0x1_0000 ? 2 : rawValue < 0x100_0000 ? 3 : 4
    }

    @usableFromInline var firstOctet: UInt8 {
        UInt8(truncatingIfNeeded: rawValue >> UInt32(8 * (octetCount - 1)))
    }

    /// Whether the content is itself a series of elements.
    @inlinable public var isConstructed: Bool { firstOctet & 0x20 != 0 }

    public var tagClass: Class { Class(rawValue: firstOctet >> 6) ?? .universal }

    /// Upper hexadecimal, as the standards print tags: `7F61`.
    public var description: String {
        let digits = String(rawValue, radix: 16, uppercase: true)
        return digits.count % 2 == 0 ? digits : "0" + digits
    }

    /// `[n]` in the constructed form, with n below 31.
    @inlinable
    public static func context(_ number: UInt8) -> Tag { Tag(UInt32(0xA0 | number & 0x1F)) }

    /// `[n]` in the primitive form, with n below 31.
    @inlinable
    public static func contextPrimitive(_ number: UInt8) -> Tag { Tag(UInt32(0x80 | number & 0x1F)) }

    public static let boolean = Tag(0x01)
    public static let integer = Tag(0x02)
    public static let bitString = Tag(0x03)
    public static let octetString = Tag(0x04)
    public static let constructedOctetString = Tag(0x24)
    public static let null = Tag(0x05)
    public static let objectIdentifier = Tag(0x06)
    public static let utf8String = Tag(0x0C)
    public static let printableString = Tag(0x13)
    public static let teletexString = Tag(0x14)
    public static let ia5String = Tag(0x16)
    public static let utcTime = Tag(0x17)
    public static let generalizedTime = Tag(0x18)
    public static let visibleString = Tag(0x1A)
    public static let universalString = Tag(0x1C)
    public static let bmpString = Tag(0x1E)
    public static let sequence = Tag(0x30)
    public static let set = Tag(0x31)
}
