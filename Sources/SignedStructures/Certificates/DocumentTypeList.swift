public import Irregularities
import TagLengthValue

/// The document types that a document signer may sign, as the first characters of the MRZ: `P`, `ID`, `AR`.
///
///     DocumentTypeListSyntax ::= SEQUENCE { version INTEGER { v0(0) }, docTypeList SET OF DocumentType }
///     DocumentType ::= PrintableString (SIZE (1..2))
///
/// Doc 9303-12, 7.1.1. Besides this form five others are met and read, each with the irregularity `malformed-document-type-list`: no version and no
/// SET (Tanzania, China), several SETs (Moldova), a bare PrintableString (Oman), bare characters (Morocco), and values such as `P<`.
public struct DocumentTypeList: Sendable, Hashable {
    /// The types in the order of the file, without trailing fillers.
    public let types: [String]
    public let irregularities: [Irregularity]

    init(_ value: ArraySlice<UInt8>) {
        var reading = Reading()
        let isSound = reading.read(value)
        types = reading.types.map { text in
            String(text.prefix { $0 != "<" })
        }
        var irregularities: [Irregularity] = []
        if !isSound || reading.types.isEmpty || !reading.types.allSatisfy(DocumentTypeList.isRegular) {
            irregularities.append(Irregularity(.malformedDocumentTypeList, at: SourceLocation(of: value)))
        }
        if !reading.isSorted { irregularities.append(Irregularity(.unsortedSet, at: SourceLocation(of: value))) }
        self.irregularities = irregularities
    }

    private static func isRegular(_ type: String) -> Bool {
        (1...2).contains(type.utf8.count) && type.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }

    private struct Reading {
        var types: [String] = []
        var isSorted = true

        /// Reads any of the encodings and returns whether it was the one of the standard.
        mutating func read(_ value: ArraySlice<UInt8>) -> Bool {
            var outer = ElementReader(value, limits: Limits(depth: 4, elements: 64))
            guard let element = try? outer.next() else { return readBare(value) }
            switch element.tag {
            case .sequence:
                return readList(element) && outer.isAtEnd
            case .printableString, .utf8String, .ia5String:
                append(element)
                return false
            default:
                return readBare(value)
            }
        }

        private mutating func readList(_ list: Element) -> Bool {
            var fields = list.elements(Limits(depth: 4, elements: 64))
            var (versions, sets) = (0, 0)
            while let field = try? fields.next() {
                switch field.tag {
                case .integer where types.isEmpty && sets == 0:
                    versions += field.content.elementsEqual([0]) ? 1 : 2
                case .set:
                    sets += 1
                    readSet(field)
                default:
                    append(field)
                    sets += 2
                }
            }
            return fields.isAtEnd && versions == 1 && sets == 1
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
        private mutating func readBare(_ value: ArraySlice<UInt8>) -> Bool {
            if (1...2).contains(value.count), value.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) {
                types.append(String(decoding: value, as: UTF8.self))
            }
            return false
        }
    }
}
