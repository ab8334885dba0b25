import TagLengthValue

/// A name with case, blanks and string types folded away, for comparing.
///
/// RFC 5280, 7.1: two names match if their relative names match in order, and values of string types match without regard to case, to
/// blanks at the ends and to the number of inner blanks. The types of the strings do not count. Unicode compatibility forms are not folded.
public struct FoldedName: Sendable, Hashable {
    /// A canonical form; its layout is private to this module and to one version of it.
    public let bytes: [UInt8]

    /// The version of that layout, for whoever keeps folded names: those of another version must be made anew.
    public static let version = 1
}

extension DistinguishedName {
    /// The name folded, with the relative names in the order of the file.
    public var folded: FoldedName { fold { $0 } }

    /// The name folded, with the relative names sorted: for issuers that write them in another order elsewhere (Malaysia's SignerInfo).
    public var foldedUnordered: FoldedName {
        fold { $0.sorted { $0.lexicographicallyPrecedes($1) } }
    }

    /// Whether two names are the same once folded; those that differ are nearly always told apart without folding them.
    func isFoldedSame(as other: DistinguishedName) -> Bool {
        if bytes == other.bytes { return true }
        if let own = plainSum, let others = other.plainSum, own != others { return false }
        return folded == other.folded
    }

    /// A sum over the letters of all attributes without case and blanks, the same for names that fold to the same.
    ///
    /// Nil where a value is not ASCII in a type of ASCII: there the folding decides.
    private var plainSum: UInt64? {
        var sum: UInt64 = 0
        var isPlain = true
        let isReadable = forEachAttribute { _, type, value in
            guard DirectoryString.isASCIIType(value.tag) else {
                isPlain = false
                return false
            }
            // FNV-1a, one sum an attribute, so that their order does not count.
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for octet in bytes[value.contentRange] {
                if octet >= 0x80 { isPlain = false }
                if octet == 0x20 || (0x09...0x0D).contains(octet) { continue }
                let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(octet)
                hash = (hash ^ UInt64(isCapital ? octet | 0x20 : octet)) &* 0x100_0000_01B3
            }
            sum &+= hash
            return isPlain
        }
        return isReadable && isPlain ? sum : nil
    }

    private func fold(_ order: ([[UInt8]]) -> [[UInt8]]) -> FoldedName {
        // The attributes of one relative name are a SET: their order never counts.
        var names: [[[UInt8]]] = []
        let isReadable = forEachAttribute { index, type, value in
            while names.count <= index { names.append([]) }
            names[index].append(DistinguishedName.foldedAttribute(type, value, in: bytes))
            return true
        }
        // A name that cannot be read equals only itself; no folded form of another begins with FF.
        guard isReadable else { return FoldedName(bytes: [0xFF] + bytes) }
        let parts = names.map { attributes -> [UInt8] in
            guard attributes.count > 1 else { return [1] + (attributes.first ?? []) }
            let sorted = attributes.sorted { $0.lexicographicallyPrecedes($1) }
            return [UInt8(truncatingIfNeeded: attributes.count)] + sorted.joined()
        }
        return FoldedName(bytes: Array(order(parts).joined()))
    }

    /// Type, kind, length and folded value of one attribute; self-delimiting, so that joined ones cannot be confused.
    private static func foldedAttribute(_ type: OID, _ value: ElementExtent, in bytes: ArraySlice<UInt8>) -> [UInt8] {
        let content = bytes[value.contentRange]
        var folded: [UInt8] = []
        var kind: UInt8 = 1
        if DirectoryString.isASCIIType(value.tag), content.allSatisfy({ $0 < 0x80 }) {
            folded.reserveCapacity(content.count)
            for octet in content { append(octet, to: &folded) }
        } else if let string = DirectoryString(value.tag, content) {
            for scalar in string.text.unicodeScalars {
                if scalar.isASCII {
                    append(UInt8(truncatingIfNeeded: scalar.value), to: &folded)
                } else if scalar.properties.isWhitespace {
                    append(0x20, to: &folded)
                } else {
                    folded.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
                }
            }
        } else {
            folded = Array(bytes[value.range])
            kind = 0
        }
        if kind == 1, folded.last == 0x20 { folded.removeLast() }
        let identifier = type.content
        var result: [UInt8] = [UInt8(truncatingIfNeeded: identifier.count)]
        result.append(contentsOf: identifier)
        result.append(kind)
        for shift in [24, 16, 8, 0] { result.append(UInt8(truncatingIfNeeded: folded.count >> shift)) }
        result.append(contentsOf: folded)
        return result
    }

    private static func append(_ octet: UInt8, to folded: inout [UInt8]) {
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): folded.append(octet | 0x20)
        case 0x20, 0x09...0x0D: if let last = folded.last, last != 0x20 { folded.append(0x20) }
        default: folded.append(octet)
        }
    }
}

extension DirectoryString {
    /// Whether text of this type that is all ASCII is its own UTF-8.
    static func isASCIIType(_ tag: Tag) -> Bool {
        switch tag {
        case .printableString, .utf8String, .ia5String, .visibleString, .numericString, .teletexString: true
        default: false
        }
    }
}
