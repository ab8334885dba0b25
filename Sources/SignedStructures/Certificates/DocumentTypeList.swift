public import Irregularities
import TagLengthValue

/// The document types that a document signer may sign, as the first characters of the MRZ: `P`, `ID`, `AR`.
///
///     DocumentTypeListSyntax ::= SEQUENCE { version INTEGER { v0(0) }, docTypeList SET OF DocumentType }
///     DocumentType ::= PrintableString (SIZE (1..2))
///
/// Doc 9303-12, 7.1.1. Besides this form six others are met and read, each with an irregularity of its own: no version and no SET (Tanzania), no
/// version (China), several SETs (Moldova), a bare PrintableString (Oman), bare characters (Morocco), and values such as `P<`. What is
/// malformed in another way is `malformed-document-type-list`.
public struct DocumentTypeList: Sendable, Hashable {
    /// The types in the order of the file, without trailing fillers.
    public let types: [String]
    public let irregularities: [Irregularity]

    init(_ value: ArraySlice<UInt8>) {
        var reading = Reading()
        var form = reading.read(value)
        types = reading.types.map { text in
            String(text.prefix { $0 != "<" })
        }
        var irregularities: [Irregularity] = []
        if reading.types.isEmpty || !types.allSatisfy(DocumentTypeList.isRegular) {
            form = .malformedDocumentTypeList
        } else if types != reading.types {
            form = form == nil ? .documentTypesWithFiller : .malformedDocumentTypeList
        }
        if let form { irregularities.append(Irregularity(form, at: SourceLocation(of: value))) }
        if !reading.isSorted { irregularities.append(Irregularity(.unsortedSet, at: SourceLocation(of: value))) }
        self.irregularities = irregularities
    }

    private static func isRegular(_ type: String) -> Bool {
        (1...2).contains(type.utf8.count) && type.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }

    private struct Reading {
        var types: [String] = []
        var isSorted = true

        /// Reads any of the encodings and returns nil where it was the one of the standard.
        mutating func read(_ value: ArraySlice<UInt8>) -> ReasonCode? {
            var outer = ElementReader(value, limits: Limits(depth: 4, elements: 64))
            guard let element = try? outer.next() else { return readBare(value) }
            switch element.tag {
            case .sequence:
                let form = readList(element)
                return outer.isAtEnd ? form : .malformedDocumentTypeList
            case .printableString, .utf8String, .ia5String:
                append(element)
                return outer.isAtEnd ? .documentTypesBareString : .malformedDocumentTypeList
            default:
                return readBare(value)
            }
        }

        private mutating func readList(_ list: Element) -> ReasonCode? {
            var fields = list.elements(Limits(depth: 4, elements: 64))
            var (versions, sets, strings) = (0, 0, 0)
            while let field = try? fields.next() {
                switch field.tag {
                case .integer where types.isEmpty && sets == 0:
                    versions += field.content.elementsEqual([0]) ? 1 : 2
                case .set:
                    sets += 1
                    readSet(field)
                default:
                    append(field)
                    strings += 1
                }
            }
            guard fields.isAtEnd else { return .malformedDocumentTypeList }
            return switch (versions, sets, strings) {
            case (1, 1, 0): nil
            case (0, 0, 1...): .documentTypesWithoutSet
            case (0, 1, 0): .documentTypesWithoutVersion
            case (1, 2..., 0): .documentTypesInSeveralSets
            default: .malformedDocumentTypeList
            }
        }

        private mutating func readSet(_ set: Element) {
            var members = set.elements(Limits(depth: 4, elements: 64))
            var previous: ArraySlice<UInt8>?
            while let member = try? members.next() {
                if let previous, member.bytes.lexicographicallyPrecedes(previous) { isSorted = false }
                previous = member.bytes
                append(member)
            }
        }

        private mutating func append(_ element: Element) {
            guard let string = DirectoryString(element.tag, element.content) else { return }
            types.append(string.text)
        }

        /// Morocco's extnValue is the character itself.
        private mutating func readBare(_ value: ArraySlice<UInt8>) -> ReasonCode {
            if (1...2).contains(value.count), value.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) {
                types.append(String(decoding: value, as: UTF8.self))
                return .documentTypesBareCharacters
            }
            return .malformedDocumentTypeList
        }
    }
}
