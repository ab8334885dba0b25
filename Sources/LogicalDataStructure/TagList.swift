import TagLengthValue

/// The longest tag list that is read, in tags.
///
/// EF.COM lists at most 16 data groups and DG11 at most 14 elements.
private let tagListLimit = 64

/// The tags that a tag list (`5C`) names, in order; and the offset from which it was not read, if any.
func tagList(_ bytes: ArraySlice<UInt8>) -> (tags: [Tag], unread: Int?) {
    var tags: [Tag] = []
    let unread = forEachTag(in: bytes) { tags.append($0) }
    return (tags, unread)
}

/// Hands over each tag of a tag list in order; returns the offset from which it was not read, if any.
func forEachTag(in bytes: ArraySlice<UInt8>, _ body: (Tag) -> Void) -> Int? {
    var (position, count) = (bytes.startIndex, 0)
    while position < bytes.endIndex {
        guard count < tagListLimit, let tag = ElementCursor(over: bytes[position...]).nextTag(in: bytes) else { return position }
        body(tag)
        position += tag.octetCount
        count += 1
    }
    return nil
}
