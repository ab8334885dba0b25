public import CivilTime
import Irregularities
import TagLengthValue

/// One extension of a certificate or of a CRL.
public struct CertificateExtension: Sendable, Hashable {
    public let oid: OID
    public let isCritical: Bool
    /// The content of the OCTET STRING extnValue: the DER of the extension.
    public let value: ArraySlice<UInt8>
}

/// Whether a key is a CA's, and how many CAs may follow below it (RFC 5280, 4.2.1.9).
public struct BasicConstraints: Sendable, Hashable {
    public let isCA: Bool
    public let pathLength: Int?

    public init(isCA: Bool, pathLength: Int?) {
        self.isCA = isCA
        self.pathLength = pathLength
    }
}

/// The period in which the private key signs (RFC 3280, 4.2.1.4; Doc 9303-12, 7.1); an end that is absent or cannot be read is nil.
public struct PrivateKeyUsagePeriod: Sendable, Hashable {
    public let notBefore: Timestamp?
    public let notAfter: Timestamp?
}

/// What a key may be used for, in the order of the bits (RFC 5280, 4.2.1.3).
public struct KeyUsage: OptionSet, Sendable, Hashable {
    /// Bit n of the standard's BIT STRING is bit n here, counted from the least significant.
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    public static let digitalSignature = KeyUsage(rawValue: 1 << 0)
    public static let nonRepudiation = KeyUsage(rawValue: 1 << 1)
    public static let keyEncipherment = KeyUsage(rawValue: 1 << 2)
    public static let dataEncipherment = KeyUsage(rawValue: 1 << 3)
    public static let keyAgreement = KeyUsage(rawValue: 1 << 4)
    public static let keyCertSign = KeyUsage(rawValue: 1 << 5)
    public static let cRLSign = KeyUsage(rawValue: 1 << 6)
    public static let encipherOnly = KeyUsage(rawValue: 1 << 7)
    public static let decipherOnly = KeyUsage(rawValue: 1 << 8)

    /// Reads the BIT STRING, or returns nil where the bytes are none.
    init?(_ value: ArraySlice<UInt8>) {
        guard let bits = try? ElementReader.only(.bitString, in: value).content, let unused = bits.first, unused < 8 else { return nil }
        var raw: UInt16 = 0
        for (index, octet) in bits.dropFirst().prefix(2).enumerated() {
            for bit in 0..<8 where octet & 0x80 >> UInt8(bit) != 0 { raw |= 1 << UInt16(index * 8 + bit) }
        }
        self.init(rawValue: raw)
    }
}

extension Certificate {
    /// All extensions in the order of the file, read anew at each call; those that cannot be read are left out.
    public var extensions: [CertificateExtension] { known.extensions(in: bytes) }

    /// The DER of a known extension.
    func value(_ slot: KnownExtensions.Slot) -> ArraySlice<UInt8>? {
        known[slot].map { bytes[$0] }
    }

    /// Whether an extension is marked critical; false where it is absent.
    public func isCritical(_ identifier: OID) -> Bool {
        KnownExtensions.Slot(identifier).map { known.isCritical($0) }
            ?? extensions.first { $0.oid == identifier }?.isCritical ?? false
    }

    /// The subject key identifier without its OCTET STRING; raw octets where an issuer left the OCTET STRING out (Lithuania).
    public var subjectKeyIdentifier: ArraySlice<UInt8>? {
        guard let value = value(.subjectKeyIdentifier) else { return nil }
        return (try? ElementReader.only(.octetString, in: value))?.content ?? value
    }

    /// The keyIdentifier of the authority key identifier.
    public var authorityKeyIdentifier: ArraySlice<UInt8>? {
        value(.authorityKeyIdentifier).flatMap { AuthorityKeyIdentifier($0)?.keyIdentifier }
    }

    /// The serial number that the authority key identifier gives for the issuer's certificate, as raw INTEGER content.
    public var authorityCertificateSerialNumber: ArraySlice<UInt8>? {
        value(.authorityKeyIdentifier).flatMap { AuthorityKeyIdentifier($0)?.serialNumber }
    }

    /// Nil where the extension is absent or cannot be read.
    public var keyUsage: KeyUsage? { value(.keyUsage).flatMap { KeyUsage($0) } }

    /// Nil where the extension is absent or cannot be read.
    public var basicConstraints: BasicConstraints? { value(.basicConstraints).flatMap { BasicConstraints($0) } }

    /// The purposes of the key; empty where the extension is absent or cannot be read.
    public var extendedKeyUsage: [OID] { value(.extendedKeyUsage).flatMap { readObjectIdentifiers($0) } ?? [] }

    /// Nil where the extension is absent or cannot be read.
    public var privateKeyUsagePeriod: PrivateKeyUsagePeriod? {
        value(.privateKeyUsagePeriod).flatMap { PrivateKeyUsagePeriod($0) }
    }

    /// The document types that the signer may sign, in any of the encodings met; nil where the extension is absent.
    public var documentTypeList: DocumentTypeList? { value(.documentTypeList).map { DocumentTypeList($0) } }

    /// Nil where the extension is absent.
    public var subjectAlternativeName: AlternativeName? { value(.subjectAlternativeName).map { AlternativeName($0) } }

    /// Nil where the extension is absent.
    public var issuerAlternativeName: AlternativeName? { value(.issuerAlternativeName).map { AlternativeName($0) } }

    /// The DER of the extension, not looked into.
    public var cRLDistributionPoints: ArraySlice<UInt8>? { value(.cRLDistributionPoints) }

    /// Whether the CSCA's name changes with this certificate (Doc 9303-12, 7.1.1).
    public var hasNameChange: Bool { known[.nameChange] != nil }

    var extensionIrregularities: [Irregularity] {
        var found: [Irregularity] = []
        func note(_ slot: KnownExtensions.Slot, _ code: ReasonCode, unless isRegular: (ArraySlice<UInt8>) -> Bool) {
            guard let value = value(slot), !isRegular(value) else { return }
            found.append(Irregularity(code, at: SourceLocation(of: value)))
        }
        note(.subjectKeyIdentifier, .rawKeyIdentifier) { (try? ElementReader.only(.octetString, in: $0)) != nil }
        note(.authorityKeyIdentifier, .malformedExtension) { AuthorityKeyIdentifier($0)?.isRegular ?? false }
        note(.keyUsage, .malformedExtension) { KeyUsage($0) != nil }
        note(.basicConstraints, .malformedExtension) { BasicConstraints($0) != nil }
        note(.extendedKeyUsage, .malformedExtension) { readObjectIdentifiers($0) != nil }
        note(.privateKeyUsagePeriod, .malformedExtension) { PrivateKeyUsagePeriod($0)?.isWhole($0) ?? false }
        note(.subjectAlternativeName, .malformedExtension) { AlternativeName($0).isReadable }
        note(.issuerAlternativeName, .malformedExtension) { AlternativeName($0).isReadable }
        return found + (documentTypeList?.irregularities ?? [])
    }
}

extension KnownExtensions {
    func extensions(in bytes: ArraySlice<UInt8>) -> [CertificateExtension] {
        var found: [CertificateExtension] = []
        var outer = ElementCursor(over: bytes[whole])
        guard let list = try? outer.next(in: bytes) else { return [] }
        var cursor = ElementCursor(inside: list)
        while let element = try? cursor.next(in: bytes) {
            guard let read = try? ExtensionExtent(element, in: bytes) else { continue }
            found.append(CertificateExtension(oid: read.identifier, isCritical: read.isCritical, value: bytes[read.value]))
        }
        return found
    }
}
