import TagLengthValue

/// The alternative name of a subject or issuer: in Doc 9303 a directory name with the three-letter code of the MRZ, and ways to contact.
///
///     GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName
///     GeneralName ::= CHOICE { … rfc822Name [1], dNSName [2], directoryName [4] Name, uniformResourceIdentifier [6] … }
///
/// RFC 5280, 4.2.1.6; Doc 9303-12, 7.1.1.
public struct AlternativeName: Sendable, Hashable {
    /// The DER of the extension.
    public let value: ArraySlice<UInt8>

    init(_ value: ArraySlice<UInt8>) {
        self.value = value
    }

    /// The first directory name.
    public var directoryName: DistinguishedName? {
        var found: DistinguishedName?
        _ = forEachName { name in
            guard name.tag == .context(4) else { return true }
            found = DistinguishedName(value[name.contentRange])
            return false
        }
        return found
    }

    /// The code that the MRZ prints for the state, such as `UTO`: the localityName of the directory name.
    public var localityName: String? { directoryName?.string(of: .localityName) }

    /// The stateOrProvinceName, present where the locality alone would be ambiguous.
    public var stateOrProvinceName: String? { directoryName?.string(of: .stateOrProvinceName) }

    /// E-mail addresses, host names and URIs in the order of the file.
    public var contacts: [String] {
        var found: [String] = []
        _ = forEachName { name in
            switch name.tag {
            case .contextPrimitive(1), .contextPrimitive(2), .contextPrimitive(6):
                found.append(String(decoding: value[name.contentRange], as: UTF8.self))
            default: break
            }
            return true
        }
        return found
    }

    /// Whether all names could be walked.
    var isReadable: Bool { forEachName { _ in true } }

    private func forEachName(_ body: (ElementExtent) -> Bool) -> Bool {
        do {
            var outer = ElementCursor(over: value)
            var names = ElementCursor(inside: try outer.next(.sequence, in: value), limits: DistinguishedName.limits)
            guard outer.isAtEnd, !names.isAtEnd else { return false }
            while let name = try names.next(in: value) {
                guard body(name) else { return true }
            }
            return true
        } catch {
            return false
        }
    }
}
