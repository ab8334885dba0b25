import TagLengthValue

extension ListedDeviation {
    /// What is wrong, once.
    public struct Description: Sendable, Hashable {
        public let kind: DeviationKind
        public let identifier: OID
        /// A data group (20 is EF.SOD, 21 EF.COM), a field of the zone, the status of a revocation, or which of several things a defect is
        /// about; nil where there is none.
        public let parameter: Int?
        /// The data groups of a defect that names several.
        public let dataGroups: [Int]
        /// What a defect list gives in place of what is wrong.
        public let replacement: Replacement?
        /// What the issuer says of it.
        public let text: String?
    }

    /// What a defect list gives in place of what is wrong.
    public enum Replacement: Sendable, Hashable {
        /// The octets of a certificate, not read yet.
        case certificate(ArraySlice<UInt8>)
        /// What EF.SOD should say of its signer.
        case signer(SignerIdentifier)
        /// The country that the signer's certificate should name, in upper case.
        case country(String)
    }
}

extension ListedDeviation.Description {
    /// Reads one description of a deviation list.
    ///
    ///     DeviationDescription ::= SEQUENCE { description OPTIONAL, deviationType, parameters [0] ANY OPTIONAL, nationalUse [1] ANY OPTIONAL }
    init?(deviation element: Element) {
        var (type, number, words): (OID?, Int?, String?) = (nil, nil, nil)
        var fields = element.elements()
        while let field = try? fields.next() {
            switch field.tag {
            case .objectIdentifier: type = type ?? OID(content: field.content)
            case .context(0): number = (try? ElementReader.only(.integer, in: field.content)).map { smallInteger($0.content) }
            case .context(1): break
            default: words = words ?? DirectoryString(field.tag, field.content)?.text
            }
        }
        guard let type else { return nil }
        (kind, identifier, parameter, text) = (DeviationKind(type), type, number, words)
        (dataGroups, replacement) = ([], nil)
    }

    /// The most data groups of one defect; a document has sixteen.
    private static let dataGroupLimit = 32

    /// Reads one defect of a defect list.
    ///
    ///     KnownDefect ::= SEQUENCE { defectType OBJECT IDENTIFIER, parameters ANY DEFINED BY defectType OPTIONAL }
    init?(defect element: Element) {
        var fields = element.elements()
        guard let type = (try? fields.next(.objectIdentifier)).flatMap({ OID(content: $0.content) }) else { return nil }
        let kind = DeviationKind(type)
        var (number, groups, replacement): (Int?, [Int], ListedDeviation.Replacement?) = (nil, [], nil)
        if let field = try? fields.next() {
            switch field.tag {
            case .integer, .enumerated: number = smallInteger(field.content)
            case .set:
                var members = field.elements()
                while groups.count < Self.dataGroupLimit, let member = try? members.nextIf(.integer) {
                    groups.append(smallInteger(member.content))
                }
            default: replacement = ListedDeviation.Replacement(field, of: kind)
            }
        }
        (self.kind, identifier, parameter, text) = (kind, type, number, nil)
        (dataGroups, self.replacement) = (groups, replacement)
    }
}

extension ListedDeviation.Replacement {
    /// Reads what a defect of a kind gives; nil where it is nothing that such a defect can give.
    fileprivate init?(_ field: Element, of kind: DeviationKind) {
        switch (kind, field.tag) {
        case (.certificateReplaced, .sequence): self = .certificate(field.bytes)
        case (.wrongSignerIdentifier, .sequence):
            // A certificate or, where its name and number are given, what names it: both begin with a SEQUENCE.
            if (try? Certificate(field.bytes)) != nil {
                self = .certificate(field.bytes)
            } else if let identifier = try? ListedDeviation.issuerAndSerialNumber(field) {
                self = .signer(identifier)
            } else {
                return nil
            }
        case (.wrongSignerIdentifier, .contextPrimitive(0)): self = .signer(.subjectKeyIdentifier(field.content))
        case (.issuingCountryWrong, _):
            guard let text = DirectoryString(field.tag, field.content)?.text, (2...3).contains(text.utf8.count),
                text.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0 & 0xDF) })
            else { return nil }
            self = .country(text.uppercased())
        default: return nil
        }
    }
}
