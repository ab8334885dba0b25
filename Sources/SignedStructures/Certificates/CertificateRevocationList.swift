public import CivilTime
public import Irregularities
import TagLengthValue

/// One entry of a revocation list: when, and the reason code if the entry gives one (RFC 5280, 5.3.1; Doc 9303-12 forbids it).
public struct RevokedEntry: Sendable, Hashable {
    public let serialNumber: ArraySlice<UInt8>
    /// Nil where the date cannot be read.
    public let date: Timestamp?
    public let reason: Int?

    /// Whether the entry takes an earlier one back (removeFromCRL; RFC 5280, 5.3.1) in place of revoking.
    public var isRemoval: Bool { reason == 8 }
    /// The serial number for comparisons.
    public var number: SerialNumber { SerialNumber(serialNumber) }
}

/// A certificate revocation list; its entries stay in the bytes.
///
///     CertificateList ::= SEQUENCE { tbsCertList TBSCertList, signatureAlgorithm AlgorithmIdentifier, signatureValue BIT STRING }
///     TBSCertList ::= SEQUENCE {
///         version Version OPTIONAL, signature AlgorithmIdentifier, issuer Name, thisUpdate Time, nextUpdate Time OPTIONAL,
///         revokedCertificates SEQUENCE OF SEQUENCE { userCertificate INTEGER, revocationDate Time, crlEntryExtensions Extensions OPTIONAL }
///         OPTIONAL, crlExtensions [0] Extensions OPTIONAL }
///
/// RFC 5280, 5.1. Equal means equal bytes.
public struct CertificateRevocationList: Sendable, Hashable {
    /// The element alone.
    public let bytes: ArraySlice<UInt8>
    /// 1 or 2; any other number as it is encoded, plus one.
    public let version: Int
    public let thisUpdate: Timestamp
    public let nextUpdate: Timestamp?
    /// The number of entries.
    public let revokedCount: Int
    /// Whether some entry does not say which certificate it is for.
    public let hasUnreadableEntries: Bool
    private let structural: [Irregularity]
    private let tbsExtent: Extent
    private let issuerExtent: Extent
    private let signatureExtent: Extent
    private let entries: Extent
    private let tbsAlgorithm: AlgorithmExtent
    private let outerAlgorithm: AlgorithmExtent
    private let known: KnownExtensions

    /// Reads the one CRL that the bytes are; what trails is an irregularity.
    public init(_ input: ArraySlice<UInt8>) throws(StructureError) {
        do {
            try self.init(reading: input)
        } catch {
            throw StructureError(error, in: .revocationList)
        }
    }

    private init(reading input: ArraySlice<UInt8>) throws(EncodingError) {
        try input.checkAddressable()
        var outer = ElementCursor(over: input)
        let whole = try outer.next(.sequence, in: input)
        var irregularities: [Irregularity] = []
        if let trailing = outer.trailing() { irregularities.append(trailing) }
        var parts = ElementCursor(inside: whole)
        let tbs = try parts.next(.sequence, in: input)
        outerAlgorithm = try AlgorithmExtent(&parts, in: input)
        signatureExtent = Extent(try bitStringOctets(parts.next(.bitString, in: input), in: input))
        if let trailing = parts.trailing() { irregularities.append(trailing) }

        var fields = ElementCursor(inside: tbs)
        let versionField = try fields.nextIf(.integer, in: input)
        version = versionField.map { smallInteger(input[$0.contentRange]) + 1 } ?? 1
        tbsAlgorithm = try AlgorithmExtent(&fields, in: input)
        issuerExtent = Extent(try fields.next(.sequence, in: input))
        thisUpdate = try readTime(fields.required(in: input), in: input, &irregularities)
        let next = fields.nextTag(in: input)
        if next == .utcTime || next == .generalizedTime {
            nextUpdate = try readTime(fields.required(in: input), in: input, &irregularities)
        } else {
            nextUpdate = nil
        }
        if let list = try fields.nextIf(.sequence, in: input) {
            entries = Extent(contentOf: list)
            (revokedCount, hasUnreadableEntries) = try CertificateRevocationList.count(list, in: input, &irregularities)
        } else {
            entries = .none
            (revokedCount, hasUnreadableEntries) = (0, false)
        }
        var known = KnownExtensions()
        if let field = try fields.nextIf(.context(0), in: input) { try known.read(field, in: input, &irregularities) }
        if let trailing = fields.trailing() { irregularities.append(trailing) }
        if version > 2 || version < 1 || version < 2 && !known.whole.isEmpty {
            irregularities.append(
                Irregularity(.unknownVersion, at: SourceLocation(tbs.contentStart..<Int(tbsAlgorithm.whole.range.lowerBound))))
        }
        if tbsAlgorithm.algorithm != outerAlgorithm.algorithm || input[tbsAlgorithm.parameters] != input[outerAlgorithm.parameters] {
            irregularities.append(Irregularity(.algorithmMismatch, at: outerAlgorithm.whole.place))
        }
        bytes = input[whole.range]
        tbsExtent = Extent(tbs)
        self.known = known
        structural = irregularities
    }

