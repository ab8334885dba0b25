import LogicalDataStructure
import TagLengthValue

/// What the bytes of a file say of its role.
enum FileContents {
    /// The tags that the first element inside a file can have, for the files of which something is known (Doc 9303-10, 4.6 and 4.7).
    ///
    /// With one of these inside, a file is taken for what its outermost tag says even where other bytes trail.
    private static let firstInside: [(file: ElementaryFile, tags: [Tag])] = [
        (.common, [Tag(0x5F01), Tag(0x5F36), Tag(0x5C)]),
        (.dataGroup(.one), [Tag(0x5F1F)]),
        (.dataGroup(.two), [Tag(0x7F61)]),
        (.dataGroup(.three), [Tag(0x7F61)]),
        (.dataGroup(.four), [Tag(0x7F61)]),
        (.dataGroup(.five), [.integer]),
        (.dataGroup(.seven), [.integer]),
        (.dataGroup(.eleven), [Tag(0x5C)]),
        (.dataGroup(.twelve), [Tag(0x5C)]),
        (.dataGroup(.fourteen), [.set]),
        (.dataGroup(.fifteen), [.sequence]),
        (.securityObject, [.sequence]),
    ]

    /// The tag of an application template, which EF.DIR is a series of; DG1 has it too.
    private static let applicationTemplateTag = Tag(0x61)
    private static let applicationIdentifierTag = Tag(0x4F)

    /// The version block that a biometric data block of ISO/IEC 39794 opens with; the block's own tag is `60` plus the number of its part.
    private static let dataBlockVersionTag = Tag.context(0)

    /// Whether the first bytes can be the beginning of a file of a chip; a few bytes tell.
    static func canBeChipFile(_ head: ArraySlice<UInt8>) -> Bool {
        guard let tag = firstTag(head) else { return false }
        return ElementaryFile(tag: tag) != nil || tag == .sequence || tag == .set
    }

    static func firstTag(_ bytes: ArraySlice<UInt8>) -> Tag? {
        ElementReader(bytes).nextTag
    }

    /// The file that the bytes are, or nil where they do not tell.
    static func role(_ bytes: ArraySlice<UInt8>) -> ElementaryFile? {
        var reader = ElementReader(bytes)
        guard let element = try? reader.next() else { return nil }
        switch element.tag {
        case .sequence:
            if case .securityObject(let content)? = ChipFile(.securityObject, bytes).decoded, case .success = content.ldsSecurityObject {
                return .securityObject
            }
            if case .cardSecurity(let content)? = ChipFile(.cardSecurity, bytes).decoded, case .success = content.securityInfos {
                return .cardSecurity
            }
            return nil
        case .set:
            guard case .securityInfos(let content)? = ChipFile(.cardAccess, bytes).decoded, !content.infos.isEmpty else { return nil }
            return .cardAccess
        case applicationTemplateTag where element.elements().nextTag == applicationIdentifierTag: return .directory
        default:
            guard let file = ElementaryFile(tag: element.tag) else { return nil }
            if let row = firstInside.first(where: { $0.file == file }) {
                return element.elements().nextTag.map { row.tags.contains($0) } == true ? file : nil
            }
            // DG6 is reserved, so its tag alone tells it, and that is also the tag of an iris image's data block.
            if file == .dataGroup(.six), element.elements().nextTag == dataBlockVersionTag { return nil }
            let first = reader.rest.first
            return first == nil || (first == 0 || first == 0xFF) && reader.rest.allSatisfy { $0 == first } ? file : nil
        }
    }

    /// Whether the bytes are text: UTF-8 without control characters other than those that readers frame and part lines with.
    static func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 <= 0x03 && $0 != 0 || (0x09...0x0D).contains($0) }
            && String(validating: bytes, as: UTF8.self) != nil
    }

    /// Whether the bytes begin with the heading that some page readers send before a text: SOH, a length and a kind of any values, STX.
    static func isFramed(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count <= IntakeLimits.text && bytes.first == 0x01 && bytes.prefix(9).contains(0x02)
    }
}
