public import Irregularities
public import TagLengthValue

/// One attribute of a name: its type and its value as they stand in the file.
public struct NameAttribute: Sendable, Hashable {
    public let type: OID
    public let value: Element

    /// The value as text, or nil where it is of no string type; octets that its type does not allow are read as well as they can be.
    public var string: String? { DirectoryString(value.tag, value.content)?.text }
}

/// A distinguished name, read only when asked.
///
///     Name ::= SEQUENCE OF RelativeDistinguishedName
///     RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
///
/// RFC 5280, 4.1.2.4. Equal means equal bytes; compare `folded` for the comparison of RFC 5280, 7.1.
public struct DistinguishedName: Sendable, Hashable {
    /// The whole SEQUENCE.
    public let bytes: ArraySlice<UInt8>

    /// The largest number of relative names, and of attributes in one; real names have fewer than ten.
    static let limits = Limits(depth: 4, elements: 64)

    /// Keeps the bytes of a Name; nothing is read yet.
    public init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    /// The relative names in the order of the file, each with its attributes; empty where the name cannot be read.
    public var relativeDistinguishedNames: [[NameAttribute]] {
        var names: [[NameAttribute]] = []
        let isReadable = forEachAttribute { index, type, value in
            while names.count <= index { names.append([]) }
            names[index].append(NameAttribute(type: type, value: Element(value, in: bytes)))
            return true
        }
        return isReadable ? names : []
    }

    /// The first value of an attribute type as text.
    public func string(of type: OID) -> String? {
        var found: String?
        _ = forEachAttribute { _, candidate, value in
            guard candidate == type else { return true }
            found = DirectoryString(value.tag, bytes[value.contentRange])?.text
            return false
        }
        return found
    }

    /// The country as it is encoded, lower case included.
    public var country: String? { string(of: .countryName) }

    /// What deviates from RFC 5280, appendix A.1: a name that cannot be read, or a value with octets that its string type does not allow.
    public var irregularities: [Irregularity] {
        var found: [Irregularity] = []
        let isReadable = forEachAttribute { _, _, value in
            if let string = DirectoryString(value.tag, bytes[value.contentRange]), !string.isClean {
                found.append(Irregularity(.malformedName, at: value.place))
            }
            return true
        }
        if !isReadable { found.append(Irregularity(.malformedName, at: SourceLocation(of: bytes))) }
        return found
    }

    /// Calls the body with the index of the relative name, the type and the value of each attribute until it returns false.
    ///
    /// Returns whether everything that was walked could be read.
    func forEachAttribute(_ body: (Int, OID, ElementExtent) -> Bool) -> Bool {
        do {
            var outer = ElementCursor(over: bytes)
            var names = ElementCursor(inside: try outer.next(.sequence, in: bytes), limits: DistinguishedName.limits)
            guard outer.isAtEnd else { return false }
            var index = 0
            while let set = try names.next(in: bytes) {
                guard set.tag == .set else { return false }
                var attributes = ElementCursor(inside: set, limits: DistinguishedName.limits)
                while let attribute = try attributes.next(in: bytes) {
                    guard attribute.tag == .sequence else { return false }
                    var fields = ElementCursor(inside: attribute)
                    let identifier = try fields.next(.objectIdentifier, in: bytes)
                    guard let type = OID(identifier.contentRange, in: bytes), let value = try fields.next(in: bytes), fields.isAtEnd
                    else { return false }
                    guard body(index, type, value) else { return true }
                }
                index += 1
            }
            return true
        } catch {
            return false
        }
    }
}