    /// Counts the entries, and says whether some have no serial number; the first of those that are no entries is an irregularity.
    private static func count(
        _ list: ElementExtent, in bytes: ArraySlice<UInt8>, _ irregularities: inout [Irregularity]
    ) throws(EncodingError) -> (count: Int, hasUnreadable: Bool) {
        var cursor = ElementCursor(inside: list, limits: .list)
        var count = 0
        var (isSound, isReadable) = (true, true)
        while let element = try cursor.next(in: bytes) {
            count += 1
            guard isSound || isReadable else { continue }
            var fields = ElementCursor(inside: element)
            let serial = try? fields.next(in: bytes)
            let hasNumber = element.tag == .sequence && serial?.tag == .integer && serial?.contentRange.isEmpty == false
            if !hasNumber { isReadable = false }
            guard isSound else { continue }
            let date = try? fields.next(in: bytes)
            isSound = hasNumber && date.flatMap { EncodedTime($0, in: bytes) } != nil
            if !isSound { irregularities.append(Irregularity(.malformedValue, at: element.place)) }
        }
        return (count, !isReadable)
    }

    /// All that was tolerated in reading the list; its name is read for it at each call.
    public var irregularities: [Irregularity] {
        structural + issuer.irregularities + signatureAlgorithm.signatureIrregularities
    }

    /// What the signature covers, header included.
    public var tbsCertList: ArraySlice<UInt8> { bytes[tbsExtent] }
    public var signatureAlgorithm: AlgorithmIdentifier { AlgorithmIdentifier(outerAlgorithm, in: bytes) }
    public var tbsSignatureAlgorithm: AlgorithmIdentifier { AlgorithmIdentifier(tbsAlgorithm, in: bytes) }
    public var issuer: DistinguishedName { DistinguishedName(bytes[issuerExtent]) }
    /// The country of the issuer in upper case.
    public var country: String? { issuer.country?.uppercased() }
    /// The content of the BIT STRING without its octet of unused bits.
    public var signature: ArraySlice<UInt8> { bytes[signatureExtent] }
    /// The extensions of the list in the order of the file.
    public var extensions: [CertificateExtension] { known.extensions(in: bytes) }

    public var authorityKeyIdentifier: ArraySlice<UInt8>? {
        known[.authorityKeyIdentifier].flatMap { AuthorityKeyIdentifier(bytes[$0])?.keyIdentifier }
    }

    /// Whether the list speaks for all certificates of its issuer: it is no delta list, is not narrowed to some of them, has no critical
    /// extension besides those that are understood here, and each entry says which certificate it is for.
    ///
    /// A real list has an issuing distribution point that names where the list lies and narrows nothing (RFC 5280, 5.2.5).
    public var isComplete: Bool {
        !hasUnreadableEntries
            && extensions.allSatisfy { item in
                switch item.oid {
                case .deltaCRLIndicator: return false
                case .issuingDistributionPoint:
                    guard var fields = (try? ElementReader.only(.sequence, in: item.value))?.elements() else { return false }
                    while let field = try? fields.next() { if field.tag != .context(0) { return false } }
                    return fields.isAtEnd
                case .authorityKeyIdentifier, .issuerAlternativeName, .cRLNumber: return true
                default: return !item.isCritical
                }
            }
    }

    /// The content octets of the cRLNumber INTEGER.
    public var number: ArraySlice<UInt8>? {
        known[.cRLNumber].flatMap { (try? ElementReader.only(.integer, in: bytes[$0]))?.content }
    }

    /// The entry of a certificate of this CRL's issuer, found by the value of its serial number.
    ///
    /// Of several the worst: one that revokes before one that takes back, one without a readable date before all, then the earliest.
    public func revocation(of serialNumber: ArraySlice<UInt8>) -> RevokedEntry? {
        let wanted = SerialNumber(serialNumber)
        var worst: RevokedEntry?
        forEachEntry { serial, element in
            guard SerialNumber(bytes[serial.contentRange]) == wanted else { return true }
            let found = entry(serial, element)
            if worst.map({ found.isWorse(than: $0) }) ?? true { worst = found }
            return true
        }
        return worst
    }

    /// All entries in the order of the file, made at each call; those that cannot be read are left out.
    public var revokedEntries: [RevokedEntry] {
        var found: [RevokedEntry] = []
        forEachEntry { serial, element in
            found.append(entry(serial, element))
            return true
        }
        return found
    }

    private func forEachEntry(_ body: (_ serial: ElementExtent, _ entry: ElementExtent) -> Bool) {
        var cursor = ElementCursor(over: bytes[entries], limits: .list)
        while let element = try? cursor.next(in: bytes) {
            var fields = ElementCursor(inside: element)
            guard element.tag == .sequence, let serial = try? fields.next(.integer, in: bytes) else { continue }
            guard body(serial, element) else { return }
        }
    }

    private func entry(_ serial: ElementExtent, _ element: ElementExtent) -> RevokedEntry {
        var fields = ElementCursor(inside: element)
        _ = try? fields.next(in: bytes)
        let date = (try? fields.next(in: bytes)).flatMap { EncodedTime($0, in: bytes)?.timestamp }
        var reason: Int?
        if let list = try? fields.next(in: bytes) {
            var cursor = ElementCursor(inside: list)
            while reason == nil, let element = try? cursor.next(in: bytes) {
                guard let found = try? ExtensionExtent(element, in: bytes), found.identifier == .reasonCode else { continue }
                let code = try? ElementReader.only(.enumerated, in: bytes[found.value])
                reason = code.map { smallInteger($0.content) }
            }
        }
        return RevokedEntry(serialNumber: bytes[serial.contentRange], date: date, reason: reason)
    }

    public static func == (left: CertificateRevocationList, right: CertificateRevocationList) -> Bool { left.bytes == right.bytes }
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension RevokedEntry {
    fileprivate func isWorse(than other: RevokedEntry) -> Bool {
        if isRemoval != other.isRemoval { return other.isRemoval }
        guard let date, let otherDate = other.date else { return date == nil && other.date != nil }
        return date < otherDate
    }
}

extension Tag {
    static let enumerated = Tag(0x0A)
}
