import TagLengthValue

/// The longest tag list that is read, in tags.
///
/// EF.COM lists at most 16 data groups and DG11 at most 14 elements.
private let tagListLimit = 64

/// The tags that a tag list (`5C`) names, in order; and the offset from which it was not read, if any.
func tagList(_ bytes: ArraySlice<UInt8>) -> (tags: [Tag], unread: Int?) {
    var tags: [Tag] = []
    var rest = bytes
    while !rest.isEmpty {
        guard tags.count < tagListLimit, let tag = ElementReader(rest).nextTag else { return (tags, rest.startIndex) }
        tags.append(tag)
        rest = rest.dropFirst(tag.octetCount)
    }
    return (tags, nil)
}
