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

    @inlinable public static var boolean: Tag { Tag(0x01) }
    @inlinable public static var integer: Tag { Tag(0x02) }
    @inlinable public static var bitString: Tag { Tag(0x03) }
    @inlinable public static var octetString: Tag { Tag(0x04) }
    @inlinable public static var constructedOctetString: Tag { Tag(0x24) }
    @inlinable public static var null: Tag { Tag(0x05) }
    @inlinable public static var objectIdentifier: Tag { Tag(0x06) }
    @inlinable public static var utf8String: Tag { Tag(0x0C) }
    @inlinable public static var printableString: Tag { Tag(0x13) }
    @inlinable public static var teletexString: Tag { Tag(0x14) }
    @inlinable public static var ia5String: Tag { Tag(0x16) }
    @inlinable public static var utcTime: Tag { Tag(0x17) }
    @inlinable public static var generalizedTime: Tag { Tag(0x18) }
    @inlinable public static var visibleString: Tag { Tag(0x1A) }
    @inlinable public static var universalString: Tag { Tag(0x1C) }
    @inlinable public static var bmpString: Tag { Tag(0x1E) }
    @inlinable public static var sequence: Tag { Tag(0x30) }
    @inlinable public static var set: Tag { Tag(0x31) }
}
