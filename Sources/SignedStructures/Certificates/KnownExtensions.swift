import Irregularities
import TagLengthValue

/// Where the extensions lie that are asked for again and again, so that asking does not walk the list.
struct KnownExtensions: Sendable {
    /// A place in the table; its raw value is the index.
    enum Slot: Int {
        case subjectKeyIdentifier, keyUsage, privateKeyUsagePeriod, subjectAlternativeName, issuerAlternativeName, basicConstraints
        case cRLDistributionPoints, authorityKeyIdentifier, extendedKeyUsage, documentTypeList, nameChange, cRLNumber

        /// The slot of an identifier, if it has one.
        init?(_ identifier: OID) {
            if let arc = identifier.certificateExtensionArc {
                switch arc {
                case 14: self = .subjectKeyIdentifier
                case 15: self = .keyUsage
                case 16: self = .privateKeyUsagePeriod
                case 17: self = .subjectAlternativeName
                case 18: self = .issuerAlternativeName
                case 19: self = .basicConstraints
                case 20: self = .cRLNumber
                case 31: self = .cRLDistributionPoints
                case 35: self = .authorityKeyIdentifier
                case 37: self = .extendedKeyUsage
                default: return nil
                }
            } else if identifier == .documentTypeList || identifier == .documentTypeListObsolete {
                self = .documentTypeList
            } else if identifier == .nameChange {
                self = .nameChange
            } else {
                return nil
            }
        }
    }

    /// The SEQUENCE OF Extension; empty where there is none.
    private(set) var whole = Extent.none
    /// The content of extnValue, by slot; `present` tells an empty one from an absent one.
    private var values = InlineArray<12, Extent>(repeating: .none)
    private var present: UInt16 = 0
    private var critical: UInt16 = 0

    subscript(_ slot: Slot) -> Extent? {
        present & 1 << UInt16(slot.rawValue) == 0 ? nil : values[slot.rawValue]
    }

    func isCritical(_ slot: Slot) -> Bool { critical & 1 << UInt16(slot.rawValue) != 0 }

    /// Reads `Extensions` inside its explicit tag; an extension that cannot be read is an irregularity and skipped.
    mutating func read(
        _ field: ElementExtent, in bytes: ArraySlice<UInt8>, _ irregularities: inout [Irregularity]
    ) throws(EncodingError) {
        var inner = ElementCursor(inside: field)
        let list = try inner.next(.sequence, in: bytes)
        if let trailing = inner.trailing() { irregularities.append(trailing) }
        whole = Extent(list)
        var cursor = ElementCursor(inside: list)
        while let element = try cursor.next(in: bytes) {
            guard let found = try? ExtensionExtent(element, in: bytes) else {
                irregularities.append(Irregularity(.malformedExtension, at: element.place))
                continue
            }
            if !found.isRegular { irregularities.append(Irregularity(.malformedExtension, at: element.place)) }
            guard let slot = Slot(found.identifier) else { continue }
            let bit: UInt16 = 1 << UInt16(slot.rawValue)
            guard present & bit == 0 else {
                // RFC 5280, 4.2: not more than one instance. The first counts.
                irregularities.append(Irregularity(.duplicateExtension, at: element.place))
                continue
            }
            present |= bit
            if found.isCritical { critical |= bit }
            values[slot.rawValue] = found.value
        }
    }
}

/// One extension by offsets.
///
///     Extension ::= SEQUENCE { extnID OBJECT IDENTIFIER, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }
struct ExtensionExtent {
    let identifier: OID
    let isCritical: Bool
    /// Whether `critical` is DER: FF where true, absent where false, one octet.
    let isRegular: Bool
    /// The content of extnValue.
    let value: Extent

    init(_ element: ElementExtent, in bytes: ArraySlice<UInt8>) throws(EncodingError) {
        guard element.tag == .sequence else { throw EncodingError(.unexpectedTag, at: element.start) }
        var fields = ElementCursor(inside: element)
        let identifier = try fields.next(.objectIdentifier, in: bytes)
        guard let oid = OID(identifier.contentRange, in: bytes) else {
            throw EncodingError(.malformedValue, at: identifier.start)
        }
        self.identifier = oid
        var isRegular = true
        if let critical = try fields.nextIf(.boolean, in: bytes) {
            let content = bytes[critical.contentRange]
            isCritical = content.contains { $0 != 0 }
            isRegular = content.count == 1 && content.first == 0xFF
        } else {
            isCritical = false
        }
        value = Extent(contentOf: try fields.next(.octetString, in: bytes))
        self.isRegular = isRegular && fields.isAtEnd
    }
}
