import TagLengthValue

extension DataGroup11 {
    private static var fullNameTag: Tag { Tag(0x5F0E) }

    /// The octets of the full name as they stand; nil where there is none.
    ///
    /// Looked for alone, because a check asks of every document and most state the name as the zone does. Where a wrong length hides what
    /// follows, the whole reading tells.
    public var fullNameOctets: ArraySlice<UInt8>? {
        let content = element.content
        var cursor = ElementCursor(over: content)
        do {
            while let next = try cursor.next(in: content) {
                if next.tag == DataGroup11.fullNameTag { return content[next.contentRange] }
            }
            return nil
        } catch {
            return fullName?.bytes
        }
    }
}
