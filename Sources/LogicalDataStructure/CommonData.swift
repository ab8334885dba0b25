public import Irregularities
public import TagLengthValue

/// EF.COM: the versions, and the list of the data groups that the chip is said to hold.
///
///     60 { 5F01 LDS version, 5F36 Unicode version, 5C tag list }
///
/// Doc 9303-10, 4.6.1. EF.COM is not signed; where it and EF.SOD differ, EF.SOD counts.
public final class CommonData: Sendable {
    public let ldsVersion: VersionNumber?
    public let unicodeVersion: VersionNumber?
    /// The listed data groups in the order of the list, each once.
    public let dataGroups: [DataGroupNumber]
    /// Listed tags that no data group has.
    public let unknownTags: [Tag]
    public let irregularities: [Irregularity]

    /// Reads the outermost element of the file.
    ///
    /// A missing or unknown element is an irregularity, bytes that are no elements are an error.
    init(_ file: ElementExtent, in bytes: borrowing ArraySlice<UInt8>) throws(LDSError) {
        var irregularities: [Irregularity] = []
        var values = InlineArray<3, ElementExtent?>(repeating: nil)
        var cursor = ElementCursor(inside: file)
        while let element = try cursor.element(in: bytes) {
            guard let place = CommonData.place(of: element.tag) else {
                irregularities.append(Irregularity(.unknownTag, at: element.place))
                continue
            }
            if values[place] == nil {
                values[place] = element
            } else {
                irregularities.append(Irregularity(.duplicateElement, at: element.place))
            }
        }
        for place in values.indices where values[place] == nil { irregularities.append(Irregularity(.missingTag, at: file.place)) }
        ldsVersion = values[0].map { VersionNumber(bytes[$0.contentRange]) }
        unicodeVersion = values[1].map { VersionNumber(bytes[$0.contentRange]) }
        for place in 0...1 {
            guard let version = values[place], !VersionNumber(bytes[version.contentRange]).isReadable else { continue }
            irregularities.append(Irregularity(.malformedValue, at: SourceLocation(version.contentRange)))
        }
        var dataGroups: [DataGroupNumber] = []
        var unknownTags: [Tag] = []
        if let list = values[2] {
            dataGroups.reserveCapacity(list.contentRange.count)
            let unread = forEachTag(in: bytes[list.contentRange]) { tag in
                guard case .dataGroup(let number)? = ElementaryFile(tag: tag) else {
                    irregularities.append(Irregularity(.unknownDataGroup, at: list.place))
                    unknownTags.append(tag)
                    return
                }
                if dataGroups.contains(number) {
                    irregularities.append(Irregularity(.duplicateDataGroup, at: list.place))
                } else {
                    dataGroups.append(number)
                }
            }
            if let unread { irregularities.append(Irregularity(.malformedTag, at: .bytes(offset: unread, length: 1))) }
        }
        self.dataGroups = dataGroups
        self.unknownTags = unknownTags
        self.irregularities = irregularities
    }

    /// The place of an element in the order of the standard.
    private static func place(of tag: Tag) -> Int? {
        switch tag.rawValue {
        case 0x5F01: 0
        case 0x5F36: 1
        case 0x5C: 2
        default: nil
        }
    }
}
