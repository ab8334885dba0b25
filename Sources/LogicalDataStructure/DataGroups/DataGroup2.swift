public import Irregularities
import TagLengthValue

/// DG2: the encoded face of the holder.
///
///     75 { 7F61 { 02 number of templates, 7F60 template … } }
///
/// Doc 9303-10, 4.7.2.
public final class DataGroup2: Sendable {
    public let templates: [BiometricTemplate]
    /// The irregularities of the group and of its templates.
    public var irregularities: [Irregularity] { groupIrregularities + templates.flatMap(\.irregularities) }
    private let groupIrregularities: [Irregularity]

    /// The images of all templates in order.
    public var images: [FacialImage] { templates.flatMap(\.images) }

    /// The most templates that are read; Doc 9303-10 counts them in one octet, and documents have one.
    static let templateLimit = 32

    /// Reads the outermost element of the file.
    ///
    /// An error is that the group of templates is missing or that the elements around the data blocks cannot be read.
    init(_ file: ElementExtent, in bytes: borrowing ArraySlice<UInt8>) throws(LDSError) {
        var irregularities: [Irregularity] = []
        var outer = ElementCursor(inside: file)
        guard let group = try outer.elementIf(DataGroup2.groupTag, in: bytes) else {
            throw LDSError(.missingTag, at: file.contentStart, tag: DataGroup2.groupTag)
        }
        if !outer.isAtEnd { irregularities.append(Irregularity(.trailingBytes, at: outer.rest)) }
        var templates: [BiometricTemplate] = []
        var count: ElementExtent?
        var children = ElementCursor(inside: group)
        while let child = try children.element(in: bytes) {
            switch child.tag {
            case .integer where count == nil: count = child
            case DataGroup2.templateTag where templates.count < DataGroup2.templateLimit:
                templates.append(try BiometricTemplate(child, in: bytes))
            case DataGroup2.templateTag:
                throw LDSError(.tooManyElements, at: child.start, tag: child.tag)
            default: irregularities.append(Irregularity(.unknownTag, at: child.place))
            }
        }
        if let count {
            if count.smallNumber(in: bytes) != templates.count { irregularities.append(Irregularity(.elementCount, at: count.place)) }
        } else {
            irregularities.append(Irregularity(.missingTag, at: group.place))
        }
        self.templates = templates
        groupIrregularities = irregularities
    }

    private static var groupTag: Tag { Tag(0x7F61) }
    private static var templateTag: Tag { Tag(0x7F60) }
}
