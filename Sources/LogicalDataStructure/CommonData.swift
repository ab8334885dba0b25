public import Irregularities
public import TagLengthValue

/// EF.COM: the versions, and the list of the data groups that the chip is said to hold.
///
///     60 { 5F01 LDS version, 5F36 Unicode version, 5C tag list }
///
/// Doc 9303-10, 4.6.1. EF.COM is not signed; where it and EF.SOD differ, EF.SOD counts.
public struct CommonData: Sendable, Hashable {
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
    public init(_ file: Element) throws(LDSError) {
        var irregularities: [Irregularity] = []
        var values: [Tag: Element] = [:]
        var reader = file.elements()
        while let element = try reader.element() {
            if !CommonData.tags.contains(element.tag) {
                irregularities.append(Irregularity(.unknownTag, at: element.place))
            } else if values[element.tag] != nil {
                irregularities.append(Irregularity(.duplicateElement, at: element.place))
            } else {
                values[element.tag] = element
            }
        }
        for tag in CommonData.tags where values[tag] == nil { irregularities.append(Irregularity(.missingTag, at: file.place)) }
        ldsVersion = values[CommonData.ldsVersionTag].map { VersionNumber($0.content) }
        unicodeVersion = values[CommonData.unicodeVersionTag].map { VersionNumber($0.content) }
        for version in [ldsVersion, unicodeVersion] {
            if let version, version.parts == nil {
                irregularities.append(Irregularity(.malformedValue, at: SourceLocation(of: version.bytes)))
            }
        }
        var dataGroups: [DataGroupNumber] = []
        var unknownTags: [Tag] = []
        if let list = values[CommonData.tagListTag] {
            let (tags, unread) = tagList(list.content)
            for tag in tags {
                guard case .dataGroup(let number)? = ElementaryFile(tag: tag) else {
                    irregularities.append(Irregularity(.unknownDataGroup, at: list.place))
                    unknownTags.append(tag)
                    continue
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

    private static let ldsVersionTag = Tag(0x5F01)
    private static let unicodeVersionTag = Tag(0x5F36)
    private static let tagListTag = Tag(0x5C)
    private static let tags = [ldsVersionTag, unicodeVersionTag, tagListTag]
}
